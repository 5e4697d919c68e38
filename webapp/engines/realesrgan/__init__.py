"""Enlarging with Real-ESRGAN's small networks, where somebody installed them."""
