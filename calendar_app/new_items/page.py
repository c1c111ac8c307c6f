"""The fold “Nyt punkt” on the agenda's page: an empty form, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ishoj_process.models import AgendaItem, Meeting

from .forms import ID_ON_THE_PAGE, NewItemForm

if TYPE_CHECKING:
    from django.http import QueryDict

OPEN = "nyt-punkt"


def next_form_url(item: AgendaItem) -> str:
    """The agenda's page at the empty form, unfolded, where the title that follows the item is written."""
    # Another address after each item: a script that leads on is else told that it is there already.
    return f"{item.meeting.get_absolute_url()}?{OPEN}={item.number + 1}#{ID_ON_THE_PAGE % 'title'}"


def empty_form(meeting: Meeting) -> NewItemForm:
    return NewItemForm(meeting=meeting, auto_id=ID_ON_THE_PAGE)


def is_unfolded(asked: QueryDict) -> bool:
    """Whether the page was asked for with the form open, as after “Gem og nyt punkt”."""
    return OPEN in asked
