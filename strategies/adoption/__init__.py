"""Adopting a policy or a strategy at an agenda item of the body that decides."""
