"""Sample data for the patterns page: pictures, requests in every state, forms with and without messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import url_for

LONG_PROMPT = (
    "a very long description of a harbour before dawn, with every boat named and counted, nets drying on the "
    "quay, a cat asleep on a coil of rope, gulls, mist, the first ferry, and "
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2
)
SHAPES = (
    (1536, 1024),
    (1024, 1024),
    (832, 1248),
    (1344, 756),
    (512, 1536),
    (1536, 512),
    (1024, 1280),
    (1536, 658),
)
PICTURES = (("hills", "#5b7796"), ("dusk", "#9a5560"), ("wood", "#6b9a79"))
PROMPTS = (
    "a lighthouse on a basalt cliff at dusk, gulls, long exposure sea",
    "منارة على جرف صخري عند الغسق، نوارس وبحر هادئ",
    LONG_PROMPT,
    "birches in the fog",
)


@dataclass(frozen=True)
class SampleCard:
    """A picture that does not exist."""

    id: int
    url: str
    small_url: str
    large_url: str
    width: int
    height: int
    colour: str
    prompt: str
    small_width: int = 480
    large_width: int = 1280
    alt: str = "A drawn sample landscape"
    download_url: str = "#wall"
    title: str = "The lighthouse before dusk"
    owner_name: str = "Mara K."
    is_mine: bool = True
    is_favorite: bool = False
    visibility: str = "private"
    made_at: datetime = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class SampleTile:
    """One picture of a request, made or not yet."""

    index: int
    state: str
    card: SampleCard | None = None


@dataclass(frozen=True)
class SampleView:
    """A request as pages show it."""

    id: str
    status: str
    status_words: str
    tiles: Sequence[SampleTile]
    url: str = "#requests"
    cancel_url: str = "#requests"
    retry_url: str = "#requests"
    version: int = 1
    stage: str = "Sky"
    percent: int = 60
    place_words: str = "2nd in line"
    wait_words: str = "starts in about 8 s"
    error: str = ""
    is_live: bool = False
    can_cancel: bool = False
    can_retry: bool = False
    prompt: str = PROMPTS[0]
    width: int = 1536
    height: int = 1024
    preview_url: str | None = None

    @property
    def num_outputs(self) -> int:
        return len(self.tiles)


def sample_card(number: int, width: int = 0, height: int = 0) -> SampleCard:
    """Returns the sample picture `number`, in its own shape or the one given."""
    name, colour = PICTURES[number % len(PICTURES)]
    address = _address(name)
    shape = SHAPES[number % len(SHAPES)]
    return SampleCard(
        number, "#wall", address, address, width or shape[0], height or shape[1], colour,
        PROMPTS[number % len(PROMPTS)], is_favorite=number % 3 == 0, is_mine=number != 1,
    )  # fmt: skip


def sample_cards(count: int = 14) -> list[SampleCard]:
    """Returns `count` pictures of all shapes."""
    return [sample_card(number) for number in range(count)]


def tiles_of(states: str, width: int, height: int) -> list[SampleTile]:
    """Returns a tile for each letter of `states`: d(one), w(orking), q(ueued), f(ailed), c(ancelled)."""
    names = {"d": "done", "w": "drawing", "q": "queued", "f": "failed", "c": "cancelled"}
    return [
        SampleTile(index, names[letter], sample_card(index, width, height) if letter == "d" else None)
        for index, letter in enumerate(states)
    ]


def sample_views() -> list[SampleView]:
    """Returns requests in every state."""
    return [*_live_views(), *_ended_views()]


def _live_views() -> list[SampleView]:
    preview = url_for("static", filename="img/sample-hills.svg")
    waiting = tiles_of("qqqq", 1536, 1024)
    drawing = tiles_of("dwqq", 1536, 1024)
    first = tiles_of("w", 1024, 1024)
    live: dict[str, Any] = {"is_live": True, "can_cancel": True}
    return [
        SampleView("s1", "queued", "Queued · 2nd in line", waiting, **live),
        SampleView("s2", "running", "1 of 4 done", drawing, preview_url=preview, **live),
        SampleView("s3", "running", "Drawing", first, percent=4, width=1024, prompt=PROMPTS[1], **live),
    ]


def _ended_views() -> list[SampleView]:
    sorry = "The engine is out of credit. Ask your admin to top it up."
    lost = "We lost contact with the engine. You may have been charged. Look before you try again."
    partly = "One of the four did not work out. The others are yours."
    tall, square, wide = tiles_of("dddd", 832, 1248), tiles_of("ddfd", 1024, 1024), tiles_of("ff", 1536, 1024)
    panorama = tiles_of("f", 1536, 512)
    return [
        SampleView("s4", "completed", "4 of 4 done", tall, width=832, height=1248),
        SampleView("s5", "completed", "3 of 4 done", square, width=1024, error=partly, can_retry=True),
        SampleView("s6", "failed", "Not made", wide, error=sorry, can_retry=True),
        SampleView("s7", "cancelled", "Cancelled", tiles_of("dc", 1536, 1024), prompt=LONG_PROMPT),
        SampleView("s8", "unknown", "Lost contact", panorama, height=512, error=lost, can_retry=True),
    ]


ENGINE = {
    "about": "Sketchbook draws your words without an AI model; add an engine for photographs.",
    "seed": True, "steps": (1, 50), "guidance_scale": (1, 20), "schedulers": ("Euler",), "negative_prompt": True,
    "is_resting": True, "has_models": True, "model_about": "Fast and good for most pictures.",
}  # fmt: skip


BLOCKS = [{"name": "harbour", "text": "an old harbour, fishing nets"}, {"name": "dusk", "text": "low light"}]
FINAL = {
    "prompt": [
        {"text": "ink drawing of ", "source": "style"},
        {"text": "a lighthouse in ", "source": "you"},
        {"text": "an old harbour, fishing nets", "source": "block"},
        {"text": ", ", "source": "joint"},
        {"text": "a northern coast", "source": "theme"},
    ],
    "negative_prompt": [{"text": "photo", "source": "style"}],
    "ways": 12, "example": "ink drawing of a lighthouse in an old harbour, fishing nets, a northern coast",
    "length": 10_240, "limit": 10_000, "unknown_blocks": ["keeper"],
}  # fmt: skip


def sample_styles() -> list[dict[str, str]]:
    """Returns styles for the picker, one of them without a picture."""
    shown = [
        {"slug": name, "name": name.capitalize(), "purpose": f"Like {name}.", "preview_url": _address(name)}
        for name, _ in PICTURES
    ]
    return [*shown, {"slug": "new", "name": "A new one", "purpose": "It has no picture yet.", "preview_url": ""}]


def sample_themes() -> list[dict[str, str]]:
    """Returns themes for the composer, as its styles are."""
    return [{**each, "description": each["purpose"]} for each in sample_styles()]


def _address(name: str) -> str:
    return url_for("static", filename=f"img/sample-{name}.svg")
