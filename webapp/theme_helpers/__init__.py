"""Themes: worlds to set pictures in."""
