"""How the table of access is asked: addresses for its rows, and answers in a word."""

import re

from flask import Flask
from werkzeug.test import TestResponse

from tests.security.things import MAKERS
from webapp.models import User


def in_word(answer: TestResponse) -> str:
    return "in" if (answer.location or "").startswith("/sign-in/") else str(answer.status_code)


def address(rule: str, kind: str, thing: str) -> str:
    """Fills the placeholders of a rule."""
    if rule == "/status/":
        return f"/status/?ids={thing}:0"
    path = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule.replace("<path:filename>", "css/app.css"))
    names = thing.split("|")
    path = path.replace("<int:number>", "1")
    return re.sub(r"<[^>]+>", lambda _: names.pop(0) if len(names) > 1 else names[0], path) if kind != "-" else path


def make(app: Flask, kind: str, alice: User, admin: User) -> str:
    """Makes a fresh thing of Alice (an invitation: of the admin) and returns what names it in an address."""
    with app.app_context():
        return MAKERS[kind](alice, admin) if kind in MAKERS else ""
