"""Meetings (*møder*): the list, a meeting's page, moving, convening and cancelling it."""
