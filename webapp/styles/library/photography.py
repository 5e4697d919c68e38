"""Looks of the camera."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Photography")

STYLES = (
    _style("Photographic", "As a good camera would see it, with nothing added.",
           "photograph, natural tones, sharp focus, true textures, balanced exposure",
           "drawing, painting, blurry", "photographic", "photo realistic natural"),
    _style("Cinematic", "A frame from a film: wide, moody, graded.",
           "cinematic still, dramatic composition, colour graded, anamorphic lens, deep shade",
           "cartoon, drawing, flat lighting", "cinematic", "photo film dramatic"),
    _style("Analog film", "Grain, soft contrast and faded tones, like holidays long ago.",
           "analog film photograph, grain, faded tones, light leak, soft contrast",
           "digital, oversharpened", "analog-film", "photo film retro grain"),
    _style("Film noir", "Black and white with hard light, for secrets and rain-wet nights.",
           "film noir, black and white photograph, hard side light, deep blacks, venetian blind shade",
           "colour, cheerful, flat", "noir", "photo monochrome dramatic"),
    _style("Old photograph", "Brown with age, scratched and soft at the edges, as found in an attic.",
           "antique photograph, sepia toned albumen print, scratches, soft edges, worn corners",
           "modern, vivid colour, sharp", "old-photo", "photo vintage sepia"),
    _style("Miniature", "The world as a toy: a narrow band of focus and candy colours.",
           "tilt-shift miniature effect, narrow band of focus, vivid toy-like colours, seen from a height",
           "deep focus, dull", "miniature", "photo toy playful"),
    _style("Infrared", "Pale pink leaves under a dark sky, a world that eyes cannot see.",
           "colour infrared photograph, glowing pink foliage, dark sky, dreamlike contrast",
           "ordinary colours, green leaves", "infrared", "photo surreal pink"),
    _style("Drone view", "Straight down from the air: fields, coasts and streets as a map.",
           "aerial drone photograph, top down, crisp, long morning light",
           "eye level, tilted", "photographic", "photo aerial landscape"),
)  # fmt: skip
