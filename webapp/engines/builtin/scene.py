"""What a prompt asks for, as frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to draw. `count` is 0 where the words give no number; `colour` is a colour word or empty."""

    kind: str
    count: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A prompt, understood. Empty strings mean that the words do not say."""

    subjects: tuple[Subject, ...] = ()
    time: str = ""
    season: str = ""
    framing: str = ""
    manner: str = ""
    colours: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    key: int = 0

    def has(self, *kinds: str) -> bool:
        """Tells whether any of `kinds` is to be drawn."""
        return any(subject.kind in kinds for subject in self.subjects)

    def find(self, kind: str) -> Subject:
        """Gives the subject of that kind, or a plain one of it."""
        return next((subject for subject in self.subjects if subject.kind == kind), Subject(kind))
