"""Finds out which tool wrote the texts of a file, and has its reader read them."""

from collections.abc import Callable

from webapp.pictures_in.recipes import a1111, comfyui, fooocus, invokeai, novelai, swarmui
from webapp.pictures_in.recipes.found import Found
from webapp.pictures_in.texts import Texts

Reader = Callable[[Texts], Found | None]
# `parameters` may hold the text of A1111, or the JSON of SwarmUI or Fooocus: JSON is told first.
READERS: tuple[Reader, ...] = (
    swarmui.read,
    fooocus.read,
    a1111.read,
    invokeai.read,
    novelai.read,
    comfyui.read,
)


def read_recipe(texts: Texts) -> Found | None:
    """Returns the recipe in a file's texts, None when there is none that we can read."""
    for read in READERS:
        try:
            found = read(texts)
        except Exception:  # noqa: BLE001, S112 - a recipe that cannot be read never spoils its picture
            continue
        if found is not None:
            return found
    return None
