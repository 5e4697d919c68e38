"""The manners: each turns the composed scene into a picture made in one way of drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webapp.engines.builtin.manners.gouache import gouache
from webapp.engines.builtin.pixels import FloatArray
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.stage import Stage


@dataclass(frozen=True, slots=True)
class Manner:
    """One way of drawing. `stage` is the word that a person reads while it works."""

    stage: str
    render: Callable[[Stage], FloatArray]


DEFAULT: Final = Manner("Brushwork", gouache)
MANNERS: Final[dict[str, Manner]] = {
    "watercolour": Manner("Washes", gouache),
}


def manner_for(style_preset: str | None, scene: Scene) -> Manner:
    """Chooses the manner: the style that was picked, else the words, else gouache."""
    return MANNERS.get(style_preset or scene.manner, DEFAULT)
