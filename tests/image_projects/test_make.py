"""Making, editing, deleting a project, and what its form refuses."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.image_projects.scene import bring, filled, hang_in, let_in, projects_of
from tests.scene import fresh
from tests.theme_helpers.scene import bring as bring_theme
from webapp.models import Image, ImageProject, User


def test_it_is_made_with_all_that_is_said(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    theme, parent_id = bring_theme(app, alice, slug="salt"), bring(app, alice, name="All walks")
    form = filled(theme="salt", parent=str(parent_id), visibility="public", guest_sees="full", allows_remix="y")
    answer = as_alice.post("/image-projects/new/", data=form)
    made = projects_of(app, alice)[-1]
    assert answer.location == f"/image-projects/{made.id}/"
    assert (made.name, made.description, made.slug) == ("Harbour walk", "Boats and gulls.", "harbour-walk")
    assert (made.theme_helper_id, made.parent_id) == (theme.id, parent_id)
    assert (made.visibility, made.guest_sees, made.allows_remix) == ("public", "full", True)
    page = as_alice.get(answer.location).text
    assert "Nothing hangs here yet" in page
    assert f'href="/image-projects/{parent_id}/"' in page
    assert "Harbour walk" in as_alice.get(f"/image-projects/{parent_id}/").text


def test_a_name_that_is_taken_gets_an_address_of_its_own(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    for name in ("Harbour walk", "Harbour walk", "日本", "日本", "🎨"):
        as_alice.post("/image-projects/new/", data=filled(name=name))
    first, second, third, fourth, fifth = (made.slug for made in projects_of(app, alice))
    assert (first, third, fifth) == ("harbour-walk", "日本", "project")
    assert second.startswith("harbour-walk-")
    assert fourth.startswith("日本-")


def test_what_is_wrong_is_said_and_what_was_typed_kept(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = as_alice.post("/image-projects/new/", data=filled(name=" ", description="Kept words"))
    assert answer.status_code == 422
    assert "Give this project a name." in answer.text
    assert "Kept words" in answer.text
    assert projects_of(app, alice) == []


@pytest.mark.parametrize("field", ["parent", "theme"])
def test_things_of_others_are_refused_like_absent_ones(
    app: Flask, as_bob: FlaskClient, alice: User, bob: User, field: str
) -> None:
    bring_theme(app, alice, slug="of-alice")
    hidden = {"parent": str(bring(app, alice)), "theme": "of-alice"}[field]
    said = [as_bob.post("/image-projects/new/", data=filled(**{field: each})) for each in (hidden, str(uuid4()))]
    assert [answer.status_code for answer in said] == [422, 422]
    assert all("Choose another one." in answer.text for answer in said)
    assert projects_of(app, bob) == []


def test_projects_nest_one_level(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    top = bring(app, alice, name="Top")
    inside = bring(app, alice, name="Inside", parent_id=top)
    for child, parent in ((top, inside), (inside, inside), (top, top), (bring(app, alice), inside)):
        answer = as_alice.post(f"/image-projects/{child}/edit/", data=filled(parent=str(parent)))
        assert answer.status_code == 422
        assert "This project cannot hold it." in answer.text
    assert as_alice.post(f"/image-projects/{inside}/edit/", data=filled(parent="")).status_code == 303
    assert fresh(app, ImageProject, inside).parent_id is None


def test_who_manages_changes_words_and_nothing_else(app: Flask, as_bob: FlaskClient, alice: User, bob: User) -> None:
    project_id = bring(app, alice)
    let_in(app, project_id, bob, "manage")
    form = filled(name="New name", visibility="public", guest_sees="full", allows_remix="y")
    assert as_bob.post(f"/image-projects/{project_id}/edit/", data=form).status_code == 303
    now = fresh(app, ImageProject, project_id)
    assert (now.name, now.visibility, now.guest_sees, now.allows_remix) == ("New name", "private", "style", False)
    assert as_bob.post(f"/image-projects/{project_id}/delete/").status_code == 403


def test_one_no_longer_published_is_no_longer_featured(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    project_id = bring(app, alice, visibility="public", is_featured=True, slug="walk")
    as_alice.post(f"/image-projects/{project_id}/edit/", data=filled())
    assert not fresh(app, ImageProject, project_id).is_featured
    assert as_alice.get("/projects/walk/").status_code == 404


def test_deleting_keeps_the_pictures_and_can_be_undone(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    project_id = bring(app, alice, visibility="public", slug="walk")
    inside = bring(app, alice, parent_id=project_id)
    image_id = hang_in(app, project_id, alice)
    assert "The pictures stay where they are." in as_alice.get(f"/image-projects/{project_id}/delete/").text
    as_alice.post(f"/image-projects/{project_id}/delete/")
    assert f"/image-projects/{project_id}/restore/" in as_alice.get("/image-projects/").text
    assert as_alice.get("/projects/walk/").status_code == 404
    assert fresh(app, Image, image_id).deleted_at is None
    assert fresh(app, ImageProject, inside).parent_id is None
    as_alice.post(f"/image-projects/{project_id}/restore/")
    assert str(image_id) in as_alice.get("/projects/walk/").text
