"""Stories: written, illustrated, put in order, read and taken along."""
