"""My pictures."""
