"""Changes to a picture that is there already, made with OpenCV, NumPy and Pillow alone."""
