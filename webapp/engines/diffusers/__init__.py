"""Diffusers: a model of one's own, drawn with on this machine by a worker that keeps it in memory."""
