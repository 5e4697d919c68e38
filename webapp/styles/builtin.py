"""The styles that come with the studio, written by us, the most useful first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuiltinStyle:
    """A style as it is seeded. `preset` is the look that engines with style presets know it by."""

    slug: str
    name: str
    category: str
    purpose: str
    prompt: str
    negative_prompt: str = ""
    preset: str = ""


def _style(name: str, category: str, purpose: str, prompt: str, avoid: str = "", preset: str = "") -> BuiltinStyle:
    slug = name.lower().replace(" ", "-")
    return BuiltinStyle(slug, name, category, purpose, prompt, avoid, preset or slug)


STYLES: tuple[BuiltinStyle, ...] = (
    _style("Watercolour", "Painting", "Light washes on rough paper, for calm and airy pictures.",
           "watercolour painting, soft washes, rough paper", "photo, hard outlines"),
    _style("Ink wash", "Painting", "A few strokes of diluted ink, for quiet and empty space.",
           "ink wash painting, diluted ink, loose brush strokes", "photo, bright colours"),
    _style("Oil", "Painting", "Thick, visible strokes, for depth and warmth.",
           "oil painting, thick brush strokes, canvas texture", "photo, flat"),
    _style("Cinematic", "Photography", "A frame from a film: wide, moody, graded.",
           "cinematic still, dramatic composition, colour graded, shallow depth of field", "cartoon, drawing"),
    _style("Risograph", "Print", "Few inks, grain and a slight misprint, for posters and zines.",
           "risograph print, limited inks, halftone grain, slight misregistration", "photo, gradient"),
    _style("Paper cut-out", "Craft", "Layers of cut paper with soft shadows between them.",
           "layered paper cut-out, coloured paper, soft shadows between layers", "photo", "paper-cut-out"),
    _style("Pixel art", "Digital", "Big pixels and few colours, as in old games.",
           "pixel art, limited palette, crisp pixels", "blurry, photo"),
    _style("Low poly", "Digital", "Faceted surfaces in flat colours.",
           "low poly, faceted surfaces, flat shading", "photo, noise"),
    _style("Pastel", "Painting", "Chalky colours and soft edges.",
           "soft pastel drawing, chalk texture, gentle colours", "photo, hard edges"),
    _style("Pencil", "Drawing", "Graphite hatching on paper.",
           "graphite pencil drawing, hatching, paper grain", "colour, photo"),
    _style("Line art", "Drawing", "Clean outlines, for colouring and for print.",
           "line art, clean outlines, white background", "shading, photo"),
    _style("Comic book", "Drawing", "Bold outlines, flat colours and dots.",
           "comic book panel, bold outlines, flat colours, halftone dots", "photo"),
    _style("Neon punk", "Digital", "Glowing signs and wet streets after dark.",
           "neon punk, glowing edges, magenta and cyan", "daylight, dull", "neon-punk"),
    _style("Stained glass", "Craft", "Coloured panes held by lead.",
           "stained glass window, coloured panes, lead lines, light shining through", "photo"),
    _style("Mosaic", "Craft", "Small stones, laid one by one.",
           "mosaic of small stone tiles, visible joints", "photo, smooth"),
    _style("Isometric", "Digital", "Seen from above at an angle, neat as a model.",
           "isometric view, tidy, small scene on a plain background", "perspective, clutter"),
    _style("Analog film", "Photography", "Grain, soft contrast and faded tones.",
           "analog film photograph, grain, faded tones, light leak", "digital, oversharpened"),
    _style("Photographic", "Photography", "As a camera would see it.",
           "photograph, natural tones, sharp focus, fine detail", "drawing, painting"),
    _style("Digital art", "Digital", "Polished illustration with rich detail.",
           "digital illustration, polished, rich detail", "photo, sketch"),
    _style("Fantasy art", "Painting", "Epic and luminous, for tales.",
           "fantasy art, epic scale, luminous, intricate", "modern, plain"),
    _style("Anime", "Drawing", "Clear lines and painted skies.",
           "anime background, clear lines, painted clouds, vivid colours", "photo"),
    _style("Origami", "Craft", "Folded from paper, crisp and simple.",
           "origami, folded paper, crisp creases", "photo, texture"),
    _style("3D model", "Digital", "Smooth shapes in studio light.",
           "3d model, smooth surfaces, studio light, ambient occlusion", "drawing, flat", "3d-model"),
    _style("Modelling clay", "Craft", "Shaped by hand, with fingerprints.",
           "modelling clay, hand-shaped, soft studio light", "photo, flat", "modeling-compound"),
    _style("Tile texture", "Print", "A pattern that repeats without a seam.",
           "seamless tile texture, repeating pattern, seen from straight above", "perspective", "tile-texture"),
)  # fmt: skip
