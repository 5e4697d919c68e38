"""Styles of one's own: made, edited in versions, shared, forked."""
