"""Styles by meaning: for words, for a style, for a picture; by words alone where there is no model."""
