"""Acts on a list of the elected: keep what was read, store it as it was seen, take it back as a whole.

Log-ins are made without a mail: who is invited, and when, is an act of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from calendar_app.models import ElectedList, MeetingInvitation
from ishoj_process.council.seat_acts import change_role
from ishoj_process.editing.acts import MovedOn, is_named_anywhere, refuse
from ishoj_process.models import CouncilTerm, PartyGroup, Seat, User
from ishoj_process.seats.acts import begin_seat, enter_group, remove_seat
from ishoj_process.users.acts import remove_unused_user, store_user
from ishoj_process.users.forms import UserForm

from .judge import House, Judged, Verdict, judge, seen_of
from .read import Line, ReadList, from_json


@transaction.atomic
def keep_list(*, term: CouncilTerm, go: str, read: ReadList, name: str, by: User, now: datetime) -> ElectedList:
    """Keep what was read of a list until it is confirmed, a day at most."""
    forget_lists(now=now)
    return ElectedList.objects.create(
        term=term, go=go, name=name[:200], content=read.as_json(), read_at=now, read_by=by
    )


def forget_lists(*, now: datetime) -> None:
    """Delete what was read and confirmed by nobody within a day."""
    ElectedList.objects.outdated(now).delete()


@transaction.atomic
def store_elected(
    *,
    source: ElectedList,
    lines: Sequence[Line],
    answers: Mapping[int, str],
    seen: str,
    by: User,
    now: datetime,
) -> ElectedList:
    """Make the log-ins, groups and seats of a list, as it was shown and corrected. Returns the stored list.

    Done twice it is done once. Raises MovedOn where the house means something else by the list than it did when
    it was shown, and Refused where a line is not clear; then nothing is made.
    """
    # The term first, as everywhere: of two who enter the council at once one waits, and is then told.
    term = source.term.locked()
    stored = source.locked("term")
    if stored.is_made:
        return stored
    house = House.read(term)
    if seen != seen_of(judge(house, stored.go, from_json(stored.content or {}).lines)):
        raise MovedOn([_("Somebody else has changed the council meanwhile. Look at the lines again.")])
    judged = judge(house, stored.go, lines, answers)
    refuse(_reasons_against(judged))
    made = _Made(term, by)
    for each in judged:
        made.make(each)
    # The names and addresses go as soon as they stand where rights guard them.
    stored.content, stored.made, stored.made_at = None, made.as_json(), now
    stored.save()
    return stored


def _reasons_against(judged: Sequence[Judged]) -> list[str]:
    reasons = [] if any(each.is_made for each in judged) else [_("No line is chosen of which anything is to be made.")]
    for each in judged:
        if each.verdict in (Verdict.UNCLEAR, Verdict.ASKED):
            told = " ".join(each.reasons) or _("Choose who it is.")
            reasons.append(_("Line %(number)s: %(reason)s") % {"number": each.line.number, "reason": told})
    return reasons


class _Made:
    """What is made of a list, in the order of its lines."""

    def __init__(self, term: CouncilTerm, by: User) -> None:
        self.term, self.by = term, by
        self.users: dict[str, User] = {}
        self.groups: dict[str, PartyGroup] = {}
        self.seats: list[Seat] = []
        self.roles: list[tuple[Seat, str]] = []

    def make(self, each: Judged) -> None:
        if each.verdict is Verdict.ROLE and each.seat:
            self.roles.append((each.seat, each.seat.role))
            change_role(seat=each.seat, role=Seat.Role(each.role), on=self.term.starts, by=self.by)
        elif each.is_made and each.body:
            user = each.user or self._user(each)
            group = self._group(each)
            seat = begin_seat(body=each.body, term=self.term, user=user, role=each.role, party_group=group, by=self.by)
            self.seats.append(seat)

    def _user(self, each: Judged) -> User:
        """One log-in for a person, in however many lines they stand."""
        if each.email not in self.users:
            form = UserForm({"name": each.line.name, "email": each.email, "role": User.Role.MEMBER.value})
            if not form.is_valid():
                told = " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)
                refuse([_("Line %(number)s: %(reason)s") % {"number": each.line.number, "reason": told}])
            self.users[each.email] = store_user(form=form, seen_version=None, by=self.by)
        return self.users[each.email]

    def _group(self, each: Judged) -> PartyGroup | None:
        if not each.new_group:
            return each.group
        letter, name = each.new_group
        if letter not in self.groups:
            self.groups[letter] = enter_group(letter=letter, name=name, by=self.by)
        return self.groups[letter]

    def as_json(self) -> dict[str, Any]:
        return {
            "users": [user.pk for user in self.users.values()],
            "groups": [group.pk for group in self.groups.values()],
            "seats": [seat.pk for seat in self.seats],
            "roles": [[seat.pk, before] for seat, before in self.roles],
        }


def reasons_against_taking_back(source: ElectedList) -> list[str]:
    """Why what was made of a list cannot be taken back as a whole; an empty list where it can."""
    later = ElectedList.objects.filter(term=source.term, made_at__gt=source.made_at).order_by("-made_at")
    if later:
        return [_("Take back first what was read later: %(names)s.") % {"names": ", ".join(map(str, later))}]
    users = list(User.objects.there().filter(pk__in=source.made["users"]))
    seats = list(Seat.objects.filter(pk__in=source.made["seats"]).select_related("user", "body"))
    reasons = []
    for user in users:
        if user.last_login:
            reasons.append(_("%(name)s has logged in.") % {"name": user})
        elif user.invited_at:
            reasons.append(_("%(name)s is invited to the log-in.") % {"name": user})
    called = MeetingInvitation.objects.filter(meeting__term=source.term, user__in={seat.user_id for seat in seats})
    for name in sorted({str(row.user) for row in called.select_related("user")}):
        reasons.append(_("%(name)s is called to the constituting meeting.") % {"name": name})
    if reasons:
        reasons.append(_("Take them back person by person."))
    return reasons


@transaction.atomic
def take_back_list(*, source: ElectedList, by: User, today: date) -> None:
    """Remove all that was made of a list. Done twice it is done once; raises Refused, and then nothing is removed."""
    source.term.locked()
    stored = ElectedList.objects.select_for_update().select_related("term").filter(pk=source.pk).first()
    if stored is None:
        return
    refuse(reasons_against_taking_back(stored))
    made = stored.made
    for key, before in reversed(made["roles"]):
        if seat := Seat.objects.filter(pk=key).select_related("term", "body").first():
            change_role(seat=seat, role=Seat.Role(before), on=stored.term.starts, by=by)
    for seat in Seat.objects.filter(pk__in=made["seats"]).select_related("user", "body"):
        remove_seat(seat=seat, by=by, today=today)
    for user in User.objects.there().filter(pk__in=made["users"]):
        remove_unused_user(user=user, by=by)
    for group in PartyGroup.objects.filter(pk__in=made["groups"]):
        # Others may sit for it meanwhile, and then it is theirs.
        if not is_named_anywhere(group):
            group.delete()
    stored.delete()
