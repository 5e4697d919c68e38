"""What can be done to a picture, by which engine: the part that editing and enlarging share."""
