"""Steps of editing that are kept, and done again to other pictures."""
