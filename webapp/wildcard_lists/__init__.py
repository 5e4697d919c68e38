"""Wildcard lists: choices that a person keeps, one entry a line."""
