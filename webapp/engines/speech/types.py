"""What goes into a speaker and what comes out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice to choose. `language` is a BCP 47 tag such as "en-gb", empty for one that reads any language."""

    name: str
    label: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence and when it is heard, in seconds from the start."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """Mono sound, and its sentences in order. `mp3` is the provider's own file, where it sent one."""

    samples: Samples
    rate_hz: int
    cues: tuple[Cue, ...]
    mp3: bytes | None = None

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz


class Speaker(ABC):
    """Something that reads aloud. `manner` is a style's wish in words: calm, whispering, cheerful."""

    name: ClassVar[str]
    label: ClassVar[str]

    def __init__(self, options: Mapping[str, str]) -> None:
        self.options = options

    @abstractmethod
    def missing(self) -> str | None:
        """Says how to switch it on, or None when it can speak."""

    @abstractmethod
    def voices(self) -> tuple[Voice, ...]:
        """Returns its voices, the one to use when nobody chose first."""

    @abstractmethod
    def speak(self, text: str, voice: str, manner: str = "") -> Spoken:
        """Reads `text` aloud. Raises an EngineError."""

    def price(self, text: str) -> float:
        """Returns what reading `text` costs, in credits."""
        return 0.0

    def model(self) -> str:
        """Returns the name of the model that speaks, for the usage log."""
        return ""
