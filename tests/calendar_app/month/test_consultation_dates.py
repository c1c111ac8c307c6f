"""Consultations beside the meetings: on the timeline, in the calendar, and among what is expected of the reader."""

from datetime import date

import pytest

from strategies.models import Consultation, Consultee, Response

TODAY = date(2023, 8, 14)


@pytest.fixture
def consultation(strategy, committee):
    """A public consultation about the climate committee's strategy, in which the culture committee is asked."""
    consultation = Consultation.objects.create(
        strategy=strategy,
        number=1,
        state="sent",
        is_public=True,
        opened_on=date(2023, 8, 1),
        deadline=date(2023, 9, 11),
    )
    Consultee.objects.create(consultation=consultation, body=committee)
    return consultation


def test_consultation_stands_on_the_timeline_of_its_owner(client, consultation, term):
    [lane] = [
        lane for lane in client.get("/tidslinje/").context["timeline"].lanes if lane.title == "Klima- og Miljøudvalget"
    ]

    assert [(entry.label, entry.first, entry.last, entry.url) for entry in lane.entries] == [
        ("Biodiversitetsstrategi: høring", date(2023, 8, 1), date(2023, 9, 11), consultation.get_absolute_url())
    ]


@pytest.mark.parametrize(
    "fields", [{"is_public": False}, {"state": "withdrawn"}, {"state": "prepared", "opened_on": None, "deadline": None}]
)
def test_consultation_that_is_not_the_publics_is_on_neither(client, consultation, term, fields):
    Consultation.objects.update(**fields)

    pages = [client.get(url).text for url in ("/tidslinje/", "/kalender/?maaned=2023-09")]
    assert ["Biodiversitetsstrategi: høring" in page or "Høringsfrist" in page for page in pages] == [False, False]


def test_deadline_stands_in_the_calendar_and_follows_when_it_is_extended(client, consultation):
    def days(month):
        weeks = client.get(f"/kalender/?maaned={month}").context["weeks"]
        return [day.date for week in weeks for day in week.days if day.marks]

    assert days("2023-09") == [date(2023, 9, 11)]
    consultation.deadline = date(2023, 10, 2)
    consultation.save()
    assert (days("2023-08"), days("2023-10")) == ([], [date(2023, 10, 2)])


def test_month_with_a_deadline_alone_is_not_empty(client, consultation):
    assert client.get("/kalender/?maaned=2023-09").context["has_anything"] is True


def findings(client):
    groups = client.get("/").context["personal"].waiting.groups
    return [task.text for group in groups for task in group.tasks]


def test_committee_that_was_asked_is_waited_for_until_it_has_answered(client_of, member, consultation):
    client = client_of(member)
    assert findings(client) == ["1 høring venter på svar fra dit udvalg"]

    Response.objects.create(
        consultation=consultation, consultee=consultation.consultees.get(), text="Ja", sent_on=date(2023, 8, 10)
    )

    assert findings(client) == []


def test_committee_that_was_not_asked_is_not_waited_for(client_of, member, consultation, council):
    consultation.consultees.update(body=consultation.strategy.owner)

    assert findings(client_of(member)) == []


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"deadline": date(2023, 8, 11)}, "Svarene på 1 høring skal behandles"),
        ({"state": "prepared", "opened_on": None, "deadline": None}, "1 høring er forberedt og ikke sendt"),
    ],
)
def test_administration_is_told_what_waits_for_it(client_of, administration, consultation, fields, text):
    Consultation.objects.update(**fields)

    assert text in findings(client_of(administration))
