"""Lines by hand."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Drawing")

STYLES = (
    _style("Pencil", "Graphite hatching on paper, for studies and quiet scenes.",
           "graphite pencil drawing, hatching, paper grain",
           "colour, photo", "pencil", "drawing monochrome sketch"),
    _style("Line art", "Clean outlines, for colouring in and for print.",
           "line art, clean outlines, white background",
           "shading, photo, colour", "line-art", "drawing outline minimal"),
    _style("Charcoal", "Smudged black dust, strong and full of feeling.",
           "charcoal drawing, smudged shade, expressive strokes, coarse paper",
           "colour, photo, clean", "charcoal", "drawing monochrome expressive"),
    _style("Chalkboard", "White chalk on a dark board, for menus, lessons and jokes.",
           "chalk drawing on a blackboard, dusty white lines, smears",
           "photo, colour, paper", "chalkboard", "drawing chalk playful"),
    _style("Engraving", "Fine swelling lines cut in copper, as in banknotes and old books.",
           "copperplate engraving, fine parallel lines, cross-hatching, antique book plate",
           "photo, colour, blurry", "engraving", "drawing antique fine"),
    _style("Blueprint", "White lines on blue, as a builder or an inventor would plan it.",
           "blueprint, technical drawing, white lines on prussian blue, measured, annotated",
           "photo, painterly, shading", "blueprint", "drawing technical plan"),
)  # fmt: skip
