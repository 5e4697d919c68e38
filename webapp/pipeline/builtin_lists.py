"""The wildcard lists that come with the studio, written by us. A list of one's own with the same name goes first."""

from collections.abc import Mapping


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


BUILTIN_LISTS: Mapping[str, tuple[str, ...]] = {
    "colours": _words(
        "amber, black, brick red, cobalt blue, copper, coral, cream, crimson, emerald green, gold, grey, indigo, "
        "ivory, lavender, lemon yellow, mint green, moss green, navy blue, ochre, olive, orange, pale pink, plum, "
        "rust, sage green, scarlet, silver, sky blue, teal, terracotta, turquoise, violet, white"
    ),
    "animals": _words(
        "badger, barn owl, bear, bee, blackbird, cat, crane, crow, deer, dog, dragonfly, elephant, fox, frog, "
        "giraffe, goat, goose, hare, hedgehog, heron, horse, jellyfish, kingfisher, lion, lynx, moth, octopus, otter, "
        "penguin, rabbit, raven, robin, seal, snail, squirrel, stag, swan, tiger, tortoise, whale, wolf, wren"
    ),
    "places": _lines("""
        an empty beach at low tide
        a birch wood in spring
        a bookshop with crooked shelves
        a bridge over a slow river
        a canal between brick warehouses
        a castle ruin on a hill
        a desert with red rocks
        a fishing harbour
        a glasshouse full of ferns
        a kitchen with a wood stove
        a lighthouse on a cliff
        a market square
        a meadow beside a stream
        a mountain pass
        a night train
        an old observatory
        an orchard in blossom
        a quiet railway station
        a reading room with tall windows
        a rooftop garden
        a salt marsh
        a small island
        a spiral staircase
        a street of tiled houses
        a village under snow
        a walled garden
        """),
    "weather": _words(
        "a clear sky, a gathering storm, a rainbow after rain, a starry night, a thunderstorm, autumn wind, dense fog, "
        "drifting clouds, drizzle, falling snow, first frost, heat haze, heavy rain, high thin clouds, morning mist, "
        "northern lights, still air, sun after rain"
    ),
    "light": _lines("""
        backlight
        blue hour
        candlelight
        dappled light through leaves
        firelight
        golden hour
        hard midday sun
        light from one window
        low winter sun
        moonlight
        neon light on wet ground
        overcast daylight
        rim light
        soft morning light
        street lamps at dusk
        sunbeams through dust
        """),
    "seasons": _words(
        "spring, early summer, high summer, late summer, autumn, late autumn, winter, the first warm day"
    ),
    "moods": _words(
        "calm, cheerful, cosy, curious, dreamlike, eerie, festive, gentle, hopeful, joyful, lonely, melancholy, "
        "mysterious, nostalgic, playful, serene, solemn, tense, tender, wild"
    ),
    "materials": _words(
        "bamboo, brass, bronze, carved wood, clay, concrete, copper, cork, felt, folded paper, frosted glass, "
        "glazed ceramic, ice, ivory-coloured bone china, knitted wool, leather, linen, marble, mother of pearl, "
        "oak, porcelain, rusted iron, sandstone, silk, slate, stained glass, terracotta, velvet, wax, wicker"
    ),
    "camera/shots": _words(
        "close-up, detail shot, extreme close-up, full shot, macro shot, medium shot, over the shoulder, portrait, "
        "wide shot, very wide shot, seen from above, seen from below, at eye level, from far away"
    ),
    "camera/lenses": _words(
        "14 mm lens, 24 mm lens, 35 mm lens, 50 mm lens, 85 mm lens, 135 mm lens, 200 mm lens, fisheye lens, "
        "macro lens, tilt-shift lens"
    ),
    "art/media": _words(
        "charcoal, chalk pastel, coloured pencil, engraving, etching, fresco, gouache, ink and wash, linocut, "
        "lithograph, oil on canvas, papercut, pen and ink, screen print, silverpoint, tempera, watercolour, woodcut"
    ),
}
