"""A studio full of pictures, for trying at scale."""
