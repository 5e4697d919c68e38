"""The tests mirror webapp/: one folder a feature, one file an action."""
