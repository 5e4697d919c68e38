"""Bringing styles in through the pages."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.shop import ShopEngine
from tests.style_exchange import files
from tests.style_exchange.scene import START, choose, prompts, styles, ticked, upload, uploaded
from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, StyleImport, User
from webapp.models.columns import first_id_at, utc_now
from webapp.style_exchange import service, source
from webapp.style_writing import StyleDraft, Wording, create_style

TWO = "name,prompt,negative_prompt\nFog,grey fog,sun\nRain,warm rain,\n"


def give(app: Flask, owner: User, name: str, prompt: str) -> UUID:
    with app.app_context():
        wording = Wording(prompt, "", "analog-film", {"scene": "prefix"})
        return create_style(owner.id, StyleDraft(name, wording)).id


def test_nothing_comes_in_before_the_yes(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    page = as_alice.get(uploaded(as_alice, TWO)).text
    assert "Fog" in page
    assert "warm rain" in page
    assert "2 new" in page
    assert styles(app, alice) == {}


def test_the_yes_brings_in_what_has_a_tick(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    address = uploaded(as_alice, TWO)
    assert ticked(as_alice, address) == [0, 1]
    answer = choose(as_alice, address, [1], visibility="shared", category="Weather")
    assert "1 new style came in." in as_alice.get(answer.location).text
    (style,) = styles(app, alice).values()
    assert (style.name, style.visibility, style.category, style.newest_number) == ("Rain", "shared", "Weather", 1)
    assert style.slug.startswith("rain-")
    assert prompts(app, alice, "Rain") == ["warm rain"]


def test_placement_purpose_and_recipe_come_in(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    data = files.as_json([{**files.SDNEXT, "prompt": "film, {prompt}"}])
    choose(as_alice, uploaded(as_alice, data, "film.json"), [0])
    with app.app_context():
        style = db.session.scalars(select(PromptHelper).where(PromptHelper.owner_id == alice.id)).one()
        assert style.versions[0].placement_for("image") == "prefix"
        assert (style.purpose, style.recipe["steps"]) == ("Old film stock", 20)
        assert style.versions[0].notes == "From film.json (SD.Next)"
        assert style.versions[0].author_id == alice.id


def test_a_model_brings_its_engine_and_what_nobody_has_is_left_out(
    app: Flask, as_alice: FlaskClient, alice: User, shop: ShopEngine
) -> None:
    model = shop.capabilities.models_for()[0].name
    known = {**files.SDNEXT, "extra": f"Steps: 12, Model: {model}, Sampler: Nowhere"}
    unknown = {**files.SDNEXT, "name": "Else", "prompt": "else", "extra": "Steps: 9, Model: nobody's"}
    address = uploaded(as_alice, files.as_json([known, unknown]))
    page = as_alice.get(address).text
    assert "No engine here has Nowhere: left out." in page
    assert "No engine here has nobody&#39;s: left out." in page
    choose(as_alice, address, [0, 1])
    found = styles(app, alice)
    assert found["Film"].recipe == {"steps": 12, "model_backend": "shop", "model": model}
    assert found["Else"].recipe == {"steps": 9}


def test_a_second_press_changes_nothing(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    address = uploaded(as_alice, TWO)
    for _ in range(2):
        answer = choose(as_alice, address, [0, 1], duplicates="both")
        assert "2 new styles came in." in as_alice.get(answer.location).text
    assert set(styles(app, alice)) == {"Fog", "Rain"}


def test_all_or_nothing(app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last step fails: nothing came in, the upload is still there and comes in later."""
    give(app, alice, "Fog", "old fog")
    address = uploaded(as_alice, TWO)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def breaks(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(service, "add_versions", breaks)
        assert choose(as_alice, address, [0, 1], duplicates="version").status_code == 500
    assert set(styles(app, alice)) == {"Fog"}
    choose(as_alice, address, [0, 1], duplicates="version")
    assert prompts(app, alice, "Fog") == ["old fog", "grey fog"]
    assert set(styles(app, alice)) == {"Fog", "Rain"}


def test_each_error_is_named_by_its_line(as_alice: FlaskClient) -> None:
    address = uploaded(as_alice, files.BROKEN)
    page = as_alice.get(address).text
    assert "4 with an error" in page
    for line in (3, 4, 5, 6):
        assert f"<b>Line {line}</b>" in page
    assert "<b>Line 3</b>" in as_alice.get(address + "?show=problems").text
    assert "fine words" not in as_alice.get(address + "?show=problems").text
    choose(as_alice, address, [0, 1, 2])


@pytest.mark.parametrize(
    ("policy", "names", "fog"),
    [
        ("skip", {"Fog", "Rain"}, ["old fog"]),
        ("version", {"Fog", "Rain"}, ["old fog", "grey fog"]),
        ("both", {"Fog", "Fog (2)", "Rain"}, ["old fog"]),
    ],
)
def test_a_name_that_is_taken(
    app: Flask, as_alice: FlaskClient, alice: User, policy: str, names: set[str], fog: list[str]
) -> None:
    give(app, alice, "Fog", "old fog")
    address = uploaded(as_alice, TWO.replace("Fog", "FOG "))
    assert "with other words" in as_alice.get(address).text
    choose(as_alice, address, [0, 1], duplicates=policy)
    found = styles(app, alice)
    assert {name.replace("FOG", "Fog") for name in found} == names
    assert prompts(app, alice, "Fog") == fog
    assert found["Fog"].newest_number == len(fog)


def test_a_new_version_keeps_what_the_file_cannot_say(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    give(app, alice, "Fog", "old fog")
    choose(as_alice, uploaded(as_alice, TWO), [0], duplicates="version")
    with app.app_context():
        newest = db.session.scalars(select(PromptHelper).where(PromptHelper.owner_id == alice.id)).one().versions[-1]
        assert (newest.number, newest.prompt, newest.negative_prompt) == (2, "grey fog", "sun")
        assert (newest.style_preset, newest.placement_for("scene")) == ("analog-film", "prefix")


def test_the_same_words_begin_without_a_tick(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    give(app, alice, "Drizzle", "warm  rain")
    address = uploaded(as_alice, TWO)
    assert ticked(as_alice, address) == [0]
    assert "You have this already, as “Drizzle”." in as_alice.get(address).text
    choose(as_alice, address, [0, 1])
    assert set(styles(app, alice)) == {"Drizzle", "Fog"}


def test_twins_inside_a_file(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    address = uploaded(as_alice, TWO + "Fog,thick fog,\nFog again,grey fog,sun\n")
    page = as_alice.get(address).text
    assert "It has the name of line 2, with other words." in page
    assert "The same as line 2." in page
    choose(as_alice, address, [0, 1, 2], duplicates="version")
    assert prompts(app, alice, "Fog") == ["grey fog", "thick fog"]
    assert styles(app, alice)["Fog"].newest_number == 2


def test_styles_of_others_and_deleted_ones_do_not_count(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User
) -> None:
    give(app, bob, "Fog", "grey fog")
    gone = give(app, alice, "Rain", "warm rain")
    with app.app_context(), writing() as session:
        session.get_one(PromptHelper, gone).deleted_at = utc_now()
    assert "2 new" in as_alice.get(uploaded(as_alice, TWO)).text


def test_several_files_come_in_together(as_alice: FlaskClient) -> None:
    other = files.as_json(files.SDNEXT)
    page = as_alice.get(upload(as_alice, ("a/one.csv", TWO.encode()), ("two.json", other)).location).text
    assert "3 new" in page
    assert "one.csv, line 2" in page
    assert "two.json, entry 1" in page


def test_ticks_are_kept_as_pages_are_turned(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    rows = "".join(f"Style {number},words {number},\n" for number in range(150))
    address = uploaded(as_alice, "name,prompt,negative_prompt\n" + rows)
    second = choose(as_alice, address, [*range(10, 100)], go="2", visibility="shared").location
    assert ticked(as_alice, second) == [*range(100, 150)]
    choose(as_alice, second, [100], go="in", visibility="shared")
    found = styles(app, alice)
    assert len(found) == 91
    assert "Style 9" not in found
    assert "Style 10" in found


def test_a_file_that_cannot_be_read_says_why_beside_its_field(as_alice: FlaskClient) -> None:
    answer = upload(as_alice, ("styles.json", b'[{"name": "A",\n"prompt" "x"}]'))
    assert answer.status_code == 422
    assert "Line 2, column 10" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "Choose a file first." in as_alice.post(START).text
    several = upload(as_alice, ("a.csv", TWO.encode()), ("<b>.csv", b"junk"))
    assert "&lt;b&gt;.csv: Line 1" in several.text


def test_markup_in_a_file_stays_text(as_alice: FlaskClient) -> None:
    page = as_alice.get(uploaded(as_alice, 'name,prompt\n<script>x</script>,"{{7*7}} <img>"\n', "<svg>.csv")).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "{{7*7}} &lt;img&gt;" in page
    assert "&lt;svg&gt;.csv" in page


def test_a_category_that_is_too_long_keeps_all(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = choose(as_alice, uploaded(as_alice, TWO), [0], category="c" * 41)
    assert answer.status_code == 422
    assert "At most 40 characters" in answer.text
    assert "c" * 41 in answer.text
    assert styles(app, alice) == {}


@pytest.mark.parametrize("odd", ["-1", "99999999999999999999", "x", "7"])
def test_odd_numbers_in_the_form_do_no_harm(app: Flask, as_alice: FlaskClient, alice: User, odd: str) -> None:
    address = uploaded(as_alice, TWO)
    as_alice.get(address + f"?page={odd}")
    data = {"duplicates": "skip", "visibility": "private", "take": [odd, "0"], "go": odd}
    assert as_alice.post(address + f"?page={odd}", data=data).status_code == 303
    choose(as_alice, address, [0])
    assert set(styles(app, alice)) == {"Fog"}


def test_an_upload_is_its_owners_alone(as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    address = uploaded(as_alice, TWO)
    assert as_bob.get(address).status_code == 404
    assert choose(as_bob, address, [0]).status_code == 404
    assert as_bob.post(address + "drop/").status_code == 404
    assert as_alice.get(address).status_code == 200


def test_cancel_forgets_the_upload(as_alice: FlaskClient) -> None:
    address = uploaded(as_alice, TWO)
    assert as_alice.post(address + "drop/").location == START
    assert as_alice.get(address).status_code == 404


def test_uploads_are_not_kept_for_ever(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    with app.app_context(), writing() as session:
        old = StyleImport(id=first_id_at(utc_now() - timedelta(days=2)), owner_id=alice.id, title="old")
        session.add(old)
    addresses = [uploaded(as_alice, TWO) for _ in range(6)]
    with app.app_context():
        assert len(db.session.scalars(select(StyleImport)).all()) == 5
    assert as_alice.get(addresses[0]).status_code == 404
    assert as_alice.get(addresses[-1]).status_code == 200


def test_a_file_that_is_too_large_is_refused(as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it is too large only together with the others."""
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    answer = upload(as_alice, ("a.csv", TWO.encode()), ("b.csv", TWO.encode()))
    assert answer.status_code == 422
    assert "larger than" in answer.text
