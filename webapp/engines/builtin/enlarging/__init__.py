"""Makes pictures larger, a tile at a time."""
