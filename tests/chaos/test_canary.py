"""Whatever fails, no key and no password shows up in a log line, a page, a row, Redis or an error's text."""

import base64
import io
import logging
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from redis import Redis
from sqlalchemy import select
from sqlalchemy.engine import make_url

from tests import servers
from tests.chaos.echo import MODES, EchoProvider
from tests.engines.fake.server import serve
from tests.scene import PART
from webapp.config import Settings
from webapp.engine_desk import service
from webapp.engines import registry
from webapp.engines.base import LaterEngine
from webapp.engines.speech.registry import speaker
from webapp.engines.types import EngineRequest
from webapp.extensions import Base, db
from webapp.logs import StudioHandler
from webapp.models import EngineState, ImageRequest, User
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit
from webapp.pipeline.watch import Watcher

CANARY = "CANARY"
SECRETS = {
    "stability_api_key": f"sk-{CANARY}-stability-0123456789",
    "replicate_api_token": f"r8_{CANARY}replicate0123456789",
    "replicate_webhook_secret": f"whsec_{CANARY}webhook0123456789",
    "openai_api_key": f"sk-{CANARY}-openai-0123456789",
    "a1111_auth": f"ada:{CANARY}-a1111-0123456789",
    "ai_horde_api_key": f"{CANARY}-horde-0123456789",
    "tts_api_key": f"sk-{CANARY}-voice-0123456789",
    "secret_key": f"{CANARY}-session-abcdefghijklmnopqrstuvwxyz-0123456789",
}
REDIS_PASSWORD = f"{CANARY}-redis-0123456789"
DATABASE_PASSWORD = f"{CANARY}-database-0123456789"
TRACES = (CANARY, base64.b64encode(SECRETS["a1111_auth"].encode()).decode())
WITH_SERVERS = {"stability": "core", "replicate": "", "openai": "", "a1111": "", "ai_horde": ""}
NEVER_LEFT_ALONE = {"static", "events.stream"}

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def echo() -> EchoProvider:
    return EchoProvider()


@pytest.fixture
def guarded_redis() -> Iterator[Redis]:
    """A Redis of this test's own that asks for a password."""
    with tempfile.TemporaryDirectory(prefix="atelier-canary-") as folder:
        process = servers.start_redis(f"{folder}/r.sock")
        with Redis(unix_socket_path=f"{folder}/r.sock") as client:
            client.config_set("requirepass", REDIS_PASSWORD)
        with Redis(unix_socket_path=f"{folder}/r.sock", password=REDIS_PASSWORD) as client:
            yield client
        process.terminate()
        process.wait()


@pytest.fixture
def settings(settings: Settings, echo: EchoProvider, guarded_redis: Redis) -> Iterator[Settings]:
    """Every secret there is has a value that is easy to find again."""
    known: dict[str, object] = {name: SecretStr(value) for name, value in SECRETS.items()}
    secrets = {name for name, kind in Settings.model_fields.items() if "Secret" in str(kind.annotation)}
    assert secrets == set(known), "a secret that this test does not know"
    socket = guarded_redis.connection_pool.connection_kwargs["path"]
    known["redis_url"] = f"unix://:{REDIS_PASSWORD}@{socket}"
    address = make_url(settings.database_url).set(password=DATABASE_PASSWORD)
    known["database_url"] = address.render_as_string(hide_password=False)
    with serve(echo.app) as port:
        url = f"http://127.0.0.1:{port}"
        bases = ("stability_base_url", "replicate_base_url", "openai_base_url", "a1111_url", "ai_horde_base_url")
        bases += ("tts_base_url",)
        known |= dict.fromkeys(bases, url)
        yield settings.model_copy(update={**known, "ai_horde_enabled": "true", "log_level": "debug"})
    registry.configure({})
    service.forget_balances()


@pytest.fixture
def output(app: Flask) -> io.StringIO:
    """All that is logged, as it would be read."""
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each, StudioHandler))
    handler.setStream(written := io.StringIO())
    return written


def ask_all(app: Flask, user: User, mode: str) -> str:
    """Asks every engine for a picture, as a person does and below the pipeline. Returns the errors' texts."""
    told = ""
    for name, model in WITH_SERVERS.items():
        with app.app_context():
            db.session.query(EngineState).delete()
            db.session.commit()
            wish = Wish(prompt="a red boat", width_px=512, height_px=512, model_backend=name, model=model)
            told += trouble(partial(ask, user, wish, f"{name} {mode}"))
            told += ask_directly(name, model)
    with app.app_context():
        voice = speaker("openai")
        return told + trouble(lambda: voice.speak("A red boat.", "alloy")) + repr(voice)


def ask(user: User, wish: Wish, key: str) -> None:
    run(submit(db.session.get_one(User, user.id), wish, key, is_trial=True).id)


def ask_directly(name: str, model: str) -> str:
    drawer, request = (
        registry.engine(name),
        EngineRequest(prompt="a red boat", model=model, width_px=512, height_px=512),
    )
    told = trouble(lambda: drawer.run(request, lambda *_: None)) + trouble(drawer.balance) + repr(drawer)
    if isinstance(drawer, LaterEngine):
        told += trouble(lambda: drawer.collect("a" * 26, request)) + trouble(lambda: drawer.cancel("a" * 26))
    return told


def trouble(action: object) -> str:
    """The whole text of what `action` raises, its causes included."""
    try:
        action()  # type: ignore[operator]
    except Exception as error:  # noqa: BLE001 - every kind of error is looked at
        return "".join(traceback.format_exception(error)) + repr(error)
    return ""


def pages(app: Flask, client: FlaskClient) -> str:
    """Every page that needs no more than its address, the pages of every request, and the composer's parts."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = [rule.rule for rule in rules if not rule.arguments and rule.endpoint not in NEVER_LEFT_ALONE]
    with app.app_context():
        paths += [f"/status/{pk}/" for pk in db.session.scalars(select(ImageRequest.id))]
    told = "".join(show(client, path) for path in paths if not path.startswith(("/events", "/sign-out")))
    for name in registry.ENGINES:
        told += client.post("/generate/composer/", data={"model_backend": name}, headers=PART).text
        told += client.post(f"/admin/engines/{name}/try/").text
    return told


def show(client: FlaskClient, path: str) -> str:
    with client.get(path) as answer:
        return f"{path} {answer.status} {answer.headers} {answer.get_data(as_text=True)}"


def rows() -> str:
    return "".join(str(db.session.execute(table.select()).all()) for table in Base.metadata.tables.values())


def kept_in(redis: Redis) -> str:
    return "".join(f"{key!r} {redis.dump(key)!r}" for key in redis.keys("*"))


def test_no_secret_shows_up_anywhere(
    app: Flask,
    as_admin: FlaskClient,
    admin: User,
    echo: EchoProvider,
    guarded_redis: Redis,
    output: io.StringIO,
) -> None:
    seen = {"errors": "", "pages": "", "rows": "", "redis": ""}
    watcher = Watcher(app)
    for echo.mode in MODES:
        seen["errors"] += ask_all(app, admin, echo.mode)
        watcher.round()
    watcher.close()
    seen["pages"] = pages(app, as_admin)
    with app.app_context():
        seen["rows"] = rows()
    seen["redis"] = kept_in(guarded_redis)
    with suppress(ConnectionError):
        guarded_redis.shutdown(nosave=True)
    seen["without redis"] = show(as_admin, "/generate/") + show(as_admin, "/readyz")
    seen["log"] = output.getvalue()
    assert all(secret in echo.heard for secret in ("stability-0", "replicate0", "horde-0", "openai-0")), "never sent"
    assert all(seen.values())
    for place, text in seen.items():
        assert not any(trace in text for trace in TRACES), f"{place}: {near(text)}"


def near(text: str) -> str:
    found = max(text.find(trace) for trace in TRACES)
    return text[max(0, found - 300) : found + 60]
