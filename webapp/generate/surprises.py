"""Good prompts for "Surprise me", written by us."""

SURPRISES = (
    "a lighthouse on a basalt cliff at dusk, a flock of gulls, calm sea",
    "{misty|snowy} mountains above a still lake at {dawn|sunrise}",
    "a small red boat on a green river between autumn hills",
    "an old stone bridge over a waterfall in a deep forest",
    "a castle on a hill under the aurora, winter night",
    "three hot air balloons over golden dunes at sunset",
    "a city skyline across the bay at night, full moon, light rain",
    "a lonely tree in a meadow of poppies, summer noon, big clouds",
    "an island with palm trees, turquoise sea, wide view",
    "a giant planet above a violet desert, two moons, stars",
    "a winding road through {lavender|sunflower} fields to a white house",
    "lightning over a dark sea, high waves, a lighthouse far away",
    "a quiet street in the snow, warm windows, blue hour",
    "a galaxy over a pine forest, a small tent with a light",
    "cliffs and a sandy beach from above, spring morning",
    "abstract teal and amber shapes, calm",
)
