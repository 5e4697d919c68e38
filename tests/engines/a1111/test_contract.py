"""AUTOMATIC1111 keeps to what every engine keeps to."""

import pytest

from tests.engines.contract import RemoteContract
from tests.engines.fake.a1111 import FakeAutomatic
from webapp.engines.a1111.engine import Automatic1111


class TestAutomatic(RemoteContract):
    is_paid = False

    @pytest.fixture
    def engine(self, fake: FakeAutomatic, engine: Automatic1111) -> Automatic1111:
        return engine

    @pytest.fixture
    def fake(self, fake: FakeAutomatic) -> FakeAutomatic:
        return fake

    @pytest.fixture
    def unready(self) -> Automatic1111:
        return Automatic1111({})
