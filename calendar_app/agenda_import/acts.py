"""Acts on an agenda that was read from a file: keep what was read, make its items, and take them back as a whole."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendar_app.agendas.acts import delete_agenda_item, next_number, reasons_against_deleting
from calendar_app.cases.acts import set_case
from calendar_app.models import AgendaImport
from ishoj_process.editing.acts import refuse
from ishoj_process.models import AgendaItem, Body, Case, Meeting, User

from .file.items import ReadAgenda, ReadItem


def reasons_against_importing(meeting: Meeting) -> list[str]:
    """Why no agenda may be read into the meeting; an empty list where one may."""
    if meeting.agenda_is_published:
        return [_("The agenda is published. Enter further items one by one, each with the reason why it is late.")]
    return []


@transaction.atomic
def keep_agenda(*, meeting: Meeting, agenda: ReadAgenda, name: str, by: User, now: datetime) -> AgendaImport:
    """Keep what was read of a file until it is confirmed, a day at most. Raises Refused."""
    forget_agendas(now=now)
    # Though nothing is made yet: what cannot become an agenda is not worth keeping for a day.
    refuse(reasons_against_importing(meeting.locked()))
    return AgendaImport.objects.create(
        meeting=meeting, name=name[:200], content=agenda.as_json(), read_at=now, read_by=by
    )


def forget_agendas(*, now: datetime) -> None:
    """Delete what was read of files and confirmed by nobody within a day."""
    AgendaImport.objects.outdated(now).delete()


@transaction.atomic
def import_agenda(*, source: AgendaImport, items: Sequence[ReadItem], by: User, now: datetime) -> AgendaImport:
    """Make the items, as they were read and corrected, behind those of the draft agenda. Returns the stored source.

    Done twice it is done once. Raises Refused with the reasons, and then nothing is made.
    """
    # The meeting first, as everywhere: two acts that lock in another order would wait for each other.
    meeting = source.meeting.locked()
    stored = source.locked()
    if stored.is_made:
        return stored
    # Asked again: a day may lie between the preview and the press of its button.
    refuse([*reasons_against_importing(meeting), *_reasons_against(items)])
    first = next_number(meeting.items.all())
    made = [_made_of(item, meeting, number, by) for number, item in enumerate(items, start=first)]
    stored.items.set(made)
    # The text goes as soon as it stands in the items, where rights guard it.
    stored.content, stored.made_at = None, now
    stored.save()
    return stored


def _reasons_against(items: Sequence[ReadItem]) -> list[str]:
    reasons = [] if items else [_("No item is chosen.")]
    for item in items:
        if item.is_closed and not item.public_title:
            words = {"title": item.title}
            reasons.append(_("“%(title)s” is closed and needs a title that may be shown to the public.") % words)
    return reasons


def _made_of(read: ReadItem, meeting: Meeting, number: int, by: User) -> AgendaItem:
    item = AgendaItem(
        meeting=meeting,
        number=number,
        title=read.title,
        is_closed=read.is_closed,
        # An open item has no public title: it would be shown in the place of its own if it were closed later.
        public_title=read.public_title if read.is_closed else "",
        deciding_body=Body.objects.called(read.deciding_body, meeting.start_date) if read.deciding_body else None,
        updated_by=by,
        **read.sections,
    )
    set_case(item=item, number=read.case_number, url=read.case_url, by=by)
    # A file may hold anything; save() alone checks nothing.
    item.full_clean(exclude=["meeting"])
    return item.save_signed(by=by)


def reasons_against_taking_back(source: AgendaImport) -> list[str]:
    """Why the items of a file may not be taken back as a whole; an empty list where they may."""
    # Alone, as after publication nothing else that is wrong can be mended either.
    if reasons := reasons_against_importing(source.meeting):
        return reasons
    items = list(source.items.prefetch_related("attachments", "carried_to"))
    changed = [item for item in items if _is_changed(item)]
    if changed:
        words = {"numbers": ", ".join(str(item.number) for item in changed)}
        told = ngettext("Item %(numbers)s has been changed.", "Items %(numbers)s have been changed.", len(changed))
        return [told % words, _("Delete the items one by one.")]
    return list(dict.fromkeys(reason for item in items for reason in reasons_against_deleting(item)))


def _is_changed(item: AgendaItem) -> bool:
    # Only what nobody has touched is deleted as a whole: somebody's work may lie in the rest.
    return bool(item.version > 1 or item.attachments.all() or item.carried_to.all())


@transaction.atomic
def take_back_agenda(*, source: AgendaImport, by: User) -> None:
    """Delete all items that were made of a file. Done twice it is done once. Raises Refused."""
    source.meeting.locked()
    stored = AgendaImport.objects.select_for_update().select_related("meeting").filter(pk=source.pk).first()
    if stored is None:
        return
    refuse(reasons_against_taking_back(stored))
    items = list(stored.items.order_by("-number"))  # from behind, so that none is numbered again in between
    for item in items:
        delete_agenda_item(item=item, by=by)
    # Only those that nothing else belongs to.
    Case.objects.filter(pk__in=[item.case_id for item in items], items=None).delete()
    stored.delete()
