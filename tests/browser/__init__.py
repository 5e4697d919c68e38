"""A real studio in a real Chromium: what a person sees, does and waits for."""
