"""Pictures come in by the plain form and one by one, each with its own message."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.pictures_in.corpus import REFUSED, animated, located, png, saved, scene
from tests.uploads.scene import ADDRESS, assert_agree, only_picture, pictures, send, send_one, stored
from webapp.models import User
from webapp.storage.errors import StorageFull
from webapp.storage.local import LocalStorage
from webapp.uploads.forms import MOST_FILES


def test_a_picture_comes_in(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = send_one(as_alice, png(), "Sunset at sea.png", purpose="inspiration", tags="Sea, evening")
    assert answer.status_code == 201
    assert answer.json is not None
    assert answer.json["message"] == "Added."
    image = only_picture(app, alice)
    assert (image.generation_type, image.visibility, image.purpose) == ("upload", "private", "inspiration")
    assert (image.title, image.width_px, image.height_px) == ("Sunset at sea", 96, 64)
    page = as_alice.get(answer.json["url"])
    assert "Sunset at sea" in page.text
    assert "evening" in page.text
    with as_alice.get(answer.json["small_url"]) as small:
        assert Pixels.open(io.BytesIO(small.data)).size == (96, 64)
    assert_agree(app)


def test_one_bad_file_among_five_spoils_nothing(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    good = [(f"{side}.png", png(side, side)) for side in (20, 30, 40, 50)]
    answer = send(as_alice, *good[:2], ("letter.png", b"Dear all"), *good[2:])
    assert answer.status_code == 200
    assert "4 of 5 are here" in answer.text
    assert "This is not a picture we can read." in answer.text
    assert [image.title for image in pictures(app, alice)] == ["20", "30", "40", "50"]


def test_one_of_two_is_one(as_alice: FlaskClient) -> None:
    assert "1 of 2 is here" in send(as_alice, ("a.png", png()), ("letter.png", b"Dear all")).text


def test_nothing_is_taken_when_all_are_bad(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = send(as_alice, ("a.png", b"nonsense"))
    assert answer.status_code == 422
    assert "0 of 1" in answer.text
    assert stored(app) == set()


@pytest.mark.parametrize("name", ["SVG", "nothing", "half a PNG", "1 x 30000", "10000 x 10000"])
def test_each_refusal_has_words_for_a_program(as_alice: FlaskClient, name: str) -> None:
    make, code = REFUSED[name]
    answer = send_one(as_alice, make())
    assert answer.status_code in (415, 422)
    assert answer.json is not None
    assert answer.json["error"]["code"] == code


def test_a_large_file_is_refused_by_what_it_weighs(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    app.config["MAX_UPLOAD_BYTES"] = 1000
    answer = send_one(as_alice, png(200, 200) + bytes(1000))
    assert answer.status_code == 413
    assert answer.json is not None
    assert "larger than 0.001 MB" in answer.json["error"]["message"]
    assert pictures(app, alice) == []


def test_what_is_much_too_large_is_not_even_read(as_alice: FlaskClient) -> None:
    form = "multipart/form-data; boundary=x"
    claim = {"CONTENT_LENGTH": str(10**10)}
    answer = as_alice.post(ADDRESS, data=io.BytesIO(), environ_overrides=claim, content_type=form)
    assert answer.status_code in (413, 507)
    assert "Traceback" not in answer.text


def test_nothing_chosen_is_said_beside_the_field(as_alice: FlaskClient) -> None:
    answer = send(as_alice, title="A title that stays")
    assert answer.status_code == 422
    assert "Choose a picture, or give an address." in answer.text
    assert "A title that stays" in answer.text


def test_too_many_at_once_are_refused(as_alice: FlaskClient) -> None:
    answer = send(as_alice, *[(f"{number}.png", b"x") for number in range(MOST_FILES + 1)])
    assert answer.status_code == 422
    assert f"At most {MOST_FILES} pictures" in answer.text


def test_bad_words_are_said_before_anything_is_taken(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = send_one(as_alice, png(), tags="ok, " + "x" * 200)
    assert answer.status_code == 422
    assert answer.json is not None
    assert "too long for a tag" in answer.json["error"]["message"]
    assert pictures(app, alice) == []


def test_a_moving_picture_is_said_to_stand_still_now(as_alice: FlaskClient) -> None:
    answer = send_one(as_alice, animated("GIF"))
    assert answer.json is not None
    assert answer.json["message"] == "Added. It moves; the first frame is kept."


def test_the_place_a_photo_was_taken_does_not_come_along(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    send_one(as_alice, located())
    image = only_picture(app, alice)
    with as_alice.get(f"/files/{image.id}/picture.webp") as answer:
        assert not Pixels.open(io.BytesIO(answer.data)).getexif()
    assert image.recipe == {}


def test_a_full_disk_is_said_in_words(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StorageFull

    monkeypatch.setattr(LocalStorage, "require_room", full)
    answer = send_one(as_alice, png())
    assert answer.status_code == 507
    assert answer.json is not None
    assert "no room left" in answer.json["error"]["message"]
    assert stored(app) == set()


def test_a_name_is_only_ever_text(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert send_one(as_alice, png(), "../../<svg onload=alert(1)>{{7*7}}.png").status_code == 201
    image = only_picture(app, alice)
    assert image.title == "<svg onload=alert(1)>{{7*7}}"
    assert str(image.id) in image.file_path
    page = as_alice.get(f"/images/{image.id}/").text
    assert "<svg onload" not in page
    assert "{{7*7}}" in page


def test_guests_are_asked_to_sign_in(guest: FlaskClient) -> None:
    answer = send(guest, ("a.png", png()))
    assert "/sign-in/" in answer.location


def test_a_photo_is_the_same_on_the_wall(as_alice: FlaskClient) -> None:
    send_one(as_alice, saved(scene(), "JPEG"), "Boat.jpg")
    assert "Boat" in as_alice.get("/user-images/").text
