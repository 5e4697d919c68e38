"""From a text to something heard, in order: asking, work, keeper; reading is what pages show of it."""
