"""What keeps the studio running on a host: start-up, supervision, Redis, browser files, the doctor."""
