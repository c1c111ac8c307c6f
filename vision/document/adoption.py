"""The council adopts its vision: at an agenda item of its own meeting, with guiding lines, and once."""

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.dates.rough import RoughDate
from ishoj_process.editing.acts import Refused
from ishoj_process.hierarchy.acts import reasons_against_move
from ishoj_process.models import AgendaItem, Body, GuidingLine, Level, Meeting, Vision
from vision.drafts.acts import store_draft
from vision.models import Adoption

from .acts import move_vision
from .editions import hand_over

COUNCIL = Body.Kind.COUNCIL


def reasons_against_adoption(vision):
    """Why the council may not adopt the vision as it stands; an empty list where it may."""
    reasons = reasons_against_move(vision, Level.Status.ADOPTED)
    if not GuidingLine.objects.filter(aim__vision=vision).exists():
        words = {"lines": vision.line_words}
        reasons.append(_("The vision has no %(lines)s. They are what the council adopts.") % words)
    return reasons


def reasons_against_item(item, today):
    """Why the vision may not be adopted at this agenda item; an empty list where it may."""
    meeting = item.meeting
    if meeting.kind != Meeting.Kind.COUNCIL or not meeting.bodies.filter(kind=COUNCIL).exists():
        return [_("The vision is adopted at a council meeting. Theme meetings and seminars decide nothing.")]
    if meeting.is_cancelled:
        return [_("The meeting is cancelled.")]
    return [_("The meeting has not been held yet.")] if meeting.start_date > today else []


def items_to_adopt_at(today):
    """The open agenda items of council meetings that have begun, the latest meeting first."""
    meetings = Meeting.objects.filter(kind=Meeting.Kind.COUNCIL, bodies__kind=COUNCIL, start_date__lte=today)
    items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings.exclude(state=Meeting.State.CANCELLED))
    return (
        items.select_related("meeting").prefetch_related("meeting__bodies").order_by("-meeting__start_date", "number")
    )


@transaction.atomic
def adopt_vision(*, vision, item, is_unanimous, dissenting_groups, dissent, note, by, today):
    """Freeze the wording as a draft of its own and adopt it with its guiding lines; Refused with reasons.

    Done twice it is done once: an adopted vision is returned as it is.
    """
    stored = Vision.objects.select_for_update().get(pk=vision.pk)
    if stored.meaning.is_in_force:
        return stored
    if reasons := [*reasons_against_adoption(stored), *reasons_against_item(item, today)]:
        raise Refused(reasons)
    draft = store_draft(stored, note=_("As the council adopted it."), by=by, on=today)
    adoption = Adoption.objects.create(
        vision=stored, item=item, draft=draft, is_unanimous=is_unanimous, dissent="" if is_unanimous else dissent
    )
    adoption.dissenting_groups.set([] if is_unanimous else dissenting_groups)
    move_vision(
        level=stored,
        to=Level.Status.ADOPTED,
        note=note,
        by=by,
        on=today,
        adopted_on=RoughDate.parse(item.meeting.start_date.isoformat()),
        adopted_by=item.meeting.bodies.get(kind=COUNCIL),
        adopted_at_item=item,
    )
    stored.refresh_from_db()
    hand_over(edition=stored, by=by, on=today)
    return stored
