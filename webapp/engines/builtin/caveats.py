"""What an AI engine would do better than Sketchbook, by the name of the operation, in words for whoever chooses."""

from collections.abc import Mapping
from typing import Final

CAVEATS: Final[Mapping[str, str]] = {
    "inpaint": "Sketchbook paints what it knows how to draw. An AI engine can paint anything, and like a photograph.",
    "erase": "Sketchbook goes on with what lies around the gap. An AI engine can think of what was hidden there.",
    "outpaint": "Sketchbook goes on with what is at the edge. An AI engine can think of what lies beyond it.",
    "search_recolor": "Sketchbook goes by colours. An AI engine knows things by their names, too.",
    "relight": "Sketchbook guesses shapes from light and shade. An AI engine casts true shadows.",
    "remove_background": "Sketchbook goes by what stands out. An AI engine knows people and animals, and keeps hair.",
    "replace_background": "Sketchbook draws the scene. An AI engine makes it look like one photograph.",
    "variation": "Sketchbook paints the same shapes anew. An AI engine can think of other ones.",
    "upscale_conservative": "Sketchbook invents nothing, and so stays a little soft. An AI engine is sharper.",
    "upscale_creative": "Sketchbook draws edges together and adds grain. An AI engine can add leaves, hair and faces.",
}
