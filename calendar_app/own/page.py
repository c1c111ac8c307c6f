"""All that one person wrote, gave and answered, in a fixed number of queries.

The words are their own, and stay theirs when their seat has ended. What stands beside them is not: a meeting, an item
or a consultation is named as far as they may see it today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from calendar_app.models import MeetingInvitation, PrivateNote
from ishoj_process import rights
from ishoj_process.dates.danish import date_text
from ishoj_process.meetings.shown import for_page
from ishoj_process.models import AgendaItem, Meeting, User
from strategies.models import Consultation, Response
from vision.models import Comment, Contribution, Round, Vote
from vision.rights import can_see_contributions, can_see_drafts


@dataclass(frozen=True)
class OwnRow:
    """One thing: on which day, beside what, and in which words."""

    day: date
    about: str  # empty where they may not see it any more
    url: str
    text: str
    detail: str = ""

    @property
    def day_text(self) -> str:
        return date_text(self.day)


@dataclass(frozen=True)
class OwnPart:
    heading: str
    rows: list[OwnRow]


def own_parts(user: User) -> list[OwnPart]:
    """The kinds of which there is something, each with its newest first."""
    parts = [
        OwnPart(_("Notes"), [*_notes(user)]),
        OwnPart(_("Contributions"), [*_contributions(user)]),
        OwnPart(_("Comments on the text of the vision"), [*_comments(user)]),
        OwnPart(_("Answers in consultations"), [*_responses(user)]),
        OwnPart(_("Points in rounds that were not secret"), [*_points(user)]),
        OwnPart(_("Answers to invitations"), [*_answers(user)]),
    ]
    for part in parts:
        part.rows.sort(key=lambda row: row.day, reverse=True)
    return [part for part in parts if part.rows]


def _notes(user: User) -> Iterator[OwnRow]:
    notes = list(PrivateNote.objects.filter(user=user).select_related("item").exclude(text="").order_by("id"))
    shown = _shown(user, [note.item.meeting_id for note in notes])
    for note in notes:
        about, url = _named_item(user, note.item, shown.get(note.item.meeting_id))
        yield OwnRow(timezone.localdate(note.updated_at), about, url, note.text)


def _shown(user: User, keys: Iterable[int | None]) -> dict[int, Meeting]:
    """Those of some meetings that the reader may know of, by key."""
    return {meeting.pk: meeting for meeting in for_page(Meeting.objects.visible_to(user).filter(pk__in={*keys}))}


def _named_item(user: User, item: AgendaItem, meeting: Meeting | None) -> tuple[str, str]:
    """What the item is called to this reader and where it is; nothing of a meeting that they may not see."""
    if meeting is None or not rights.can_see_agenda(user, meeting):
        return _named(meeting)
    item.meeting = meeting  # the one at hand, with all that rights ask of it
    title = item.title if rights.can_read_item(user, item) else item.public_title
    words = {"meeting": meeting, "number": item.number, "title": title}
    return _("%(meeting)s, item %(number)s: %(title)s") % words, item.get_absolute_url()


def _named(meeting: Meeting | None) -> tuple[str, str]:
    return (f"{meeting}, {date_text(meeting.start_date)}", meeting.get_absolute_url()) if meeting else ("", "")


def _contributions(user: User) -> Iterator[OwnRow]:
    """What they said or wrote down, and what they themselves are noted to have said."""
    rows = list(
        Contribution.objects.filter(Q(written_by=user) | Q(member=user)).select_related("member", "party_group")
    )
    shown = _shown(user, [row.meeting_id for row in rows])
    for row in rows:
        about, _url = _named(shown.get(row.meeting_id or 0))
        # The page of a contribution is the council's; its words are theirs who wrote them.
        url = row.get_absolute_url() if can_see_contributions(user) else ""
        yield OwnRow(row.said_on, about, url, row.text, row.speaker_text)


def _comments(user: User) -> Iterator[OwnRow]:
    for row in Comment.objects.filter(by=user):
        yield OwnRow(row.on, "", row.get_absolute_url() if can_see_drafts(user) else "", row.text, row.quote)


def _responses(user: User) -> Iterator[OwnRow]:
    """Of each answer of a body the newest wording that they stored themselves, and not what others made of it."""
    versions = Response.history.filter(history_user=user, sender_kind=Response.Sender.BODY).exclude(text="")
    newest = {row.id: row for row in versions.order_by("history_date", "history_id")}
    shown = {row.pk: row for row in Consultation.objects.visible_to(user).with_documents()}
    for row in newest.values():
        consultation = shown.get(row.consultation_id)
        about, url = (consultation.title, consultation.get_absolute_url()) if consultation else ("", "")
        detail = pgettext("a consultation", "sent") if row.sent_on else _("draft")
        yield OwnRow(timezone.localdate(row.history_date), about, url, row.text, detail)


def _points(user: User) -> Iterator[OwnRow]:
    """What they gave in rounds that were declared open; a secret round forgets, and tells nobody."""
    votes = Vote.objects.filter(ballot__given_by=user, ballot__round__is_secret=False)
    seen = set(Round.objects.visible_to(user).values_list("pk", flat=True))
    for vote in votes.select_related("candidate", "ballot__round").order_by("ballot__round", "candidate__position"):
        round_ = vote.ballot.round
        url = round_.get_absolute_url() if round_.pk in seen else ""
        # A ballot has no day of its own: that would tell when somebody voted.
        day = timezone.localdate(round_.opened_at)
        yield OwnRow(day, round_.title, url, vote.candidate.title, str(vote.points))


def _answers(user: User) -> Iterator[OwnRow]:
    rows = list(MeetingInvitation.objects.filter(user=user, answered_at__isnull=False))
    shown = _shown(user, [row.meeting_id for row in rows])
    for row in rows:
        about, url = _named(shown.get(row.meeting_id))
        day = timezone.localdate(row.answered_at)
        yield OwnRow(day, about, url, str(row.get_answer_display()), row.comment or row.mail_text)
