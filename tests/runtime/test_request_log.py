"""Each request has an id and one line in the log, which says nothing private."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from webapp.app import create_app
from webapp.config import load_settings
from webapp.extensions import db
from webapp.logs import StudioHandler, init_logs


def make_app(**settings: object) -> Flask:
    app = Flask("studio")
    app.config["SECRET_KEY"] = "k" * 40
    app.extensions["settings"] = load_settings(**settings)
    init_logs(app)

    @app.route("/pictures/<name>", methods=["GET", "POST"])
    def picture(name: str) -> ResponseReturnValue:
        return name

    @app.get("/join/<token>")
    def join(token: str) -> ResponseReturnValue:
        return "welcome" if token else "?"

    return app


@pytest.fixture(autouse=True)
def _root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == "webapp.requests"]


def test_one_line_a_request_with_method_path_and_status(caplog: pytest.LogCaptureFixture) -> None:
    client = make_app().test_client()
    client.get("/pictures/1")
    client.get("/nowhere")
    assert [line.split(" in ")[0] for line in lines(caplog)] == ["GET /pictures/1 200", "GET /nowhere 404"]


def test_neither_query_nor_form_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    make_app().test_client().post("/pictures/1?q=CANARY-query", data={"prompt": "CANARY-prompt"})
    assert "CANARY" not in caplog.text


def test_what_only_its_holder_may_know_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    make_app().test_client().get("/join/CANARY-invitation")
    assert "CANARY" not in caplog.text
    assert "GET /join/<token> 200" in caplog.text


def test_an_answer_carries_its_id() -> None:
    client = make_app().test_client()
    first, second = (client.get("/pictures/1").headers["X-Request-ID"] for _ in range(2))
    assert len(first) >= 16
    assert first != second


def test_a_stranger_cannot_choose_the_id() -> None:
    answer = make_app(trusted_proxies=0).test_client().get("/pictures/1", headers={"X-Request-ID": "chosen-by-me"})
    assert answer.headers["X-Request-ID"] != "chosen-by-me"


@pytest.mark.parametrize(
    ("given", "is_kept"), [("edge-42.abc_DEF", True), ("a b c d e f g h", False), ("x" * 65, False)]
)
def test_a_proxy_can_when_it_is_sane(given: str, is_kept: bool) -> None:
    answer = make_app(trusted_proxies=1).test_client().get("/pictures/1", headers={"X-Request-ID": given})
    assert (answer.headers["X-Request-ID"] == given) is is_kept


def test_a_second_app_does_not_double_the_lines() -> None:
    make_app()
    make_app()
    assert len([each for each in logging.getLogger().handlers if isinstance(each, StudioHandler)]) == 1


def test_a_database_error_holds_no_prompt(tmp_path: Path) -> None:
    app = create_app(load_settings(data_dir=tmp_path, redis_url="", storage_url="", database_url=""))
    with app.app_context(), pytest.raises(OperationalError) as failed:
        db.session.execute(text("SELECT prompt FROM nowhere WHERE prompt = :prompt"), {"prompt": "CANARY-prompt"})
    assert "CANARY" not in str(failed.value)
