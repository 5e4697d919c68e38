"""What every answer tells the browser."""

from pathlib import Path

import pytest
from flask import Flask

from tests.visitor import PASSWORD, Visitor, person
from webapp.app import create_app
from webapp.config import Settings
from webapp.security import content_policy


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    return visitor


def policy(text: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def test_pages_run_only_our_own_files(ada: Visitor) -> None:
    sent = policy(ada.get("/profile/").headers["Content-Security-Policy"])
    assert sent["default-src"] == ["'none'"]
    assert sent["script-src"] == ["'self'"]
    assert sent["style-src"] == ["'self'"]
    assert sent["img-src"] == ["'self'", "blob:"]
    assert sent["form-action"] == ["'self'"]
    assert sent["base-uri"] == sent["frame-ancestors"] == sent["object-src"] == ["'none'"]
    assert not any("unsafe" in word or word in {"*", "data:"} for words in sent.values() for word in words)


@pytest.mark.parametrize(
    "path", ["/profile/", "/sign-in/", "/gallery/", "/nowhere/", "/healthz", "/static/css/app.css"]
)
def test_every_answer_is_strict(ada: Visitor, path: str) -> None:
    with ada.get(path) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in answer.headers


def test_personal_pages_are_not_kept(app: Flask, ada: Visitor) -> None:
    answer = ada.get("/profile/")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"HX-Request", "Cookie"} <= set(answer.vary)
    assert Visitor(app).get("/gallery/").headers["Cache-Control"] == "private, no-cache"
    with ada.get("/static/css/app.css") as style:
        assert "no-store" not in style.headers["Cache-Control"]


def test_no_page_has_inline_script_or_style(app: Flask, ada: Visitor) -> None:
    guest = Visitor(app)
    for text in (ada.get("/profile/").text, ada.get("/generate/").text, guest.get("/sign-in/").text):
        assert "<style" not in text
        assert " style=" not in text
        assert "<script>" not in text
        assert "hx-on" not in text


def test_the_cookie_is_strict(app: Flask) -> None:
    person(app, "ada")
    cookie = Visitor(app).sign_in("ada").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_over_https_it_is_stricter(settings: Settings) -> None:
    secure = create_app(settings.model_copy(update={"base_url": "https://studio.test"}), TESTING=True)
    person(secure, "ada")
    visitor = Visitor(secure, base_url="https://studio.test")
    answer = visitor.sign_in("ada")
    assert answer.headers["Set-Cookie"].startswith("__Host-session=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert visitor.is_signed_in()


def test_an_ordinary_page_sets_no_cookie_again(ada: Visitor) -> None:
    ada.get("/profile/")
    assert "Set-Cookie" not in ada.get("/profile/").headers


def test_pictures_may_come_from_the_s3_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://s3.studio.test:9000/")
    remote = create_app(settings.model_copy(update={"storage_url": "s3://pictures/atelier"}), TESTING=True)
    sent = policy(Visitor(remote).get("/set-up/").headers["Content-Security-Policy"])
    assert sent["img-src"] == ["'self'", "blob:", "https://s3.studio.test:9000"]
    assert sent["connect-src"] == ["'self'"]
    assert "img-src 'self' blob:;" in content_policy()


def test_the_callers_address_is_the_proxys_word_only_when_trusted(
    settings: Settings, app: Flask, tmp_path: Path
) -> None:
    person(app, "ada")
    proxied = create_app(settings.model_copy(update={"trusted_proxies": 1}), TESTING=True)
    forwarded = {"X-Forwarded-For": "203.0.113.9"}
    for studio, shown in ((app, False), (proxied, True)):
        visitor = Visitor(studio, address="192.0.2.1")
        form = {"name": "ada", "password": PASSWORD, "csrf_token": visitor.token("/sign-in/")}
        visitor.client.post("/sign-in/", data=form, headers=forwarded, **visitor.common)
        assert ("203.0.113.9" in visitor.get("/profile/").text) is shown


def test_too_large_a_form_is_refused_in_words(app: Flask, ada: Visitor) -> None:
    app.config["MAX_FORM_MEMORY_SIZE"] = 1000
    answer = ada.client.post("/profile/theme/", data={"theme": "x" * 2000}, **ada.common)
    assert answer.status_code == 413
    assert "more than the studio accepts" in answer.text
