"""The name under which rows that wait in the task queue know what is to be carried out."""

from .invitations.delivery import deliver_invitations

__all__ = ["deliver_invitations"]
