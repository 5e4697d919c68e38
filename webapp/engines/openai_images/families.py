"""The rules of each family of models: what they draw, read and are told.

Taken from OpenAI's API document of 2026. Prices are guides in credits a picture (100 credits being one US dollar) at
the usual size and quality; an admin sets others with ENGINE_PRICES.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.engines.capabilities import Parameter, SizeLimits

SQUARE: Final = (1024, 1024)
DRAWS: Final = frozenset({"generate"})
DRAWS_AND_EDITS: Final = frozenset({"generate", "variation", "inpaint"})
LONGEST_ASPECT: Final = 3.0


@dataclass(frozen=True, slots=True)
class Family:
    """`wants_format`: the encoding of the answer must be asked for. `is_local`: it takes seeds, steps and the like.

    `price_factors` say by how much a quality changes the price.
    """

    name: str
    sizes: SizeLimits
    max_prompt_chars: int
    operations: frozenset[str] = DRAWS_AND_EDITS
    parameters: tuple[Parameter, ...] = ()
    wants_format: bool = False
    is_local: bool = False
    has_fidelity: bool = False
    price_factors: Mapping[str, float] = field(default_factory=dict)


def _choice(name: str, label: str, *choices: str, hint: str = "") -> Parameter:
    return Parameter(name, "choice", label, hint, choices[0], choices=choices)


_GPT_FIELDS: Final = (
    _choice("quality", "Quality", "auto", "low", "medium", "high", hint="A higher one costs more and takes longer."),
    _choice("background", "Background", "auto", "opaque", "transparent"),
    _choice("moderation", "Safety filter", "auto", "low", hint="For new pictures; edits keep the usual one."),
)
_GPT_FACTORS: Final = {"low": 0.25, "high": 4.0}
_GPT_SIZES: Final = SizeLimits(choices=(SQUARE, (1536, 1024), (1024, 1536)))

GPT_IMAGE: Final = Family(
    "GPT Image", _GPT_SIZES, 32_000, parameters=_GPT_FIELDS, has_fidelity=True, price_factors=_GPT_FACTORS
)
GPT_IMAGE_MINI: Final = Family("GPT Image mini", _GPT_SIZES, 32_000, parameters=_GPT_FIELDS, price_factors=_GPT_FACTORS)
GPT_IMAGE_2: Final = Family(
    "GPT Image 2",
    SizeLimits(256, 3840, 16, 3840 * 2160),
    32_000,
    parameters=_GPT_FIELDS,
    has_fidelity=True,
    price_factors=_GPT_FACTORS,
)
DALL_E_3: Final = Family(
    "DALL·E 3",
    SizeLimits(choices=(SQUARE, (1792, 1024), (1024, 1792))),
    4_000,
    DRAWS,
    (_choice("quality", "Quality", "standard", "hd"), _choice("style", "Look", "vivid", "natural")),
    wants_format=True,
    price_factors={"hd": 2.0},
)
DALL_E_2: Final = Family("DALL·E 2", SizeLimits(choices=((256, 256), (512, 512), SQUARE)), 1_000, wants_format=True)
LOCAL: Final = Family(
    "a server of one's own", SizeLimits(64, 2048, 8, 2048 * 2048), 10_000, wants_format=True, is_local=True
)

_KNOWN: Final = (
    (re.compile(r"gpt-image-2(-\d.*)?"), GPT_IMAGE_2),
    (re.compile(r"gpt-image-[\d.]+-mini.*"), GPT_IMAGE_MINI),
    (re.compile(r"(gpt-image|chatgpt-image)-.*"), GPT_IMAGE),
    (re.compile(r"dall-e-3"), DALL_E_3),
    (re.compile(r"dall-e-2"), DALL_E_2),
)
PRICES: Final[Mapping[str, float]] = {
    "gpt-image-2": 4.0,
    "gpt-image-1.5": 4.0,
    "gpt-image-1": 4.2,
    "gpt-image-1-mini": 1.1,
    "dall-e-3": 4.0,
    "dall-e-2": 2.0,
}
USUAL_PRICE: Final = 4.0
HOSTED_MODELS: Final = "gpt-image-2, gpt-image-1.5, gpt-image-1-mini"


def family_of(model: str, *, is_hosted: bool) -> Family:
    """Returns the family of a model: an unknown one is of the newest kind when hosted by OpenAI, else local."""
    known = next((family for pattern, family in _KNOWN if pattern.fullmatch(model)), None)
    return known or (GPT_IMAGE if is_hosted else LOCAL)
