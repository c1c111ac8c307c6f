"""Contributions (*indspil*): what was said at the meetings or between them, and where it was sorted to."""
