"""Who sees and does what with a project and what hangs in it, for everybody and every role."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.cast import make_image, sign_in
from tests.image_projects.scene import bring, hang_in, let_in, make_project
from webapp.access import can, recipe_seen
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ThemeHelper, User
from webapp.models.columns import utc_now
from webapp.project_places import hang

ACTIONS = ("read", "add", "edit", "own")
# Which of ACTIONS each may do, in a private project and in a published one.
PROJECTS = {
    "guest": ("", "read"),
    "stranger": ("", "read"),
    "view": ("read", "read"),
    "add": ("read add", "read add"),
    "manage": ("read add edit", "read add edit"),
    "owner": ("read add edit own", "read add edit own"),
    "admin": ("", "read"),
    "disabled": ("", "read"),
}


@pytest.fixture
def people(app: Flask, alice: User, bob: User, charlie: User, admin: User) -> dict[str, User | None]:
    """Everybody in the table by what they are; Bob is a member of any role."""
    members = dict.fromkeys(("view", "add", "manage"), bob)
    bob_again = User(id=alice.id, name="Alice", is_disabled=True)
    return {"guest": None, "stranger": charlie, **members, "owner": alice, "admin": admin, "disabled": bob_again}


def project_for(who: str, alice: User, bob: User, visibility: str, app: Flask, **values: object) -> ImageProject:
    project = make_project(alice, visibility=visibility, **values)
    if who in {"view", "add", "manage"}:
        let_in(app, project.id, bob, who)
    return project


@pytest.mark.parametrize("who", list(PROJECTS))
def test_what_each_may_do_with_a_project(
    context: Flask, people: dict[str, User | None], alice: User, bob: User, who: str
) -> None:
    for visibility, wanted in zip(("private", "public"), PROJECTS[who], strict=True):
        project = project_for(who, alice, bob, visibility, context)
        allowed = [action for action in ACTIONS if can(people[who], action, project)]  # type: ignore[arg-type]  # actions
        assert allowed == wanted.split(), visibility
        with writing():
            project.deleted_at = utc_now()
        assert not any(can(people[who], action, project) for action in ACTIONS)  # type: ignore[arg-type]  # actions


# What each may do with a private picture of Alice's in her project: nothing, read it, or start from it too, and what
# of its recipe they see; in a private and in a published project, whose guests see nothing and may not remix.
PICTURES = {
    "guest": ("nothing hidden", "read hidden"),
    "stranger": ("nothing hidden", "read hidden"),
    "view": ("read hidden", "read hidden"),
    "add": ("read full", "read full"),
    "manage": ("read full", "read full"),
    "owner": ("derive full", "derive full"),
    "admin": ("nothing hidden", "read hidden"),
}


def done_with(actor: User | None, image: Image) -> str:
    may = "derive" if can(actor, "derive", image) else "read" if can(actor, "read", image) else "nothing"
    return f"{may} {recipe_seen(actor, image)}"


@pytest.mark.parametrize("who", list(PICTURES))
def test_what_each_may_do_with_a_private_picture_in_it(
    context: Flask, people: dict[str, User | None], alice: User, bob: User, who: str
) -> None:
    for visibility, wanted in zip(("private", "public"), PICTURES[who], strict=True):
        project = project_for(who, alice, bob, visibility, context, guest_sees="hidden")
        image = db.session.get_one(Image, hang_in(context, project.id, alice))
        assert done_with(people[who], image) == wanted, visibility
        assert can(people[who], "edit", image) == (who == "owner")
        with writing():
            project.guest_sees, project.allows_remix = "full", True
        is_in = wanted.split()[0] != "nothing"
        shared = "nothing hidden" if not is_in else "read full" if who == "guest" else "derive full"
        assert done_with(people[who], image) == shared, visibility
        with writing():
            project.deleted_at = utc_now()
        assert done_with(people[who], image) == ("derive full" if who == "owner" else "nothing hidden")


def test_trash_hides_it_everywhere(app: Flask, alice: User, bob: User) -> None:
    project_id = bring(app, alice, visibility="public", slug="walk")
    image_id = hang_in(app, project_id, alice, title="Lost gull", deleted_at=utc_now())
    let_in(app, project_id, bob, "manage")
    client = sign_in(app.test_client(), bob)
    assert client.get(f"/images/{image_id}/").status_code == 404
    assert client.get(f"/files/{image_id}/small.webp").status_code == 404
    for path in (f"/image-projects/{project_id}/", "/projects/walk/", "/projects/walk/feed.atom"):
        assert str(image_id) not in client.get(path).text


def test_what_a_picture_shows_itself_stays(context: Flask, alice: User, charlie: User) -> None:
    """A project that hides recipes does not hide what the picture's own owner shows."""
    image = make_image(alice, visibility="public", allows_remix=True)
    make_project(alice, (image.id,), visibility="public", guest_sees="hidden")
    assert done_with(charlie, image) == "derive full"
    assert done_with(None, image) == "read style"


def test_files_follow(app: Flask, alice: User) -> None:
    project_id = bring(app, alice, visibility="public")
    image_id = hang_in(app, project_id, alice)
    guest = app.test_client()
    with guest.get(f"/files/{image_id}/small.webp") as answer:
        assert answer.status_code == 200
        assert answer.cache_control.no_cache
    with app.app_context(), writing() as session:
        session.get_one(ImageProject, project_id).visibility = "private"
    assert guest.get(f"/files/{image_id}/small.webp").status_code == 404
    assert guest.get(f"/images/{image_id}/").status_code == 404


@pytest.mark.parametrize(("guest_sees", "style", "prompt"), [("hidden", 0, 0), ("style", 1, 0), ("full", 1, 1)])
def test_the_page_of_a_picture_shows_as_much(app: Flask, alice: User, guest_sees: str, style: int, prompt: int) -> None:
    project_id = bring(app, alice, visibility="public", guest_sees=guest_sees)
    with app.app_context():
        world = db.session.scalars(select(ThemeHelper).limit(1)).one()
    image_id = hang_in(
        app, project_id, alice, theme_helper_id=world.id, recipe={"prompt_template": "a walrus in clogs"}
    )
    page = app.test_client().get(f"/images/{image_id}/").text
    assert (world.name in page, "a walrus in clogs" in page) == (bool(style), bool(prompt))
    assert "Remix" not in page


def test_a_picture_says_where_it_hangs_to_those_who_see_that(app: Flask, alice: User, bob: User, charlie: User) -> None:
    open_id, closed_id = bring(app, alice, visibility="public", name="Open walk"), bring(app, alice, name="Closed walk")
    let_in(app, closed_id, bob, "view")
    image_id = hang_in(app, open_id, alice)
    with app.app_context(), writing() as session:
        hang(session, closed_id, [image_id], alice.id)
    seen = {}
    for who in (alice, bob, charlie, None):
        client = sign_in(app.test_client(), who) if who else app.test_client()
        page = client.get(f"/images/{image_id}/").text
        seen[who] = ("Open walk" in page, "Closed walk" in page, "This picture is private, and everyone" in page)
    assert seen == {
        alice: (True, True, True),
        bob: (True, True, False),
        charlie: (True, False, False),
        None: (True, False, False),
    }
