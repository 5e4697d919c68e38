"""Files of pictures: for those who may see the picture, and for nobody else."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, carry_out, hang
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, User

VARIANTS = ("small", "large", "picture")


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_private_file_is_the_owners_alone(
    app: Flask,
    as_alice: FlaskClient,
    as_bob: FlaskClient,
    as_admin: FlaskClient,
    alice: User,
    quick: QuickEngine,
    variant: str,
) -> None:
    (made,) = carry_out(app, ask(app, alice))
    path = f"/files/{made}/{variant}.webp"
    with as_alice.get(path) as mine:
        assert mine.status_code == 200
        assert mine.data[8:12] == b"WEBP"
    absent = as_bob.get(f"/files/{uuid4()}/{variant}.webp")
    for stranger in (as_bob, as_admin, app.test_client()):
        answer = stranger.get(path)
        assert answer.status_code == absent.status_code == 404
        assert "Nothing here" in answer.text


def test_a_thumbnail_is_smaller_than_its_picture(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    (made,) = carry_out(app, ask(app, alice, width_px=1200, height_px=800))
    sizes = []
    for variant in VARIANTS:
        with as_alice.get(f"/files/{made}/{variant}.webp") as answer:
            sizes.append(len(answer.data))
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 3


def test_a_picture_stands_in_for_thumbnails_not_made_yet(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    with as_alice.get(f"/files/{made}/small.webp") as small, as_alice.get(f"/files/{made}/picture.webp") as whole:
        assert small.data == whole.data


def test_public_becomes_private_at_once(app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    with guest.get(f"/files/{made}/small.webp") as seen:
        known = seen.headers["ETag"]
        assert seen.cache_control.no_cache
    edited = as_alice.post(f"/images/{made}/edit/", data={"title": "", "alt_text": "", "visibility": "private"})
    assert edited.headers["Location"] == f"/images/{made}/"
    answer = guest.get(f"/files/{made}/small.webp", headers={"If-None-Match": known})
    assert answer.status_code == 404


def test_a_lost_file_is_nothing_here(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    with app.app_context():
        storage().delete(db.session.get_one(Image, made).file_path)
    assert as_alice.get(f"/files/{made}/picture.webp").status_code == 404


def test_a_download_has_a_name_that_says_what_it_is(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice, title="../../etc/passwd")
    with as_alice.get(f"/files/{made}/picture.webp?download=1") as answer:
        assert answer.headers["Content-Disposition"] == f"attachment; filename=atelier-{made}.webp"


@pytest.mark.parametrize("path", ["picture.bmp", "huge.webp", "small.webp/../picture.webp", "..%2f..%2fsecret_key"])
def test_there_are_no_other_names(app: Flask, as_alice: FlaskClient, alice: User, path: str) -> None:
    made = hang(app, alice)
    assert as_alice.get(f"/files/{made}/{path}").status_code == 404
