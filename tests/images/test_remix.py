"""Remix opens the composer with the picture's recipe."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, carry_out, composed, fresh, hang, requests_in
from webapp.database import writing
from webapp.models import Image, User


def test_the_composer_opens_with_the_recipe(app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine) -> None:
    values = {"prompt": "a {red|blue} boat", "negative_prompt": "fog", "seed": 77, "steps": 12, "num_outputs": 2}
    made = carry_out(app, ask(app, alice, **values))
    answer = as_alice.get(f"/images/{made[1]}/remix/", follow_redirects=True)
    assert re.search(r"<textarea[^>]*>\s*a \{red\|blue\} boat</textarea>", answer.text)
    for field, value in (("seed", "78"), ("steps", "12"), ("width", "96"), ("height", "64")):
        assert re.search(rf'name="{field}"[^>]*value="{value}"', answer.text), field
    assert re.search(r'<option selected value="quick"', answer.text)
    assert ">fog</textarea>" in re.sub(r">\s+", ">", answer.text)


def test_a_picture_without_a_request_gives_its_words(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice, prompt="a blue hill")
    assert "a blue hill" in as_alice.get(f"/generate/?remix={made}").text


def test_somebody_elses_recipe_stays_theirs(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    private, public = hang(app, alice), hang(app, alice, visibility="public", prompt="a secret recipe")
    assert as_bob.get(f"/images/{private}/remix/").status_code == 404
    assert as_bob.get(f"/generate/?remix={private}").status_code == 404
    assert as_bob.get(f"/images/{public}/remix/").status_code == 403
    straight = as_bob.get(f"/generate/?remix={public}")
    assert straight.status_code == 403
    assert "a secret recipe" not in straight.text
    assert guest.get(f"/images/{public}/remix/").status_code in {302, 303}


def test_an_owner_may_share_the_recipe(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User) -> None:
    public = hang(app, alice, visibility="public", prompt="a shared recipe")
    assert "a shared recipe" not in as_bob.get(f"/images/{public}/").text
    said = {"title": "", "alt_text": "", "visibility": "public", "allows_remix": "y"}
    as_alice.post(f"/images/{public}/edit/", data=said)
    assert "a shared recipe" in as_bob.get(f"/images/{public}/").text
    assert "a shared recipe" in as_bob.get(f"/images/{public}/remix/", follow_redirects=True).text
    as_alice.post(f"/images/{public}/edit/", data=said | {"visibility": "private"})
    assert as_bob.get(f"/images/{public}/remix/").status_code == 404


def test_what_it_makes_tells_where_it_comes_from(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    first = hang(app, alice, visibility="public", allows_remix=True, title="Harbour")
    opened = as_bob.get(f"/images/{first}/remix/", follow_redirects=True).text
    assert f'name="remix_of" type="hidden" value="{first}"' in opened
    assert f'A remix of <a href="/images/{first}/">Harbour</a>' in opened
    as_bob.post("/generate/", data=composed(as_bob, remix_of=str(first)))
    (asked,) = requests_in(app)
    made, _ = carry_out(app, asked.id)
    assert fresh(app, Image, made).generation_type == "remix"
    page = as_bob.get(f"/images/{made}/").text
    tree = page[page.index("How it was made") : page.index("Alt text")]
    assert f'href="/images/{first}/"' in tree
    assert "Remixed" in tree
    assert str(made) not in as_alice.get(f"/images/{first}/").text
    assert str(made) in as_bob.get("/user-images/?kind=remix").text


def test_it_stays_untold_where_the_recipe_may_not_be_used(
    app: Flask, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    for other in (hang(app, alice), hang(app, alice, visibility="public"), "no id", "\0"):
        as_bob.post("/generate/", data=composed(as_bob, remix_of=str(other)))
    assert [request.remix_of_id for request in requests_in(app)] == [None] * 4


def test_a_picture_that_is_gone_for_good_meanwhile_is_not_missed(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    first = hang(app, alice)
    as_alice.post("/generate/", data=composed(as_alice, remix_of=str(first)))
    with app.app_context(), writing() as session:
        session.delete(session.get_one(Image, first))
    (asked,) = requests_in(app)
    made = [fresh(app, Image, each) for each in carry_out(app, asked.id)]
    assert [(image.generation_type, image.parent_id) for image in made] == [("remix", None)] * 2
