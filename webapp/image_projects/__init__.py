"""Projects: pictures in an order made by hand, made together, and shown."""
