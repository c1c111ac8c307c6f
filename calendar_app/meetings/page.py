"""What a meeting's page shows beside the meeting: its neighbours, what was raised there, and what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from calendar_app.agenda_rules.acts import missing_standing_items
from calendar_app.agendas.acts import reasons_against_agenda_state, reasons_against_moving
from calendar_app.agendas.page import Beside, agenda_timing, meeting_facts, questions_at, read_agenda
from calendar_app.invitations.acts import reasons_against_inviting
from calendar_app.invitations.answer_links import may_still_answer
from calendar_app.invitations.page import answer_buttons, contradiction_to, own_invitation, people_to_invite
from calendar_app.minutes.acts import reasons_against_minutes_state
from calendar_app.models import MeetingInvitation, PrivateNote
from calendar_app.reading.news import agenda_news
from calendar_app.rights import can_note, can_read_own_notes
from ishoj_process import rights
from ishoj_process.council.seniority import longest_seated
from ishoj_process.dates.danish import joined
from ishoj_process.files.forms import MOST_FILES
from ishoj_process.meetings.shown import ShownItem, for_page, shown_agenda
from ishoj_process.models import (
    Level,
    MainPolicy,
    Meeting,
    StatusChange,
    Strategy,
    Treatment,
    User,
    Vision,
    of_documents,
)
from strategies.models import Consultation
from vision.models import Challenge, DebatePaper, Theme

from .acts import Part, moves_of, reasons_against_held, reasons_against_state

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

STATE_LABELS = {
    Meeting.State.PLANNED: _("Back to planned"),
    Meeting.State.CONVENED: _("Convene"),
    Meeting.State.CANCELLED: pgettext_lazy("call a meeting off", "Cancel the meeting"),
}


MINUTES_LABELS = {
    Meeting.MinutesState.DRAFT: _("Take the minutes back"),
    Meeting.MinutesState.PUBLISHED: _("Publish the minutes"),
    Meeting.MinutesState.APPROVED: _("Record the minutes as approved"),
}


@dataclass(frozen=True)
class Neighbour:
    rel: str
    label: str | Promise
    meeting: Meeting


@dataclass(frozen=True)
class Choice:
    """A button, with the reasons why it cannot be pressed."""

    value: str
    label: str | Promise
    reasons: list[str]


def meeting_context(user: AnyUser, meeting: Meeting, today: date) -> dict[str, Any]:
    """All that the page shows, in a fixed number of queries."""
    items = shown_agenda(user, meeting)
    own = _own(user, meeting, items, today) if user.is_authenticated else {}
    news = own.get("news")
    beside = Beside(
        notes=own.get("notes", {}),
        news=news.words if news else {},
        effects=_effects(user, meeting),
    )
    return {
        **own,
        **meeting_facts(user, meeting),
        "agenda": read_agenda(user, meeting, questions_at(meeting, user), items, beside),
        "today": today,
        "challenges": Challenge.objects.visible_to(user).filter(raised_at=meeting),
        "themes": Theme.objects.visible_to(user).current().filter(raised_at=meeting),
        "debate_papers": _papers_presented_at(meeting),
        "neighbours": neighbours(user, meeting),
    }


def _papers_presented_at(meeting: Meeting) -> QuerySet[DebatePaper]:
    """With what of its vision their addresses name, and not its text."""
    papers = DebatePaper.objects.filter(presented_at=meeting).select_related("vision")
    return papers.only("title", "vision__slug", "vision__edition", "vision__status")


def _own(user: User, meeting: Meeting, items: list[ShownItem], today: date) -> dict[str, Any]:
    """What the page holds for those who log in: their invitation, their notes, what is new, what they may do."""
    invitation = own_invitation(user, meeting)
    may_answer = invitation is not None and may_still_answer(invitation, today)
    may_note = can_note(user)
    return {
        "notes": _notes(user, meeting) if can_read_own_notes(user) else {},
        "news": agenda_news(user, meeting, items) if may_note else None,
        "own_invitation": invitation,
        "video_url": meeting.video_url if _may_join(user, meeting, invitation) else "",
        "answer_buttons": answer_buttons(invitation),
        "may_answer": may_answer,
        "contradiction": contradiction_to(invitation) if may_answer else None,
        "may_note": may_note,
        "may_follow_up": rights.can_edit_follow_ups(user),
    }


def _may_join(user: User, meeting: Meeting, invitation: MeetingInvitation | None) -> bool:
    """Who is invited, with a seat or without one, and those whose the meeting is; of a cancelled one nobody joins."""
    is_open = bool(meeting.video_url) and not meeting.is_cancelled
    return is_open and (invitation is not None or rights.can_join_by_video(user, meeting))


def _notes(user: User, meeting: Meeting) -> dict[int, str]:
    """The reader's own notes by item. Nobody else's are ever asked for."""
    return dict(PrivateNote.objects.filter(user=user, item__meeting=meeting).values_list("item", "text"))


def _effects(user: AnyUser, meeting: Meeting) -> dict[int, list[EffectLine]]:
    if not rights.can_see_minutes(user, meeting):
        return {}
    lines = effect_lines(meeting, may_carry_out=rights.can_edit_hierarchy(user))
    return {item: [row for row in rows if rights.can_see_level(user, row.level)] for item, rows in lines.items()}


def neighbours(user: AnyUser, meeting: Meeting) -> list[Neighbour]:
    """The meeting of the same body before this one, and the one after, as far as there are any."""
    # Only what the reader may see, or a link would tell that a meeting is there.
    same_bodies = Meeting.objects.visible_to(user).filter(bodies__in=list(meeting.bodies.all()))
    # Distinct by hand: a joint meeting is found once for each body.
    order = list(dict.fromkeys(same_bodies.in_order().values_list("pk", flat=True)))
    # A meeting of no body stands in nobody's row.
    if meeting.pk not in order:
        return []
    place = order.index(meeting.pk)
    # None at both ends: the first has none before it, and -1 must not wrap round to the last.
    earlier_pk, later_pk = ([None, *order, None][place + n] for n in (0, 2))
    found = for_page(Meeting.objects.filter(pk__in=[earlier_pk, later_pk])).in_bulk()
    near = [("prev", _("Previous meeting:"), found.get(earlier_pk)), ("next", _("Next meeting:"), found.get(later_pk))]
    return [Neighbour(rel, label, other) for rel, label, other in near if other]


def acts_context(meeting: Meeting, today: date) -> dict[str, Any]:
    """The buttons of the secretariat, each with the very reasons that the act would refuse with.

    Of a cancelled meeting nothing is begun: only what is there already is corrected or taken back.
    """
    may_begin = not meeting.agenda_is_published and not meeting.is_cancelled
    return {
        "may_begin": may_begin,
        "is_published": meeting.agenda_is_published,
        "is_frozen": meeting.minutes_are_approved,
        "has_begun": meeting.start_date <= today,
        "bodies": meeting.hosts,
        "state_choices": [
            Choice(to.value, STATE_LABELS[to], reasons_against_state(meeting, to, today=today))
            for to in moves_of(meeting)
        ],
        "held_choice": _held_choice(meeting, today),
        "agenda_choice": _agenda_choice(meeting, today),
        "minutes_choices": _minutes_choices(meeting, today),
        "timing": agenda_timing(meeting, today),
        "missing_standing": missing_standing_items(meeting).count() if may_begin else 0,
        "moving_reasons": reasons_against_moving(meeting),
        "most_files": MOST_FILES,
    }


def _held_choice(meeting: Meeting, today: date) -> Choice | None:
    if meeting.is_held:
        return Choice("0", _("Take back that it was held"), [])
    if meeting.is_cancelled:
        return None
    return Choice("1", _("Record as held"), reasons_against_held(meeting, today=today))


@dataclass(frozen=True)
class SendOutPart:
    """One of the things that are done together when a meeting is sent out, ticked unless it is refused."""

    value: str
    label: str
    phrase: str  # as the button names it: `offentliggør`, `indkald`, `send 12 mails`
    note: str
    reasons: list[str]


def send_out_parts(meeting: Meeting, today: date) -> list[SendOutPart]:
    """What is left to be done of an agenda and its meeting; empty where that is one thing, which has its own button."""
    missing = people_to_invite(meeting)[0]
    parts = []
    if not meeting.agenda_is_published:
        reasons = reasons_against_agenda_state(meeting, Meeting.AgendaState.PUBLISHED, today=today)
        label, note = gettext("Publish the agenda"), gettext("Everybody sees it, without what is closed.")
        parts.append(
            SendOutPart(Part.PUBLISH.slug, label, pgettext("an agenda, within a sentence", "publish"), note, reasons)
        )
    if meeting.state == Meeting.State.PLANNED:
        reasons = reasons_against_state(meeting, Meeting.State.CONVENED, today=today)
        label, note = gettext("Convene"), _convening_note(meeting)
        parts.append(
            SendOutPart(Part.CONVENE.slug, label, pgettext("a meeting, within a sentence", "convene"), note, reasons)
        )
    if missing:
        parts.append(_inviting(missing, reasons_against_inviting(meeting, today=today)))
    return parts if sum(not part.reasons for part in parts) > 1 else []


def beside_sending_out(choices: list[Choice], parts: list[SendOutPart]) -> list[Choice]:
    """The buttons of the state where the meeting may be sent out: to convene it alone says that nobody gets a mail."""
    if not any(part.value == Part.INVITE.slug and not part.reasons for part in parts):
        return choices
    quiet = gettext("Record as convened without sending mail")
    return [replace(row, label=quiet) if row.value == Meeting.State.CONVENED else row for row in choices]


def _convening_note(meeting: Meeting) -> str:
    """Who was invited while the meeting was planned is told that it is certain now."""
    count = MeetingInvitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True).count()
    if not count:
        return ""
    told = ngettext("%(count)s who is invited gets a mail.", "%(count)s who are invited get a mail each.", count)
    return told % {"count": count}


def _inviting(missing: list[User], reasons: list[str]) -> SendOutPart:
    count = {"count": len(missing)}
    label = ngettext(
        "Send the invitation to %(count)s member", "Send the invitation to %(count)s members", len(missing)
    )
    phrase = ngettext("send %(count)s mail", "send %(count)s mails", len(missing))
    return SendOutPart(Part.INVITE.slug, label % count, phrase % count, joined(map(str, missing)), reasons)


def convener_text(meeting: Meeting) -> str:
    """Who convenes a meeting that lies before its term; empty for all others, and where it is entered already."""
    if not meeting.term or meeting.convened_by:
        return ""
    names = [str(user) for user in longest_seated(meeting.term)]
    if not names:
        return str(_("Who of those elected has sat longest, is not known here. Enter on the meeting who convenes it."))
    if len(names) == 1:
        text = _("It is convened by %(names)s, who of those elected has sat longest in the council.")
    else:
        text = _("Equally long have sat: %(names)s. Enter on the meeting who of them convenes it.")
    return text % {"names": joined(names)}


def _agenda_choice(meeting: Meeting, today: date) -> Choice | None:
    """Publish; or take back, as long as that may be done: afterwards the corrections are the way, and no button."""
    states = Meeting.AgendaState
    if not meeting.agenda_is_published and meeting.is_cancelled:
        return None
    if not meeting.agenda_is_published:
        reasons = reasons_against_agenda_state(meeting, states.PUBLISHED, today=today)
        return Choice(states.PUBLISHED.value, _("Publish the agenda"), reasons)
    if reasons_against_agenda_state(meeting, states.DRAFT, today=today):
        return None
    return Choice(states.DRAFT.value, _("Take the agenda back to a draft"), [])


def _minutes_choices(meeting: Meeting, today: date) -> list[Choice]:
    """What may be done with the minutes: publish, take back, approve; nothing more once they are approved."""
    if not meeting.agenda_is_published or meeting.minutes_are_approved:
        return []
    # Nothing is decided before its day, or at a meeting that is cancelled: a button would only say so once more.
    if not meeting.minutes_are_published and (meeting.is_cancelled or meeting.start_date > today):
        return []
    states = Meeting.MinutesState
    to = [states.DRAFT, states.APPROVED] if meeting.minutes_are_published else [states.PUBLISHED]
    return [
        Choice(state.value, MINUTES_LABELS[state], reasons_against_minutes_state(meeting, state, today=today))
        for state in to
    ]


Effect = Treatment.Effect


@dataclass(frozen=True)
class EffectLine:
    """A document with what was decided about it; `url` is where it is carried out, for those who may."""

    level: Level
    text: str
    is_done: bool
    url: str


def effect_lines(meeting: Meeting, *, may_carry_out: bool) -> dict[int, list[EffectLine]]:
    """The effects of the meeting's decisions by item: {item's key: [EffectLine]}, in a fixed number of queries."""
    rows = Treatment.objects.filter(item__meeting=meeting).exclude(effect="")
    treatments = list(rows.select_related("vision", "main_policy", "strategy"))
    sent, returned = _sent_out(treatments, meeting), _returned(treatments, meeting)
    found: dict[int, list[EffectLine]] = {}
    for row in treatments:
        done = {
            # By the item and not by the status: the document may have been adopted elsewhere, or before.
            Effect.ADOPTS: row.level.adopted_at_item_id == row.item_id,
            Effect.CONSULTS: row.level in sent,
            Effect.RETURNS: row.level in returned,
        }[Effect(row.effect)]
        url = _address(row) if may_carry_out and not done else ""
        found.setdefault(row.item_id, []).append(EffectLine(row.level, row.get_effect_display(), done, url))
    return found


def _sent_out(treatments: Iterable[Treatment], meeting: Meeting) -> set[Level]:
    """The documents that went out for consultation on the meeting's day or later."""
    asked = [row.level for row in treatments if row.effect == Effect.CONSULTS]
    documents = {(row.column, row.pk): row for row in asked if isinstance(row, MainPolicy | Strategy)}
    # From the meeting on: an earlier consultation of the same document is not what was decided here.
    consultations = Consultation.objects.filter(of_documents(documents.values()), opened_on__gte=meeting.start_date)
    return {documents[row.document_key] for row in consultations.only("main_policy", "strategy")}


def _returned(treatments: Iterable[Treatment], meeting: Meeting) -> set[Level]:
    """The documents that were put back into preparation on the meeting's day or later."""
    # A condition that nothing meets: with none to ask for, an empty Q would find every change of status there is.
    asked = Q(pk__in=[])
    for row in treatments:
        if row.effect == Effect.RETURNS:
            asked |= Q(**{StatusChange.field_for(row.level): row.level})
    changes = StatusChange.objects.filter(asked, on__gte=meeting.start_date, to_status=Level.Status.IN_PREPARATION)
    return {change.level for change in changes.select_related("vision", "main_policy", "strategy")}


def _address(row: Treatment) -> str:
    """Where the administration carries the effect out."""
    level = row.level
    if isinstance(level, MainPolicy | Strategy):
        # They are adopted and consulted on by acts of their own, which the status page is not.
        pages = {Effect.ADOPTS: "strategy_adopt", Effect.CONSULTS: "consultation_create"}
        return level.address(pages.get(Effect(row.effect), f"{level.column}_status"))
    if isinstance(level, Vision):
        return level.address("vision_adopt" if row.effect == Effect.ADOPTS else "vision_status")
    return ""
