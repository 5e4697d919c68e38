"""People: setting up, signing in and out, their profile and their sessions."""
