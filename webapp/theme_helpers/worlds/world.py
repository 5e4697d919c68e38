"""What a built-in theme consists of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class World:
    """A theme as it is seeded. `styles` are slugs; `scene` and `manner` are what its preview shows and how."""

    name: str
    category: str
    description: str
    prompt: str
    negative_prompt: str
    palette: tuple[str, ...]
    styles: tuple[str, ...]
    tags: tuple[str, ...]
    scene: str
    manner: str

    @property
    def slug(self) -> str:
        return self.name.lower().replace("'", "").replace(" ", "-")


def world(
    category: str,
    name: str,
    description: str,
    prompt: str,
    *,
    avoid: str,
    palette: str,
    styles: str,
    tags: str,
    scene: str,
    manner: str,
) -> World:
    """Makes a world; `palette`, `styles` and `tags` are words with spaces between them."""
    colours = tuple(f"#{colour}" for colour in palette.split())
    return World(
        name, category, description, prompt, avoid, colours, tuple(styles.split()), tuple(tags.split()), scene, manner
    )
