"""Named pieces of prompt: `@harbour` stands for a text of its owner's. Pure text in, pure text out."""

from collections.abc import Iterator, Mapping

MAX_DEPTH = 10
MAX_OUTPUT_CHARS = 10_000
MAX_NAME_CHARS = 40


class BlockError(ValueError):
    """Blocks that cannot be put in. Its text is meant for the person whose blocks they are."""


def mentions(text: str) -> list[str]:
    """Returns the names that follow an @ in `text`, folded, in their order. Addresses such as me@sea.org have none."""
    return [name for _, _, name in _references(text)]


def fill_in(text: str, blocks: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Returns `text` in parts, each with whether a block gave it. A name that is no block's stays as it was typed.

    Raises BlockError, naming the circle, for blocks that hold each other, are too deep or grow too long.
    """
    return _Filler(blocks).parts(text, ())


class _Filler:
    """Fills each block once, however often it is named."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        self._blocks = blocks
        self._filled: dict[str, str] = {}

    def parts(self, text: str, path: tuple[str, ...]) -> list[tuple[str, bool]]:
        parts, start, length = [], 0, 0
        for at, end, name in _references(text):
            if name not in self._blocks:
                continue
            filled = self._fill(name, path)
            parts += [(text[start:at], False), (filled, True)]
            start = end
            length += len(filled)
            if length > MAX_OUTPUT_CHARS:
                raise BlockError(f"With its blocks filled in this is longer than {MAX_OUTPUT_CHARS:,} characters.")
        parts.append((text[start:], False))
        return parts

    def _fill(self, name: str, path: tuple[str, ...]) -> str:
        """Returns the text of a block with the blocks in it. `path` names the blocks that it stands in."""
        if name in path:
            circle = " → ".join(f"@{each}" for each in (*path[path.index(name) :], name))
            raise BlockError(f"These blocks hold each other: {circle}. Mend one of them.")
        if len(path) >= MAX_DEPTH:
            raise BlockError(f"Blocks can hold each other at most {MAX_DEPTH} deep; this starts at @{path[0]}.")
        if name not in self._filled:
            inner = self.parts(self._blocks[name].strip(), (*path, name))
            self._filled[name] = "".join(part for part, _ in inner)
        return self._filled[name]


def _references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yields where each `@name` starts and ends, and its name."""
    at = text.find("@")
    while at != -1:
        end = at + 1
        while end < len(text) and (text[end].isalnum() or text[end] in "_-"):
            end += 1
        while text[end - 1] in "_-":
            end -= 1
        is_inside_a_word = at > 0 and (text[at - 1].isalnum() or text[at - 1] in "@._-+%")
        if end > at + 1 and not is_inside_a_word:
            yield at, end, text[at + 1 : end].casefold()
        at = text.find("@", max(end, at + 1))
