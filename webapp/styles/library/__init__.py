"""The styles that come with the studio, written by us: one module for each category, the most useful first."""
