"""Create: describe a picture."""
