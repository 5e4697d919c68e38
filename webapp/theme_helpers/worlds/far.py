"""Worlds nobody has travelled to yet: tales, tomorrow, small worlds."""

from webapp.theme_helpers.worlds.world import World, world

FAR: tuple[World, ...] = (
    world(
        "Tales", "Moonlit wood",
        "Silver bark, lanterns and eyes between the ferns. For fairy tales told in a low voice.",
        "in an enchanted wood by moonlight, silver birches, glowing mushrooms, drifting lights, ferns and brambles, "
        "a winding path, deep blue shadows",
        avoid="daylight, city, machines", palette="0b1526 1f3a5f 4b6f94 b8d4e3 e8e3b5 5a7d57",
        styles="storybook fantasy-art moonlit paper-cut-out charcoal", tags="tale forest night magic",
        scene="a dark forest by moonlight, pines, a path, stars", manner="paper-cut-out",
    ),
    world(
        "Tales", "Floating isles",
        "Meadows on rocks in the sky, joined by rope bridges. For flight, wonder and weather below.",
        "among floating islands in the sky, grassy rocks with roots hanging below, waterfalls falling into clouds, "
        "rope bridges, kites and small airships, bright open air",
        avoid="ground, streets, gloom", palette="3d7ea6 8cc5e3 f4f8fb 9ccf7a 4f8a4b f2b85a",
        styles="fantasy-art anime digital-art gouache dreamy", tags="tale sky flight islands",
        scene="a hot air balloon above green hills and clouds, birds, blue sky", manner="digital-art",
    ),
    world(
        "Tales", "Sunken kingdom",
        "Coral on marble, and light that bends. For mermaids, wrecks and slow grandeur.",
        "in a sunken kingdom under the sea, coral-grown marble columns, kelp forests, schools of small fish, rays of "
        "light from the surface, drifting bubbles, turquoise depth",
        avoid="dry land, sky, fire", palette="04253a 0b4f6c 1b8a93 7fd1c3 f2c6a0 e26d5c",
        styles="fantasy-art mosaic oil art-nouveau stained-glass", tags="tale sea underwater ruins",
        scene="a castle on an island in a turquoise lake, teal light", manner="mosaic",
    ),
    world(
        "Tales", "Winter court",
        "Halls of ice under a green sky. For queens, wolves and breath that hangs in the air.",
        "at a winter court of ice and snow, frozen towers, frost patterns, white furs, blue lanterns, snow-laden "
        "firs, northern lights over the roofs, glittering cold air",
        avoid="summer, desert, green leaves", palette="0d1b2a 2c4a6e 7fb2d6 e6f3f8 7be0b5 b9a6d9",
        styles="fantasy-art art-nouveau digital-art storybook stained-glass", tags="tale winter snow night",
        scene="a castle in the snow, pines, northern lights, night", manner="fantasy-art",
    ),
    world(
        "Tomorrow", "Ring station",
        "A town bent into a wheel among the stars. For astronauts with houseplants.",
        "aboard a ring-shaped space station, curved white corridors, gardens under glass, a planet filling the "
        "window, soft panel lights, floating dust in sunbeams, stars beyond",
        avoid="medieval, wood, ground vehicles", palette="0a0f1f 24385b 6c8ebf d9e2ec f2a65a 4fb286",
        styles="retro-futurism cinematic 3d-model digital-art blueprint", tags="future space station stars",
        scene="a planet and its moon among the stars, galaxy", manner="3d-model",
    ),
    world(
        "Tomorrow", "Garden city",
        "Towers with orchards on every floor. For a future that turned out well.",
        "in a solarpunk garden city, terraced towers covered in plants, solar sails, wind turbines, orchards on "
        "roofs, bicycles and quiet trams, clear streams between houses, morning sun",
        avoid="smog, ruins, traffic jam", palette="2f6b4f 6fb07f bfe0b0 f8f3dc f2b544 4a90b8",
        styles="solarpunk anime isometric flat-illustration watercolour", tags="future city green hope",
        scene="a city among trees and green meadows, windmills, river, sunny morning", manner="isometric",
    ),
    world(
        "Tomorrow", "Red outpost",
        "Dust, domes and two small moons. For pioneers who grow potatoes.",
        "at an outpost on a red desert planet, white domes half buried in sand, tyre tracks, antenna masts, dust "
        "devils, a small pale sun, two moons in a butterscotch sky",
        avoid="ocean, trees, crowds", palette="3b1410 7d2f1c b9532f e09a63 f3d3ae 5b6b78",
        styles="retro-futurism travel-poster cinematic low-poly photographic", tags="future space desert red",
        scene="red desert mountains, two moons, stars, rust dust, dusk", manner="low-poly",
    ),
    world(
        "Tomorrow", "Neon harbour",
        "Cranes, noodles and signs in the rain. For detectives and runaway robots.",
        "in a neon-lit harbour city at night, stacked containers and cranes, holographic signs, steaming food "
        "stalls, wet concrete, cables overhead, magenta and cyan reflections",
        avoid="daylight, countryside, pastel", palette="0c0a1d 2a1a55 e0218a ff7ac6 18d2e8 f5e663",
        styles="neon-punk vaporwave glitch cinematic comic-book", tags="future city night neon",
        scene="a city street at night in the rain, a bridge, neon lights", manner="neon-punk",
    ),
    world(
        "Small worlds", "Toy town",
        "Tin trains and painted doors, seen from a table. For play, with everything in its place.",
        "in a toy town on a tabletop, painted wooden houses, a tin railway, felt trees, button-sized shop signs, "
        "tiny figures, shallow focus, warm lamp light",
        avoid="realistic people, ruins, gloom", palette="d1483e f2a541 f7e2b2 5aa9a3 3f6f9e 6fae5f",
        styles="modelling-clay miniature needle-felt isometric 3d-model", tags="small toys play cosy",
        scene="a village of red houses with trees, a road and a windmill, sunny", manner="modeling-compound",
    ),
    world(
        "Small worlds", "Teacup garden",
        "A whole garden that would fit on a saucer. For miniature calm and crumbs of cake.",
        "in a miniature garden in a teacup, moss lawns, thimble fountains, a matchstick fence, tiny roses, dewdrops "
        "as ponds, porcelain rim in the foreground, soft window light",
        avoid="storm, machines, vast landscape", palette="5f7f52 a9c58f f6efe2 e7a9ad c65d6e 7fa7b5",
        styles="watercolour botanical-plate needle-felt storybook pastel", tags="small garden flowers calm",
        scene="a garden of pink and white flowers, a small house, spring", manner="pastel",
    ),
    world(
        "Small worlds", "Paper theatre",
        "Flat scenery, strings and a candle. For stories in three acts with painted waves.",
        "on the stage of a paper theatre, layered cardboard scenery, painted waves on rollers, paper moons on "
        "strings, visible folds and glue, footlights, curtain at the edges",
        avoid="photo, realistic depth, outdoors", palette="5a1f2b b23a48 f0c987 fbf1dc 3d5a80 1d2b3a",
        styles="paper-cut-out origami linocut storybook marquetry", tags="small theatre paper stage",
        scene="two boats on a blue sea, a big moon, clouds, stars, twilight", manner="origami",
    ),
    world(
        "Small worlds", "Under the leaves",
        "Beetles in waistcoats, seen from the height of a beetle. For the grass roots of society.",
        "at ground level under the leaves, beetles and snails as townsfolk, acorn houses, blades of grass like "
        "trees, spider-thread bridges, dew lanterns, golden backlight through leaves",
        avoid="humans, city, aerial view", palette="2a3a1c 5d7a2e a4b84c f0d98c c9772b 6b2d1a",
        styles="storybook coloured-pencil cross-stitch botanical-plate engraving", tags="small insects leaves autumn",
        scene="a forest in autumn, orange maple trees, a small hut, golden light", manner="stained-glass",
    ),
)  # fmt: skip
