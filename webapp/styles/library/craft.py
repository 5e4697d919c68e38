"""Made with hands and things."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Craft")

STYLES = (
    _style("Paper cut-out", "Layers of cut paper with soft shadows between them.",
           "layered paper cut-out, coloured paper, soft shadows between layers",
           "photo, painted", "paper-cut-out", "craft paper layered"),
    _style("Stained glass", "Coloured panes held by lead, with light behind them.",
           "stained glass window, coloured panes, lead lines, light shining through",
           "photo, matt", "stained-glass", "craft glass luminous"),
    _style("Origami", "Folded from paper, crisp and simple.",
           "origami, folded paper, crisp creases, plain backdrop",
           "photo, texture, curves", "origami", "craft paper simple"),
    _style("Modelling clay", "Shaped by hand, with fingerprints, for stop-motion charm.",
           "modelling clay, hand-shaped, fingerprints, soft studio light, stop motion",
           "photo, flat, sharp", "modeling-compound", "craft clay playful"),
    _style("Mosaic", "Small stones, laid one by one, as on a Roman floor.",
           "mosaic of small stone tiles, visible joints, antique",
           "photo, smooth", "mosaic", "craft stone antique"),
    _style("Cross-stitch", "Counted stitches on linen, like a sampler on a kitchen wall.",
           "cross-stitch embroidery, counted thread, linen weave, limited threads",
           "photo, smooth, painted", "cross-stitch", "craft textile homely"),
    _style("Needle felt", "Soft wool, fuzzy edges, nothing that could hurt.",
           "needle felted wool, fuzzy fibres, soft forms, handmade toy world",
           "photo, hard, shiny", "felt", "craft textile soft"),
)  # fmt: skip
