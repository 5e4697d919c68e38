"""Sketchbook, the engine that needs nothing: start at engine.py, then compose.py."""
