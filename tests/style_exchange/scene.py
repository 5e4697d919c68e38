"""Uploading and choosing, as a browser does it."""

import io
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperVersion, User

START = "/prompt-helpers/import/"


def upload(client: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    return client.post(START, data={"files": [(io.BytesIO(data), name) for name, data in files]})


def uploaded(client: FlaskClient, text: str | bytes, name: str = "styles.csv") -> str:
    """Uploads a file that can be read and returns the address of the look at it."""
    answer = upload(client, (name, text.encode() if isinstance(text, str) else text))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def choose(client: FlaskClient, address: str, take: list[int], go: str = "in", **options: Any) -> TestResponse:
    wanted = {"duplicates": "skip", "visibility": "private", "category": "", **options}
    return client.post(address, data={**wanted, "take": take, "go": go})


def ticked(client: FlaskClient, address: str) -> list[int]:
    """Returns the numbers of the entries with a tick."""
    return [int(each) for each in re.findall(r'value="(\d+)" checked', client.get(address).text)]


def styles(app: Flask, owner: User) -> dict[str, PromptHelper]:
    """Returns somebody's styles by name."""
    with app.app_context():
        rows = db.session.scalars(select(PromptHelper).where(PromptHelper.owner_id == owner.id)).all()
        return {row.name: row for row in rows}


def prompts(app: Flask, owner: User, name: str) -> list[str]:
    """Returns the words of all versions of a style, the first one first."""
    with app.app_context():
        wanted = select(PromptHelperVersion.prompt).join(PromptHelper).order_by(PromptHelperVersion.number)
        return list(db.session.scalars(wanted.where(PromptHelper.owner_id == owner.id, PromptHelper.name == name)))
