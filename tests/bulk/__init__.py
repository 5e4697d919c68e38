"""Acting on many pictures."""
