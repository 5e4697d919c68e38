"""Looking for words reads their index and the pictures it names: no scan of pictures, and no sort but of the hits."""

import re
from itertools import product
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import sign_in
from tests.scale.conftest import nth_owner
from tests.scale.statements import plan
from tests.scale.test_plans import wall_query
from webapp.extensions import db

READS_ALL = re.compile(r"SCAN image\b|Seq Scan on image\b|Bitmap Heap Scan on image\b|TEMP B-TREE", re.IGNORECASE)
SORT = re.compile(r"Sort Key: (.*)")
HITS = ("red boat", "hill", '"green hill"', "boat -hill")
MISSES = ("zeppelin", "boat zeppelin")
MORE = (
    "",
    "&shape=landscape",
    "&size=small",
    "&tag=boat",
    "&month=2026-03",
    "&shape=portrait&engine=builtin",
    "&tag=boat&tag=hill",
)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def plan_with_many(text: str, values: Any, row_cost: float = 0.01) -> str:
    """Returns the plan of a database in which reading a whole table is never the cheaper way.

    With a higher `row_cost` it reads as few rows as it can, as if there were many more of them.
    """
    if is_sqlite():
        return plan(text, values)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql(f"SET LOCAL cpu_tuple_cost = {row_cost}")
        rows = connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {text}", values).scalars().all()
        connection.rollback()
    return "\n".join(rows)


def walls(app: Flask) -> list[tuple[FlaskClient, str]]:
    with app.app_context():
        person = sign_in(app.test_client(), nth_owner(0))
    return [(person, "/user-images/"), (person, "/gallery/"), (app.test_client(), "/gallery/")]


def test_words_lead_to_pictures_whatever_else_a_wall_is_narrowed_by(filled: Flask) -> None:
    for (client, wall), words, more in product(walls(filled), (*HITS, *MISSES), MORE):
        query = wall_query(filled, client, f"{wall}?q={words}{more}")
        with filled.app_context():
            how = plan_with_many(*query)
            assert is_sqlite() == ("SCAN image_find VIRTUAL TABLE INDEX" in how), how
        assert not READS_ALL.search(how), f"{query[0]}\n{how}"
        assert set(SORT.findall(how)) <= {"image_words.number DESC", "image_words.image_id"}, how


def test_rare_words_are_read_from_the_index_of_words(filled: Flask) -> None:
    for client, wall in walls(filled):
        query = wall_query(filled, client, f'{wall}?q="zeppelin" "lantern"')
        with filled.app_context():
            how = plan_with_many(*query, row_cost=10)
        assert "ix_image_words" in how or "SCAN image_find VIRTUAL TABLE INDEX" in how, how


def test_later_pages_of_what_was_found_are_read_as_the_first_one_is(filled: Flask) -> None:
    for client, wall in walls(filled):
        first = wall_query(filled, client, f"{wall}?q=boat")
        before = re.findall(r'href="/images/([^"/]+)/"', client.get(f"{wall}?q=boat").text)[-1]
        deep = wall_query(filled, client, f"{wall}?q=boat&before={before}")
        assert first[0] == deep[0]
        with filled.app_context():
            assert not READS_ALL.search(plan_with_many(*deep))
