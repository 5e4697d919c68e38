"""Many pictures as one ZIP: written while it is sent, with safe names, and never more than one may see."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.scene import fresh, hang
from webapp.bulk import views, zipping
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, User
from webapp.pipeline.save import encode

ADDRESS = "/user-images/bulk/download/"


def taken(client: FlaskClient, ids: list[UUID], **values: str) -> zipfile.ZipFile:
    """Downloads pictures and opens the ZIP."""
    answer = client.post(ADDRESS, data={"ids": [str(each) for each in ids], **values})
    assert answer.mimetype == "application/zip"
    assert "atelier-" in answer.headers["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    return archive


def test_names_are_safe_and_none_comes_twice(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    titles = ["Boat 2", "Boat", "boät", "../../etc/passwd", "", "夜", "CON:\\x"]
    made = [hang(app, alice, title=title, prompt="a red boat") for title in titles]
    archive = taken(as_alice, made)
    assert archive.namelist() == [
        "boat-2.webp", "boat.webp", "boat-3.webp", "etc-passwd.webp", "a-red-boat.webp", "a-red-boat-2.webp",
        "con-x.webp",
    ]  # fmt: skip
    with app.app_context():
        path = fresh(app, Image, made[0]).file_path
        with storage().open(path) as stream:
            assert archive.read("boat-2.webp") == stream.read()


def test_recipes_come_along_when_asked_for(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice, title="Boat", seed=7, alt_text="A boat")
    assert taken(as_alice, [made]).namelist() == ["boat.webp"]
    archive = taken(as_alice, [made], recipes="1")
    about = json.loads(archive.read("boat.json"))
    assert (about["prompt"], about["seed"], about["alt_text"]) == ("a red boat", 7, "A boat")


def test_others_pictures_come_without_what_their_owner_keeps(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    shared = hang(app, alice, title="Shared", visibility="public", prompt="secret words")
    private = hang(app, alice, title="Private")
    with app.app_context():
        key = fresh(app, Image, shared).file_path
        storage().put(key, encode(Pixels.new("RGB", (8, 8)), "secret words"), "image/webp")
    archive = taken(as_bob, [shared, private], recipes="1")
    assert set(archive.namelist()) == {"shared.webp", "shared.json", zipping.MISSING_NAME}
    assert "secret".encode("utf-16-be") not in archive.read("shared.webp")
    assert b"secret" not in archive.read("shared.json")
    said = archive.read(zipping.MISSING_NAME).decode()
    assert str(private) in said
    assert "Private" not in said


def test_a_missing_file_is_named_and_the_others_come(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    gone, kept = hang(app, alice, title="Gone"), hang(app, alice, title="Kept")
    with app.app_context():
        storage().delete(fresh(app, Image, gone).file_path)
    archive = taken(as_alice, [gone, kept])
    assert archive.namelist() == ["kept.webp", zipping.MISSING_NAME]
    assert "gone.webp" in archive.read(zipping.MISSING_NAME).decode()


def test_each_is_asked_for_when_its_turn_comes(app: Flask, alice: User, bob: User) -> None:
    made = [hang(app, alice, title=f"n{number}", visibility="public") for number in range(3)]
    with app.app_context():
        viewer = db.session.get_one(User, bob.id)
        pieces = zipping.stream_zip(viewer, made, has_recipes=False)
        sent = next(pieces)
        with app.app_context():
            db.session.get_one(Image, made[2]).visibility = "private"
            db.session.commit()
        archive = zipfile.ZipFile(io.BytesIO(sent + b"".join(pieces)))
    assert archive.namelist() == ["n0.webp", "n1.webp", zipping.MISSING_NAME]


def test_large_files_pass_in_pieces(app: Flask, alice: User, tmp_path: Path) -> None:
    made = [hang(app, alice) for _ in range(2)]
    with app.app_context():
        for each in made:
            storage().put(fresh(app, Image, each).file_path, b"x" * 5_000_000, "image/webp")
        viewer = db.session.get_one(User, alice.id)
        sizes = [len(piece) for piece in zipping.stream_zip(viewer, made, has_recipes=False)]
    assert sum(sizes) > 10_000_000
    assert max(sizes) < 1_200_000


def test_a_whole_wall_comes_while_it_is_not_too_large(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: Any
) -> None:
    for number in range(3):
        hang(app, alice, title=f"loved {number}", is_favorite=True)
    hang(app, alice, title="plain")
    assert len(taken(as_alice, [], all="1", filters="favorites=1").namelist()) == 3
    monkeypatch.setattr(views, "MOST_IN_ZIP", 3)
    answer = as_alice.post(ADDRESS, data={"all": "1", "filters": ""})
    assert "A ZIP holds up to 3 pictures" in as_alice.get(answer.headers["Location"]).text
