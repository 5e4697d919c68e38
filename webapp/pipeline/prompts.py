"""Puts a person's words and a style's words together. Pure text in, pure text out."""

from dataclasses import dataclass

SLOT = "{prompt}"


@dataclass(frozen=True, slots=True)
class StyleWords:
    """What a style adds. `placement` is append, prefix or replace."""

    prompt: str = ""
    negative_prompt: str = ""
    placement: str = "append"


def assemble(text: str, style: StyleWords) -> str:
    """Returns the prompt as the engine reads it."""
    words = style.prompt.strip()
    if not words:
        return text
    if SLOT in words:
        return words.replace(SLOT, text)
    return _join(words, text) if style.placement == "prefix" else _join(text, words)


def assemble_negative(text: str, style: StyleWords) -> str:
    """Returns the things to avoid, each named once."""
    return _join(text, style.negative_prompt)


def _join(*texts: str) -> str:
    """Joins comma-separated texts and keeps the first of what is said twice."""
    seen: dict[str, str] = {}
    for part in (piece.strip() for text in texts for piece in text.split(",")):
        if part:
            seen.setdefault(part.casefold(), part)
    return ", ".join(seen.values())
