"""The cast: Alice owns, Bob is a member, Charlie is a stranger; an admin, and guests without a name."""

import io
from functools import cache
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from webapp.accounts.passwords import hash_password
from webapp.accounts.sessions import COOKIE_KEY
from webapp.database import writing
from webapp.engines.base import Engine, LaterEngine
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Prediction, Report, Waiting
from webapp.media import storage
from webapp.models import Image, User, UserSession
from webapp.models.columns import new_id
from webapp.models.user import name_key
from webapp.pipeline.save import encode
from webapp.tokens import hash_token, new_token

PASSWORD = "a long walk by the sea"


@cache
def password_hash() -> str:
    return hash_password(PASSWORD)


def make_user(name: str, **values: Any) -> User:
    """Commits a person whose password is PASSWORD. Needs an app context."""
    user = User(name=name, name_key=name_key(name), password_hash=password_hash(), **values)
    with writing() as session:
        session.add(user)
    return user


def sign_in(client: FlaskClient, user: User) -> FlaskClient:
    """Signs `user` in on `client` without the form, and returns the client."""
    token = new_token()
    with client.application.app_context(), writing() as session:
        session.add(UserSession(user_id=user.id, token_hash=hash_token(token), device="Test", address="127.0.0.1"))
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    return client


def make_image(owner: User, **values: Any) -> Image:
    """Stores a small picture and commits its row. Needs an app context."""
    data = encode(Pixels.new("RGB", (48, 32), (180, 90, 40)), "a test picture")
    key = f"pictures/2026/11/22/{uuid4()}.webp"
    storage().put(key, data, "image/webp")
    image = Image(
        **{
            "id": new_id(),
            "owner_id": owner.id,
            "file_path": key,
            "size_bytes": len(data),
            "width_px": 48,
            "height_px": 32,
            "sha256": f"{uuid4().hex}{uuid4().hex}",
            "prompt": "a red boat",
            **values,
        }
    )
    with writing() as session:
        session.add(image)
    return image


class QuickEngine(Engine):
    """Draws one flat colour in ten honest steps and takes no time, so that tests are about the pipeline.

    Set `before_step` to make something happen while it draws, `fails_with` to make it fail.
    """

    name = "quick"
    label = "Quick"
    about = "A flat colour, for tests."
    capabilities = Capabilities(negative_prompt=True, steps=(1, 50), guidance_scale=(1.0, 20.0), schedulers=("even",))
    before_step: Any = None
    fails_with: Exception | None = None

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.requests: list[EngineRequest] = []

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        self.requests.append(request)
        picture = Pixels.new("RGB", (request.width_px, request.height_px), (40, 90, 180))
        for step in range(10):
            if self.before_step is not None:
                self.before_step(step)
            report(step / 10, f"Step {step + 1}", lambda: _small(picture))
        if self.fails_with is not None:
            raise self.fails_with
        return EngineResult((Picture(picture, request.seed),))


def _small(picture: Pixels.Image) -> bytes:
    target = io.BytesIO()
    picture.resize((64, 48)).save(target, "WEBP")
    return target.getvalue()


def guest_of(app: Flask) -> FlaskClient:
    return app.test_client()


class LateEngine(LaterEngine):
    """A paid provider that answers later, without a network: `answers` scripts what collect() gives, in order.

    `created` and `cancelled` keep the calls; `refuses_with` makes submit() fail.
    """

    name = "late"
    label = "Late"
    about = "Answers later, for tests."
    capabilities = Capabilities(credits_per_picture=2.0, is_paid=True)
    refuses_with: Exception | None = None

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.created: list[str] = []
        self.cancelled: list[str] = []
        self.answers: dict[str, list[EngineResult | Waiting | Exception]] = {}

    def missing(self) -> str | None:
        return None

    def answers_later(self, request: EngineRequest) -> bool:
        return True

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        raise AssertionError("This engine answers later.")

    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        if self.refuses_with is not None:
            raise self.refuses_with
        self.created.append(f"prediction-{len(self.created)}")
        return Prediction(self.created[-1])

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        script = self.answers.get(prediction_id)
        answer = script.pop(0) if script else flat_picture(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def cancel(self, prediction_id: str) -> None:
        self.cancelled.append(prediction_id)


def flat_picture(request: EngineRequest) -> EngineResult:
    return EngineResult((Picture(Pixels.new("RGB", (request.width_px, request.height_px), (9, 90, 9)), request.seed),))
