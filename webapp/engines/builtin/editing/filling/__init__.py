"""Closes a hole in a picture: from its own patches, or smoothly, whichever would have fitted beside it."""
