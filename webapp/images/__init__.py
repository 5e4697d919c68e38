"""One picture's page."""
