"""Replicate's hosted models: schema.py reads what each one takes, payload.py fills it in, answers.py reads results."""
