"""The small pictures of the built-in themes, drawn by the built-in engine: each world in its own manner."""

from pathlib import Path

import click
from PIL import Image

from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.theme_helpers.worlds import WORLDS
from webapp.theme_helpers.worlds.world import World

DRAWN_PX = (640, 480)
SHOWN_PX = (360, 270)
SEED = 11
QUALITY = 56


@click.command("theme-previews")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="static/img/themes")
def theme_previews(folder: Path) -> None:
    """Draw the pictures of the built-in themes anew into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for world in WORLDS:
        draw_preview(world).save(folder / f"{world.slug}.webp", "WEBP", quality=QUALITY, method=6)
        click.echo(world.name)


def draw_preview(world: World) -> Image.Image:
    """Returns a scene of the world, 360 by 270 pixels."""
    width_px, height_px = DRAWN_PX
    wish = EngineRequest(world.scene, width_px=width_px, height_px=height_px, seed=SEED, style_preset=world.manner)
    drawn = engine("builtin").run(wish, lambda *_: None).pictures[0].image
    return drawn.convert("RGB").resize(SHOWN_PX, Image.Resampling.LANCZOS)
