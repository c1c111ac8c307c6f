"""Seats over time: ended, taken over, in another group, under another chair; what was stays as it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ishoj_process.council.seat_acts import (
    change_group,
    change_role,
    end_seat,
    other_seats,
    rename_group,
    take_over,
)
from ishoj_process.editing.acts import Refused
from ishoj_process.models import PartyGroup, Seat, User
from ishoj_process.readers import reader_of
from tests import rows
from tests.conftest import TODAY
from vision.models import Adoption, Contribution, Round
from vision.rounds.acts import close_round

ON, DAY = date(2023, 9, 1), timedelta(days=1)
LAST = date(2025, 12, 31)


@pytest.fixture
def groups(db):
    return [
        PartyGroup.objects.create(letter=letter, name=name) for letter, name in (("A", "Roserne"), ("B", "Liberale"))
    ]


@pytest.fixture
def seat(member, council, groups):
    row = member.seats.get(body=council)
    row.party_group = groups[0]
    row.save()
    return row


@pytest.fixture
def substitute(term, council, groups):
    user = rows.seated("stedfortraeder@example.org", term)
    Seat.objects.create(user=user, body=council, term=term, role="substitute", party_group=groups[0])
    return user


def days_of(body):
    """Who holds what from when to when: [(user, role, letter of the group, first day, last day)]."""
    return sorted(
        (
            row.user.email.split("@")[0] if row.user else "",
            row.role,
            row.party_group.letter if row.party_group else "",
            row.first_day,
            row.last_day,
        )
        for row in Seat.objects.filter(body=body).select_related("user", "term", "party_group")
    )


FIRST = date(2022, 1, 1)


# A seat ends


def test_seat_ends_with_its_day_and_opens_nothing_the_day_after(seat, council, secretariat):
    end_seat(seat=seat, last_day=ON, by=secretariat)

    assert [council.pk in reader_of(seat.user, day).bodies for day in (ON, ON + DAY)] == [True, False]


def test_other_seats_of_the_leaver_are_named_and_end_along_where_chosen(seat, committee, secretariat, next_seat):
    own = seat.user.seats.get(body=committee)

    assert other_seats(seat, ON) == [own]
    end_seat(seat=seat, last_day=ON, also=[own], by=secretariat)

    own.refresh_from_db()
    next_seat.refresh_from_db()
    assert (own.ends, next_seat.ends) == (ON, None)
    assert other_seats(seat, ON + DAY) == []


@pytest.fixture
def next_seat(seat, council):
    """Of the coming term, to which the member was elected anew: it is not given up with this one's."""
    return Seat.objects.create(user=seat.user, body=council, term=rows.next_term())


def test_only_the_persons_own_seats_end_along(seat, substitute, secretariat):
    others = substitute.seats.get()

    end_seat(seat=seat, last_day=ON, also=[others], by=secretariat)

    others.refresh_from_db()
    assert others.ends is None


def test_a_seat_that_was_to_begin_later_is_given_up_altogether(seat, committee, secretariat):
    later = seat.user.seats.get(body=committee)
    later.starts = ON + DAY
    later.save()

    end_seat(seat=seat, last_day=ON, also=[later], by=secretariat)

    assert not Seat.objects.filter(pk=later.pk).exists()


@pytest.mark.parametrize(
    ("days", "last_day", "reason"),
    [
        ({"starts": ON}, ON - DAY, "Pladsen begynder først den 1. september 2023."),
        ({"ends": ON}, ON + DAY, "Pladsen slutter allerede den 1. september 2023."),
        ({}, LAST + DAY, "Pladsen slutter allerede den 31. december 2025."),
    ],
)
def test_seat_ends_on_one_of_its_days(seat, secretariat, days, last_day, reason):
    Seat.objects.filter(pk=seat.pk).update(**days)

    with pytest.raises(Refused) as refused:
        end_seat(seat=seat, last_day=last_day, by=secretariat)

    assert refused.value.reasons == [reason]


# A substitute takes over


def taken(seat, substitute, secretariat, **choice):
    return take_over(**{"seat": seat, "substitute": substitute, "on": ON, "by": secretariat, "today": TODAY, **choice})


def test_substitute_takes_the_seat_in_one_act(seat, substitute, council, secretariat):
    taken(seat, substitute, secretariat)

    assert days_of(council) == [
        ("medlem", "member", "A", FIRST, ON - DAY),
        ("stedfortraeder", "member", "A", ON, LAST),
        ("stedfortraeder", "substitute", "A", FIRST, ON - DAY),
    ]
    assert [council.pk in reader_of(seat.user, day).bodies for day in (ON - DAY, ON)] == [True, False]


def test_the_end_that_the_seat_had_stays(seat, substitute, council, secretariat):
    Seat.objects.filter(pk=seat.pk).update(ends=date(2024, 6, 30))

    assert taken(seat, substitute, secretariat).last_day == date(2024, 6, 30)


@pytest.mark.parametrize(("role", "goes_on"), [("member", "member"), ("chair", "member"), ("vice_chair", "member")])
def test_a_chair_is_elected_and_not_taken_over(seat, substitute, secretariat, role, goes_on):
    Seat.objects.filter(pk=seat.pk).update(role=role)

    assert taken(seat, substitute, secretariat).role == goes_on
    seat.refresh_from_db()
    assert seat.role == role


def test_group_is_the_given_one_else_the_substitutes_own_else_the_leavers(seat, substitute, groups, secretariat, term):
    stranger = rows.seated("uden-plads@example.org", term)
    substitute.seats.update(party_group=groups[1])

    assert taken(seat, substitute, secretariat).party_group == groups[1]
    seat.refresh_from_db()
    again = Seat.objects.get(user=substitute, role="member")
    assert taken(again, stranger, secretariat, on=ON + 9 * DAY).party_group == groups[1]
    last = Seat.objects.get(user=stranger)
    other = rows.seated("en-til@example.org", term)
    assert taken(last, other, secretariat, on=ON + 20 * DAY, party_group=groups[0]).party_group == groups[0]


def test_taken_over_for_a_while_it_goes_back(seat, substitute, council, secretariat):
    until = ON + 60 * DAY

    taken(seat, substitute, secretariat, until=until)

    assert days_of(council) == [
        ("medlem", "member", "A", FIRST, ON - DAY),
        ("medlem", "member", "A", until + DAY, LAST),
        ("stedfortraeder", "member", "A", ON, until),
        ("stedfortraeder", "substitute", "A", FIRST, ON - DAY),
        ("stedfortraeder", "substitute", "A", until + DAY, LAST),
    ]


def test_a_vacant_seat_is_taken_over(seat, substitute, council, secretariat):
    Seat.objects.filter(pk=seat.pk).update(user=None)

    taken(seat, substitute, secretariat)

    assert ("", "member", "A", FIRST, ON - DAY) in days_of(council)
    assert ("stedfortraeder", "member", "A", ON, LAST) in days_of(council)


def test_other_seats_end_along_with_the_day_before(seat, substitute, committee, secretariat):
    own = seat.user.seats.get(body=committee)

    taken(seat, substitute, secretariat, also=[own])

    own.refresh_from_db()
    assert own.ends == ON - DAY


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        ({"on": FIRST}, "Pladsen begynder den 1. januar 2022. Den kan overtages fra dagen efter."),
        ({"on": LAST + DAY}, "Pladsen slutter allerede den 31. december 2025."),
        ({"until": ON - DAY}, "Sidste dag skal ligge mellem dagen for overtagelsen og pladsens slutning."),
        ({"until": LAST}, "Sidste dag skal ligge mellem dagen for overtagelsen og pladsens slutning."),
    ],
)
def test_a_seat_is_taken_over_on_one_of_its_days(seat, substitute, council, secretariat, choice, reason):
    before = days_of(council)

    with pytest.raises(Refused) as refused:
        taken(seat, substitute, secretariat, **choice)

    assert refused.value.reasons == [reason]
    assert days_of(council) == before


def test_nobody_takes_over_their_own_seat(seat, secretariat):
    with pytest.raises(Refused) as refused:
        taken(seat, seat.user, secretariat)

    assert refused.value.reasons == ["Den person har allerede pladsen."]


def test_nobody_sits_twice(seat, secretariat, term, council):
    other = rows.seated("andet@example.org", term, council, starts=ON + 30 * DAY)

    with pytest.raises(Refused) as refused:
        taken(seat, other, secretariat)

    assert refused.value.reasons == ["Demo: byrådsmedlem sidder allerede i organet den dag eller senere."]


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": User.Role.ADMINISTRATION}, {"role": "auditor"}])
def test_who_takes_over_has_an_open_log_in_as_a_council_member(seat, substitute, secretariat, change):
    for name, value in change.items():
        setattr(substitute, name, value)

    with pytest.raises(Refused) as refused:
        taken(seat, substitute, secretariat)

    assert refused.value.reasons == ["Demo: byrådsmedlem har ikke et åbent login som byrådsmedlem."]


def test_a_substitutes_own_place_is_not_taken_over(substitute, secretariat, member):
    with pytest.raises(Refused) as refused:
        taken(substitute.seats.get(), rows.seated("x@example.org", substitute.seats.get().term), secretariat)

    assert refused.value.reasons == ["Det er en stedfortræders egen plads, og den overtages ikke."]


def test_done_twice_it_is_refused(seat, substitute, council, secretariat):
    taken(seat, substitute, secretariat)

    with pytest.raises(Refused):
        taken(seat, substitute, secretariat)
    assert len(days_of(council)) == 3


# Groups and chairs


def test_member_changes_group_from_a_day(seat, groups, council, committee, secretariat):
    other = seat.user.seats.get(body=committee)

    change_group(seat=seat, group=groups[1], on=ON, also=[other], by=secretariat)

    assert days_of(council) == [("medlem", "member", "A", FIRST, ON - DAY), ("medlem", "member", "B", ON, LAST)]
    assert days_of(committee) == [("medlem", "member", "", FIRST, ON - DAY), ("medlem", "member", "B", ON, LAST)]


def test_member_leaves_all_groups(seat, council, secretariat):
    change_group(seat=seat, group=None, on=ON, by=secretariat)

    assert ("medlem", "member", "", ON, LAST) in days_of(council)


def test_a_change_from_the_first_day_on_needs_no_second_row(seat, groups, council, secretariat):
    change_group(seat=seat, group=groups[1], on=FIRST, by=secretariat)

    assert days_of(council) == [("medlem", "member", "B", FIRST, LAST)]


@pytest.mark.parametrize(
    ("on", "which", "reason"),
    [
        (ON, 0, "Medlemmet er allerede i den gruppe."),
        (LAST + DAY, 1, "Ingen har pladsen den 1. januar 2026."),
        (FIRST - DAY, 1, "Ingen har pladsen den 31. december 2021."),
    ],
)
def test_group_is_changed_on_one_of_the_seats_days(seat, groups, secretariat, on, which, reason):
    with pytest.raises(Refused) as refused:
        change_group(seat=seat, group=groups[which], on=on, by=secretariat)

    assert refused.value.reasons == [reason]


@pytest.mark.parametrize("role", ["chair", "vice_chair"])
def test_a_body_has_one_of_each_chair(seat, council, committee, term, secretariat, role):
    sitting = rows.seated("formand@example.org", term, council).seats.get()
    Seat.objects.filter(pk=sitting.pk).update(role=role)
    elsewhere = rows.seated("andetsteds@example.org", term, committee).seats.get()
    Seat.objects.filter(pk=elsewhere.pk).update(role=role)

    change_role(seat=seat, role=Seat.Role(role), on=ON, by=secretariat)

    expected = [("formand", role, "", FIRST, ON - DAY), ("formand", "member", "", ON, LAST)]
    expected += [("medlem", "member", "A", FIRST, ON - DAY), ("medlem", role, "A", ON, LAST)]
    assert days_of(council) == sorted(expected)
    chairs = [Seat.objects.on(day).filter(body=council, role=role).count() for day in (ON - DAY, ON, LAST)]
    assert chairs == [1, 1, 1]
    assert Seat.objects.on(ON).get(body=committee, role=role) == elsewhere


def test_one_who_was_to_become_chair_later_does_not_stand_beside_the_new_one(seat, council, term, secretariat):
    later = rows.seated("senere@example.org", term, council, starts=ON + 9 * DAY).seats.get()
    Seat.objects.filter(pk=later.pk).update(role="chair")

    change_role(seat=seat, role=Seat.Role.CHAIR, on=ON, by=secretariat)

    assert [row.user for row in Seat.objects.on(ON + 9 * DAY).filter(body=council, role="chair")] == [seat.user]


def test_chair_who_is_chair_already_changes_nothing(seat, council, secretariat):
    Seat.objects.filter(pk=seat.pk).update(role="chair")

    change_role(seat=seat, role=Seat.Role.CHAIR, on=ON, by=secretariat)

    assert len(days_of(council)) == 1


@pytest.mark.parametrize("role", ["member", "chair"])
def test_substitute_becomes_a_member_by_taking_over(substitute, secretariat, role):
    with pytest.raises(Refused) as refused:
        change_role(seat=substitute.seats.get(), role=Seat.Role(role), on=ON, by=secretariat)

    assert refused.value.reasons == ["En stedfortræder bliver medlem ved at overtage en plads."]


# What a group is called


def test_group_is_called_otherwise_from_a_day(groups, secretariat):
    rename_group(group=groups[1], name="De Liberale", letter="L", on=ON, by=secretariat)

    group = PartyGroup.objects.get(pk=groups[1].pk)
    assert (group.letter, group.name) == ("L", "De Liberale")
    assert [str(group.on(day)) for day in (ON - DAY, ON)] == ["B – Liberale", "L – De Liberale"]
    assert str(group) == "B – Liberale"  # today lies before the day


def test_group_has_as_many_names_as_it_was_given(groups, secretariat):
    for name, on in (("Andet", ON), ("Tredje", ON + 30 * DAY)):
        rename_group(group=groups[0], name=name, on=on, by=secretariat)

    group = PartyGroup.objects.get(pk=groups[0].pk)
    days = (ON - DAY, ON, ON + 29 * DAY, ON + 30 * DAY)
    assert [group.on(day).called.name for day in days] == ["Roserne", "Andet", "Andet", "Tredje"]


@pytest.mark.parametrize(
    ("name", "letter", "reason"),
    [
        (" ", "", "Skriv det nye navn."),
        ("x" * 121, "", f"”{'x' * 121}” er længere end 120 tegn."),
        ("Roserne", "", "Gruppen har allerede det navn."),
        ("Andet", "B", "En anden gruppe har det bogstav."),
    ],
)
def test_a_name_that_cannot_be_borne_is_refused(groups, secretariat, name, letter, reason):
    with pytest.raises(Refused) as refused:
        rename_group(group=groups[0], name=name, letter=letter, on=ON, by=secretariat)

    assert refused.value.reasons == [reason]


def test_a_newer_name_begins_later_than_the_one_before(groups, secretariat):
    rename_group(group=groups[0], name="Andet", on=ON, by=secretariat)

    with pytest.raises(Refused) as refused:
        rename_group(group=groups[0], name="Tredje", on=ON, by=secretariat)

    assert refused.value.reasons == [
        "Gruppen har sit nuværende navn fra den 1. september 2023. Et nyt skal begynde senere."
    ]


def test_what_a_group_said_is_said_under_the_name_of_that_day(groups, vision, secretariat, administration):
    said = {"vision": vision, "speaker": "group", "party_group": groups[0], "written_by": administration}
    before, after = (Contribution.objects.create(text="Ord", said_on=day, **said) for day in (TODAY, ON))

    rename_group(group=groups[0], name="De Røde", on=ON, by=secretariat)

    shown = {row.pk: row.speaker_text for row in Contribution.objects.select_related("party_group")}
    assert shown == {before.pk: "A – Roserne", after.pk: "A – De Røde"}


def test_how_the_groups_stood_is_told_under_the_names_of_that_day(groups, vision, council, secretariat):
    item = rows.meeting(council, start_date=TODAY).items.create(number=1, title="Vision")
    draft = vision.drafts.create(number=1, made_on=TODAY, title="Vision")
    adoption = Adoption.objects.create(vision=vision, item=item, draft=draft, is_unanimous=False)
    adoption.dissenting_groups.set(groups)

    rename_group(group=groups[0], name="De Røde", on=TODAY + DAY, by=secretariat)

    assert Adoption.objects.get().stood_text == "Ikke enstemmigt. Imod: Roserne, Liberale"


def test_open_round_calls_a_group_by_its_name_of_today_and_a_closed_one_of_its_last_day(
    groups, seat, vision, secretariat
):
    round_ = Round.objects.create(vision=vision, title="Runde", state="open", opened_at=timezone.now())
    rename_group(group=groups[0], name="De Røde", on=ON, by=secretariat)

    words = [[place.mandate.group.name for place in round_.roll(day).places] for day in (ON - DAY, ON)]
    assert words == [["Roserne"], ["De Røde"]]
    close_round(round_=round_, by=secretariat, today=ON - DAY)
    assert [mandate.group_name for mandate in round_.mandates.all()] == ["Roserne"]
