"""Finding by meaning: words become vectors, made in the background and kept; things alike have vectors alike."""
