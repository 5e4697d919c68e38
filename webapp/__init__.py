"""Atelier, a self-hosted studio for AI pictures: start reading at app.py."""
