"""Finding pictures by words, over a person's whole history and over the public wall."""
