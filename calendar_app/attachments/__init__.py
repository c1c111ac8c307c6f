"""Attachments (*bilag*) of agenda items."""
