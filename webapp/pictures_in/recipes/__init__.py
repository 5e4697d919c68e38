"""Recipes of pictures made elsewhere, read from what their files tell; nothing in them is ever run."""
