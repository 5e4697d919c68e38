"""A studio that Replicate can reach, and a prediction under way there."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from werkzeug.test import TestResponse

from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import FLUX
from webapp.config import Settings
from webapp.engines import registry
from webapp.engines.fetch import Fetcher
from webapp.engines.replicate.engine import Replicate
from webapp.models import ImageRequest, User
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit
from webapp.webhooks.signature import signature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Message:
    """A provider's message, signed by `secret` when it is sent; `changes` replace headers, None removes one."""

    body: bytes
    webhook_id: str = "msg_1"
    secret: str = SECRET
    age_s: int = 0

    def headers(self, **changes: str | None) -> dict[str, str]:
        stamp = str(int(time.time()) - self.age_s)
        signed = {
            "webhook-id": self.webhook_id,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(self.secret, self.webhook_id, stamp, self.body),
        }
        given = {**signed, **{name.replace("_", "-"): value for name, value in changes.items()}}
        return {name: value for name, value in given.items() if value is not None}


def message(prediction: dict[str, Any], **values: Any) -> Message:
    return Message(json.dumps(prediction).encode(), **values)


def post(client: FlaskClient, path: str, sent: Message, **changes: str | None) -> TestResponse:
    headers = sent.headers(**changes)
    with client.post(path, data=sent.body, headers=headers, content_type="application/json") as answer:
        answer.get_data()
        return answer


@pytest.fixture
def fake() -> Iterator[FakeReplicate]:
    made = FakeReplicate()
    with made.running():
        yield made


@pytest.fixture
def settings(settings: Settings, fake: FakeReplicate) -> Settings:
    known = {
        "replicate_webhook_secret": SecretStr(SECRET),
        "replicate_api_token": SecretStr(fake.key),
        "replicate_base_url": fake.url,
        "replicate_models": FLUX,
        "base_url": "https://studio.test",
    }
    return settings.model_copy(update=known)


@pytest.fixture
def app(app: Flask, fake: FakeReplicate) -> Iterator[Flask]:
    """The app with CSRF checks on, and outputs that come from loopback under their real name."""
    app.config["WTF_CSRF_ENABLED"] = True
    drawer = registry.engine("replicate")
    assert isinstance(drawer, Replicate)
    port = int(fake.url.rpartition(":")[2])
    drawer.fetcher = Fetcher(
        schemes=("http",), ports=(port,), resolve=lambda *_: ["127.0.0.1"], is_public=lambda _: True, pause_s=0.0
    )
    yield app
    registry.configure({})


@pytest.fixture
def provider(app: Flask) -> FlaskClient:
    """The provider's side of the line: no cookies, no CSRF token."""
    return app.test_client(use_cookies=False)


@pytest.fixture
def ordered(context: Flask, alice: User, fake: FakeReplicate) -> ImageRequest:
    """A request that waits for Replicate to draw it."""
    fake.finishes_after = 0
    wish = Wish(prompt="a red boat", width_px=1024, height_px=1024, model_backend="replicate", model=FLUX)
    request = submit(alice, wish, "key-of-a-boat")
    run(request.id)
    return request


@pytest.fixture
def path(ordered: ImageRequest, fake: FakeReplicate) -> str:
    """The address that Replicate was given for it."""
    return address_given(fake)


def address_given(fake: FakeReplicate) -> str:
    (create,) = [call for call in fake.calls if call.json]
    address = urlsplit(create.json["webhook"])
    assert (address.scheme, address.netloc) == ("https", "studio.test")
    return address.path


def succeeded(fake: FakeReplicate) -> dict[str, Any]:
    """Returns the newest prediction as its provider tells of it at its end."""
    return fake.ended(list(fake.predictions.values())[-1])
