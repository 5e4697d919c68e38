"""The manners: each turns the composed scene into a picture made in one way of drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webapp.engines.builtin.manners.bold import (
    art_deco,
    cross_stitch,
    cubist,
    felt,
    flat,
    glitch,
    minimal,
    pointillism,
    pop_art,
    sticker,
    storybook,
    travel_poster,
)
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
from webapp.engines.builtin.manners.plates import (
    blueprint,
    botanical,
    chalkboard,
    charcoal,
    engraving,
    linocut,
    manga,
    pen_and_wash,
    woodblock,
)
from webapp.engines.builtin.manners.prints import paper_cut_out, pixel_art, risograph, tile_texture
from webapp.engines.builtin.manners.solid import clay, model_3d
from webapp.engines.builtin.manners.strokes import impressionist, oil, pastel
from webapp.engines.builtin.manners.tones import cyanotype, dreamy, infrared, miniature, noir, old_photo, toned
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
    "gouache": DEFAULT,
    "impressionist": Manner("Dabs", impressionist),
    "pointillism": Manner("Points", pointillism),
    "pen-and-wash": Manner("Pen", pen_and_wash),
    "botanical": Manner("Pencil", botanical),
    "charcoal": Manner("Charcoal", charcoal),
    "chalkboard": Manner("Chalk", chalkboard),
    "engraving": Manner("Engraving", engraving),
    "blueprint": Manner("Drafting", blueprint),
    "linocut": Manner("Carving", linocut),
    "woodblock": Manner("Printing", woodblock),
    "cyanotype": Manner("Printing", cyanotype),
    "travel-poster": Manner("Printing", travel_poster),
    "art-deco": Manner("Gilding", art_deco),
    "pop-art": Manner("Printing", pop_art),
    "cubist": Manner("Planes", cubist),
    "manga": Manner("Inking", manga),
    "storybook": Manner("Brushwork", storybook),
    "cross-stitch": Manner("Stitching", cross_stitch),
    "felt": Manner("Felting", felt),
    "flat": Manner("Shapes", flat),
    "minimal": Manner("Shapes", minimal),
    "sticker": Manner("Cutting", sticker),
    "glitch": Manner("Signal", glitch),
    "noir": Manner("Developing", noir),
    "old-photo": Manner("Developing", old_photo),
    "infrared": Manner("Developing", infrared),
    "miniature": Manner("Lens", miniature),
    "dreamy": Manner("Light", dreamy),
    "cosy": Manner("Brushwork", toned(storybook, "#2a1309", "#8a431c", "#e39a43", "#fbe2ae", amount=0.6)),
    "steampunk": Manner("Brass", toned(enhanced, "#140b06", "#5c3517", "#b07a33", "#e9c785", "#f7ead0", amount=0.82)),
    "vaporwave": Manner(
        "Light", toned(digital_art, "#2a0f58", "#8a35d0", "#ff71c0", "#79ecec", "#fdfbff", amount=0.85)
    ),
    "gothic": Manner("Brushwork", toned(oil, "#050308", "#220a12", "#6b1824", "#8f8690", amount=0.85)),
    "solarpunk": Manner("Light", toned(digital_art, "#0b3d2e", "#2f9460", "#a9dc70", "#fdfbdd", amount=0.5)),
    "retro-future": Manner("Airbrush", toned(flat, "#0c2f45", "#12908f", "#8ad2c2", "#ffab4f", "#ffe9bf")),
}


def manner_for(name: str) -> Manner:
    """Gives the manner of that name, or gouache."""
    return MANNERS.get(name, DEFAULT)
