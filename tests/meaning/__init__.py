"""Vectors: made right, kept up to date, searched alike on every database."""
