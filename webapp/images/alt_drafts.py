"""Alt text drafted from a prompt, for the owner to read, mend and approve. A draft is never shown as alt text."""

import re

from webapp.engines.builtin.vocabulary import FILLER

LONGEST = 240
_MOST_PARTS = 4
# Choices {a|b}, lists __animal__, <lora:name:1>, weights (word:1.2): ways of telling an engine, not of telling people.
_TAGS = re.compile(r"<[^<>]*>|__[^_\s][^\s]*?__|\bBREAK\b|\bAND\b")
_CHOICE = re.compile(r"\{(?:\d+\$\$)?([^{}|]*)(?:\|[^{}]*)?\}")
_WEIGHT = re.compile(r":\s*-?\d+(?:\.\d+)?(?=[)\]])")
_BRACKETS = re.compile(r"[()\[\]{}]")
_SPACES = re.compile(r"\s+")
_PRAISE_WORDS = (
    "masterpiece highres absurdres 4k 8k hd uhd sharp award-winning trending detailed intricate stunning beautiful"
    " epic quality best ultra high very highly photorealistic hyperrealistic realistic resolution focus artstation on"
    " unreal engine octane render cinematic"
)
_PRAISE = FILLER | set(_PRAISE_WORDS.split())


def drafted_alt(prompt: str) -> str:
    """Returns a sentence drawn from a prompt: its first parts, without weights, choices and words of praise.

    An empty text when nothing is left to say.
    """
    plain = _BRACKETS.sub(" ", _WEIGHT.sub("", _CHOICE.sub(r"\1", _TAGS.sub(" ", prompt))))
    parts = (_SPACES.sub(" ", part).strip(" .;") for part in re.split(r"[,\n]", plain))
    told = [part for part in parts if not _is_praise(part)][:_MOST_PARTS]
    sentence = ", ".join(told)
    if len(sentence) > LONGEST:
        sentence = sentence[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    if not sentence:
        return ""
    end = "" if sentence[-1] in "….!?。" else "."
    return f"{sentence[0].upper()}{sentence[1:]}{end}"


def _is_praise(part: str) -> bool:
    return _PRAISE.issuperset(part.casefold().split())
