"""What the workers run: thin doors into webapp.pipeline."""
