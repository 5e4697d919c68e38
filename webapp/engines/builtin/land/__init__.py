"""What lies on the ground, from the far ridge to the near shore."""
