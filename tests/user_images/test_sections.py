"""The sections of my pictures: made, uploaded, edited, rated, of one style; nobody else's in any of them."""

from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import cards
from tests.scene import hang
from webapp.models import User


def test_each_picture_is_in_the_section_it_comes_from(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    kinds = {"made": "initial", "uploaded": "upload", "edited": "inpaint"}
    made = {origin: str(hang(app, alice, generation_type=kind)) for origin, kind in kinds.items()}
    for origin, image_id in made.items():
        assert cards(as_alice.get(f"/user-images/?origin={origin}").text) == [image_id]


def test_stars_count_from_there_on(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    rated = [str(hang(app, alice, rating=stars)) for stars in (0, 3, 5, 4)]
    assert cards(as_alice.get("/user-images/?rating=4").text) == [rated[3], rated[2]]
    assert cards(as_alice.get("/user-images/?rating=1").text) == rated[:0:-1]


def test_seed_and_model_are_mine_to_look_for(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    wanted = str(hang(app, alice, seed=7, model="large one"))
    hang(app, alice, seed=7, model="small")
    assert cards(as_alice.get("/user-images/?seed=7&model=large+one").text) == [wanted]


def test_ids_of_others_bring_nothing_of_theirs(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    style, theme = uuid4(), uuid4()
    hang(app, alice, prompt_helper_id=style, theme_helper_id=theme, seed=7, rating=5, visibility="public")
    for query in (
        f"style={style}",
        f"theme={theme}",
        f"project={uuid4()}",
        "seed=7",
        "rating=5",
        f"style={style}&version=1",
    ):
        page = as_bob.get(f"/user-images/?{query}")
        assert page.status_code == 200
        assert cards(page.text) == []


def test_an_empty_section_says_what_belongs_there(as_alice: FlaskClient) -> None:
    assert "Nothing uploaded yet" in as_alice.get("/user-images/?origin=uploaded").text
    assert "Nothing edited yet" in as_alice.get("/user-images/?origin=edited").text


def test_favourites_narrow_each_section(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    wanted = str(hang(app, alice, generation_type="upload", is_favorite=True))
    hang(app, alice, generation_type="upload")
    hang(app, alice, is_favorite=True)
    address = "/user-images/?origin=uploaded&favorites=1"
    page = as_alice.get(address).text
    assert cards(page) == [wanted]
    assert 'aria-label="Without Favourites"' in page
    assert 'aria-label="Without Favourites"' not in as_alice.get("/user-images/?favorites=1").text
    form = as_alice.get(address.replace("/?", "/filter/?")).text
    assert '<input type="hidden" name="origin" value="uploaded">' in form
    assert 'name="favorites" value="1" checked' in form
    assert 'name="favorites"' not in as_alice.get("/gallery/filter/").text


def test_a_version_is_asked_for_beside_its_style(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    hang(app, alice)
    assert 'id="wall-version"' in as_alice.get("/user-images/filter/").text
    page = as_alice.get("/user-images/?version=2").text
    assert "A version belongs to a style" in page
    assert len(cards(page)) == 1
