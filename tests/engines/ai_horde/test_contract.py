"""AI Horde keeps to what every engine keeps to, with an account and without."""

import pytest

from tests.engines.ai_horde.conftest import engine_for
from tests.engines.contract import RemoteContract
from tests.engines.fake import faults
from tests.engines.fake.ai_horde import FakeHorde
from webapp.engines.ai_horde.engine import AIHorde


class TestHorde(RemoteContract):
    moderated = (
        *RemoteContract.moderated,
        faults.answers(400, {"message": "This prompt is unsafe", "rc": "CorruptPrompt"}),
    )

    @pytest.fixture
    def engine(self, fake: FakeHorde, engine: AIHorde) -> AIHorde:
        return engine

    @pytest.fixture
    def fake(self, fake: FakeHorde) -> FakeHorde:
        return fake

    @pytest.fixture
    def unready(self) -> AIHorde:
        return AIHorde({})


class TestHordeWithoutAnAccount(TestHorde):
    is_paid = False

    @pytest.fixture
    def engine(self, fake: FakeHorde) -> AIHorde:
        return engine_for(fake)
