"""ComfyUI: workflows.py says what is sent, story.py what comes back while it draws, wait.py when it is done."""
