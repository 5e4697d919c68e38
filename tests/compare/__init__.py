"""Comparing pictures."""
