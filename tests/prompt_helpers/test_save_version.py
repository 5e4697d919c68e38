"""Every change of words makes the next numbered version, however many people save at once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from tests.prompt_helpers.scene import make_style, reword, versions_of
from tests.scene import fresh
from webapp.models import PromptHelper, User
from webapp.style_writing import Wording, save_version, wording_of

SAVES = 200


def test_two_hundred_saves_at_once_make_two_hundred_versions(app: Flask, alice: User) -> None:
    style = make_style(app, alice)
    with ThreadPoolExecutor(SAVES) as people:
        given = list(people.map(lambda number: reword(app, style, alice, f"words {number}"), range(SAVES)))
    assert sorted(given) == list(range(2, SAVES + 2))
    stored = {version.number: version.prompt for version in versions_of(app, style.id)}
    assert stored == {1: style.versions[0].prompt} | {given[n]: f"words {n}" for n in range(SAVES)}
    assert fresh(app, PromptHelper, style.id).newest_number == SAVES + 1


def test_the_same_words_again_make_no_version(app: Flask, alice: User) -> None:
    style = make_style(app, alice)
    assert reword(app, style, alice, "soft chalk, rain", "nothing changed") == 1
    assert len(versions_of(app, style.id)) == 1


def test_another_placement_is_another_version(context: Flask, alice: User) -> None:
    style = make_style(context, alice)
    said = Wording("soft chalk, rain", placements={"image": "prefix", "scene": "append", "moon": "replace"})
    version = save_version(style.id, alice.id, said)
    assert version.number == 2
    assert wording_of(version).placements == {"image": "prefix"}
    assert (version.placement_for("image"), version.placement_for("scene")) == ("prefix", "append")
    assert save_version(style.id, alice.id, said).number == 2


def test_a_style_that_is_gone_takes_no_version(context: Flask, alice: User) -> None:
    with pytest.raises(NoResultFound):
        save_version(uuid4(), alice.id, Wording("words"))
