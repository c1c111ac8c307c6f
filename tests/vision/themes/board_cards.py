"""What tests of the board of themes say about its cards."""


def texts(theme):
    """What was said under the theme."""
    return sorted(row.text for row in theme.contributions.all())


def key(row, theme=None):
    """A contribution as the board names it, under a theme or loose."""
    return f"{row.pk}:{theme.pk if theme else ''}"
