"""Stories to take along: as a folder for any browser, an EPUB, a PDF and a comic book."""
