"""AI Horde's volunteers change what is white in a mask, and send the whole picture back drawn anew."""

import pytest

from tests.engines.fake.ai_horde import FakeHorde
from tests.engines.repainting import RepaintContract
from webapp.engines.ai_horde.engine import AIHorde


class TestRepaint(RepaintContract):
    @pytest.fixture(params=[True, False])
    def painter(self, engine: AIHorde, fake: FakeHorde, request: pytest.FixtureRequest) -> AIHorde:
        fake.paints, fake.is_in_bucket = True, request.param
        return engine
