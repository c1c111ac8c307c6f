"""Invitations to meetings (*indkaldelser*): the mail and its wording, the calendar part, answers and replies.

`queue` notes which messages a change calls for, `delivery` says which of them are due and hands them to `outbox`, which
sends. `draft` and `mail` are the words; `mailbox` fetches what comes back, `read_reply` reads it, `replies` keeps it.
"""
