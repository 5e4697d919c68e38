"""Whether the studio is up and ready, for whatever watches it."""
