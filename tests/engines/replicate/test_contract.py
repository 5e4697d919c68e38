"""Replicate keeps to what every engine keeps to."""

from typing import Any

import pytest

from tests.engines.contract import RemoteContract
from tests.engines.fake import faults
from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import FILL, FLUX, LISTS, SDXL
from tests.engines.replicate.conftest import EngineFor
from webapp.engines.replicate.engine import Replicate


def _ended(**facts: Any) -> faults.Fault:
    whole = {"id": "p0123456789", "status": "succeeded", "output": [], "error": None, "model": "m", "version": "v"}
    urls = {"web": "w", "get": "g", "cancel": "c"}
    return faults.answers(201, {**whole, "input": {}, "data_removed": False, "created_at": "t", "urls": urls, **facts})


class TestReplicate(RemoteContract):
    moderated = (
        faults.answers(403, {"name": "content_moderation", "detail": "flagged"}),
        _ended(),
        _ended(output=None),
        _ended(status="failed", error="NSFW content detected. Try running it again."),
    )

    @pytest.fixture
    def engine(self, engine_for: EngineFor) -> Replicate:
        return engine_for(replicate_models=f"{FLUX}, {SDXL}, {LISTS}, {FILL}")

    @pytest.fixture
    def fake(self, fake: FakeReplicate) -> FakeReplicate:
        return fake

    @pytest.fixture
    def unready(self) -> Replicate:
        return Replicate({})
