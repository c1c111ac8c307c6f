"""The name under which rows that wait in the task queue know what is to be carried out."""

# Rows in the queue hold this path as text: without it, what waits when a new version is put in place is lost.
from .invitations.delivery import deliver_invitations

__all__ = ["deliver_invitations"]
