"""What the engine can do with the models that it has."""

from collections.abc import Sequence
from typing import Final

from webapp.engines.capabilities import (
    Capabilities,
    Model,
    Operation,
    Parameter,
    PictureLimits,
    operations,
)
from webapp.engines.openai_images.families import LOCAL, PRICES, USUAL_PRICE, Family, family_of

MAX_PICTURE_BYTES: Final = 50_000_000
LOCAL_STEPS: Final = (1, 150)
LOCAL_GUIDANCE: Final = (0.0, 30.0)
_SOURCE: Final = PictureLimits(min_side_px=16, max_pixels=40_000_000, max_bytes=MAX_PICTURE_BYTES)
_FIDELITY: Final = Parameter(
    "input_fidelity", "choice", "Keep to the picture", "“high” keeps faces; GPT Image alone.", choices=("low", "high")
)
_FURTHER: Final = Parameter("reference", "picture", "A further picture to look at", limits=_SOURCE)


def capabilities_of(models: Sequence[str], *, is_hosted: bool, is_paid: bool) -> Capabilities:
    """Returns what the engine can do; without a known model, what a server of one's own does as a rule."""
    families = [family_of(name, is_hosted=is_hosted) for name in models] or [LOCAL]
    has_local = any(family.is_local for family in families)
    return Capabilities(
        operations=_operations(families),
        models=tuple(_model(name, family, is_paid) for name, family in zip(models, families, strict=False)),
        sizes=families[0].sizes,
        max_prompt_chars=max(family.max_prompt_chars for family in families),
        negative_prompt=has_local,
        seed=has_local,
        steps=LOCAL_STEPS if not models else None,
        guidance_scale=LOCAL_GUIDANCE if not models else None,
        credits_per_picture=USUAL_PRICE if is_paid and is_hosted else 0.0,
        is_paid=is_paid,
    )


def _operations(families: Sequence[Family]) -> dict[str, Operation]:
    further = (_FIDELITY,) if any(family.has_fidelity for family in families) else ()
    known = operations(
        Operation("generate", "Create"),
        Operation("variation", "Variation", source=_SOURCE, parameters=(*further, _FURTHER)),
        Operation("inpaint", "Repaint", source=_SOURCE, mask="required", parameters=further, has_size=False),
    )
    can = frozenset[str]().union(*(family.operations for family in families))
    return {name: operation for name, operation in known.items() if name in can}


def _model(name: str, family: Family, is_paid: bool) -> Model:
    price = PRICES.get(name, USUAL_PRICE) if is_paid and not family.is_local else 0.0
    return Model(
        name,
        about="" if family.is_local else f"Drawn by {family.name}.",
        credits=price,
        operations=family.operations,
        sizes=family.sizes,
        steps=LOCAL_STEPS if family.is_local else None,
        guidance_scale=LOCAL_GUIDANCE if family.is_local else None,
        parameters=family.parameters,
    )
