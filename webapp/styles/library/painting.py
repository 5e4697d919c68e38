"""Paint on paper, board and canvas."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Painting")

STYLES = (
    _style("Watercolour", "Light washes on rough paper, for calm and airy pictures.",
           "watercolour painting, soft washes, rough paper, wet edges",
           "photo, hard outlines", "watercolour", "painting soft paper"),
    _style("Oil", "Thick, visible strokes, for depth and warmth.",
           "oil painting, thick brush strokes, canvas texture, rich glazes",
           "photo, flat", "oil", "painting classic texture"),
    _style("Ink wash", "A few strokes of diluted ink, for quiet and empty places.",
           "ink wash painting, diluted ink, loose brush strokes, much left empty",
           "photo, bright colours", "ink-wash", "painting ink quiet asian"),
    _style("Gouache", "Opaque, matt colour with a friendly hand, good for books and cards.",
           "gouache painting, opaque matt colour, visible brush edges, simple forms",
           "photo, glossy", "gouache", "painting matt illustration"),
    _style("Pastel", "Chalky colours and soft edges, gentle as a memory.",
           "soft pastel drawing, chalk texture, gentle colours, blended edges",
           "photo, hard edges", "pastel", "painting chalk soft"),
    _style("Fantasy art", "Epic and luminous, for tales of dragons and far kingdoms.",
           "fantasy art, epic scale, luminous, intricate, enchanted glow",
           "modern, plain", "fantasy-art", "painting epic magic"),
    _style("Pen and wash", "Quick pen lines with a splash of colour, like a traveller's notebook.",
           "pen and ink with watercolour wash, loose lines, travel journal, white paper",
           "photo, polished", "pen-and-wash", "painting ink travel"),
)  # fmt: skip
