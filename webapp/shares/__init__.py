"""Links that show one thing to whoever has them: made, listed, withdrawn, opened."""
