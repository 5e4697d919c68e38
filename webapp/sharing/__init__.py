"""Links that show one thing to whoever has them: what they lead to, their passwords, and what a guest is sent."""
