"""Ink pressed on paper."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Print")

STYLES = (
    _style("Risograph", "Few inks, grain and a slight misprint, for posters and zines.",
           "risograph print, limited inks, halftone grain, slight misregistration",
           "photo, smooth gradient", "risograph", "print grain retro"),
    _style("Linocut", "Carved by hand: bold black, bare paper, not much between.",
           "linocut print, bold carved marks, black ink, high contrast, handmade",
           "photo, gradient, fine lines", "linocut", "print bold handmade"),
    _style("Woodblock", "Flat colour and flowing outlines in the Japanese way.",
           "japanese woodblock print, ukiyo-e, flat colour, flowing outlines, grain of the block",
           "photo, shading, modern", "woodblock", "print asian classic"),
    _style("Travel poster", "Big flat planes of colour that make one want to go there.",
           "vintage travel poster, bold flat planes, strong silhouette, limited palette, cheerful optimism",
           "photo, clutter, text", "travel-poster", "print poster retro travel"),
    _style("Cyanotype", "A print made by light alone, in deep blue and white.",
           "cyanotype print, prussian blue and white, brushed emulsion edges, botanical stillness",
           "other colours, glossy", "cyanotype", "print blue monochrome"),
)  # fmt: skip
