"""Settles at submit what each picture's prompt will be, so that nothing edited later can change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import PromptBlock, PromptHelperVersion, ThemeHelper
from webapp.pipeline import wildcards
from webapp.pipeline.prompts import Final, Given, Words, assemble
from webapp.pipeline.wildcard_library import lists_for
from webapp.pipeline.wildcards import WildcardError, Wildcards


@dataclass(frozen=True, slots=True)
class Prepared:
    """The template with its choices open, and for each picture what its engine reads: prompt, things to avoid."""

    prompt_template: str
    negative_template: str
    prompts: tuple[tuple[str, str], ...]

    def after(self, made: int) -> "Prepared":
        """Returns the same without the first `made` pictures, of which at least one stays."""
        return Prepared(self.prompt_template, self.negative_template, self.prompts[made:] or self.prompts[-1:])


def words_of(style: PromptHelperVersion | None, target: str = "image") -> Words:
    """Returns what a style's version adds to the prompt of a picture, or of a scene of a story."""
    if style is None:
        return Words()
    return Words(style.prompt, style.negative_prompt, style.placement_for(target))


def theme_words(theme: ThemeHelper | None) -> Words:
    return Words() if theme is None else Words(theme.prompt, theme.negative_prompt)


def given_words(
    user_id: UUID,
    prompt: str,
    negative_prompt: str,
    style: PromptHelperVersion | None = None,
    theme: ThemeHelper | None = None,
    switched_on: Sequence[str] = (),
    target: str = "image",
) -> Given:
    """Returns all that a person's prompt is made of. Their blocks are read only where they are named."""
    named = [prompt, negative_prompt]
    blocks = blocks_of(user_id) if switched_on or any("@" in text for text in named) else {}
    return Given(prompt, negative_prompt, words_of(style, target), theme_words(theme), blocks, switched_on)


def blocks_of(user_id: UUID) -> dict[str, str]:
    """Returns a person's blocks: texts by name."""
    rows = db.session.execute(select(PromptBlock.name, PromptBlock.text).where(PromptBlock.owner_id == user_id))
    return {row.name: row.text for row in rows}


def prepare(user_id: UUID, given: Given, seed: int, num_outputs: int) -> Prepared:
    """Returns the prompts of `num_outputs` pictures, whose seeds count up from `seed`.

    Raises WildcardError for choices that cannot be read or made, BlockError for blocks that cannot be put in.
    """
    final = assemble(given)
    choices = readable_choices(user_id, given, final)
    seeds = range(seed, seed + num_outputs)
    prompts = tuple((choices.expand(final.prompt, each), choices.expand(final.negative_prompt, each)) for each in seeds)
    return Prepared(final.prompt, final.negative_prompt, prompts)


def readable_choices(user_id: UUID, given: Given, final: Final) -> Wildcards:
    """Returns what makes the choices in a person's prompt, their lists included. Raises WildcardError."""
    _check_words("theme", given.theme)
    _check_words("style", given.style)
    choices = Wildcards(lists_for(user_id, (final.prompt, final.negative_prompt)))
    choices.check(final.prompt)
    choices.check(final.negative_prompt)
    return choices


def _check_words(kind: str, words: Words) -> None:
    """Blames the style or the theme, not the person, for choices in its words that cannot be read."""
    try:
        wildcards.check(words.prompt)
        wildcards.check(words.negative_prompt)
    except WildcardError as error:
        raise WildcardError(f"The words of this {kind} cannot be used. {error}") from error
