"""Which models of Replicate an admin wants, by name."""

import re
from dataclasses import dataclass
from typing import Final

DEFAULT_MODELS: Final = "black-forest-labs/flux-schnell, black-forest-labs/flux-dev, black-forest-labs/flux-1.1-pro"
_PART: Final = r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?"
_ENTRY: Final = re.compile(rf"({_PART})/({_PART})(?::([0-9a-f]{{64}}))?")


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model, and the version of it to use: 64 hexadecimal digits, "" for the latest."""

    owner: str
    name: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"


def read_names(text: str) -> tuple[ModelName, ...]:
    """Returns the models in a list such as `owner/name, owner/name:version`; of one named twice, the first.

    Raises ValueError, in words, for an entry that is no name.
    """
    entries = [entry.strip() for entry in text.split(",") if entry.strip()]
    found: dict[str, ModelName] = {}
    for name in map(_read, entries):
        found.setdefault(str(name), name)
    return tuple(found.values())


def _read(entry: str) -> ModelName:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise ValueError(f"must list models as owner/name or owner/name:version, unlike “{entry[:80]}”")
    return ModelName(match[1], match[2], match[3] or "")
