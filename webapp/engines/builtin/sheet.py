"""The contact sheet: 24 prompts across the manners, to judge the drawing by eye."""

import os
from pathlib import Path
from typing import Final

from PIL import Image

from webapp.engines.builtin.drawing import draw
from webapp.engines.builtin.pixels import as_bytes
from webapp.engines.types import EngineRequest

PROMPTS: Final[tuple[tuple[str, str | None], ...]] = (
    ("a red lighthouse on a cliff at dusk, with birds", None),
    ("snowy mountains above a still lake at dawn", "watercolour"),
    ("seven hot air balloons over desert dunes, golden hour", None),
    ("a lone pine on a misty mountain, moon", "ink-wash"),
    ("a meadow of wildflowers with a cottage, summer noon", "oil"),
    ("three sailboats on a calm sea, morning", "pastel"),
    ("a castle on a hill, autumn", "pencil"),
    ("a stone bridge over a river, spring", "line-art"),
    ("a tropical island with palm trees", "pixel-art"),
    ("mountains and a forest at sunset", "low-poly"),
    ("a lighthouse on an island with a boat and clouds", "isometric"),
    ("a city street at night in the rain", "neon-punk"),
    ("a great wave at noon", "comic-book"),
    ("a winding road through hills to the mountains", "risograph"),
    ("a lone tree on a hill, red sun, no clouds", "stained-glass"),
    ("an orange cat in a flower meadow", "mosaic"),
    ("a beach at sunset with palm trees", "analog-film"),
    ("a person in the desert under a planet, dusk", "cinematic"),
    ("pine forest and mountains, morning", "paper-cut-out"),
    ("aurora over a winter lake, night", None),
    ("a spiral galaxy", None),
    ("a city skyline at night by the sea", None),
    ("lightning over the sea, a storm", None),
    ("a jungle waterfall, noon", None),
)
_COLUMNS: Final = 6
_GAP_PX: Final = 12


def draw_sheet(path: str | os.PathLike[str], cell_px: int = 448) -> None:
    """Draws the contact sheet and saves it at `path`, as PNG."""
    rows = -(-len(PROMPTS) // _COLUMNS)
    step = cell_px + _GAP_PX
    sheet = Image.new("RGB", (_COLUMNS * step + _GAP_PX, rows * step + _GAP_PX), "#faf7f0")
    for index, (prompt, manner) in enumerate(PROMPTS):
        request = EngineRequest(prompt=prompt, style_preset=manner, width_px=2 * cell_px, height_px=2 * cell_px)
        picture = Image.fromarray(as_bytes(draw(request, 40 + index, lambda *_: None)))
        small = picture.resize((cell_px, cell_px), Image.Resampling.LANCZOS)
        sheet.paste(small, (_GAP_PX + index % _COLUMNS * step, _GAP_PX + index // _COLUMNS * step))
    sheet.save(Path(path), "PNG")
