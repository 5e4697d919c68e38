"""Uploads: pictures from outside, by drop, paste, picker, address or ZIP."""
