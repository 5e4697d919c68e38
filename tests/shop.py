"""A paid engine with models, settings of its own and a balance, which an admin has to set up."""

from typing import Any

from tests.cast import QuickEngine
from webapp.engines.types import Capabilities, Model, Operation, Parameter, SizeLimits

CLIP_SKIP = Parameter("clip_skip", "integer", "Clip skip", "Layers to leave out.", minimum=1, maximum=12)
SAMPLER = Parameter("sampler", "choice", "Sampler", choices=("Euler", "Heun"))
HIRES = Parameter("hires", "switch", "Enlarge while drawing")
SKETCH = Parameter("sketch", "picture", "A sketch")
GRAIN = Parameter("grain", "number", "Grain", default=0.5, minimum=0, maximum=1)


class ShopEngine(QuickEngine):
    """Set `lacks` to make it not ready, `left` (credits or an EngineError) to give it another balance."""

    name = "shop"
    label = "Shop"
    about = "Sells pictures, for tests."
    needs_setup = True
    capabilities = Capabilities(
        operations={"generate": Operation("generate", "Draw"), "erase": Operation("erase", "Erase", credits=5)},
        models=(
            Model("fine", "Fine", "For walls.", 8, frozenset({"generate"}), steps=(1, 20), parameters=(GRAIN,)),
            Model(
                "fast", "Fast", "For ideas.", 3, frozenset({"generate"}), parameters=(CLIP_SKIP, SAMPLER, HIRES, SKETCH)
            ),
        ),
        sizes=SizeLimits(min_side_px=64, max_side_px=1024, multiple_px=64),
        credits_per_picture=3,
        is_paid=True,
    )
    lacks: str | None = None
    left: Any = 120.5

    def missing(self) -> str | None:
        return self.lacks

    def balance(self) -> float | None:
        if isinstance(self.left, Exception):
            raise self.left
        left: float | None = self.left
        return left
