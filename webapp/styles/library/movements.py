"""Ways of seeing that made history."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Art movements")

STYLES = (
    _style("Impressionist", "Quick dabs of pure colour that catch a moment of light.",
           "impressionist painting, short dabs of pure colour, flickering light, open air",
           "photo, outlines, dark", "impressionist", "movement painting light"),
    _style("Pointillist", "Thousands of dots that only make sense from across the room.",
           "pointillist painting, thousands of small dots of pure colour, shimmering",
           "photo, outlines, smooth", "pointillism", "movement painting dots"),
    _style("Art deco", "Black, gold and symmetry, for a glamorous evening in 1925.",
           "art deco poster, black and gold, stepped symmetry, streamlined elegance",
           "photo, rustic, messy", "art-deco", "movement poster elegant"),
    _style("Pop art", "Loud colours and giant dots: a soup tin turned into a star.",
           "pop art, loud flat colours, giant halftone dots, bold repetition",
           "photo, subtle, muted", "pop-art", "movement bold loud"),
    _style("Cubist", "Seen from many sides at once, in ochre and grey planes.",
           "cubist painting, fractured planes, many viewpoints at once, ochre and grey",
           "photo, realistic, smooth", "cubist", "movement painting fractured"),
)  # fmt: skip
