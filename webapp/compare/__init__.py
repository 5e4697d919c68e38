"""Two to four pictures beside each other, and what differs in how they were made."""
