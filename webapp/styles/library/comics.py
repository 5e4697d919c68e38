"""Told in panels and cels."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Comics")

STYLES = (
    _style("Comic book", "Bold outlines, flat colours and dots, for heroes and action.",
           "comic book panel, bold outlines, flat colours, halftone dots, dynamic",
           "photo, soft", "comic-book", "comic bold action"),
    _style("Anime", "Clear lines, painted skies and a lot of heart.",
           "anime background, clear lines, painted air, vivid colours, gentle light",
           "photo, realistic", "anime", "comic japanese vivid"),
    _style("Manga", "Black ink and grey screens, as on a printed page from Tokyo shops.",
           "manga page, black ink, grey screentone, speed lines, high contrast",
           "colour, photo", "manga", "comic japanese monochrome"),
    _style("Storybook", "Warm and round, for reading aloud at bedtime.",
           "children's storybook illustration, warm, rounded forms, gentle humour, soft texture",
           "scary, photo, harsh", "storybook", "comic children warm"),
)  # fmt: skip
