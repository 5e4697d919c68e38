"""No engine takes, or promises to make, more than it can: it is refused in words before anything is sent."""

import io
import math
from functools import cache

import pytest
from PIL import Image

from tests.engines.contract import value_for
from webapp.engines.capabilities import Operation, Parameter, PictureLimits
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.registry import ENGINES, engine
from webapp.engines.result_size import largest_scale, result_size, scale_of
from webapp.engines.types import EngineRequest


@cache
def plain(width_px: int, height_px: int) -> bytes:
    target = io.BytesIO()
    Image.new("1", (width_px, height_px)).save(target, "PNG")
    return target.getvalue()


def operations(*, result: bool) -> list[tuple[str, str]]:
    """Returns each engine with each of its operations that has such a limit."""
    found = []
    for name in ENGINES:
        for operation in engine(name).capabilities.operations.values():
            limits = operation.result if result else operation.source
            if limits is not None and (limits.max_pixels or limits.max_side_px):
                found.append((name, operation.name))
    return found


def over(limits: PictureLimits) -> tuple[int, int]:
    """Returns a size, nearly square, that is just above what the limits allow."""
    side_px = math.isqrt(limits.max_pixels) + 1 if limits.max_pixels else 10**6
    if limits.max_side_px is not None and limits.max_side_px < side_px:
        return limits.max_side_px + 1, min(limits.max_side_px // 2, 1000)
    return side_px, side_px


def request_for(operation: Operation, size_px: tuple[int, int], **params: object) -> EngineRequest:
    words = "" if operation.prompt == "none" else "a red door"
    needed = {
        each.name: value_for(each) for each in operation.parameters if each.is_required and each.kind != "picture"
    }
    mask = plain(64, 64) if operation.mask == "required" else None
    return EngineRequest(
        words, operation.name, source=plain(*size_px), mask=mask, params=needed | params, width_px=512, height_px=512
    )


@pytest.mark.parametrize(("name", "operation"), operations(result=False))
def test_a_picture_larger_than_it_takes_is_refused(name: str, operation: str) -> None:
    known = engine(name).capabilities.operations[operation]
    assert known.source is not None
    with pytest.raises(Unsupported, match=r"pixels"):
        check(engine(name), request_for(known, over(known.source)))


# Replicate's models say themselves by how much they enlarge: see test_ask_a_model.py.
@pytest.mark.parametrize(("name", "operation"), [each for each in operations(result=True) if each[0] != "replicate"])
def test_a_picture_that_would_become_larger_than_it_makes_is_refused(name: str, operation: str) -> None:
    known = engine(name).capabilities.operations[operation]
    assert known.result is not None
    size_px, scale = over(known.result), scale_of(known.parameters)
    params: dict[str, object] = {}
    if scale is not None and scale.maximum is not None:
        most = scale.maximum
        size_px, params = (int(size_px[0] // most) + 1, int(size_px[1] // most) + 1), {scale.name: most}
    if operation == "outpaint":
        size_px, params = (2900, 2900), dict.fromkeys(("left", "right", "up", "down"), 2000)
    with pytest.raises(Unsupported, match=r"makes pictures of up to .* this would be"):
        check(engine(name), request_for(known, size_px, **params))


@pytest.mark.parametrize(
    ("size_px", "most", "expected"),
    [
        ((1216, 810), 4_000_000, 2.0),
        ((1000, 1000), 1_700_000, 1.3),
        ((1000, 1000), 1_600_000, 1.26),
        ((9, 9), 99, None),
    ],
)
def test_the_nearest_that_works_is_told_in_tenths(size_px: tuple[int, int], most: int, expected: float | None) -> None:
    parameters = (Parameter("scale", "number", default=2.0, minimum=1.25, maximum=4.0),)
    found = largest_scale(size_px, PictureLimits(max_pixels=most), parameters)
    assert found == expected
    if found is not None:
        width_px, height_px = result_size(size_px, {"scale": found}, parameters)
        assert width_px * height_px <= most


def test_engines_with_a_limit_on_what_they_make_are_these() -> None:
    assert {name for name, _ in operations(result=True)} == {
        "stability",
        "replicate",
        "a1111",
        "diffusers",
        "realesrgan",
    }
