"""A few pictures drawn once, which all demo rows share."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from webapp.engines.builtin.describe import describe
from webapp.engines.builtin.words import tags_in
from webapp.engines.registry import DEFAULT_ENGINE, engine
from webapp.engines.types import EngineRequest, Picture
from webapp.media import storage
from webapp.models.columns import utc_now
from webapp.pipeline.save import encode
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX, average_colour, thumbnail_path, thumbnails
from webapp.storage.keys import picture_key

MOST_TAGS = 3
SIZES = ((768, 512), (512, 768), (640, 640), (896, 504), (640, 800), (1008, 432))
PROMPTS = (
    "a lighthouse on a cliff at dusk, a flock of gulls",
    "misty mountains above a lake at dawn",
    "a red boat on a green river, autumn hills",
    "golden dunes under a blue sky, noon",
    "a castle on a hill, aurora, winter night",
    "three balloons over a meadow of flowers, morning",
    "a city skyline at night, full moon",
    "a lonely tree in a field, summer, big clouds",
    "an island with palm trees, turquoise sea",
    "a planet above a violet desert, stars",
    "a road to a white house, spring",
    "lightning over a dark sea, high waves",
    "a street in the snow, warm windows",
    "a galaxy over a forest",
    "a beach from above, calm waves",
    "abstract teal and amber shapes",
    "a stone bridge over a waterfall",
    "fog in a pine forest at sunrise",
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing as rows repeat it: its file, its thumbnails' keys, its words."""

    key: str
    small_path: str
    large_path: str
    data: bytes
    sha256: str
    width_px: int
    height_px: int
    colour: str
    prompt: str
    alt_text: str
    tags: tuple[str, ...]
    seed: int


def draw_all(count: int = len(PROMPTS)) -> Iterator[Drawing]:
    """Draws `count` small pictures with the built-in engine and stores each with its thumbnails."""
    for seed in range(count):
        prompt, (width_px, height_px) = PROMPTS[seed % len(PROMPTS)], SIZES[seed % len(SIZES)]
        request = EngineRequest(prompt=prompt, width_px=width_px, height_px=height_px, seed=seed)
        yield keep(engine(DEFAULT_ENGINE).run(request, lambda *_: None).pictures[0], prompt)


def keep(picture: Picture, prompt: str) -> Drawing:
    """Stores a drawn picture with its thumbnails."""
    data = encode(picture.image, prompt)
    key = picture_key(uuid4(), utc_now(), "webp")
    storage().put(key, data, "image/webp")
    paths = {side_px: thumbnail_path(key, side_px) for side_px in (SMALL_PX, LARGE_PX)}
    for side_px, small in thumbnails(picture.image).items():
        storage().put(paths[side_px], small, "image/webp")
    return Drawing(
        key=key,
        small_path=paths[SMALL_PX],
        large_path=paths[LARGE_PX],
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        width_px=picture.image.width,
        height_px=picture.image.height,
        colour=average_colour(picture.image),
        prompt=prompt,
        alt_text=describe(prompt),
        tags=tuple(tags_in(prompt))[:MOST_TAGS],
        seed=picture.seed,
    )
