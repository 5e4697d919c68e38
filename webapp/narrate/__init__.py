"""A picture's words, read aloud: asked for by its owner, heard by who may see it."""
