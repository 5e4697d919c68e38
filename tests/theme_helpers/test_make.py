"""Making a theme, from the form to the list."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.scene import hang
from tests.theme_helpers.scene import bring, filled, make_style, themes_of
from webapp.extensions import db
from webapp.media import storage
from webapp.models import ThemeHelper, User


def picture(kind: str = "PNG", size: tuple[int, int] = (90, 300)) -> io.BytesIO:
    target = io.BytesIO()
    Pixels.new("RGB", size, (10, 120, 200)).save(target, kind)
    target.seek(0)
    return target


def stored(app: Flask, theme: ThemeHelper) -> Pixels.Image:
    with app.app_context(), storage().open(theme.preview_path) as stream:
        return Pixels.open(io.BytesIO(stream.read()))


def test_a_theme_is_made_as_it_was_filled_in(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = as_alice.post("/theme-helpers/new/", data=filled(negative_prompt="fog", **{"styles-0": "Oil"}))
    (made,) = themes_of(app, alice)
    assert (answer.status_code, answer.location) == (303, f"/theme-helpers/{made.id}/")
    assert (made.name, made.category, made.negative_prompt) == ("Salt harbour", "Land and sea", "fog")
    assert (made.visibility, made.is_active, made.is_featured) == ("private", True, False)
    assert made.palette == ["#ffccdd", "#223344"]
    page = as_alice.get(answer.location).text
    assert 'fill="#ffccdd"' in page
    assert ">Oil</span>" in page
    assert ">salt</a>" in page


def test_what_is_missing_or_wrong_is_said_beside_its_field(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    wrong = filled(name=" ", prompt="", tags="x" * 61, description="kept", **{"palette-0-value": "red;"})
    answer = as_alice.post("/theme-helpers/new/", data=wrong)
    assert answer.status_code == 422
    for words in (
        "Give this world a name.",
        "Say in a few words",
        "too long for a tag",
        "Write it as #rrggbb.",
        "kept",
    ):
        assert words in answer.text
    assert themes_of(app, alice) == []


@pytest.mark.parametrize("field", ["name", "prompt", "negative_prompt", "description", "tags", "styles-0"])
def test_characters_that_cannot_be_kept_are_refused(as_alice: FlaskClient, field: str) -> None:
    assert as_alice.post("/theme-helpers/new/", data=filled(**{field: "a\0b"})).status_code == 422


def test_wildcards_that_cannot_be_read_are_refused(as_alice: FlaskClient) -> None:
    assert as_alice.post("/theme-helpers/new/", data=filled(prompt="a {red|blue sea")).status_code == 422


def test_styles_keep_their_order_and_hidden_ones_do_not_exist(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    own = make_style(app, alice, "My hatching")
    hidden = make_style(app, bob, "Hatching of Bob")
    ordered = {"styles-0": "my HATCHING", "styles-2": "Oil", "styles-4": "watercolour", "styles-5": "Oil"}
    as_alice.post("/theme-helpers/new/", data=filled(**ordered))
    with app.app_context():
        (made,) = (db.session.merge(each, load=False) for each in themes_of(app, alice))
        assert [style.name for style in made.styles] == ["My hatching", "Oil", "Watercolour"]
        assert made.styles[0].id == own
    for name in ("Hatching of Bob", "No such style", str(hidden)):
        refused = as_alice.post("/theme-helpers/new/", data=filled(**{"styles-1": name}))
        assert refused.status_code == 422
        assert f"There is no style called “{name}”." in refused.text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_uploaded_picture_is_encoded_anew(app: Flask, as_alice: FlaskClient, alice: User, kind: str) -> None:
    as_alice.post("/theme-helpers/new/", data=filled(upload=(picture(kind), f"../../a.{kind}")))
    (made,) = themes_of(app, alice)
    assert made.preview_path.startswith("themes/")
    assert (stored(app, made).format, stored(app, made).size) == ("WEBP", (480, 360))
    with as_alice.get(f"/theme-helpers/{made.id}/preview.webp") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")


@pytest.mark.parametrize("data", [b"<svg onload='alert(1)'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b""])
def test_what_is_no_picture_is_refused(app: Flask, as_alice: FlaskClient, alice: User, data: bytes) -> None:
    answer = as_alice.post("/theme-helpers/new/", data=filled(upload=(io.BytesIO(data), "a.png")))
    assert answer.status_code == 422
    assert "picture" in answer.text
    assert themes_of(app, alice) == []


def test_a_file_that_is_too_large_is_refused(app: Flask, as_alice: FlaskClient) -> None:
    app.config["MAX_UPLOAD_BYTES"] = 100
    answer = as_alice.post("/theme-helpers/new/", data=filled(upload=(picture(), "a.png")))
    assert (answer.status_code, "at most 100 bytes" in answer.text) == (422, True)


def test_one_of_my_pictures_becomes_the_preview_as_a_copy(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    as_alice.post("/theme-helpers/new/", data=filled(picture=str(hang(app, alice))))
    (made,) = themes_of(app, alice)
    assert stored(app, made).size == (480, 360)


def test_pictures_of_others_are_none_to_choose(app: Flask, as_alice: FlaskClient, bob: User) -> None:
    for chosen in (str(hang(app, bob, visibility="public")), "x", "00000000-0000-7000-8000-000000000000"):
        answer = as_alice.post("/theme-helpers/new/", data=filled(picture=chosen))
        assert answer.status_code == 422
        assert "This picture is not there any more." in answer.text


def test_two_of_one_name_have_addresses_of_their_own(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    for _ in range(2):
        as_alice.post("/theme-helpers/new/", data=filled(name="Ünïque / wörld"))
    first, second = themes_of(app, alice)
    assert first.slug != second.slug
    assert first.slug.startswith("ünïque-wörld-")
    assert bring(app, alice).id not in {first.id, second.id}
