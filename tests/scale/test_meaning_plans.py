"""Walls by meaning look at a bounded number of pictures: those nearest of all and the newest, each from an index."""

import re
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.bench.likeness import add_vectors
from tests.scale.conftest import PICTURES
from tests.scale.statements import listening
from tests.scale.test_search_plans import MORE, is_sqlite, plan_with_many, walls
from webapp.database import writing
from webapp.models import Embedding

READS_ALL = re.compile(r"SCAN (image|project_picture|embedding)\b|Seq Scan on (image|embedding|near)\b", re.IGNORECASE)
MOST_STATEMENTS = 11
READ_WHOLE = ("&q=boat", "&tag=boat&tag=hill")  # no picture carries the second tag


def test_walls_by_meaning_read_the_nearest_and_the_newest(filled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    read_all(filled)
    monkeypatch.setattr("webapp.wall_meaning.NEWEST", PICTURES // 40)
    for (client, wall), more in product(walls(filled), (*MORE, "&q=boat")):
        with listening(filled) as heard:
            assert client.get(f"{wall}?like=a+quiet+boat{more}").status_code == 200
        assert len(heard.texts) <= MOST_STATEMENTS, heard.texts
        with filled.app_context():
            plans = [plan_with_many(*each, row_cost=10) for each in heard.asked if not each[0].startswith("SET")]
            nearest = [how for how in plans if "ix_near_" in how]
            assert is_sqlite() or bool(nearest) != (more in READ_WHOLE), plans
        assert not [how for how in plans if READS_ALL.search(how)], plans


def test_a_rare_tag_is_read_whole(filled: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking each of the nearest up would take longer than comparing all that carry it."""
    read_all(filled)
    monkeypatch.setattr("webapp.walls.RARE", PICTURES)
    assert looked_up(filled) > 0
    monkeypatch.setattr("webapp.wall_meaning.NEWEST", PICTURES)
    assert looked_up(filled) == 0


def read_all(filled: Flask) -> None:
    with filled.app_context():
        with writing() as session:
            session.execute(delete(Embedding))
        add_vectors(PICTURES)


def looked_up(filled: Flask) -> int:
    """Returns how many statements ask which of the nearest hang on a wall with a tag."""
    client, wall = walls(filled)[0]
    with listening(filled) as heard:
        assert client.get(f"{wall}?like=a+quiet+boat&tag=boat").status_code == 200
    return sum("WITH nearest" in text or ("image_tag" in text and "json_each" in text) for text in heard.texts)
