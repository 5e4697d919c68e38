"""A link with a password opens for the browser that has said it."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from tests.shares.scene import link_at, share
from webapp.models import User

PASSWORD = "open sesame"


def test_it_opens_by_its_password(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, title="Harbour")
    path = share(app, made, password=PASSWORD)
    locked = guest.get(path)
    assert "Harbour" not in locked.text
    assert str(made) not in locked.text
    assert guest.get(f"{path}{made}/picture.webp").status_code == 404
    wrong = guest.post(path, data={"password": "open barley"})
    assert wrong.status_code == 422
    assert "not its password" in wrong.text
    assert guest.get(f"{path}{made}/picture.webp").status_code == 404
    assert link_at(app, path).use_count == 0
    assert guest.post(path, data={"password": PASSWORD}).location == path
    assert "Harbour" in guest.get(path).text
    assert guest.get(f"{path}{made}/picture.webp").status_code == 200


def test_it_opens_no_other_link_and_no_other_browser(
    app: Flask, guest: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    first, second = (share(app, hang(app, alice, title="Harbour"), password=PASSWORD) for _ in range(2))
    guest.post(first, data={"password": PASSWORD})
    assert "Harbour" not in guest.get(second).text
    assert "Harbour" not in as_bob.get(first).text


def test_guessing_is_slow(app: Flask, guest: FlaskClient, alice: User) -> None:
    app.config["RATELIMIT_ENABLED"] = True
    path = share(app, hang(app, alice, title="Harbour"), password=PASSWORD)
    answers = [guest.post(path, data={"password": f"guess {each}"}).status_code for each in range(11)]
    assert answers == [422] * 10 + [429]
    assert guest.post(path, data={"password": PASSWORD}).status_code == 429
    assert "Harbour" not in guest.get(path).text
