"""A prompt as phrases between commas. Commas inside brackets, choices and tags belong to their phrase."""

OPENERS = {"(": ")", "[": "]", "{": "}", "<": ">"}
# Words that divide a prompt for some engines: they may stand in it as often as one likes.
DIVIDERS = frozenset({"BREAK", "AND", "ADDCOMM", "ADDBASE", "ADDCOL", "ADDROW"})
_SENTENCE_ENDS = (".", "!", "?", ";", ":", "\u3002", "\uff01", "\uff1f", "\uff1b", "\uff1a")


def split(text: str) -> list[str]:
    """Returns the phrases of `text`, without the spaces around them and without empty ones.

    `(sea, sky:1.2)`, `{red, dark|amber}` and `<lora:ink:1>` are never cut. A bracket without its other half is text.
    """
    phrases, start = [], 0
    for cut in [*_cuts(text), len(text)]:
        phrases.append(text[start:cut].strip())
        start = cut + 1
    return [phrase for phrase in phrases if phrase]


def key(phrase: str) -> str:
    """Returns what two phrases share that say the same: letter case and spaces make no difference."""
    return " ".join(phrase.casefold().split())


def unseen(phrases: list[str], seen: set[str]) -> list[str]:
    """Returns the phrases that `seen` does not know yet, each once, and adds them to it."""
    kept = []
    for phrase in phrases:
        if phrase in DIVIDERS or key(phrase) not in seen:
            kept.append(phrase)
        seen.add(key(phrase))
    return kept


def joint(left: str, right: str) -> str:
    """Returns what belongs between two texts: a comma, or only a space behind a full sentence or a divider."""
    if not left or not right:
        return ""
    first, last = right.split(maxsplit=1)[0], left.split()[-1]
    is_divided = last in DIVIDERS or first in DIVIDERS
    return " " if is_divided or left.endswith(_SENTENCE_ENDS) else ", "


def _cuts(text: str) -> list[int]:
    """Returns where the commas stand that no pair of brackets encloses."""
    cuts: list[int] = []
    open_brackets: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character in OPENERS:
            open_brackets.append((OPENERS[character], len(cuts)))
        elif character == ",":
            cuts.append(index)
        elif open_brackets and character == open_brackets[-1][0]:
            # A whole pair: what was cut since it opened lies inside.
            del cuts[open_brackets.pop()[1] :]
        elif character in ")]}>":
            _close(character, open_brackets, cuts)
    return cuts


def _close(character: str, open_brackets: list[tuple[str, int]], cuts: list[int]) -> None:
    """Closes the nearest bracket of that kind; those left open inside it were only text."""
    for index in range(len(open_brackets) - 1, max(-1, len(open_brackets) - 12), -1):
        if open_brackets[index][0] == character:
            del cuts[open_brackets[index][1] :]
            del open_brackets[index:]
            return
