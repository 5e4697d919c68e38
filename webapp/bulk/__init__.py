"""Acting on many pictures of a wall at once."""
