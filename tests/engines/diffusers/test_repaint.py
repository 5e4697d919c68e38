"""A pipeline changes what is white in a mask, in the size that it draws."""

import pytest

from tests.engines.diffusers.fake import FakeBackend
from tests.engines.repainting import RepaintContract
from webapp.engines.diffusers.engine import Diffusers


class TestRepaint(RepaintContract):
    @pytest.fixture
    def painter(self, engine: Diffusers, backend: FakeBackend) -> Diffusers:
        backend.fake.paints = True
        return engine
