"""NovelAI: `Description` is the prompt, `Comment` holds the rest as JSON."""

from sd_parsers.parsers import NovelAIParser

from webapp.pictures_in.recipes.found import Found
from webapp.pictures_in.recipes.parsed import from_parser
from webapp.pictures_in.recipes.values import json_object
from webapp.pictures_in.texts import Texts


def read(texts: Texts) -> Found | None:
    told = json_object(texts.get("Comment"))
    if told is None or "Description" not in texts or "Source" not in texts:
        return None
    found = NovelAIParser().parse(dict(texts))
    # The number of steps is the one thing the parser leaves among what it does not know.
    steps = found.metadata.pop("steps", None)
    found.samplers[0].parameters.setdefault("steps", steps)
    return from_parser("NovelAI", found)
