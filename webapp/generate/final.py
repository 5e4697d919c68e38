"""What the engine will read: the composer's words put together, marked by where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from webapp.database import writing
from webapp.engines.errors import Unsupported
from webapp.extensions import db
from webapp.generate.forms import MAX_PROMPT_CHARS, GenerateForm
from webapp.models import ImageRequest, PromptBlock, PromptHelperVersion, ThemeHelper
from webapp.pipeline.blocks import BlockError, mentions
from webapp.pipeline.prepare import given_words, readable_choices
from webapp.pipeline.prompts import Final, Given, Piece, assemble
from webapp.pipeline.wildcard_grammar import list_names
from webapp.pipeline.wildcards import MANY, WildcardError, Wildcards

BLOCKS_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class BlockChip:
    """A block that can be switched on in the composer."""

    name: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FinalView:
    """The final prompt and things to avoid in pieces, and what is to be said of them.

    `example` is what the first picture reads when there are choices; `length` counts its characters and `limit` is
    what the engine reads. `unknown_blocks` are names that stay as they were typed. `error` stands for all the rest.
    """

    prompt: Sequence[Piece] = ()
    negative_prompt: Sequence[Piece] = ()
    ways: int = 1
    has_seed: bool = False
    example: str = ""
    length: int = 0
    limit: int = MAX_PROMPT_CHARS
    unknown_blocks: Sequence[str] = ()
    error: str = ""

    @property
    def has_many_ways(self) -> bool:
        return self.ways >= MANY


def final_view(
    user_id: UUID, form: GenerateForm, style: PromptHelperVersion | None, theme: ThemeHelper | None = None
) -> FinalView:
    """Returns what the engine would read of the form as it is filled. Nothing is stored."""
    prompt, avoided = form.prompt.data or "", _avoided(form)
    if max(len(prompt), len(avoided)) > MAX_PROMPT_CHARS:
        return FinalView(error=f"Each field takes at most {MAX_PROMPT_CHARS:,} characters.")
    given = given_words(user_id, prompt, avoided, style, theme, tuple(form.blocks.data or ()))
    try:
        final = assemble(given)
        return _view(form, given, final, readable_choices(user_id, given, final))
    except (WildcardError, BlockError) as error:
        return FinalView(error=str(error))


def _view(form: GenerateForm, given: Given, final: Final, choices: Wildcards) -> FinalView:
    seed = form.seed.data if isinstance(form.seed.data, int) else None
    ways = min(MANY, choices.count(final.prompt) * choices.count(final.negative_prompt))
    example = choices.expand(final.prompt, seed or 0)
    return FinalView(
        prompt=final.prompt_pieces,
        negative_prompt=final.negative_pieces,
        ways=ways,
        has_seed=seed is not None,
        example=example if ways > 1 else "",
        length=len(example),
        limit=form.capabilities.max_prompt_chars,
        unknown_blocks=_unknown(given),
    )


def _unknown(given: Given) -> list[str]:
    named = dict.fromkeys([*mentions(given.prompt), *mentions(given.negative_prompt)])
    return [name for name in named if name not in given.blocks]


def _avoided(form: GenerateForm) -> str:
    return (form.negative_prompt.data or "") if form.capabilities.negative_prompt else ""


def block_chips(user_id: UUID) -> list[BlockChip]:
    """Returns a person's blocks by name."""
    rows = db.session.execute(
        select(PromptBlock.name, PromptBlock.text, PromptBlock.is_on)
        .where(PromptBlock.owner_id == user_id)
        .order_by(PromptBlock.name)
        .limit(BLOCKS_AT_MOST)
    )
    return [BlockChip(row.name, row.text, row.is_on) for row in rows]


def switched_on(user_id: UUID, form: GenerateForm) -> tuple[str, ...]:
    """Returns the names of the blocks that the form switches on. Raises Unsupported for one that is not there."""
    chosen = tuple(dict.fromkeys(form.blocks.data or ()))
    known = {chip.name for chip in block_chips(user_id)} if chosen else set()
    for name in chosen:
        if name not in known:
            raise Unsupported("One of these blocks is not there any more. Look at what is switched on and try again.")
    return chosen


def has_words_of_its_own(request: ImageRequest) -> bool:
    """Tells whether a request was made with blocks or lists, which nobody but its owner can use as they were."""
    typed = (request.prompt, request.negative_prompt)
    return bool(request.blocks) or any(mentions(text) or list_names(text) for text in typed)


def keep_switches(user_id: UUID, names: Sequence[str]) -> None:
    """Remembers which blocks are on, for the next time that the composer opens."""
    changed = [chip.name for chip in block_chips(user_id) if chip.is_on != (chip.name in names)]
    if not changed:
        return
    with writing() as session:
        session.execute(
            update(PromptBlock)
            .where(PromptBlock.owner_id == user_id, PromptBlock.name.in_(changed))
            .values(is_on=~PromptBlock.is_on)
        )
