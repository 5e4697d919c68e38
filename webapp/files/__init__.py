"""The files of pictures, through can()."""
