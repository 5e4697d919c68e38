"""All that is above the horizon."""
