"""What the provider would refuse is refused here first, naming the limit, and nothing is sent."""

from dataclasses import replace
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake.contract import Contract
from tests.engines.fake.provider import picture
from tests.engines.fake.stability import FakeStability
from tests.engines.stability.requests import SOURCE, WORDS
from webapp.engines.capabilities import PictureLimits
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.stability.engine import Stability
from webapp.engines.stability.payload import _PATHS, _SOURCE_NAMES

EDITS = sorted(_PATHS)
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"prompt": " "}, "needs a few words"),
    ({"prompt": "a" * 10_001}, "at most 10,000 characters; these are 10,001"),
    ({"negative_prompt": "a" * 10_001}, "at most 10,000 characters"),
    ({"operation": "erase"}, "needs a picture to start from"),
    ({"source": SOURCE}, "takes no picture to start from"),
    ({"mask": SOURCE}, "takes no mask"),
    ({"operation": "erase", "source": b"GIF89a"}, "takes a picture as JPEG, PNG or WEBP"),
    ({"operation": "erase", "source": picture(60, 100)}, "sides from 64"),
    ({"operation": "upscale_fast", "source": picture(1600, 40)}, "from 32 to 1,536 pixels; this one is 1600 × 40"),
    ({"operation": "upscale_fast", "source": picture(1500, 1500)}, "at most 1,048,576 pixels; this one has 2,250,000"),
    ({"operation": "upscale_creative", "source": picture(1500, 1500)}, "at most 1,048,576 pixels"),
    ({"operation": "remove_background", "source": picture(3000, 1500)}, "at most 4,194,304 pixels"),
    ({"operation": "sketch", "source": picture(1000, 300)}, "at most 2.5 times"),
    ({"operation": "sketch", "source": picture(300, 1000)}, "at most 2.5 times"),
    ({"operation": "erase", "source": picture() + bytes(11_000_000)}, "at most 10 MB; this one has 11.0"),
    ({"operation": "outpaint", "source": SOURCE}, "at least one side"),
    ({"operation": "outpaint", "source": SOURCE, "params": {"left": 0}}, "at least one side"),
    ({"operation": "outpaint", "source": SOURCE, "params": {"left": 2001}}, "“Left” up to 2000"),
    ({"operation": "outpaint", "source": SOURCE, "params": {"left": 1.5}}, "whole number"),
    ({"operation": "outpaint", "source": SOURCE, "params": {"left": "many"}}, "a number"),
    ({"operation": "search_replace", "source": SOURCE}, "needs “What to replace”"),
    ({"operation": "style_transfer", "source": SOURCE}, "needs “A picture in the wanted style”"),
    (
        {"operation": "style_transfer", "source": SOURCE, "pictures": {"style_image": picture(50, 50)}},
        "“A picture in the wanted style” with sides from 64",
    ),
    ({"operation": "replace_background", "source": SOURCE, "prompt": ""}, "needs words for the new background"),
    (
        {"operation": "replace_background", "source": SOURCE, "params": {"light_source_strength": 0.4}},
        "where the light comes from",
    ),
    (
        {"operation": "replace_background", "source": SOURCE, "params": {"light_source_direction": "inside"}},
        "left, right, above or below",
    ),
    ({"operation": "replace_background", "source": SOURCE, "params": {"keep_original_background": "yes"}}, "yes or no"),
    ({"operation": "relight", "source": SOURCE}, "where the light comes from: a side"),
    ({"operation": "upscale_conservative", "source": SOURCE, "params": {"creativity": 0.1}}, "from 0.2"),
    ({"operation": "variation", "source": SOURCE, "params": {"strength": float("nan")}}, "a number"),
    ({"params": {"steps": 5}}, "knows no setting called “steps”"),
    ({"model": "sd1.4"}, "no model called “sd1.4”"),
    ({"num_outputs": 2}, "at most 1 pictures at once"),
]


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_it_is_refused_with_the_limit(engine: Stability, values: dict[str, Any], words: str) -> None:
    with pytest.raises(Unsupported) as raised:
        check(engine, replace(WORDS, **values))
    assert str(raised.value).startswith("Stability AI ")
    assert words in str(raised.value)


def test_a_request_of_more_than_ten_megabytes_is_not_sent(engine: Stability, fake: FakeStability) -> None:
    half = picture() + bytes(6_000_000)
    request = replace(WORDS, operation="style_transfer", source=half, pictures={"style_image": half})
    check(engine, request)
    with pytest.raises(Unsupported, match="10 MB in all"):
        engine.run(request, Told())
    assert fake.calls == []


@pytest.mark.parametrize("operation", EDITS)
def test_our_limits_are_the_contracts(engine: Stability, operation: str) -> None:
    found = Contract("stability").operation("POST", f"/v2beta/stable-image/{_PATHS[operation]}")
    assert found is not None
    known = engine.capabilities.operations[operation]
    theirs = found.facts["pictures"]
    _same(known.source, theirs[_SOURCE_NAMES.get(operation, "image")])
    for parameter in known.parameters:
        if parameter.kind == "picture":
            _same(parameter.limits, theirs[parameter.name])
            continue
        schema = Contract("stability").resolved(found.facts["multipart"]["properties"][parameter.name])
        assert parameter.minimum == schema.get("minimum")
        assert parameter.maximum == schema.get("maximum")
        if parameter.kind == "choice":
            assert list(parameter.choices) == schema["enum"]


def _same(ours: PictureLimits | None, theirs: dict[str, Any]) -> None:
    assert ours is not None
    told = {
        "minSide": ours.min_side_px,
        "maxSide": ours.max_side_px,
        "minPixels": ours.min_pixels,
        "maxPixels": ours.max_pixels,
        "minAspect": ours.min_aspect,
        "maxAspect": ours.max_aspect,
        "formats": [name.lower() for name in ours.formats],
    }
    assert {name: value for name, value in told.items() if value is not None} == theirs
