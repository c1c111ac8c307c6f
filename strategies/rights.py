"""Who may see and do what on the committees' track."""

from ishoj_process.rights import can_edit_hierarchy


def can_edit_strategies(user):
    """The administration enters strategies, their status and what is done about them."""
    return can_edit_hierarchy(user)
