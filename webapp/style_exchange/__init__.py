"""Styles from other tools and for other tools: a preview first, then all of it or nothing."""
