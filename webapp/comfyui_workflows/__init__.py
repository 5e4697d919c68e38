"""ComfyUI workflows of one's own: uploading them, and naming the places that people's wishes fill."""
