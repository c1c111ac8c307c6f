"""Acts on the case that an item belongs to: name it, and take its item on to another meeting."""

from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse
from ishoj_process.files.acts import kept_with_their_rows
from ishoj_process.models import AgendaItem, Attachment, Case, Meeting, Treatment, User

CARRIED = ("title", "is_closed", "public_title", *AgendaItem.PRESENTATION, "deciding_body")


def set_case(*, item: AgendaItem, number: str, url: str, by: User) -> None:
    """Let the item belong to the case with this number; without one it keeps the case that has no number either.

    The caller stores the item. A number that is known already is the same case for all its items; an address that is
    given anew is the newer one.
    """
    if not (number or url):
        item.case = _own_case(item)
        return
    # A number that is typed later joins the item to its case; one without a number is this item's alone.
    case = Case.objects.filter(number=number).first() if number else _own_case(item)
    if case is None:
        case = _own_case(item) or _new_case(number)
    # Saved only where something is new: each save raises the stamp, and all public copies are built again.
    if (case.number, case.url) != (number or case.number, url or case.url) or case.pk is None:
        case.number, case.url = number or case.number, url or case.url
        case.save()
    item.case = case


def _new_case(number: str) -> Case:
    """A case with the number, also where somebody else makes it in the same moment; or one that is not stored yet."""
    # `get_or_create`, since the number is unique and two may type it at once.
    return Case.objects.get_or_create(number=number)[0] if number else Case()


def _own_case(item: AgendaItem) -> Case | None:
    """The item's case as long as it has no number, so that it may be given one."""
    return item.case if item.case and not item.case.number else None


def reasons_against_carrying(item: AgendaItem, meeting: Meeting) -> list[str]:
    """Why the item may not be taken on to that meeting; an empty list where it may."""
    reasons = []
    if meeting.pk == item.meeting_id:
        reasons.append(_("The item stands on the agenda of this meeting."))
    if meeting.is_cancelled:
        reasons.append(_("The meeting is cancelled."))
    # The same day is allowed: a committee and the council may meet one after the other.
    if meeting.start_date < item.meeting.start_date:
        reasons.append(_("The meeting lies before the one at which the item stands."))
    if meeting.minutes_are_approved:
        reasons.append(_("The minutes of the meeting are approved."))
    if meeting.agenda_is_published:
        reasons.append(
            _("The agenda of the meeting is published. Enter the item there, with the reason why it is late.")
        )
    return reasons


def carry_over(*, item: AgendaItem, meeting: Meeting, by: User) -> AgendaItem:
    """Take the item on to a later meeting, with its text, documents and attachments, as the same case.

    Done twice it is done once. Raises Refused with the reasons. Returns the item at the later meeting.
    """
    copies: list[Attachment] = []
    with kept_with_their_rows(copies):
        meeting = meeting.locked()
        # Before the reasons: a second click is no fault, though the agenda may have been published meanwhile.
        if there := meeting.items.filter(carried_from=item).first():
            return there
        refuse(reasons_against_carrying(item, meeting))
        later = _carried(item, meeting, by)
        # Without their effects: what the decision does is decided anew at the later meeting.
        for treatment in item.treatments.all():
            Treatment.objects.create(item=later, **{Treatment.field_for(treatment.level): treatment.level})
        for attachment in item.attachments.all():
            _copy(attachment, later, copies)
    return later


def _carried(item: AgendaItem, meeting: Meeting, by: User) -> AgendaItem:
    """The item as the last one of the later meeting; both belong to one case from now on."""
    # Only now: an item that never leaves its meeting needs no case.
    if item.case is None:
        item.case = Case.objects.create()
        item.save_signed(by=by)
    number = (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    later = AgendaItem(meeting=meeting, number=number, case=item.case, carried_from=item, updated_by=by)
    for name in CARRIED:
        setattr(later, name, getattr(item, name))
    later.save_signed(by=by)
    return later


def _copy(attachment: Attachment, item: AgendaItem, copies: list[Attachment]) -> None:
    """A file of its own, since the other may be removed from the disk."""
    item.last_attachment_number += 1
    copy = Attachment(item=item, number=item.last_attachment_number)
    copies.append(copy)
    for name in ("title", "original_name", "content_type", "size"):
        setattr(copy, name, getattr(attachment, name))
    with attachment.file.open("rb") as file:
        copy.file.save(attachment.original_name, ContentFile(file.read()))
    # Past save(): the count is no new version of the text.
    AgendaItem.objects.filter(pk=item.pk).update(last_attachment_number=item.last_attachment_number)
