"""What keeps the studio running on a host: start-up, supervision, its own Redis, set-up of browser files, the doctor."""
