"""The month as a file for a spreadsheet: complete, in order, and harmless."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.usage.logs import log
from webapp.models import User
from webapp.usage import export
from webapp.usage.export import HEADINGS

FIRST = datetime(2025, 11, 1, 12, tzinfo=UTC)


def table(client: FlaskClient, path: str = "/usage/table.csv?month=2025-11") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_each_picture_is_a_row(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    log(app, alice, FIRST, model="core", operation="inpaint", style="Watercolour", steps=30, credits=2.5)
    assert table(as_alice) == [
        {
            "Time (UTC)": "2025-11-01 12:00:00",
            "Person": "Alice",
            "Engine": "Sketchbook",
            "Model": "core",
            "Operation": "inpaint",
            "Style": "Watercolour",
            "Width": "64",
            "Height": "64",
            "Steps": "30",
            "Credits": "2.5",
            "Seconds": "1.50",
        }
    ]


def test_it_is_a_file_with_a_name(as_alice: FlaskClient) -> None:
    answer = as_alice.get("/usage/table.csv?month=2025-11")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="atelier-2025-11.csv"'
    assert answer.text.strip() == ",".join((*HEADINGS, "Seconds"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(app: Flask, alice: User, as_alice: FlaskClient, start: str) -> None:
    log(app, alice, FIRST, style=f"{start}HYPERLINK(1)")
    (row,) = table(as_alice)
    assert row["Style"].startswith("'")


def test_a_long_month_comes_whole_and_in_order(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PIECE_ROWS", 2)
    for number in (3, 1, 0, 2, 2):
        log(app, alice, FIRST + timedelta(seconds=number), model=f"model-{number}")
    assert [row["Model"] for row in table(as_alice)] == [f"model-{number}" for number in (0, 1, 2, 2, 3)]


def test_it_holds_nobody_elses(app: Flask, bob: User, as_alice: FlaskClient) -> None:
    log(app, bob, FIRST)
    assert table(as_alice) == []


def test_an_admin_gets_everybodys_or_one_persons(app: Flask, alice: User, bob: User, as_admin: FlaskClient) -> None:
    log(app, alice, FIRST)
    log(app, bob, FIRST + timedelta(days=1))
    everybody = table(as_admin, "/admin/usage/table.csv?month=2025-11")
    assert [row["Person"] for row in everybody] == ["Alice", "Bob"]
    one = table(as_admin, f"/admin/usage/people/{bob.id}/table.csv?month=2025-11")
    assert [row["Person"] for row in one] == ["Bob"]
