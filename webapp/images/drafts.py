"""Tags drafted for a picture: the words of its prompt, and the known tags nearest to them."""

import re
from collections.abc import Iterable

from sqlalchemy import case, or_

from webapp.engines.builtin.vocabulary import FILLER, NEGATIONS, NUMBER_WORDS
from webapp.engines.builtin.words import singular
from webapp.extensions import db
from webapp.meaning.index import nearest, vector_of
from webapp.models import Image, Tag
from webapp.models.tag import TAG_CHARACTERS
from webapp.tagging import fold
from webapp.visible_tags import SeenTag, count_for, seen_tags, visible_tags

MOST_DRAFTS = 8
MOST_KNOWN = 24
MOST_ALIKE = 12
LEAST_ALIKE = 0.45
_MOST_WORDS = 60
_MOST_NEIGHBOURED = 6
_LONGEST_PHRASE = 3
_SHORTEST_WORD = 3
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Words of praise, of grammar and of cameras: they stand in prompts and say nothing of what is to be seen.
_UNTELLING = (
    "all also are around best both but detailed each epic focus has have her high highly his hyper inside intricate"
    " just like looking made masterpiece more most much new one out painterly quality realistic resolution sharp some"
    " soft standing stunning that their them there these this those trending ultra upon watching were what when where"
    " which while who whose wide wonderful you your"
)
_DROPPED = FILLER | NEGATIONS | NUMBER_WORDS.keys() | set(_UNTELLING.split())


def drafted_tags(image: Image, carried: Iterable[Tag]) -> list[str]:
    """Returns labels of tags that the picture may want, the likeliest first, none of those it carries.

    Known tags that the owner may see come before new words: first those that stand in the prompt, then those that
    share a word with it, then those that mean something like it.
    """
    read = _WORD.findall(fold(image.prompt))[:_MOST_WORDS]
    words, phrases = _telling(read), _phrases(read)
    known = [*_known(image, phrases, words), *_alike(image)]
    taken = _stems(tag.name for tag in carried)
    drafts: dict[str, str] = {}
    for tag in known:
        if (stem := _stem(tag.name)) not in taken:
            drafts.setdefault(stem, tag.label)
    taken |= _stems(tag.name for tag in known if tag.name in phrases)
    drafts |= {stem: word for word in words if (stem := _stem(word)) not in taken | drafts.keys()}
    return list(drafts.values())[:MOST_DRAFTS]


def _telling(read: list[str]) -> list[str]:
    """Returns the words that say what is to be seen, each once, without those after a "no" or a "without"."""
    absent = {word for at, word in enumerate(read) if NEGATIONS & set(read[max(0, at - 2) : at])}
    kept = (word for word in dict.fromkeys(read) if word not in absent and word not in _DROPPED)
    return [word for word in kept if _SHORTEST_WORD <= len(word) <= TAG_CHARACTERS and not word[0].isdigit()]


def _phrases(read: list[str]) -> set[str]:
    """Returns all that stands in the prompt and could be a tag, plurals also as one."""
    spans = (read[at : at + length] for length in range(1, _LONGEST_PHRASE + 1) for at in range(len(read)))
    return {" ".join(span) for span in spans} | {singular(word)[0] for word in read}


def _known(image: Image, phrases: set[str], words: list[str]) -> list[SeenTag]:
    is_said = Tag.name.in_(sorted(phrases - _DROPPED))
    is_near = [Tag.name.startswith(f"{singular(word)[0]} ", autoescape=True) for word in words[:_MOST_NEIGHBOURED]]
    wanted = visible_tags(image.owner_id).where(or_(is_said, *is_near))
    by_nearness = wanted.order_by(case((is_said, 0), else_=1), count_for(image.owner_id).desc(), Tag.name)
    return seen_tags(db.session.execute(by_nearness.limit(MOST_KNOWN)).all())


def _alike(image: Image) -> list[SeenTag]:
    """Returns the known tags nearest to the picture by meaning. Its vector is made already, or it has none yet."""
    vector = vector_of("image", image.id)
    if vector is None:
        return []
    seen = visible_tags(image.owner_id)
    allowed = seen.with_only_columns(Tag.id)
    ids = [tag_id for tag_id, score in nearest("tag", vector, MOST_ALIKE, allowed) if score >= LEAST_ALIKE]
    found = {tag.id: tag for tag in seen_tags(db.session.execute(seen.where(Tag.id.in_(ids))).all())}
    return [found[tag_id] for tag_id in ids]


def _stems(names: Iterable[str]) -> set[str]:
    """Returns the stems of these names and of each of their words."""
    return {_stem(part) for name in names for part in (name, *name.split())}


def _stem(name: str) -> str:
    """Returns what a word and its plural share."""
    return singular(name)[0].removesuffix("s")
