"""Stories: pages in order, each a picture and its text, to be written, read and taken along."""
