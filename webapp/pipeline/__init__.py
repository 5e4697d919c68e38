"""The flow, in order: submit, quota, dispatch, run, save, hooks; status.py alone moves a status."""
