"""A prompt that a published project shows to guests is found on the public wall, as long as it does, and no longer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import make_image
from tests.search.conftest import Search
from tests.search.likeness import GALLERY, like, read
from webapp.database import writing
from webapp.extensions import db
from webapp.image_projects import service
from webapp.models import Image, ImageProject, PromptHelper, User

pytestmark = pytest.mark.usefixtures("unread")
TYPED = "a red zeppelin over a volcano"
TELLING = {"visibility": "public", "guest_sees": "full"}


def told(app: Flask, owner: User, project: dict[str, Any] = TELLING, **values: Any) -> tuple[UUID, UUID]:
    """Hangs a public picture in a project. Returns the ids of both, of the picture first."""
    texts = {"title": "Afternoon", "visibility": "public", "prompt": TYPED, "recipe": {"prompt_template": TYPED}}
    with app.app_context():
        image = make_image(owner, **{**texts, **values})
        made = service.make_project(owner.id, {"name": "Skies", **project})
        service.add_pictures(made, [image.id], owner.id)
        return image.id, made.id


def found(app: Flask, search: Search, words: str = TYPED) -> list[list[str]]:
    """Returns what a guest finds by words and by meaning, once the workers have read all."""
    guest = app.test_client()
    at_once = like(guest, words, GALLERY)
    read(app)
    later = like(guest, words, GALLERY)
    assert set(at_once) <= set(later)  # what must lead nowhere does so at once
    return [search(guest, words, GALLERY), later]


def change_project(app: Flask, project_id: UUID, **said: Any) -> None:
    with app.app_context():
        service.edit_project(db.session.get_one(ImageProject, project_id), said)


def delete_project(app: Flask, project_id: UUID) -> None:
    with app.app_context():
        service.delete_project(db.session.get_one(ImageProject, project_id))


def test_guests_find_what_a_project_tells_them(app: Flask, search: Search, alice: User) -> None:
    made, _ = told(app, alice)
    assert found(app, search) == [[str(made)]] * 2


@pytest.mark.parametrize(
    "project",
    [
        {"visibility": "public", "guest_sees": "style"},
        {"visibility": "public", "guest_sees": "hidden"},
        {"visibility": "private", "guest_sees": "full"},
    ],
)
def test_other_projects_tell_nothing(app: Flask, search: Search, alice: User, project: dict[str, Any]) -> None:
    told(app, alice, project)
    assert found(app, search) == [[], []]


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_what_hangs_on_no_public_wall_is_not_found_there(
    app: Flask, search: Search, alice: User, visibility: str
) -> None:
    told(app, alice, visibility=visibility)
    assert found(app, search) == [[], []]


HIDE: dict[str, Callable[[Flask, UUID, UUID], None]] = {
    "fewer words for guests": lambda app, _image, project: change_project(app, project, guest_sees="style"),
    "not published": lambda app, _image, project: change_project(app, project, visibility="private"),
    "deleted": lambda app, _image, project: delete_project(app, project),
    "taken down": lambda app, image, project: in_app(app, service.remove_picture, project, image),
    "its owner left": lambda app, image, project: in_app(app, service.remove_member, project, owner_of(app, image)),
}


def in_app(app: Flask, step: Callable[..., Any], *given: Any) -> Any:
    with app.app_context():
        return step(*given)


def owner_of(app: Flask, image_id: UUID) -> UUID:
    with app.app_context():
        return db.session.get_one(Image, image_id).owner_id


@pytest.mark.parametrize("how", list(HIDE))
def test_what_is_told_no_more_leads_nowhere_at_once(app: Flask, search: Search, alice: User, how: str) -> None:
    image_id, project_id = told(app, alice)
    assert found(app, search) == [[str(image_id)]] * 2
    HIDE[how](app, image_id, project_id)
    guest = app.test_client()
    assert like(guest, TYPED, GALLERY) == search(guest, TYPED, GALLERY) == []
    assert found(app, search) == [[], []]
    assert found(app, search, "afternoon") == [[str(image_id)]] * 2


def test_what_comes_back_is_found_again(app: Flask, search: Search, alice: User) -> None:
    image_id, project_id = told(app, alice)
    delete_project(app, project_id)
    assert found(app, search) == [[], []]
    with app.app_context():
        service.restore_project(project_id, alice.id)
    assert found(app, search) == [[str(image_id)]] * 2


def test_one_of_two_projects_is_enough(app: Flask, search: Search, alice: User) -> None:
    image_id, project_id = told(app, alice)
    with app.app_context():
        quiet = service.make_project(alice.id, {"name": "Quiet", "visibility": "public", "guest_sees": "hidden"})
        service.add_pictures(quiet, [image_id], alice.id)
        service.remove_picture(quiet.id, image_id)
    assert found(app, search) == [[str(image_id)]] * 2
    change_project(app, project_id, guest_sees="hidden")
    assert found(app, search) == [[], []]


def test_the_words_of_a_private_style_stay_its_owners(
    app: Flask, search: Search, alice: User, as_alice: FlaskClient, as_charlie: FlaskClient
) -> None:
    with app.app_context():
        style = PromptHelper(name="Quiet", slug="quiet", owner_id=alice.id, visibility="private")
        with writing() as session:
            session.add(style)
        style_id = style.id
    final = {"prompt": f"{TYPED}, thick impasto", "prompt_helper_id": style_id}
    image_id, _ = told(app, alice, allows_remix=True, **final)
    assert found(app, search) == [[str(image_id)]] * 2
    assert found(app, search, "impasto") == [[], []]
    assert search(as_charlie, "zeppelin", GALLERY) == [str(image_id)]
    assert search(as_charlie, "impasto", GALLERY) == []
    assert search(as_alice, "impasto", GALLERY) == search(as_alice, "impasto") == [str(image_id)]


def test_who_may_remix_finds_by_typed_words_alone_where_a_style_is_secret(
    app: Flask, search: Search, alice: User, as_charlie: FlaskClient
) -> None:
    with app.app_context():
        style = PromptHelper(name="Quiet", slug="quiet", owner_id=alice.id, visibility="private")
        with writing() as session:
            session.add(style)
        made = make_image(
            alice,
            visibility="public",
            allows_remix=True,
            prompt=f"{TYPED}, thick impasto",
            recipe={"prompt_template": TYPED},
            prompt_helper_id=style.id,
        ).id
    assert search(as_charlie, "zeppelin", GALLERY) == [str(made)]
    assert search(as_charlie, "impasto", GALLERY) == []
    assert search(app.test_client(), "zeppelin", GALLERY) == []
