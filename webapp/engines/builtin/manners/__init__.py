"""The manners: each turns the composed scene into a picture made in one way of drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webapp.engines.builtin.manners.cells import low_poly, mosaic, origami, stained_glass
from webapp.engines.builtin.manners.gouache import gouache
from webapp.engines.builtin.manners.isometric import isometric
from webapp.engines.builtin.manners.lens import (
    analog_film,
    cinematic,
    digital_art,
    enhanced,
    fantasy_art,
    neon_punk,
    photographic,
)
from webapp.engines.builtin.manners.lines import anime, comic, line_art, pencil
from webapp.engines.builtin.manners.prints import paper_cut_out, pixel_art, risograph, tile_texture
from webapp.engines.builtin.manners.solid import clay, model_3d
from webapp.engines.builtin.manners.strokes import oil, pastel
from webapp.engines.builtin.manners.washes import ink_wash, watercolour
from webapp.engines.builtin.pixels import FloatArray
from webapp.engines.builtin.stage import Stage


@dataclass(frozen=True, slots=True)
class Manner:
    """One way of drawing. `stage` is the word that a person reads while it works."""

    stage: str
    render: Callable[[Stage], FloatArray]


DEFAULT: Final = Manner("Brushwork", gouache)
MANNERS: Final[dict[str, Manner]] = {
    "watercolour": Manner("Washes", watercolour),
    "ink-wash": Manner("Ink", ink_wash),
    "oil": Manner("Brushwork", oil),
    "pastel": Manner("Chalk", pastel),
    "pencil": Manner("Hatching", pencil),
    "line-art": Manner("Pen", line_art),
    "pixel-art": Manner("Pixels", pixel_art),
    "low-poly": Manner("Facets", low_poly),
    "isometric": Manner("Blocks", isometric),
    "neon-punk": Manner("Neon", neon_punk),
    "comic-book": Manner("Inking", comic),
    "risograph": Manner("Printing", risograph),
    "stained-glass": Manner("Glass", stained_glass),
    "mosaic": Manner("Tiles", mosaic),
    "analog-film": Manner("Developing", analog_film),
    "cinematic": Manner("Grading", cinematic),
    "paper-cut-out": Manner("Cutting", paper_cut_out),
    "enhance": Manner("Grading", enhanced),
    "anime": Manner("Cels", anime),
    "photographic": Manner("Lens", photographic),
    "digital-art": Manner("Light", digital_art),
    "fantasy-art": Manner("Light", fantasy_art),
    "origami": Manner("Folding", origami),
    "modeling-compound": Manner("Modelling", clay),
    "3d-model": Manner("Modelling", model_3d),
    "tile-texture": Manner("Tiling", tile_texture),
}


def manner_for(name: str) -> Manner:
    """Gives the manner of that name, or gouache."""
    return MANNERS.get(name, DEFAULT)
