"""Where documents of the hierarchy stand, in words: one of them in a sentence, several of them counted."""

from django.utils.translation import gettext as _

from ishoj_process.models import Level

Status = Level.Status


def position_text(level):
    """Where does it stand? A sentence for the page's first line; what is unconfirmed is never said as certain."""
    sentences = {
        Status.CONSIDERED: _("It is considered whether to write it."),
        Status.CHOSEN: _("It has been chosen. The work has not begun yet."),
        Status.IN_PREPARATION: _("It is being written."),
        Status.BEFORE_DECISION: _("The draft awaits a decision."),
        Status.ADOPTED: _("It is adopted and in force."),
        Status.DROPPED: _("It was dropped."),
        Status.SUPERSEDED: _("A newer document has taken its place."),
    }
    if level.status not in sentences:
        return _("Nobody has stated where it stands.")
    sentence = sentences[level.status]
    unconfirmed = _("This is unconfirmed.")
    return f"{sentence} {unconfirmed}" if level.is_unconfirmed else sentence


def no_lines_text(vision):
    """That there are no guiding lines, in the vision's own word; not yet, as long as the vision is not adopted."""
    text = _("No %(lines)s") if vision.was_adopted else _("No %(lines)s yet")
    return text % {"lines": vision.line_words}


def without_lines_text(vision):
    """The same as a sentence about the vision."""
    text = _("The vision has no %(lines)s.") if vision.was_adopted else _("The vision has no %(lines)s yet.")
    return text % {"lines": vision.line_words}


def tally_of(counts):
    """How many stand where: (status, label, number) of `{status: number}`, in the order of the work; unknown last."""
    labels = [*Status.choices, ("", _("status not known"))]
    return [(status, label, counts[status]) for status, label in labels if counts.get(status)]
