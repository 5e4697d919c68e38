"""Editing a picture makes a new one from it; the old one stays as it is."""

import io

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.operations import BrushEngine, filled, mask_file, png
from tests.scene import carry_out, fresh, hang, requests_in
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, ImageRequest, User
from webapp.pipeline.audit import audit
from webapp.pipeline.submit import retry
from webapp.queue import waiting_ids


def pixels_of(app: Flask, image: Image) -> Pixels.Image:
    with app.app_context(), storage().open(image.file_path) as stream:
        return Pixels.open(io.BytesIO(stream.read())).convert("RGB")


def test_what_is_painted_changes_and_the_rest_stays(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    url = f"/edit/{source}/"
    answer = as_alice.post(url, data=filled(as_alice, url, "erase", mask=(mask_file(), "mask.png")))
    (made,) = requests_in(app)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/status/{made.id}/")
    assert (made.kind, made.operation, made.source_image_id) == ("edit", "erase", source)
    with app.app_context():
        assert waiting_ids() == {str(made.id)}
    (image_id,) = carry_out(app, made.id)
    image = fresh(app, Image, image_id)
    assert (image.parent_id, image.generation_type, image.origin) == (source, "erase", "edited")
    picture = pixels_of(app, image)
    left, right = picture.getpixel((10, 16)), picture.getpixel((40, 16))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[1] > 150 > 110 > right[1]


def test_its_page_leads_to_where_it_came_from(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    url = f"/edit/{source}/"
    as_alice.post(url, data=filled(as_alice, url, "erase", mask=(mask_file(), "mask.png")))
    (image_id,) = carry_out(app, requests_in(app)[0].id)
    assert f"/images/{source}/" in as_alice.get(f"/images/{image_id}/").text
    assert f"/images/{image_id}/" in as_alice.get(f"/images/{source}/").text


def test_a_transparent_part_of_a_mask_may_change_too(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    mask = Pixels.new("RGBA", (48, 32), (0, 0, 0, 255))
    mask.paste((0, 0, 0, 0), (24, 0, 48, 32))
    url = f"/edit/{hang(app, alice)}/"
    as_alice.post(url, data=filled(as_alice, url, "erase", mask=(png(mask), "mask.png")))
    (image_id,) = carry_out(app, requests_in(app)[0].id)
    picture = pixels_of(app, fresh(app, Image, image_id))
    assert picture.getpixel((40, 16))[1] > 150 > 110 > picture.getpixel((10, 16))[1]  # type: ignore[index]


def test_nothing_painted_is_said_beside_the_mask_and_the_words_stay(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    empty = mask_file(box=(0, 0, 0, 0))
    answer = as_alice.post(url, data=filled(as_alice, url, "inpaint", prompt="a red kite", mask=(empty, "m.png")))
    assert answer.status_code == 422
    assert "Paint over what may change" in answer.text
    assert "a red kite" in answer.text
    assert requests_in(app) == []


def test_a_mask_that_is_no_picture_is_refused_in_words(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    answer = as_alice.post(url, data=filled(as_alice, url, "erase", mask=(io.BytesIO(b"<svg/>"), "m.png")))
    assert answer.status_code == 422
    assert "mask-error" in answer.text


def test_words_are_asked_for_where_the_engine_needs_them(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    answer = as_alice.post(url, data=filled(as_alice, url, "inpaint", mask=(mask_file(), "m.png")))
    assert answer.status_code == 422
    assert "Say in a few words" in answer.text


def test_a_larger_frame_is_known_before_it_is_drawn(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    sides = {"set-of": "brush/outpaint/", "set-left": "16", "set-down": "8"}
    as_alice.post(url, data=filled(as_alice, url, "outpaint", **sides))
    (made,) = requests_in(app)
    assert (made.width_px, made.height_px, made.params["left"], made.params["down"]) == (64, 40, 16, 8)


def test_trying_again_starts_from_the_same_picture_and_mask(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/edit/{hang(app, alice)}/"
    as_alice.post(url, data=filled(as_alice, url, "erase", mask=(mask_file(), "m.png")))
    (made,) = requests_in(app)
    with app.app_context():
        again = retry(db.session.get_one(ImageRequest, made.id), 0)
        assert (again.source_image_id, again.kind) == (made.source_image_id, "edit")
        assert again.mask_path
        assert again.mask_path != made.mask_path
    carry_out(app, again.id)
    carry_out(app, made.id)
    first, second = brush.requests
    assert first.mask == second.mask
    with app.app_context():
        assert audit().is_whole


def test_sent_twice_it_is_one_request(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    url = f"/edit/{hang(app, alice)}/"
    form = filled(as_alice, url, "erase")
    first = as_alice.post(url, data=form | {"mask": (mask_file(), "m.png")})
    second = as_alice.post(url, data=form | {"mask": (mask_file(), "m.png")})
    assert first.headers["Location"] == second.headers["Location"]
    assert len(requests_in(app)) == 1


def test_a_picture_that_is_gone_fails_in_words(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    source = hang(app, alice)
    url = f"/edit/{source}/"
    as_alice.post(url, data=filled(as_alice, url, "erase", mask=(mask_file(), "m.png")))
    (made,) = requests_in(app)
    with app.app_context():
        storage().delete(fresh(app, Image, source).file_path)
    carry_out(app, made.id)
    ended = fresh(app, ImageRequest, made.id)
    assert (ended.status, ended.error_message) == ("failed", "The picture that this starts from is not there any more.")


def test_others_start_from_it_only_where_its_owner_lets_them(
    app: Flask, as_bob: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    shown, shared = hang(app, alice, visibility="public"), hang(app, alice, visibility="public", allows_remix=True)
    assert as_bob.get(f"/edit/{shown}/").status_code == 403
    assert as_bob.get(f"/edit/{shared}/").status_code == 200


def test_operations_of_other_engines_are_named(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    page = as_alice.get(f"/edit/{hang(app, alice)}/").text
    assert "Find and replace</b>: Stability AI" in page
