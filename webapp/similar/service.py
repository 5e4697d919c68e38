"""The styles nearest to words, to a style or to a picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import abort
from sqlalchemy import Select, or_, select

from webapp.access import derivable_image
from webapp.extensions import db
from webapp.meaning.index import nearest, vector_of
from webapp.meaning.texts import TEXT_MAX
from webapp.meaning.weights import why_away
from webapp.models import Image, PromptHelper, User, style_shown_to
from webapp.similar.words import styles_with
from webapp.style_cards import preview_url

FOUND_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A style that was found. `score` is 1 for the very same words; without the model, the share of words it holds."""

    id: UUID
    slug: str
    name: str
    purpose: str
    category: str
    owner_name: str | None
    preview_url: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found and how: by meaning, or by words where the language model is away (and why it is)."""

    styles: list[Found] = field(default_factory=list)
    style: PromptHelper | None = None
    image: Image | None = None
    away: str | None = None
    is_unread: bool = False


def like_words(query: str, viewer_id: UUID) -> Answer:
    """Looks for words, by meaning where that is possible."""
    if (away := why_away()) is not None:
        return Answer(_shown(styles_with(query, FOUND_AT_MOST, viewer_id)), away=away)
    return Answer(_shown(nearest("style", query, FOUND_AT_MOST, _allowed(viewer_id))) if query else [])


def like_style(name: str, viewer_id: UUID) -> Answer:
    """Looks for what is like the style with this id or slug: 404 when it is not there for the viewer."""
    is_it = or_(PromptHelper.slug == name, PromptHelper.id == _uuid(name))
    style = db.session.scalar(select(PromptHelper).where(is_it, style_shown_to(viewer_id)))
    if style is None:
        abort(404)
    return _like(style, viewer_id)


def like_image(image_id: UUID, viewer_id: UUID) -> Answer:
    """Looks for styles that look like a picture, by its words: 404 when hidden, 403 when its owner keeps them."""
    image = derivable_image(image_id)
    answer = like_words(image.prompt[:TEXT_MAX], viewer_id)
    return Answer(answer.styles, image=image, away=answer.away)


def _like(style: PromptHelper, viewer_id: UUID) -> Answer:
    most = FOUND_AT_MOST + 1  # one of them is the style itself
    away = why_away()
    if away is not None:
        return Answer(_shown(styles_with(f"{style.name} {style.purpose}", most, viewer_id), style), style, away=away)
    vector = vector_of("style", style.id)
    if vector is None:
        return Answer(style=style, is_unread=True)
    return Answer(_shown(nearest("style", vector, most, _allowed(viewer_id)), style), style)


def _allowed(viewer_id: UUID) -> Select[UUID]:
    return select(PromptHelper.id).where(style_shown_to(viewer_id))


def _shown(found: Sequence[tuple[UUID, float]], but: PromptHelper | None = None) -> list[Found]:
    """Reads what is shown of the styles found, in the order they were found in, in one query."""
    scores = {style_id: score for style_id, score in found if but is None or style_id != but.id}
    rows = select(PromptHelper, User.name).outerjoin(User, User.id == PromptHelper.owner_id)
    by_id = {style.id: (style, owner) for style, owner in db.session.execute(rows.where(PromptHelper.id.in_(scores)))}
    return [_found(*by_id[style_id], score) for style_id, score in scores.items() if style_id in by_id][:FOUND_AT_MOST]


def _found(style: PromptHelper, owner_name: str | None, score: float) -> Found:
    return Found(
        id=style.id,
        slug=style.slug,
        name=style.name,
        purpose=style.purpose,
        category=style.category,
        owner_name=owner_name,
        preview_url=preview_url(style.preview_path),
        score=round(min(max(score, 0.0), 1.0), 4),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
