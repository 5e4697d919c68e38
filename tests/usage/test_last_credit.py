"""At one credit left, fifty posts at the same moment take exactly one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine, sign_in
from tests.scene import composed, requests_in
from webapp.models import User

AT_ONCE = 50


def test_fifty_posts_take_one(
    app: Flask, alice: User, as_alice: FlaskClient, quick: QuickEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    dear = replace(QuickEngine.capabilities, credits_per_picture=1.0)
    monkeypatch.setattr(QuickEngine, "capabilities", dear)
    app.config["MONTHLY_CREDITS"] = 1.0
    form = composed(as_alice, num_outputs="1")
    browsers = [sign_in(app.test_client(), alice) for _ in range(AT_ONCE)]

    def post(number: int) -> int:
        return browsers[number].post("/generate/", data=form | {"idempotency_key": f"key-{number:08}"}).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(post, range(AT_ONCE)))
    assert answers == [303] + [402] * (AT_ONCE - 1)
    assert len(requests_in(app)) == 1
