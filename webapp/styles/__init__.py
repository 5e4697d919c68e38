"""The built-in styles."""
