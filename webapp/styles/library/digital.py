"""Born on a screen."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Digital")

STYLES = (
    _style("Pixel art", "Big pixels and few colours, as in old games.",
           "pixel art, limited palette, crisp pixels, retro game",
           "blurry, photo", "pixel-art", "digital game retro"),
    _style("Digital art", "Polished illustration with strong colour and light.",
           "digital illustration, polished, saturated colour, dramatic light, concept art",
           "photo, sketch", "digital-art", "digital illustration vivid"),
    _style("Low poly", "Faceted surfaces in flat colours, light as a paper model.",
           "low poly, faceted surfaces, flat shading, clean edges",
           "photo, noise, smooth", "low-poly", "digital game faceted"),
    _style("Isometric", "Seen at an angle from a height, neat as a board game.",
           "isometric view, tidy, small scene on a plain background",
           "perspective, clutter", "isometric", "digital game tidy"),
    _style("3D model", "Smooth shapes in studio light, without a scratch.",
           "3d model, smooth surfaces, studio light, ambient occlusion",
           "drawing, flat, noise", "3d-model", "digital render clean"),
    _style("Flat illustration", "Simple forms in a few even colours, for apps and slides.",
           "flat vector illustration, simple forms, few even colours, no outlines, generous margins",
           "photo, texture, gradients", "flat", "digital vector minimal"),
    _style("Glitch", "A signal that breaks: torn lines and colours out of step.",
           "glitch art, displaced scan lines, split colour channels, corrupted signal",
           "clean, calm, painted", "glitch", "digital broken experimental"),
)  # fmt: skip
