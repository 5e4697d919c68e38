"""AUTOMATIC1111 and Forge on a machine of one's own: catalogue.py says what they do, payload.py how it is asked for."""
