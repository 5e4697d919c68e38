"""A version of a style in words for people."""

from collections.abc import Mapping

from webapp.models import PromptHelperVersion
from webapp.models.prompt_helper import PLACEMENTS, TARGETS
from webapp.pipeline.prepare import words_of
from webapp.pipeline.prompts import SLOT, Given, assemble

SAMPLE = "a lighthouse on a cliff"
PLACE_WORDS: Mapping[str, str] = {
    "append": "After what is typed",
    "prefix": "Before what is typed",
    "replace": "Instead of what is typed",
}
TARGET_WORDS: Mapping[str, str] = {"image": "Pictures", "scene": "Scenes of stories", "narration": "Narration"}


def sample_prompts(version: PromptHelperVersion) -> tuple[str, str]:
    """Returns the prompt and the things to avoid that an engine would read for SAMPLE."""
    final = assemble(Given(SAMPLE, style=words_of(version)))
    return final.prompt, final.negative_prompt


def place_rows(version: PromptHelperVersion) -> list[tuple[str, str]]:
    """Returns where the words stand, by target; one row when it is the same everywhere."""
    if SLOT in version.prompt:
        return [("Place", "Around what is typed, which stands in the slot")]
    said = {target: version.placement_for(target) for target in TARGETS}
    if len(set(said.values())) == 1:
        return [("Place", PLACE_WORDS[said[TARGETS[0]]])]
    return [(TARGET_WORDS[target], PLACE_WORDS[placement]) for target, placement in said.items()]


def other_changes(old: PromptHelperVersion, new: PromptHelperVersion) -> list[str]:
    """Returns what changed beside the words, a sentence each."""
    changes = []
    if old.style_preset != new.style_preset:
        changes.append(f"Preset: {old.style_preset or 'none'} → {new.style_preset or 'none'}")
    for target in TARGETS:
        before, after = (each.placement_for(target) for each in (old, new))
        if before != after:
            changes.append(f"{TARGET_WORDS[target]}: {PLACE_WORDS[before].lower()} → {PLACE_WORDS[after].lower()}")
    return changes


def place_choices() -> list[tuple[str, str]]:
    return [(placement, PLACE_WORDS[placement]) for placement in PLACEMENTS]
