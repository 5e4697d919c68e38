"""Makes an engine's request out of a row, for one of its pictures."""

from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.models import ImageRequest
from webapp.pipeline.sources import further_bytes, mask_bytes, source_bytes


def engine_request(row: ImageRequest, position: int) -> EngineRequest:
    """Returns what the engine of `row` is asked for its picture at `position` (from 0).

    Raises Unsupported when the picture to start from is gone, StorageError when it cannot be read now.
    """
    prompt, negative_prompt = prompts_for(row, position)
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
        source=source_bytes(row),
        mask=mask_bytes(row),
        params=row.params,
        pictures=further_bytes(row),
    )


def prompts_for(row: ImageRequest, position: int) -> tuple[str, str]:
    """Returns the prompt and the things to avoid as the engine reads them, as they were settled at submit.

    A request from before prompts were kept for each picture has one for all of them.
    """
    if position < len(row.picture_prompts or ()):
        prompt, negative_prompt = row.picture_prompts[position]
        return prompt, negative_prompt
    return row.final_prompt or row.prompt, row.final_negative_prompt or row.negative_prompt
