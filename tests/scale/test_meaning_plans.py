"""Walls by meaning look at a bounded number of pictures: those nearest of all and the newest, each from an index."""

import re
from itertools import product

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


def test_walls_by_meaning_read_the_nearest_and_the_newest(filled: Flask) -> None:
    with filled.app_context():
        with writing() as session:
            session.execute(delete(Embedding))
        add_vectors(PICTURES)
    for (client, wall), more in product(walls(filled), (*MORE, "&q=boat")):
        with listening(filled) as heard:
            assert client.get(f"{wall}?like=a+quiet+boat{more}").status_code == 200
        assert len(heard.texts) <= MOST_STATEMENTS, heard.texts
        with filled.app_context():
            plans = [plan_with_many(*each, row_cost=10) for each in heard.asked if not each[0].startswith("SET")]
            nearest = [how for how in plans if "ix_near_" in how]
            assert is_sqlite() or bool(nearest) != ("q=" in more), plans
        assert not [how for how in plans if READS_ALL.search(how)], plans
