"""Replicate's models change what is white in a mask, or what is black, as each says of itself."""

import pytest

from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import FILL, SDXL
from tests.engines.repainting import RepaintContract
from tests.engines.replicate.conftest import EngineFor
from webapp.engines.replicate.engine import Replicate
from webapp.engines.replicate.roles import Roles
from webapp.engines.replicate.schema import Field


class TestRepaint(RepaintContract):
    @pytest.fixture
    def painter(self, engine_for: EngineFor, fake: FakeReplicate) -> Replicate:
        fake.paints = True
        return engine_for(replicate_models=f"{SDXL}, {FILL}")


@pytest.mark.parametrize(
    ("about", "is_black"),
    [
        ("", False),
        ("Black and white image. White pixels are inpainted and black pixels are preserved.", False),
        ("Black areas will be preserved while white areas will be inpainted.", False),
        ("Black pixels are inpainted, white pixels are preserved.", True),
        ("White areas are kept as they are.", True),
        ("A mask whose black parts get replaced.", True),
    ],
)
def test_how_a_mask_is_read_is_told_by_its_description(about: str, is_black: bool) -> None:
    fields = {"mask": Field("mask", "picture", hint=about)}
    assert Roles("flow/any", fields).is_mask_black is is_black
