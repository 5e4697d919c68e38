"""Stability AI keeps to what every engine keeps to."""

import pytest

from tests.engines.contract import RemoteContract
from tests.engines.fake import faults
from tests.engines.fake.provider import picture
from tests.engines.fake.stability import FakeStability
from webapp.engines.stability.engine import Stability


def _filtered() -> faults.Fault:
    def fault() -> faults.Response:
        return faults.Response(picture(), headers={"finish-reason": "CONTENT_FILTERED", "Content-Type": "image/png"})

    return fault


class TestStability(RemoteContract):
    extras = {
        "outpaint": {"left": 100},
        "replace_background": {"light_source_direction": "above"},
        "relight": {"light_source_direction": "above"},
    }
    moderated = (
        *RemoteContract.moderated,
        _filtered(),
        faults.answers(422, {"id": "a", "name": "public_figure", "errors": ["a public figure"]}),
    )

    @pytest.fixture
    def engine(self, fake: FakeStability) -> Stability:
        return Stability({"stability_api_key": fake.key, "stability_base_url": fake.url})

    @pytest.fixture
    def fake(self, fake: FakeStability) -> FakeStability:
        return fake

    @pytest.fixture
    def unready(self) -> Stability:
        return Stability({})
