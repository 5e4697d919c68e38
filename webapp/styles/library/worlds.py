"""Times and places that never were."""

from functools import partial

from webapp.styles.style import style

_style = partial(style, "Worlds")

STYLES = (
    _style("Neon punk", "Glowing signs and wet pavements after dark.",
           "neon punk, glowing edges, magenta and cyan, wet pavements",
           "daylight, dull", "neon-punk", "world future night"),
    _style("Steampunk", "Brass, steam and clockwork, invented by gaslight.",
           "steampunk, brass and copper machinery, rivets, gaslight, rust and amber tones",
           "plastic, modern, neon", "steampunk", "world retro machines"),
    _style("Vaporwave", "Pink and turquoise nostalgia for a mall that never closed.",
           "vaporwave, pink and turquoise gradients, chrome, retro computer nostalgia",
           "natural colours, rustic", "vaporwave", "world retro nostalgia"),
    _style("Gothic", "Candle-lit, pointed and very dark, with a raven somewhere.",
           "gothic, dark romanticism, candlelight, pointed arches, crimson and black",
           "cheerful, bright, modern", "gothic", "world dark romantic"),
    _style("Solarpunk", "A green tomorrow where roofs are gardens.",
           "solarpunk, lush greenery, emerald and white, clean technology, hopeful bright air",
           "dystopian, grey, dirty", "solarpunk", "world future green"),
    _style("Retro futurism", "Tomorrow as people saw it in 1960: fins, domes and optimism.",
           "retro futurism, atomic age optimism, fins and domes, orange and teal, airbrushed",
           "gritty, modern, dark", "retro-future", "world future retro"),
)  # fmt: skip
