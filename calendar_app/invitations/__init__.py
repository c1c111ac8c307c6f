"""Invitations to meetings (*indkaldelser*): the mail and its wording, the calendar part, answers and replies."""
