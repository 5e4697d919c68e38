"""Changing a part of a picture."""
