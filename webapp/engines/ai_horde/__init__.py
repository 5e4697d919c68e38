"""AI Horde: volunteers' graphics cards, free, with or without an account."""
