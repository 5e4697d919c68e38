"""What a built-in style consists of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuiltinStyle:
    """A style as it is seeded. `preset` is the look that engines with style presets know it by."""

    slug: str
    name: str
    category: str
    purpose: str
    prompt: str
    negative_prompt: str
    preset: str
    tags: tuple[str, ...]


def style(category: str, name: str, purpose: str, prompt: str, avoid: str, preset: str, tags: str) -> BuiltinStyle:
    """Makes a style of one line in the library. `tags` are words with spaces between them."""
    slug = name.lower().replace(" ", "-")
    return BuiltinStyle(slug, name, category, purpose, prompt, avoid, preset, tuple(tags.split()))
