"""The public wall."""
