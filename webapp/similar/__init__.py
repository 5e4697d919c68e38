"""Styles found by meaning: for words, for another style, for a picture."""
