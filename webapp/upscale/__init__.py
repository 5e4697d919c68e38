"""Making a picture larger."""
