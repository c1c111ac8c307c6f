"""Who holds a meeting: the bodies that there are on its day are offered, and partners stand after them."""

from datetime import date

import pytest

from calendar_app.ical.event import description
from calendar_app.meetings.forms import MeetingForm
from ishoj_process.council.acts import begin_body, end_body, rename_body
from ishoj_process.models import Body, Meeting

ENDED = date(2023, 12, 31)


@pytest.fixture
def bodies(committee, other_committee, secretariat):
    """One that ends with 2023, and one that begins after it."""
    return (
        end_body(body=committee, on=ENDED, by=secretariat),
        begin_body(body=other_committee, on=date(2024, 1, 1), by=secretariat),
    )


def typed(body, day, **fields):
    return {"kind": "committee", "bodies": [body.pk], "start_date": f"{day:%d-%m-%Y}", "is_published": "on", **fields}


def offered(form):
    return [str(label) for _key, label in form.fields["bodies"].choices]


@pytest.mark.parametrize(
    ("today", "names"),
    [
        ("2023-12-31", ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]),
        ("2024-01-01", ["Klima- og Miljøudvalget"]),
    ],
)
def test_who_is_there_or_is_to_be_is_offered(settings, bodies, today, names):
    settings.PROCESS_TODAY = today

    assert offered(MeetingForm()) == names


@pytest.mark.parametrize(
    ("which", "day", "is_taken"),
    [(0, ENDED, True), (0, date(2024, 1, 1), False), (1, ENDED, False), (1, date(2024, 1, 1), True)],
)
def test_body_is_taken_on_its_days_alone(bodies, which, day, is_taken):
    form = MeetingForm(typed(bodies[which], day))

    assert form.is_valid() is is_taken
    if not is_taken:
        assert list(form.errors) == ["bodies"]


def test_refused_day_is_told_in_words(bodies):
    form = MeetingForm(typed(bodies[1], ENDED))

    assert form.errors["bodies"] == ["Klima- og Miljøudvalget findes ikke den dag."]


def test_old_meeting_may_be_entered_after_its_body_has_ended(settings, bodies):
    settings.PROCESS_TODAY = "2026-02-01"

    assert MeetingForm(typed(bodies[0], ENDED)).is_valid()


def test_what_is_chosen_stays_chosen(settings, bodies, make_meeting):
    meeting = make_meeting(bodies[0], start_date=date(2024, 2, 1))
    settings.PROCESS_TODAY = "2026-02-01"

    assert offered(MeetingForm(instance=meeting)) == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    assert MeetingForm(typed(bodies[0], date(2024, 2, 2), version="1"), instance=meeting).is_valid()


def test_bodies_are_offered_under_the_names_of_the_meetings_day(settings, committee, secretariat, make_meeting):
    meeting = make_meeting(committee)
    rename_body(body=committee, name="Ældreudvalget", on=date(2024, 1, 1), by=secretariat)
    settings.PROCESS_TODAY = "2024-02-01"

    assert (offered(MeetingForm(instance=meeting)), offered(MeetingForm())) == (
        ["Kultur- og Fritidsudvalget"],
        ["Ældreudvalget"],
    )


def test_partners_stand_after_the_bodies(client, make_meeting, committee):
    meeting = make_meeting(committee, title="Fællesmøde", partners="Høje-Taastrup Kommune\n\n  HOFOR A/S ")

    assert [str(party) for party in meeting.parties] == [
        "Kultur- og Fritidsudvalget",
        "Høje-Taastrup Kommune",
        "HOFOR A/S",
    ]
    page = " ".join(client.get(meeting.get_absolute_url()).content.decode().split())
    assert "<dt>Sammen med</dt> <dd>Høje-Taastrup Kommune, HOFOR A/S</dd>" in page
    listed = " ".join(client.get("/moeder/").content.decode().split())
    assert "Kultur- og Fritidsudvalget, Høje-Taastrup Kommune, HOFOR A/S" in listed
    assert "Sammen med Høje-Taastrup Kommune og HOFOR A/S." in description(meeting)


def test_meeting_without_partners_says_nothing_of_them(client, theme_meeting):
    assert "Sammen med" not in client.get(theme_meeting.get_absolute_url()).content.decode()
    assert "Sammen med" not in description(theme_meeting)


def test_partners_are_typed_one_on_each_line(client_of, secretariat, committee):
    client_of(secretariat).post("/moeder/nyt/", typed(committee, ENDED, partners="Vallensbæk Kommune\r\nHOFOR"))

    assert Meeting.objects.get().partner_names == ["Vallensbæk Kommune", "HOFOR"]


def test_hosts_stand_in_the_order_of_the_names_of_the_day(make_meeting, committee, other_committee, secretariat):
    meeting = make_meeting(committee, other_committee)
    rename_body(body=other_committee, name="Ældreudvalget", on=date(2024, 1, 1), by=secretariat)

    names = [str(body) for body in Meeting.objects.get(pk=meeting.pk).hosts]
    assert names == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    Meeting.objects.update(start_date=date(2024, 1, 8), end_date=date(2024, 1, 8))
    names = [str(body) for body in Meeting.objects.get(pk=meeting.pk).hosts]
    assert names == ["Kultur- og Fritidsudvalget", "Ældreudvalget"]
    assert Body.objects.count() == 2
