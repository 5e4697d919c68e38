"""Pictures are made for a page from its text, in the look of the story."""

from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Select, select

from tests.cast import make_image
from tests.stories.scene import bring, change_page, pages_of
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageRequest, Story, User
from webapp.pipeline.hooks import trigger_first
from webapp.stories.making import MOST_WORDS_CHARS, scene_words
from webapp.style_writing import StyleDraft, Wording, create_style


def asked(app: Flask) -> ImageRequest:
    with app.app_context():
        return db.session.scalars(select(ImageRequest)).one()


def style_story(app: Flask, story_id: UUID, alice: User) -> None:
    """Gives the story a style whose words stand before those of a scene, and behind those of a picture."""
    with app.app_context():
        wording = Wording("soft chalk", placements={"scene": "prefix"})
        style_id = create_style(alice.id, StyleDraft("Chalk", wording)).id
        with writing() as session:
            session.get_one(Story, story_id).prompt_helper_id = style_id


def test_they_have_the_words_of_the_page_and_the_look_of_the_story(
    app: Flask, as_alice: FlaskClient, alice: User
) -> None:
    story_id = bring(app, alice)
    style_story(app, story_id, alice)
    page = pages_of(app, story_id)[0]
    path = f"/stories/{story_id}/pages/{page.id}/pictures/"
    sent = {"text": "A lamp {walks}\nhome.", "picture": "", "shape": "4:5", "count": "3", "key": "one-key-for-all"}
    for _ in range(2):
        assert as_alice.post(path, data=sent).status_code == 303
    made = asked(app)
    assert made.prompt == "A lamp walks home."
    assert made.final_prompt.startswith("soft chalk")
    assert (made.num_outputs, made.width_px, made.height_px) == (3, 896, 1120)
    assert pages_of(app, story_id)[0].text.startswith("A lamp {walks}")
    assert "Made for this page" in as_alice.get(path.removesuffix("pictures/")).text


def test_the_first_one_fills_an_empty_page(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    first, second = pages_of(app, story_id)[:2]
    for page, picture in ((first, ""), (second, str(second.image_id))):
        as_alice.post(
            f"/stories/{story_id}/pages/{page.id}/pictures/",
            data={"text": page.text, "picture": picture, "shape": "3:2", "count": "2"},
        )
    with app.app_context():
        for row in db.session.scalars(select(ImageRequest)).all():
            for place in range(2):
                trigger_first(make_image(alice, request_id=row.id, position=place).id)
        made = {image.position: image.id for image in db.session.scalars(_made_for(first.text))}
    assert pages_of(app, story_id)[0].image_id == made[0]
    assert pages_of(app, story_id)[1].image_id == second.image_id
    assert f'value="{made[1]}"' in as_alice.get(f"/stories/{story_id}/pages/{first.id}/").text


def test_words_that_are_kept_later_leave_the_picture_that_was_filled_in(
    app: Flask, as_alice: FlaskClient, alice: User
) -> None:
    """The page was open, without a picture, while one was made."""
    story_id = bring(app, alice)
    page = pages_of(app, story_id)[0]
    with app.app_context():
        made, other = (make_image(alice).id for _ in range(2))
    path = f"/stories/{story_id}/pages/{page.id}/"
    change_page(app, page.id, image_id=None)
    assert 'name="had" value=""' in as_alice.get(path).text
    change_page(app, page.id, image_id=made)
    as_alice.post(path, data={"text": "The lamp woke.", "picture": "", "had": ""})
    assert (pages_of(app, story_id)[0].image_id, pages_of(app, story_id)[0].text) == (made, "The lamp woke.")
    for had, chosen, kept in ((str(made), str(other), other), (str(other), "", None)):
        as_alice.post(path, data={"text": "The lamp woke.", "picture": chosen, "had": had})
        assert pages_of(app, story_id)[0].image_id == kept


def _made_for(text: str) -> Select[Image]:
    return select(Image).join(ImageRequest, ImageRequest.id == Image.request_id).where(ImageRequest.prompt == text)


def test_a_page_without_words_asks_for_some(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    story_id = bring(app, alice)
    page = pages_of(app, story_id)[0]
    answer = as_alice.post(
        f"/stories/{story_id}/pages/{page.id}/pictures/",
        data={"text": " ", "picture": "", "shape": "3:2", "count": "1"},
    )
    assert answer.status_code == 422
    assert "Write what happens on this page first" in answer.text


def test_a_long_text_ends_with_a_whole_sentence() -> None:
    words = scene_words("The lamp walked on. " * 200)
    assert len(words) <= MOST_WORDS_CHARS
    assert words.endswith("walked on.")
    assert scene_words("@home (at __night__) {a|b} <c>") == "home at night a b c"
