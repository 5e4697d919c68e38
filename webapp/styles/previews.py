"""The small pictures of the style picker, drawn by the built-in engine: one scene in every style."""

from pathlib import Path

import click
from PIL import Image

from webapp.engines.builtin.words import read, tags_in
from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.styles.builtin import STYLES
from webapp.styles.style import BuiltinStyle

SCENE = "a lighthouse on a cliff above the sea, clouds, birds"
UNLESS_SAID = "late afternoon, close"
DRAWN_PX = (480, 360)
SHOWN_PX = (240, 180)
SEED = 7
QUALITY = 68


@click.command("style-previews")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="static/img/styles")
def style_previews(folder: Path) -> None:
    """Draw the pictures of the style picker anew into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        draw_preview(style).save(folder / f"{style.slug}.webp", "WEBP", quality=QUALITY, method=6)
        click.echo(style.name)


def draw_preview(style: BuiltinStyle) -> Image.Image:
    """Returns the scene in the manner of `style`, 240 by 180 pixels."""
    width_px, height_px = DRAWN_PX
    # What the engine knows of the style's words is enough: with all of them each scene would be laid out anew.
    prompt = ", ".join((SCENE, *tags_in(style.prompt), read(style.prompt).framing, UNLESS_SAID))
    wish = EngineRequest(prompt, width_px=width_px, height_px=height_px, seed=SEED, style_preset=style.preset)
    drawn = engine("builtin").run(wish, lambda *_: None).pictures[0].image
    return drawn.convert("RGB").resize(SHOWN_PX, Image.Resampling.LANCZOS)
