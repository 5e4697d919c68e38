"""Worlds one could travel to: land and sea, cities, times past."""

from webapp.theme_helpers.worlds.world import World, world

NEAR: tuple[World, ...] = (
    world(
        "Land and sea", "Northern coast",
        "Basalt, gulls and cold light. For lighthouses, fishing villages and the people who wait for boats.",
        "on a cold northern coast, basalt cliffs, grey-green swell, gulls, wind-bent grass, tarred wooden sheds, "
        "low overcast light",
        avoid="palm trees, tropical, neon", palette="22333b 4f6d7a 8fa9ad d8d5c5 b5523b f2efe6",
        styles="watercolour ink-wash gouache photographic linocut", tags="coast sea north weather",
        scene="a red lighthouse on a cliff above a cold grey sea, gulls, clouds, morning", manner="watercolour",
    ),
    world(
        "Land and sea", "Desert caravan",
        "Dunes, bells and long shadows. For journeys, tents by night and colour under a bleached sky.",
        "in a vast sand desert, wind-carved dunes, a caravan route, woven saddlebags, long shadows, dust in the air, "
        "the sun low over the horizon",
        avoid="rain, forest, modern cars", palette="7a3b1d c46a2b e2a65a f3d9a4 3f5a6b 2a1c15",
        styles="travel-poster oil cinematic pastel risograph", tags="desert journey sand sun",
        scene="golden dunes in the desert, tents and a few palms, sunset", manner="gouache",
    ),
    world(
        "Land and sea", "Cloud mountains",
        "Ridges above the weather, with a hut, a bell and a path. For stillness, pilgrims and great height.",
        "high among mountain ridges above a sea of clouds, twisted pines, a narrow stone path, prayer flags, thin "
        "clear air, ridges fading into mist",
        avoid="crowds, city, cars", palette="1f2a36 51687a 9db4c0 e6ebe8 c9a66b 7b3f3a",
        styles="ink-wash woodblock watercolour misty fresco", tags="mountains mist quiet height",
        scene="a pagoda on a mountain ridge above the fog, pines, birds, dawn", manner="ink-wash",
    ),
    world(
        "Land and sea", "Monsoon forest",
        "Everything drips and grows. For hidden temples, bright birds and greens of every depth.",
        "deep in a rainforest in the monsoon, giant leaves, hanging roots, moss on old stone, warm rain, shafts of "
        "light through the canopy, bright birds",
        avoid="desert, snow, dry grass", palette="0f2f24 1f5a3d 4c8a4a a7c66b d9b64e c2452d",
        styles="gouache botanical-plate oil anime photographic", tags="forest jungle rain green",
        scene="a waterfall in a green rainforest, palms, rain, birds", manner="oil",
    ),
    world(
        "Cities", "Clockwork city",
        "Brass, steam and towers that tick. For inventors, airships and machines with manners.",
        "in a clockwork city, brass gears, steam vents, riveted copper domes, towers with clock faces, airships "
        "moored above slate roofs, gaslight in the haze",
        avoid="modern cars, plastic, glass skyscrapers", palette="2b1d14 6b4423 b0793a e0b970 4d6a63 d8d0c0",
        styles="steampunk engraving oil cinematic pen-and-wash", tags="city machines brass steam",
        scene="a city with two balloons above the roofs, amber evening, clouds, birds", manner="analog-film",
    ),
    world(
        "Cities", "Rainy boulevard",
        "Wet stones, umbrellas and windows that glow. For chance meetings and late trams.",
        "on a city boulevard after rain, wet cobblestones, reflections of shop windows, umbrellas, plane trees, a "
        "tram in the distance, blue hour",
        avoid="daylight, desert, empty sky", palette="1b2233 33456b 6d7fa6 e9b44c f4dfb0 a8442f",
        styles="impressionist palette-knife cinematic analog-film oil", tags="city rain evening street",
        scene="a street in the rain, houses, trees, a person, amber lights, twilight", manner="oil",
    ),
    world(
        "Cities", "Hill town",
        "Terracotta, laundry and shade at noon. For markets, cats on walls and unhurried days.",
        "in a southern hill town, terracotta roofs, whitewashed walls, steep steps, laundry between windows, potted "
        "geraniums, olive trees, hard noon light",
        avoid="snow, skyscrapers, fog", palette="b4552d d98a52 f2d7a7 fbf4e4 6b7f3a 2f6d8c",
        styles="gouache travel-poster watercolour screen-print clear-line", tags="village south sun summer",
        scene="a village with a tower on a hill, trees, summer, noon", manner="comic-book",
    ),
    world(
        "Cities", "Canal quarter",
        "Narrow houses that look at themselves in the water. For bridges, barges and washed-out pastels.",
        "in an old canal quarter, narrow gabled houses, arched brick bridges, moored barges, ripples and reflections, "
        "bicycles on railings, soft morning haze",
        avoid="mountains, desert, highways", palette="3a4a4f 7c8f84 c7b89a efe3cc a6523f 2e6171",
        styles="pen-and-wash engraving watercolour fresco pastel", tags="city water bridges morning",
        scene="a stone bridge over a canal, brick houses, boats, summer morning", manner="pencil",
    ),
    world(
        "Times past", "Age of sail",
        "Canvas, tar and the edge of the map. For harbours, storms and letters home.",
        "in the age of sail, tall ships with canvas sails, tarred rigging, a crowded wooden harbour, lanterns, "
        "barrels and coiled rope, salt haze",
        avoid="engines, modern ships, plastic", palette="14213d 3a5a78 8ca6b5 e8dcc0 b98b4a 6e2f26",
        styles="oil engraving old-photograph cinematic fresco", tags="history sea ships harbour",
        scene="three sailing ships on a calm blue sea, big clouds, gulls, golden evening", manner="oil",
    ),
    world(
        "Times past", "Jazz age",
        "Lacquer, brass and midnight trains. For glamour with a crooked smile.",
        "in the jazz age, geometric ornament, lacquer and polished brass, tall hotels lit from below, long "
        "motorcars, feathers and silk, smoke and spotlights",
        avoid="smartphones, modern clothes, rustic", palette="101820 1f4e4a c9a24b efe0b9 8c2f39 3b2a4a",
        styles="art-deco film-noir screen-print travel-poster pop-art", tags="history city night glamour",
        scene="a city skyline, gold sky, big moon, dusk", manner="risograph",
    ),
    world(
        "Times past", "Village fair",
        "Banners, bread and a juggler on the green. For merry crowds in a walled world.",
        "at a medieval village fair, striped tents, pennants on poles, timber-framed houses, hand-thrown pottery, "
        "hay and apples, a castle on the hill, warm afternoon",
        avoid="modern clothes, cars, neon", palette="6d2e1f b5472f e0a339 f3e3bd 4f7942 2f4b66",
        styles="storybook fresco stained-glass woodblock gouache", tags="history village feast castle",
        scene="a castle on a green hill, many tents, flowers on the meadow, summer afternoon", manner="paper-cut-out",
    ),
    world(
        "Times past", "Temple garden",
        "Raked gravel, red bridges and falling petals. For ceremony, seasons and small gestures.",
        "in an old temple garden in spring, a red arched bridge, cherry blossom, stone lanterns, raked gravel, a koi "
        "pond, paper screens, petals on still water",
        avoid="cars, skyscrapers, clutter", palette="2f3b35 6f8f72 f0c7cf d9667b b23a2e f6f0e4",
        styles="woodblock ink-wash anime watercolour minimal", tags="history garden spring blossom",
        scene="a pagoda by a lake, cherry blossoms, red bridge, spring morning", manner="anime",
    ),
)  # fmt: skip
