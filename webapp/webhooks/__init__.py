"""Where providers tell that a picture is done: a hint to look sooner, never more than that."""
