"""The engines as an admin looks after them: what each needs, its switches, and trying it."""
