"""What people used: by day, engine and style, as a plot, a table and a file."""
