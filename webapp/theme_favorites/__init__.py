"""The themes somebody starred."""
