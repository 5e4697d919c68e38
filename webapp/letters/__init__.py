"""Words set in type, in books and on cards: which faces have their letters, where lines end."""
