"""What stands in a picture: one small module a family."""
