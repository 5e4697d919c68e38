"""The public wall is narrowed by what its address says, and tells nothing that is not public."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import cards
from tests.scene import PART, hang
from webapp.database import writing
from webapp.models import Image, ImageProject, ProjectPicture, User
from webapp.tag_counts import counting
from webapp.tagging import tags_from

Hang = Callable[..., str]


@pytest.fixture
def shown(app: Flask, alice: User) -> Hang:
    """Hangs a public picture of Alice's and returns its id."""
    return lambda **values: str(hang(app, alice, visibility="public", **values))


def tag(app: Flask, image_id: str, words: str) -> None:
    with app.app_context(), writing() as session, counting(session, [UUID(image_id)]):
        image = session.get_one(Image, UUID(image_id))
        image.tags = tags_from(words)


def test_filters_combine(app: Flask, guest: FlaskClient, shown: Hang) -> None:
    wide = {"width_px": 300, "height_px": 200, "model_backend": "builtin"}
    wanted = shown(**wide)
    shown(**wide | {"model_backend": "stability"})
    shown(width_px=200, height_px=300, model_backend="builtin")
    assert cards(guest.get("/gallery/?shape=landscape&engine=builtin").text) == [wanted]


def test_several_tags_must_all_be_there(app: Flask, guest: FlaskClient, shown: Hang) -> None:
    both, one = shown(), shown()
    tag(app, both, "boat, night")
    tag(app, one, "boat")
    assert cards(guest.get("/gallery/?tag=Boat").text) == [one, both]
    assert cards(guest.get("/gallery/?tag=boat&tag=night").text) == [both]
    assert cards(guest.get("/gallery/?tag=boat,+NIGHT").text) == [both]


def test_a_month_holds_what_was_made_in_it(app: Flask, guest: FlaskClient, shown: Hang) -> None:
    old = shown(id=UUID("019a0000-0000-7000-8000-000000000001"))  # in October 2025
    shown()
    assert cards(guest.get("/gallery/?month=2025-10").text) == [old]
    assert cards(guest.get("/gallery/?from=2025-10-01&to=2025-10-31").text) == [old]
    assert cards(guest.get("/gallery/?month=2025-11").text) == []


def test_made_by_is_a_name_however_it_is_spelt(app: Flask, guest: FlaskClient, shown: Hang, bob: User) -> None:
    wanted = shown()
    hang(app, bob, visibility="public")
    assert cards(guest.get("/gallery/?by=aLICE").text) == [wanted]
    assert cards(guest.get("/gallery/?by=Nobody").text) == []


def test_no_filter_shows_what_is_private(app: Flask, guest: FlaskClient, alice: User) -> None:
    style, theme = uuid4(), uuid4()
    hidden = hang(app, alice, prompt_helper_id=style, theme_helper_id=theme, model_backend="builtin", seed=7)
    tag(app, str(hidden), "secret")
    for query in (
        f"style={style}",
        f"theme={theme}",
        "engine=builtin",
        "tag=secret",
        "by=Alice",
        "shape=square",
        "kind=initial",
    ):
        assert cards(guest.get(f"/gallery/?{query}").text) == []


@pytest.mark.parametrize("query", ["seed=7", "model=large", "rating=1", "version=1", "favorites=1"])
def test_recipes_that_owners_keep_narrow_nothing(guest: FlaskClient, shown: Hang, query: str) -> None:
    other = shown(seed=8, model="small")
    wanted = shown(seed=7, model="large", rating=5, is_favorite=True)
    page = guest.get(f"/gallery/?{query}").text
    assert cards(page) == [wanted, other]
    assert "does not count" in page


def test_a_project_that_is_not_shown_narrows_to_nothing(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, shown: Hang
) -> None:
    inside = shown()
    shown()
    with app.app_context(), writing() as session:
        project = ImageProject(slug="coast", name="Hidden coast", owner_id=alice.id)
        session.add(project)
        session.flush()
        session.add(ProjectPicture(project_id=project.id, image_id=UUID(inside)))
        project_id = project.id
    for client in (guest, as_bob):
        page = client.get(f"/gallery/?project={project_id}").text
        assert cards(page) == []
        assert "Hidden coast" not in page
    assert cards(as_alice.get(f"/gallery/?project={project_id}").text) == [inside]
    with app.app_context(), writing() as session:
        session.get_one(ImageProject, project_id).visibility = "public"
    page = guest.get(f"/gallery/?project={project_id}").text
    assert cards(page) == [inside]
    assert "Hidden coast" in page


@pytest.mark.parametrize(
    "query",
    ["shape=blob", "style=1", "month=2026-13", "month=0000-01", "from=yesterday", "size=9", "theme=%00", "by=%00"],
)
def test_what_cannot_be_read_is_said_and_does_not_count(guest: FlaskClient, shown: Hang, query: str) -> None:
    shown()
    page = guest.get(f"/gallery/?{query}")
    assert page.status_code == 200
    assert len(cards(page.text)) == 1
    assert "does not count" in page.text


def test_each_filter_can_be_taken_away(guest: FlaskClient, shown: Hang) -> None:
    shown()
    page = guest.get("/gallery/?shape=square&size=small").text
    assert 'href="/gallery/?size=small"' in page
    assert 'href="/gallery/?shape=square"' in page
    assert "Clear all" in page


def test_nothing_that_fits_says_what_to_do(guest: FlaskClient, shown: Hang) -> None:
    shown()
    assert "Take away a filter" in guest.get("/gallery/?tag=nowhere").text


def test_the_form_offers_and_keeps_what_is_on(guest: FlaskClient, as_alice: FlaskClient) -> None:
    page = guest.get("/gallery/filter/?shape=portrait&tag=boat").text
    assert '<option value="portrait" selected>' in page
    assert 'value="boat"' in page
    assert 'name="seed"' not in page
    assert "<html" not in as_alice.get("/user-images/filter/", headers=PART).text
    assert 'name="seed"' in as_alice.get("/user-images/filter/", headers=PART).text


def test_the_form_offers_days_and_sends_each_once(guest: FlaskClient, shown: Hang) -> None:
    shown()
    old = shown(id=UUID("019a0000-0000-7000-8000-000000000001"))  # in October 2025
    form = guest.get("/gallery/filter/?from=2025-10-03&to=2025-10-31").text
    for name, day in (("from", "2025-10-03"), ("to", "2025-10-31")):
        assert form.count(f'name="{name}"') == 1
        assert f'name="{name}" type="date" value="{day}"' in form
    empty = guest.get("/gallery/filter/").text
    assert 'name="from" type="date" value=""' in empty
    assert cards(guest.get("/gallery/?from=2025-10-03&to=2025-10-31").text) == [old]


def test_empty_fields_leave_the_address(guest: FlaskClient) -> None:
    answer = guest.get("/gallery/?shape=&tag=boat&by=")
    assert answer.status_code == 302
    assert answer.location == "/gallery/?tag=boat"
    part = guest.get("/gallery/?shape=&tag=boat", headers=PART)
    assert part.headers["HX-Push-Url"] == "/gallery/?tag=boat"
    assert "<html" not in part.text


def test_the_same_words_are_looked_for_by_meaning(guest: FlaskClient, shown: Hang) -> None:
    shown()
    page = guest.get("/gallery/?q=foggy+harbour&shape=square").text
    assert 'name="meaning"' in page
    answer = guest.get("/gallery/?q=foggy+harbour&shape=square&meaning=1")
    assert answer.status_code == 302
    assert {"like=foggy+harbour", "shape=square"} == set(answer.location.partition("?")[2].split("&"))
    assert guest.get("/gallery/?q=&meaning=1").location == "/gallery/"
