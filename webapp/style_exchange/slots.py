"""Where typed words go. Every tool marks the place in its own way; ours is `{prompt}`, or a placement."""

SLOT = "{prompt}"


def read_words(text: str, slot: str = SLOT, unslotted: str = "append") -> tuple[str, str]:
    """Returns the words of a style and their placement.

    "{prompt}, words" and "words, {prompt}" say the same as append and prefix do, and become that. Words that have
    the slot elsewhere keep it, as `{prompt}`; words without one get `unslotted`.
    """
    words = text.strip().replace(slot, SLOT)
    if SLOT not in words:
        return words, unslotted if words else "append"
    if words.count(SLOT) == 1:
        before, _, after = (part.strip() for part in words.partition(SLOT))
        if not before and (not after or after.startswith(",")):
            return after.lstrip(", \t\n\r"), "append"
        if not after and before.endswith(","):
            return before.rstrip(", \t\n\r"), "prefix"
    return words, "append"


def without_slot(text: str, slot: str = SLOT) -> str:
    """Returns words to avoid without the slot: ours are always joined with what was typed."""
    parts = text.split(slot)
    if len(parts) == 1:
        return text.strip()
    return ", ".join(part for part in (each.strip(", \t\n\r") for each in parts) if part)


def written(prompt: str, placement: str, slot: str = SLOT) -> str:
    """Returns the words with the slot in its place. What replaces typed words is written without one."""
    if SLOT in prompt:
        return prompt.replace(SLOT, slot)
    if not prompt:
        return slot
    if placement == "replace":
        return prompt
    return f"{prompt}, {slot}" if placement == "prefix" else f"{slot}, {prompt}"


def written_to_follow(prompt: str, placement: str, slot: str = SLOT) -> str:
    """Writes the words for tools that always keep what was typed: what would replace it follows it."""
    return written(prompt, "append" if placement == "replace" else placement, slot)
