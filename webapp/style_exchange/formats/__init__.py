"""One module for each tool: `read` makes entries of its file, `write` makes its file of styles. Pure, no rows."""
