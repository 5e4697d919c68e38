"""Pages are added, filled, put in order and taken away; nothing typed is lost."""

from flask import Flask
from flask.testing import FlaskClient

from tests import cast
from tests.image_projects.scene import bring as hang_up
from tests.image_projects.scene import hang_in
from tests.scene import PART
from tests.stories.scene import bring, pages_of, texts_of
from webapp.models import User
from webapp.stories.pages import MAX_PAGES

A, B, C = "The lamp woke up.", "It walked to the sea.", "Then it shone."


def test_a_page_is_added_at_the_end(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    answer = as_alice.post(f"/stories/{story_id}/pages/")
    assert texts_of(app, story_id) == [A, B, C, ""]
    assert "Page 4 of 4" in as_alice.get(answer.location).text


def test_a_story_has_an_end(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    for _ in range(MAX_PAGES - 3):
        as_alice.post(f"/stories/{story_id}/pages/")
    assert as_alice.post(f"/stories/{story_id}/pages/").status_code == 409
    assert len(pages_of(app, story_id)) == MAX_PAGES


def test_text_and_picture_are_kept(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    page = pages_of(app, story_id)[0]
    with app.app_context():
        image_id = cast.make_image(alice).id
    path = f"/stories/{story_id}/pages/{page.id}/"
    assert f'value="{image_id}"' in as_alice.get(path).text
    answer = as_alice.post(path, data={"text": "It yawned.", "picture": str(image_id), "then": "next"})
    assert answer.location.endswith(f"/pages/{pages_of(app, story_id)[1].id}/")
    kept = pages_of(app, story_id)[0]
    assert (kept.text, kept.image_id) == ("It yawned.", image_id)
    as_alice.post(path, data={"text": "It yawned.", "picture": ""})
    assert pages_of(app, story_id)[0].image_id is None


def test_pictures_of_others_are_refused_and_the_text_stays(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    story_id = bring(app, alice)
    page = pages_of(app, story_id)[0]
    with app.app_context():
        others = cast.make_image(bob, visibility="public").id
    for wrong in (str(others), "nonsense"):
        answer = as_alice.post(f"/stories/{story_id}/pages/{page.id}/", data={"text": "It yawned.", "picture": wrong})
        assert answer.status_code == 422
        assert "not there any more" in answer.text
        assert "It yawned." in answer.text
    assert texts_of(app, story_id)[0] == A


def test_older_pictures_come_without_losing_the_text(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    with app.app_context():
        oldest = cast.make_image(alice).id
        for _ in range(24):
            cast.make_image(alice)
    story_id = bring(app, alice)
    path = f"/stories/{story_id}/pages/{pages_of(app, story_id)[0].id}/"
    first = as_alice.get(path).text
    assert str(oldest) not in first
    before = first.split('name="before" value="')[1].split('"')[0]
    answer = as_alice.post(path, data={"text": "Typed already.", "before": before})
    assert str(oldest) in answer.text
    assert "Typed already." in answer.text
    assert texts_of(app, story_id)[0] == A
    part = as_alice.get(f"{path}choose/?before={before}", headers={"HX-Request": "true"}).text
    assert str(oldest) in part
    assert "<html" not in part


def test_pictures_are_chosen_from_a_project_and_the_chosen_one_stays(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    story_id = bring(app, alice)
    page, other = pages_of(app, story_id)[:2]
    project_id, hidden_id = hang_up(app, alice), hang_up(app, bob)
    image_ids = [str(hang_in(app, project_id, alice)) for _ in range(26)]
    hidden = str(hang_in(app, hidden_id, alice))
    path = f"/stories/{story_id}/pages/{page.id}/"
    asked = f"{path}choose/?project={project_id}&picture={page.image_id}"
    part = as_alice.get(asked, headers=PART).text
    assert [image_id in part for image_id in image_ids] == [False] * 2 + [True] * 24
    assert f'value="{page.image_id}" checked' in part
    assert str(other.image_id) not in part
    older = part.split('hx-get="')[1].split('"')[0].replace("&amp;", "&")
    assert [image_id in as_alice.get(older, headers=PART).text for image_id in image_ids] == [True] * 2 + [False] * 24
    answer = as_alice.post(path, data={"text": "Typed already.", "picture": "", "project": project_id, "before": ""})
    assert image_ids[-1] in answer.text
    assert "Typed already." in answer.text
    assert f'<option value="{project_id}" selected>' in answer.text
    assert str(hidden_id) not in answer.text
    assert hidden not in as_alice.get(f"{path}choose/?project={hidden_id}", headers=PART).text
    assert as_alice.get(f"{path}?project=nonsense").status_code == 404


def test_they_are_put_in_order(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    ids = [str(page.id) for page in pages_of(app, story_id)]
    path = f"/stories/{story_id}/order/"
    as_alice.post(path, data={"item": [ids[2], ids[0], ids[1]]})
    assert texts_of(app, story_id) == [C, A, B]
    answer = as_alice.post(path, data={"item": [ids[2], ids[0], ids[1]], "up": ids[1]})
    assert answer.location.endswith(f"#page-{ids[1]}")
    assert texts_of(app, story_id) == [C, B, A]
    as_alice.post(path, data={"down": ids[2]})
    assert texts_of(app, story_id) == [B, C, A]
    as_alice.post(path, data={"item": ["nonsense", ids[0], ids[0]]})
    assert texts_of(app, story_id) == [A, B, C]


def test_one_is_taken_away(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    as_alice.post(f"/stories/{story_id}/pages/{pages_of(app, story_id)[1].id}/delete/")
    assert texts_of(app, story_id) == [A, C]


def test_a_page_of_another_story_is_not_found(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    mine, other = bring(app, alice), bring(app, bob, visibility="public")
    page_id = pages_of(app, other)[0].id
    assert as_alice.get(f"/stories/{mine}/pages/{page_id}/").status_code == 404
    assert as_alice.post(f"/stories/{mine}/pages/{page_id}/delete/").status_code == 404
    assert len(pages_of(app, other)) == 3


def test_the_last_page_leads_to_a_new_one(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    first, _, last = pages_of(app, story_id)
    assert 'value="new"' not in as_alice.get(f"/stories/{story_id}/pages/{first.id}/").text
    assert 'value="new"' in as_alice.get(f"/stories/{story_id}/pages/{last.id}/").text
    answer = as_alice.post(f"/stories/{story_id}/pages/{last.id}/", data={"text": "It shone.", "then": "new"})
    made = pages_of(app, story_id)[3]
    assert answer.location == f"/stories/{story_id}/pages/{made.id}/"
    assert texts_of(app, story_id) == ["The lamp woke up.", "It walked to the sea.", "It shone.", ""]
