"""From the composer to the picture, with engines on servers of one's own."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.engines.fake.a1111 import FakeAutomatic
from tests.engines.fake.comfyui import FakeComfy
from tests.engines.fake.provider import FakeProvider
from tests.scene import PART, carry_out, composed, requests_in
from webapp.engines import registry


@pytest.fixture(params=["a1111", "comfyui"])
def server(request: pytest.FixtureRequest, app: Flask) -> Iterator[FakeProvider]:
    """A running fake, named as its engine is, which the studio is set up for."""
    made: FakeProvider = FakeAutomatic() if request.param == "a1111" else FakeComfy()
    with made.running():
        registry.configure(
            {"a1111_url": made.url, "a1111_auth": f"ada:{made.key}"}
            if request.param == "a1111"
            else {"comfyui_url": made.url}
        )
        yield made


def test_the_form_shows_what_the_server_has(as_alice: FlaskClient, server: FakeProvider) -> None:
    text = as_alice.post("/generate/composer/", data={"model_backend": server.contract_name}, headers=PART).text
    assert "dreamshaper_8" in text
    assert 'name="set-noise_schedule"' in text
    assert "<b>Free</b>" in text


def test_a_picture_is_made_as_it_was_asked_for(app: Flask, as_alice: FlaskClient, server: FakeProvider) -> None:
    name = server.contract_name
    model = "sd_xl_base_1.0" if name == "a1111" else "sdxl/base.safetensors"
    wish = {"model_backend": name, "model": model, "steps": "12", "num_outputs": "1", "set-of": f"{name}/{model}"}
    as_alice.post("/generate/", data=composed(as_alice, **wish, **{"set-noise_schedule": "karras"}))
    (row,) = requests_in(app)
    assert len(carry_out(app, row.id)) == 1
    (row,) = requests_in(app)
    assert (row.status, row.model, row.credits) == ("completed", model, 0)
    assert server.creates == 1
    assert server.complaints == []
    (create,) = [call for call in server.calls if call.key.startswith("POST") and "prompt" in str(call.json)[:30]]
    assert model in str(create.json)
    assert "karras" in str(create.json)
