"""Stability AI's hosted models: catalogue.py says what they do, payload.py how it is asked for."""
