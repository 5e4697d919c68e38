"""How it should feel."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Mood")

STYLES = (
    _style("Dreamy", "Soft, pink and weightless, half asleep.",
           "dreamy soft focus, pink and lilac glow, weightless, gentle bloom",
           "harsh, dark, sharp", "dreamy", "mood soft romantic"),
    _style("Misty", "Everything close is quiet, everything else is gone.",
           "misty, thick fog, muted tones, silence, fading layers",
           "clear air, vivid", "photographic", "mood quiet weather"),
    _style("Golden hour", "Long warm light at the end of a good day.",
           "golden hour, long warm light, amber glow, soft flare",
           "cold, overcast", "cinematic", "mood warm light"),
    _style("Cosy", "Warm lamps, wool blankets and nowhere to be.",
           "cosy, warm lamplight, amber and brown, soft blankets, snug",
           "cold, empty, harsh", "cosy", "mood warm homely"),
    _style("Minimal", "One thing, much air, nothing else.",
           "minimalist, one simple form, much emptiness, two muted tones, calm",
           "clutter, busy, ornament", "minimal", "mood calm simple"),
    _style("Moonlit", "Silver light and deep blue shade, when all others sleep.",
           "moonlit night, silver light, deep blue shade, stillness",
           "daylight, warm", "cinematic", "mood night quiet"),
)  # fmt: skip
