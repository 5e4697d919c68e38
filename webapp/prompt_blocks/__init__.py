"""Blocks: named pieces of prompt that a person keeps."""
