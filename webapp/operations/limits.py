"""Pictures too large for an engine: the limit, and the nearest that works, in a sentence for the field it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from webapp.engines.registry import engine
from webapp.engines.result_size import is_too_large, largest_scale, limit_words, result_size, times_larger
from webapp.engines.types import Operation, Parameter, PictureLimits
from webapp.pipeline.offer import Offer

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done to a picture of `size_px`, by which engine and model."""

    operation: str
    engine_name: str
    model: str
    size_px: Pair
    params: Mapping[str, Any]

    @property
    def does(self) -> Operation:
        return engine(self.engine_name).capabilities.operations[self.operation]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        return engine(self.engine_name).capabilities.parameters_for(self.operation, self.model)

    @property
    def result_px(self) -> Pair:
        return result_size(self.size_px, self.params, self.parameters)

    def with_engine(self, name: str) -> "Wanted":
        """Returns the same wish for another engine, as far as that knows its settings."""
        known = {each.name for each in engine(name).capabilities.parameters_for(self.operation)}
        params = {key: value for key, value in self.params.items() if key in known}
        return Wanted(self.operation, name, "", self.size_px, params)


def too_large_a_source(wanted: Wanted, others: Iterable[Offer]) -> str:
    """Returns why the engine cannot take the picture at all, "" when it can."""
    limits = wanted.does.source
    if limits is None or not is_too_large(wanted.size_px, limits):
        return ""
    most, has = limit_words(limits, wanted.size_px)
    who = _who_can(wanted, others)
    remedy = f"Choose {who}, which can." if who else "No engine here takes one as large."
    return f"{_label(wanted)} takes up to {most}; this picture {_has(has)}. {remedy}"


def too_large_a_result(wanted: Wanted, others: Iterable[Offer]) -> str:
    """Returns why the engine cannot make a picture as large as is asked for, "" when it can."""
    limits = wanted.does.result
    if limits is None or not is_too_large(wanted.result_px, limits):
        return ""
    most, would_be = limit_words(limits, wanted.result_px)
    times = times_larger(wanted.params, wanted.parameters)
    what = f"{times:g}x of this picture" if times > 1 else "this one"
    said = f"{_label(wanted)} makes up to {most}; {what} would be {would_be}."
    return f"{said} {_remedy(wanted, limits, _who_can(wanted, others))}"


def _remedy(wanted: Wanted, limits: PictureLimits, who: str) -> str:
    scale = largest_scale(wanted.size_px, limits, wanted.parameters)
    if scale is not None:
        return f"Choose {scale:g}x, or {who}, which can." if who else f"Choose {scale:g}x."
    return f"Choose {who}, which can." if who else "No engine here makes one as large."


def _who_can(wanted: Wanted, others: Iterable[Offer]) -> str:
    """Returns the first other engine that can do just this, "" when there is none."""
    for offer in others:
        other = wanted.with_engine(offer.name)
        if offer.name != wanted.engine_name and _fits(other) and _reaches(other, wanted):
            return offer.label
    return ""


def _fits(wanted: Wanted) -> bool:
    source, result = wanted.does.source, wanted.does.result
    is_taken = source is not None and not is_too_large(wanted.size_px, source)
    return is_taken and (result is None or not is_too_large(wanted.result_px, result))


def _reaches(other: Wanted, wanted: Wanted) -> bool:
    """Tells whether another engine makes the picture as large as is asked for."""
    known = {each.name: each for each in other.parameters}
    return all(
        key not in known or (known[key].maximum or value) >= value
        for key, value in wanted.params.items()
        if isinstance(value, int | float)
    ) and min(other.result_px) >= min(wanted.result_px)


def _has(figure: str) -> str:
    return f"is {figure}" if "×" in figure else f"has {figure}"


def _label(wanted: Wanted) -> str:
    return engine(wanted.engine_name).label
