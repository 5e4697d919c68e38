"""Drafts the words that stand in for a picture. Pure text work, cheap to import."""

from typing import Final

from webapp.engines.builtin.scene import Scene, Subject
from webapp.engines.builtin.words import read

_PLACES: Final = {
    "cliff": "on a cliff", "hills": "among hills", "sea": "by the sea", "lake": "by a lake", "river": "by a river",
    "beach": "on a beach", "island": "on an island", "desert": "in the desert", "dunes": "among dunes",
    "forest": "in a forest", "meadow": "in a meadow", "city": "in a city", "street": "in a street",
    "mountains": "below mountains",
}  # fmt: skip
_TIMES: Final = {
    "dawn": "at dawn", "morning": "in the morning", "noon": "by day", "golden": "at the golden hour",
    "sunset": "at sunset", "dusk": "at dusk", "twilight": "at twilight", "night": "at night",
}  # fmt: skip
_WEATHER: Final = frozenset(
    {"rain", "snow", "fog", "lightning", "clouds", "birds", "stars", "aurora", "rainbow", "sun"}
)
_NO_ARTICLE: Final = _WEATHER | {
    "mountains", "hills", "waves", "dunes", "flowers", "stars", "birds", "clouds", "village", "sea", "sun", "moon"
} - {"rainbow"}  # fmt: skip
_NUMBERS: Final = (
    "",
    "a",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_MANNERS: Final = {
    "ink-wash": "Ink wash painting", "oil": "Oil painting", "line-art": "Line drawing", "low-poly": "Low-poly scene",
    "pencil": "Pencil drawing", "pastel": "Pastel drawing", "isometric": "Isometric scene", "pixel-art": "Pixel art",
    "neon-punk": "Neon scene", "comic-book": "Comic panel", "analog-film": "Film picture", "mosaic": "Mosaic",
    "cinematic": "Cinematic scene", "paper-cut-out": "Paper cut-out", "risograph": "Risograph print",
    "stained-glass": "Stained glass", "watercolour": "Watercolour", "origami": "Paper fold", "anime": "Anime scene",
    "pen-and-wash": "Pen and wash drawing", "charcoal": "Charcoal drawing", "chalkboard": "Chalk drawing",
    "engraving": "Engraving", "blueprint": "Blueprint", "linocut": "Linocut", "woodblock": "Woodblock print",
    "cyanotype": "Cyanotype", "travel-poster": "Travel poster", "manga": "Manga panel", "noir": "Black and white scene",
    "cross-stitch": "Cross-stitch picture", "felt": "Felt picture", "old-photo": "Sepia scene", "pop-art": "Pop art",
}  # fmt: skip


def describe(prompt: str, style_preset: str | None = None, negative_prompt: str = "") -> str:
    """Drafts alt text in one sentence, such as "Watercolour of a lighthouse on a cliff at dusk, with birds."."""
    scene = read(prompt, negative_prompt)
    manner = _MANNERS.get(style_preset or scene.manner, "Painting")
    head, places, extras = _sorted(scene)
    bare = "of a landscape" if scene.time or scene.season else "of abstract forms"
    what = f"of {_joined(head)}" if head else bare
    words = [manner, what, *places, _TIMES.get(scene.time, "")]
    sentence = " ".join(word for word in words if word)
    season = f" in {scene.season}" if scene.season and not scene.has("snow") else ""
    return sentence + season + (f", with {_joined(extras)}" if extras else "") + "."


def _sorted(scene: Scene) -> tuple[list[str], list[str], list[str]]:
    if scene.has("abstract"):
        return [], [], []
    things = [subject for subject in scene.subjects if subject.kind not in _PLACES and subject.kind not in _WEATHER]
    places = [subject for subject in scene.subjects if subject.kind in _PLACES]
    extras = [_named(subject) for subject in scene.subjects if subject.kind in _WEATHER]
    if things:
        return [_named(thing) for thing in things], [_PLACES[place.kind] for place in places[:2]], extras
    if places:
        return [_named(place) for place in places], [], extras
    return extras, [], []


def _named(subject: Subject) -> str:
    colour = f"{subject.colour} " if subject.colour else ""
    if subject.kind in ("sea", "sun", "moon") and subject.count < 2:
        return f"the {colour}{subject.kind}"
    if subject.count > 1:
        plural = subject.kind if subject.kind.endswith("s") else f"{subject.kind}s"
        return f"{_NUMBERS[subject.count]} {colour}{_IRREGULAR.get(plural, plural)}"
    name = f"{colour}{subject.kind}"
    if subject.kind in _NO_ARTICLE:
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


_IRREGULAR: Final = {"citys": "cities", "persons": "people", "cactuss": "cacti", "galaxys": "galaxies"}


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
