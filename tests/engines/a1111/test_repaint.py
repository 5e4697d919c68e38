"""AUTOMATIC1111 changes what is white in a mask; the edge that it blurs outwards is not taken over."""

import pytest

from tests.engines.fake.a1111 import FakeAutomatic
from tests.engines.repainting import RepaintContract
from webapp.engines.a1111.engine import Automatic1111


class TestRepaint(RepaintContract):
    params = {"soft_edge": 4}

    @pytest.fixture
    def painter(self, engine: Automatic1111, fake: FakeAutomatic) -> Automatic1111:
        fake.paints = True
        return engine


class TestRepaintOfAWholePicture(TestRepaint):
    params = {"soft_edge": 0, "only_masked": False}
