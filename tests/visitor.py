"""A browser for the tests: it takes the CSRF token from a page, as people's browsers do, and posts it."""

import re
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp.accounts.people import make_person
from webapp.extensions import db
from webapp.models import User

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PASSWORD = "a lamp by the window"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


class Visitor:
    """One browser with its own cookies. `base_url` and `address` say how and from where it comes."""

    def __init__(
        self, app: Flask, agent: str = FIREFOX, address: str = "192.0.2.7", base_url: str = "http://localhost"
    ) -> None:
        self.client = app.test_client()
        self.common = {
            "base_url": base_url,
            "environ_overrides": {"REMOTE_ADDR": address, "HTTP_USER_AGENT": agent},
        }

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        return self.client.get(path, **self.common, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, page: str = "", **kwargs: Any) -> TestResponse:
        """Posts the form at `path` with the token from `page`, which is the same address unless told."""
        return self.client.post(
            path, data={"csrf_token": self.token(page or path), **(data or {})}, **self.common, **kwargs
        )

    def token(self, page: str) -> str:
        found = TOKEN.search(self.get(page).text)
        assert found, f"no form at {page}"
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD, path: str = "/sign-in/") -> TestResponse:
        return self.post(path, {"name": name, "password": password})

    def is_signed_in(self) -> bool:
        return self.get("/profile/").status_code == 200

    def cookie(self, name: str = "session") -> str:
        found = self.client.get_cookie(name)
        assert found is not None, f"no cookie {name}"
        return found.value


def person(app: Flask, name: str, is_admin: bool = False) -> UUID:
    """Makes an account with PASSWORD."""
    with app.app_context():
        return make_person(name, PASSWORD, is_admin).id


def user_row(app: Flask, name: str) -> User | None:
    with app.app_context():
        return db.session.scalar(select(User).where(User.name == name))
