"""The people who log in: made, changed, closed, invited by mail, deleted."""
