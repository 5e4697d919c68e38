"""One action, many pictures: one's own alone, in a few statements, and twice is once."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scale.statements import listening
from tests.scene import fresh, hang
from webapp.bulk.chosen import MOST_TICKED
from webapp.models import Image, User

BULK = "/user-images/bulk/"


def act(client: FlaskClient, action: str, ids: list[UUID], **values: str) -> str:
    """Does one thing with pictures and returns what the next page says."""
    answer = client.post(BULK, data={"action": action, "ids": [str(each) for each in ids], **values})
    assert answer.status_code == 303
    return client.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("action", "values", "column", "after"),
    [
        ("favorite", {}, "is_favorite", True),
        ("unfavorite", {}, "is_favorite", False),
        ("visibility", {"visibility": "public"}, "visibility", "public"),
        ("visibility", {"visibility": "unlisted"}, "visibility", "unlisted"),
        ("rate", {"rating": "4"}, "rating", 4),
        ("rate", {"rating": "0"}, "rating", 0),
    ],
)
def test_what_is_chosen_changes_and_nothing_else(
    app: Flask, as_alice: FlaskClient, alice: User, action: str, values: dict[str, str], column: str, after: object
) -> None:
    before = {"is_favorite": action == "unfavorite", "rating": 2}
    chosen, other = [hang(app, alice, **before) for _ in range(3)], hang(app, alice, **before)
    untouched = getattr(fresh(app, Image, other), column)
    for _ in range(2):
        assert "3 pictures " in act(as_alice, action, chosen, **values)
        assert [getattr(fresh(app, Image, each), column) for each in chosen] == [after] * 3
    assert getattr(fresh(app, Image, other), column) == untouched != after


def test_others_pictures_stay_and_are_counted(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    mine, public, private = hang(app, alice), hang(app, bob, visibility="public"), hang(app, bob)
    said = act(as_alice, "favorite", [mine, public, private, uuid4()])
    assert "1 picture among your favourites. 3 were not yours to change." in said
    assert "Nothing was changed. 1 was not yours to change." in act(as_alice, "trash", [public])
    assert not fresh(app, Image, public).is_favorite
    assert not fresh(app, Image, private).is_favorite


def test_odd_ids_are_passed_by(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    answer = as_alice.post(BULK, data={"action": "favorite", "ids": ["nonsense", "", "\0", f"{made},x", str(made)]})
    assert "1 picture among" in as_alice.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose some pictures first"),
        ({"action": "explode", "ids": str(uuid4())}, "Choose what to do with them"),
        ({"action": "restore", "ids": str(uuid4())}, "Choose what to do with them"),
        (
            {"action": "favorite", "ids": ",".join(str(uuid4()) for _ in range(MOST_TICKED + 1))},
            "more than 2,000 at once",
        ),
    ],
)
def test_what_cannot_be_done_is_said(as_alice: FlaskClient, data: dict[str, str], sentence: str) -> None:
    answer = as_alice.post(BULK, data=data)
    assert answer.status_code == 303
    assert sentence in as_alice.get(answer.headers["Location"]).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"action": "tag", "tags": ""}, "Type a tag"),
        ({"action": "visibility", "visibility": "everywhere"}, "Choose who may see them"),
        ({"action": "rate", "rating": "7"}, "Choose from 0 to 5"),
    ],
)
def test_a_value_that_does_not_fit_is_asked_for_again(
    app: Flask, as_alice: FlaskClient, alice: User, data: dict[str, str], sentence: str
) -> None:
    made = hang(app, alice)
    answer = as_alice.post(BULK, data={**data, "ids": str(made)})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert str(made) in answer.text


def test_it_leads_back_to_the_wall_as_it_was(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    data = {"action": "favorite", "ids": str(made), "next": "/user-images/?favorites=1"}
    assert as_alice.post(BULK, data=data).headers["Location"] == "/user-images/?favorites=1"


def test_many_cost_no_more_statements_than_few(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    few, many = [hang(app, alice)], [hang(app, alice) for _ in range(30)]
    counts = []
    for ids in (few, many):
        with listening(app) as heard:
            as_alice.post(BULK, data={"action": "tag", "tags": "boat, sea", "ids": [str(each) for each in ids]})
        counts.append(len(heard.asked))
    assert counts[1] <= counts[0] + 1


def test_guests_sign_in_first(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    answer = guest.post(BULK, data={"action": "trash", "ids": str(made)})
    assert "sign-in" in answer.headers["Location"]
    assert fresh(app, Image, made).deleted_at is None
