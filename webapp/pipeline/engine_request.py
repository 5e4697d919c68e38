"""Makes an engine's request out of a row, for one of its pictures."""

from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.models import ImageRequest, PromptHelperVersion
from webapp.pipeline import wildcards
from webapp.pipeline.prompts import StyleWords, assemble, assemble_negative


def engine_request(row: ImageRequest, position: int, style: PromptHelperVersion | None) -> EngineRequest:
    """Returns what the engine of `row` is asked for its picture at `position` (from 0)."""
    prompt, negative_prompt = prompts_for(row, position, style)
    presets = engine(row.model_backend).capabilities.style_presets
    return EngineRequest(
        prompt=prompt,
        operation=row.operation,
        negative_prompt=negative_prompt,
        model=row.model,
        width_px=row.width_px,
        height_px=row.height_px,
        num_outputs=1,
        seed=row.seed + position,
        steps=row.steps,
        guidance_scale=row.guidance_scale,
        scheduler=row.scheduler,
        style_preset=row.style_preset if row.style_preset in presets else None,
        params=row.params,
    )


def prompts_for(row: ImageRequest, position: int, style: PromptHelperVersion | None) -> tuple[str, str]:
    """Returns the prompt and the things to avoid as the engine reads them; each picture makes its own choices."""
    seed = row.seed + position
    words = (
        StyleWords() if style is None else StyleWords(style.prompt, style.negative_prompt, style.placement_for("image"))
    )
    return (
        assemble(wildcards.expand(row.prompt, seed), words),
        assemble_negative(wildcards.expand(row.negative_prompt, seed), words),
    )
