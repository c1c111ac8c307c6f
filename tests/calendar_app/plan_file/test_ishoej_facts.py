"""Ishøj's real bodies, policies, strategies and meetings as the sources give them, and nothing that they do not."""

from datetime import date, time

import pytest
from django.core.management import call_command

from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import (
    AgendaItem,
    Body,
    CouncilTerm,
    MainPolicy,
    Meeting,
    PartyGroup,
    PublicStamp,
    Seat,
    Strategy,
    User,
)
from strategies.models import Activity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan_of_2023")]

EBU = "Erhvervs- og Beskæftigelsesudvalget"
KMU = "Klima- og Miljøudvalget"
PREPARED, ADOPTED, CONSIDERED, UNKNOWN = "in_preparation", "adopted", "considered", ""
CERTAIN, UNCONFIRMED = False, True
STRATEGIES = {
    "Planstrategi 2024-2036": (None, PREPARED, None, None, CERTAIN),
    "Biodiversitetsstrategi 'Sammen om et VILDERE'": (KMU, ADOPTED, "2023-06-20", KMU, CERTAIN),
    "Ishøjs klimaplan (DK2020)": (None, UNKNOWN, None, None, CERTAIN),
    "Sundhedsstrategi": (None, ADOPTED, None, None, UNCONFIRMED),
    "Socialstrategi": (None, ADOPTED, None, None, UNCONFIRMED),
    "Ældrestrategi": (None, ADOPTED, None, None, UNCONFIRMED),
    "Beskæftigelsesstrategi": (EBU, PREPARED, None, None, UNCONFIRMED),
    "Beskæftigelsesplan 2023": (EBU, PREPARED, None, None, CERTAIN),
    "Erhvervsstrategi": (EBU, CONSIDERED, None, None, CERTAIN),
    "Strategi for klimatilpasning": (None, UNKNOWN, None, None, CERTAIN),
    "Strategi for mobilitet": (None, UNKNOWN, None, None, CERTAIN),
    "Strategi for lavtemperaturfjernvarme": (None, UNKNOWN, None, None, CERTAIN),
    "Ejerstrategi for Ishøj Forsyning": (None, ADOPTED, None, "Ishøj Byråd", UNCONFIRMED),
}
# Day, body, hour, hour of the open part, held. Nothing else is known of when they are, and no end.
MEETINGS = [
    ("2019-09-16", "Kultur- og Fritidsudvalget", "16:30", None, True),
    ("2020-02-26", "Medborgerforum", "19:00", None, True),
    ("2022-01-04", "Ishøj Byråd", "17:00", "19:00", True),
    ("2022-03-01", "Ishøj Byråd", None, None, True),
    ("2022-05-19", "Børne- og Undervisningsudvalget", "16:30", None, True),
    ("2022-06-15", "Medborgerforum", "19:00", None, True),
    ("2022-11-16", "Kultur- og Fritidsudvalget", "16:30", None, True),
    ("2023-02-07", "Ishøj Byråd", "17:00", "19:00", True),
    ("2023-04-20", "Social- og Sundhedsudvalget", "19:00", None, True),
    ("2023-05-02", "Ishøj Byråd", "17:00", "19:00", True),
    ("2023-05-15", "Social- og Sundhedsudvalget", "19:00", None, True),
    ("2023-05-16", "Børne- og Undervisningsudvalget", "16:30", None, True),
    ("2023-06-20", KMU, None, None, True),
    ("2023-08-17", "Social- og Sundhedsudvalget", "19:00", None, False),
    ("2023-08-28", "Økonomi- og Planudvalget", "17:00", None, False),
    ("2023-09-05", "Ishøj Byråd", None, None, False),
    ("2023-09-25", "Økonomi- og Planudvalget", "17:00", None, False),
]
WITHOUT_PLACE = [date(2022, 3, 1), date(2023, 6, 20), date(2023, 9, 5)]


def ordinary_meetings():
    kinds = [Meeting.Kind.COUNCIL, Meeting.Kind.COMMITTEE]
    return Meeting.objects.filter(kind__in=kinds).in_order()


def names(rows):
    return [str(row) for row in rows]


def test_own_plan_loaded_twice_changes_nothing():
    stamp = PublicStamp.current()

    call_command("load_plan", verbosity=0)

    assert PublicStamp.current() == stamp


def test_term_has_its_members_and_groups_and_no_invented_people():
    term = CouncilTerm.objects.get()

    assert (term.starts, term.ends, term.council_size) == (date(2022, 1, 1), date(2025, 12, 31), 19)
    assert list(PartyGroup.objects.values_list("letter", flat=True)) == ["A", "C", "F", "L", "M/ID", "V", "Ø"]
    assert (User.objects.count(), Seat.objects.count()) == (0, 0)


def test_committees_are_the_seven_by_the_danish_alphabet():
    assert names(Body.objects.subject_committees()) == [
        "Børne- og Undervisningsudvalget",
        EBU,
        KMU,
        "Kultur- og Fritidsudvalget",
        "Social- og Sundhedsudvalget",
        "Teknik- og Bygningsudvalget",
        "Økonomi- og Planudvalget",
    ]


def test_only_abbreviations_that_a_source_uses_are_there():
    used = Body.objects.exclude(abbreviation="").values_list("name", "abbreviation")

    assert list(used) == [(KMU, "KMU"), ("Økonomi- og Planudvalget", "ØPU")]
    assert set(Body.objects.values_list("areas", flat=True)) == {""}


def test_six_main_policies_three_of_them_without_a_name():
    policies = MainPolicy.objects.all()

    assert [policy.title for policy in policies] == ["Medborgerpolitik", "Miljøpolitik", "Velfærdspolitik", "", "", ""]
    assert [policy.is_unconfirmed for policy in policies] == [False, True, True, False, False, False]
    assert {policy.adopted_on for policy in policies} == {RoughDate(2018, 6)}
    assert {policy.lead_committee for policy in policies} == {None}


def test_strategies_are_as_the_sources_say():
    found = {
        strategy.title: (
            strategy.owner and strategy.owner.name,
            strategy.status,
            strategy.adopted_on and strategy.adopted_on.code,
            strategy.adopted_by and strategy.adopted_by.name,
            strategy.is_unconfirmed,
        )
        for strategy in Strategy.objects.all()
    }

    assert found == STRATEGIES


def test_only_strategies_that_a_source_places_have_a_policy():
    placed = Strategy.objects.filter(main_policy__isnull=False).values_list("title", "main_policy__title")

    assert dict(placed) == dict.fromkeys(["Socialstrategi", "Sundhedsstrategi", "Ældrestrategi"], "Velfærdspolitik")


def test_activities_keep_the_precision_of_their_sources():
    found = Activity.objects.values_list("strategy__slug", "kind", "starts", "ends", "weeks")

    assert sorted((slug, kind, str(starts), str(ends), weeks) for slug, kind, starts, ends, weeks in found) == sorted(
        [
            ("planstrategi-2024-2036", "start", "6. september 2022", "None", None),
            ("planstrategi-2024-2036", "preparation", "None", "None", None),
            ("planstrategi-2024-2036", "preparation", "None", "None", None),
            ("planstrategi-2024-2036", "survey", "23. januar 2023", "21. februar 2023", None),
            ("planstrategi-2024-2036", "consultation", "11. september 2023", "None", None),
            ("biodiversitetsstrategi", "idea_phase", str(RoughDate(2022, season="spring")), "None", 8),
            ("biodiversitetsstrategi", "consultation", str(RoughDate(2023, season="spring")), "None", 8),
            ("ishoejs-klimaplan", "approval", "juni 2023", "None", None),
            ("beskaeftigelsesplan-2023", "draft", "12. oktober 2022", "None", None),
        ]
    )


def test_meetings_are_as_the_sources_say():
    found = [
        (
            str(meeting.start_date),
            str(meeting),
            meeting.start_time and f"{meeting.start_time:%H:%M}",
            meeting.open_part_time and f"{meeting.open_part_time:%H:%M}",
            meeting.is_held,
        )
        for meeting in ordinary_meetings()
    ]

    assert found == MEETINGS
    assert {meeting.end_time for meeting in ordinary_meetings()} == {None}


def test_places_that_no_source_gives_are_empty():
    assert [meeting.start_date for meeting in ordinary_meetings() if not meeting.place] == WITHOUT_PLACE
    assert set(Meeting.objects.filter(kind__in=["theme", "seminar"]).values_list("place", flat=True)) == {""}


def test_items_are_those_whose_numbers_and_titles_were_read():
    items = AgendaItem.objects.filter(meeting__in=ordinary_meetings()).order_by("meeting__start_date", "number")

    assert names(items) == [
        "31. Meddelelser fra formand og administration",
        "1. Meddelelser fra formanden",
        "2. Oplæg fra Vestegnens Politi om tryghed i Ishøj",
        "3. Ishøj for Målene - Klimaår 2020",
    ]


def test_subjects_of_closed_items_are_told_nowhere():
    told = " ".join(meeting.purpose + meeting.source_note for meeting in Meeting.objects.all()).casefold()

    assert [word for word in ("udbud", "skoleudvidelse", "teater", "leje", "erp", "forkøbsret") if word in told] == []


def test_every_ordinary_meeting_has_its_source():
    assert [meeting for meeting in ordinary_meetings() if not meeting.source_url.startswith("http")] == []


def test_hours_are_those_of_the_clock_in_copenhagen():
    seminar = Meeting.objects.get(start_date=date(2023, 8, 21))

    assert (seminar.start_time, seminar.starts_at.utcoffset().total_seconds()) == (time(17), 7200)
