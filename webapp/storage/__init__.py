"""Where bytes rest: start at `registry.open_storage`, whose result keeps the promise written in `base.py`."""
