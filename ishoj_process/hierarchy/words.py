"""Where documents of the hierarchy stand, in words: one of them in a sentence, several of them counted."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from ishoj_process.models import Level, Vision
from ishoj_process.models.status import counted_label_of, place_in_work, sentence_of


def position_text(level: Level) -> str:
    """Where does it stand? A sentence for the page's first line; what is unconfirmed is never said as certain."""
    sentence = sentence_of(level.status)
    unconfirmed = _("This is unconfirmed.")
    # Where nobody has stated anything, there is nothing to doubt.
    return f"{sentence} {unconfirmed}" if level.status and level.is_unconfirmed else sentence


def no_lines_text(vision: Vision) -> str:
    """That there are no guiding lines, in the vision's own word; not yet, as long as the vision is not adopted."""
    text = _("No %(lines)s") if vision.was_adopted else _("No %(lines)s yet")
    return text % {"lines": vision.line_words}


def without_lines_text(vision: Vision) -> str:
    """The same as a sentence about the vision."""
    text = _("The vision has no %(lines)s.") if vision.was_adopted else _("The vision has no %(lines)s yet.")
    return text % {"lines": vision.line_words}


def tally_of(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """How many stand where: (status, label, number) of `{status: number}`, in the order of the work; unknown last."""
    found = sorted((status for status, number in counts.items() if number), key=place_in_work)
    return [(status, counted_label_of(status, counts[status]), counts[status]) for status in found]
