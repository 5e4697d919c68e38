"""What is chosen among things by meaning, whatever keeps their vectors."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select


@dataclass(frozen=True, slots=True)
class Choice:
    """The `most` nearest things that `allowed` selects, of those whose score is `least` or more.

    They are looked for among the `nearest` of all, and where too few of those are allowed, among `newest` as well: so
    never more are compared than these, however many there are.
    """

    allowed: Select[UUID]
    newest: Select[UUID]
    nearest: int
    most: int
    least: float
