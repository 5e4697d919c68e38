"""A request is held against what an engine can do, and the sentence names the limit."""

from dataclasses import replace
from typing import Any

import pytest

from tests.engines.fake.provider import picture
from webapp.engines.base import Engine
from webapp.engines.capabilities import Capabilities, Model, Operation, Parameter, PictureLimits, SizeLimits, operations
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest, EngineResult, Report

OPERATIONS = operations(
    Operation("generate"),
    Operation("inpaint", source=PictureLimits(max_side_px=100, min_aspect=0.5, max_aspect=2), mask="required"),
    Operation("recipe", prompt="optional", source=PictureLimits(), source_need="optional", has_size=False),
)
MODELS = (
    Model("small", "Small", operations=frozenset({"generate"}), sizes=SizeLimits(64, 512, 8), steps=(1, 4)),
    Model("large", "Large", parameters=(Parameter("sparkle", "number", maximum=1),), guidance_scale=(2, 5)),
)
CAN = Capabilities(OPERATIONS, MODELS, sizes=SizeLimits(64, 1024, 8, 600_000), steps=(1, 50), schedulers=("even",))


class Sample(Engine):
    name = "sample"
    label = "Sample"
    about = "For tests."
    capabilities = CAN

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        raise AssertionError("Nothing is drawn here.")

    def refusal(self, request: EngineRequest) -> str | None:
        return "draws no fences." if "fence" in request.prompt else None


GOOD = EngineRequest("a red boat", width_px=512, height_px=512)
SQUARE = picture(80, 80)

FINE: list[dict[str, Any]] = [
    {},
    {"model": "small", "steps": 4},
    {"model": "large", "width_px": 768, "height_px": 768, "guidance_scale": 5.0, "params": {"sparkle": 1}},
    {"operation": "inpaint", "source": SQUARE, "mask": SQUARE},
    {"operation": "recipe", "prompt": "", "width_px": 7},
    {"operation": "recipe", "source": SQUARE},
    {"scheduler": "even"},
]
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"operation": "paint_over"}, "cannot paint over."),
    ({"operation": "inpaint", "model": "small", "source": SQUARE, "mask": SQUARE}, "cannot do “inpaint” with Small."),
    ({"model": "tiny"}, "no model called “tiny”"),
    ({"model": "small", "width_px": 768}, "sides from 64 to 512"),
    ({"model": "large", "width_px": 1000, "height_px": 1000}, "at most 600,000 pixels"),
    ({"width_px": 511}, "steps of 8"),
    ({"model": "small", "steps": 5}, "steps from 1 to 4"),
    ({"model": "large", "guidance_scale": 1.5}, "guidance from 2 to 5"),
    ({"model": "small", "guidance_scale": 3.0}, "takes no guidance"),
    ({"model": "small", "params": {"sparkle": 1}}, "no setting called “sparkle”"),
    ({"scheduler": "odd"}, "no scheduler called “odd”"),
    ({"operation": "inpaint", "mask": SQUARE}, "needs a picture to start from"),
    ({"operation": "inpaint", "source": SQUARE}, "paint over it"),
    ({"operation": "inpaint", "source": picture(101, 80), "mask": SQUARE}, "from 1 to 100 pixels"),
    ({"operation": "inpaint", "source": picture(90, 40), "mask": SQUARE}, "at most 2 times"),
    ({"operation": "inpaint", "source": SQUARE[:20], "mask": SQUARE}, "as JPEG, PNG or WEBP"),
    ({"prompt": ""}, "a few words"),
    ({"prompt": "a fence"}, "draws no fences."),
    ({"num_outputs": 0}, "at most 1 pictures"),
]


@pytest.mark.parametrize("values", FINE)
def test_what_it_can_do_passes(values: dict[str, Any]) -> None:
    check(Sample(), replace(GOOD, **values))


@pytest.mark.parametrize(("values", "words"), WRONG)
def test_what_it_cannot_do_is_refused_in_a_sentence(values: dict[str, Any], words: str) -> None:
    with pytest.raises(Unsupported) as refused:
        check(Sample(), replace(GOOD, **values))
    assert str(refused.value).startswith("Sample ")
    assert words in str(refused.value)


def test_fields_come_from_the_operation_and_the_model() -> None:
    assert [each.name for each in CAN.parameters_for("generate", "large")] == ["sparkle"]
    assert CAN.parameters_for("generate", "small") == ()
    assert [model.name for model in CAN.models_for("inpaint")] == ["large"]
