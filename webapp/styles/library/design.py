"""For making things with."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Design")

STYLES = (
    _style("Tile texture", "Repeats without a seam, for cloth, walls and wrapping.",
           "seamless tile texture, repeats evenly, square swatch",
           "perspective, horizon", "tile-texture", "design seamless textile"),
    _style("Sticker", "Thick white edge and happy colour, ready to peel.",
           "die-cut sticker, thick white border, glossy, bold outlines, cheerful colour",
           "photo, busy background", "sticker", "design cute outline"),
    _style("Botanical plate", "Drawn from nature with patience, on cream paper.",
           "botanical plate, scientific illustration, fine ink and watercolour, cream paper, labelled",
           "photo, background, abstract", "botanical", "design science antique"),
)  # fmt: skip
