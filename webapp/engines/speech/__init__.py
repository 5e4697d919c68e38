"""How words are spoken: text in, sound and the times of its sentences out."""
