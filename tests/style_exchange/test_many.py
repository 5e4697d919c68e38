"""Five thousand styles at once: bounded questions to the database, pages of a bounded weight."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scale.statements import listening
from tests.style_exchange.scene import choose, styles, uploaded
from webapp.models import User

COUNT = 5_000
PAGE_BYTES = 100_000
HEADER = "name,prompt,negative_prompt\n"
ROWS = HEADER + "".join(f'Style {number},"words of style {number}, {{prompt}}",dull\n' for number in range(COUNT))


def test_five_thousand_come_in_and_come_again(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    with listening(app) as first:
        address = uploaded(as_alice, ROWS)
        assert len(as_alice.get(address).data) < PAGE_BYTES
        choose(as_alice, address, list(range(100)))
    assert len(first.asked) < 60
    again = uploaded(as_alice, ROWS.replace("words", "other words"))
    with listening(app) as second:
        choose(as_alice, again, list(range(100)), duplicates="version")
    assert len(second.asked) < 90
    found = styles(app, alice)
    assert len(found) == COUNT
    assert {style.newest_number for style in found.values()} == {2}
    with listening(app) as third:
        data = as_alice.get("/prompt-helpers/export/file/?format=a1111&scope=all").data
    assert data.count(b"\r\n") == COUNT + 1
    assert len(third.asked) < 6
