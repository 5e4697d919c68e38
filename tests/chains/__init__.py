"""Steps of editing, kept and done again."""
