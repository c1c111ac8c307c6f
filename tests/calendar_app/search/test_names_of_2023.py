"""What shows 2023 changes no word when a body is renamed, split or laid down in 2026; old and new names find it."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from calendar_app.agendas.page import agenda_context
from calendar_app.ical.event import description, summary
from calendar_app.invitations.draft import subject, text_context
from calendar_app.models import PlannedMeeting, YearPlan
from calendar_app.year_plan.calendar import calendar_of
from ishoj_process.council.acts import hand_over, rename_body
from ishoj_process.models import AgendaItem, Body, Meeting, RunningNumber, Strategy
from strategies.models import Consultation, Consultee, Response

OF_A_REQUEST = re.compile(r'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"|data-stand="[^"]+"')
ON = date(2026, 1, 1)
OLD, NEW = "Kultur- og Fritidsudvalget", "Kulturudvalget"


@pytest.fixture(autouse=True)
def in_2026(settings):
    settings.PROCESS_TODAY = "2026-02-01"


@pytest.fixture
def past(make_meeting, committee, other_committee, council, strategy):
    """Meetings of 2023 with what hangs on them, the first without a title of its own."""
    untitled = make_meeting(
        committee,
        other_committee,
        kind=Meeting.Kind.COMMITTEE,
        agenda_state="published",
        minutes_state="published",
        partners="Høje-Taastrup Kommune\n\n Vallensbæk Kommune ",
        start_time=time(17),
    )
    item = AgendaItem.objects.create(
        meeting=untitled, number=1, title="Havneplan", deciding_body=committee, decision="<p>Godkendt.</p>"
    )
    for body in (committee, other_committee):
        RunningNumber.objects.create(item=item, body=body, year=2023, number=7)
    make_meeting(council, title="Byrådsmøde", start_date=date(2023, 9, 5))
    return untitled


@pytest.fixture
def asked(strategy, committee, council):
    """A consultation of 2023, with the answer of a body and the silence of another."""
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 9, 1), deadline=date(2023, 10, 1),
        reported_on=date(2023, 11, 1), is_public=True,
    )  # fmt: skip
    Consultee.objects.create(consultation=consultation, body=council)
    consultee = Consultee.objects.create(consultation=consultation, body=committee)
    Response.objects.create(consultation=consultation, consultee=consultee, text="Ja.", sent_on=date(2023, 9, 20))
    return consultation


def rename(committee, secretariat):
    rename_body(body=committee, name=NEW, abbreviation="KU", on=ON, by=secretariat)


def split(committee, secretariat):
    heirs = [Body.objects.create(name=name, slug=name.lower(), kind="standing", begins=ON) for name in ("Aa", "Zz")]
    hand_over(bodies=[committee], heirs=heirs, on=ON, by=secretariat)


def merge(committee, secretariat):
    heir = Body.objects.get(slug="klima-og-miljoeudvalget")
    hand_over(bodies=[committee], heirs=[heir], on=ON, by=secretariat)
    rename_body(body=heir, name="Alt-udvalget", on=ON, by=secretariat)


CHANGES = pytest.mark.parametrize("change", [rename, split, merge])


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return OF_A_REQUEST.sub("", response.content.decode())


@CHANGES
def test_pages_of_2023_stay_as_they_were(client, past, asked, committee, secretariat, change):
    addresses = [
        past.get_absolute_url(),
        f"/moeder/{past.pk}/dagsorden.docx",
        "/moeder/?fra=01-01-2023&til=31-12-2023&vis=tidligere",
        "/kalender/?maaned=2023-08",
        "/soeg/?q=havneplan",
        "/soeg/?q=kultur&fra=01-01-2023&til=31-12-2023",
        "/tidslinje/?fra=2023-04-01&til=2023-12-31",
    ]
    before = {address: shown(client, address) for address in addresses}
    change(committee, secretariat)

    for address in addresses:
        assert shown(client, address) == before[address], address
    assert OLD in before[past.get_absolute_url()]


def shown(client, address):
    if not address.endswith(".docx"):
        page = page_of(client, address)
        # The body stands among the choices of the filters, under the name of today.
        return re.sub(r'<select name="udvalg".*?</select>', "", page, flags=re.S)
    return client.get(address).content


@CHANGES
def test_papers_calendars_and_mails_of_2023_stay_as_they_were(rf, past, committee, secretariat, change):
    def told():
        meeting = Meeting.objects.get(pk=past.pk)
        context = {**agenda_context(secretariat, meeting), "heading": str(meeting), "request": rf.get("/")}
        return [
            render_to_string("calendar_app/agendas/print.html", context),
            (summary(meeting), description(meeting), subject(meeting), str(text_context(meeting))),
        ]

    before = told()
    change(committee, secretariat)

    assert told() == before
    assert f"{OLD}, Klima- og Miljøudvalget, Høje-Taastrup Kommune, Vallensbæk Kommune" in before[0] or (
        f"Klima- og Miljøudvalget, {OLD}, Høje-Taastrup Kommune, Vallensbæk Kommune" in before[0]
    )
    assert "Sammen med Høje-Taastrup Kommune og Vallensbæk Kommune." in before[1][1]


@CHANGES
def test_consultation_of_2023_stays_as_it_was(client_of, administration, asked, committee, secretariat, change):
    client = client_of(administration)
    before = page_of(client, asked.get_absolute_url())
    change(committee, secretariat)

    assert page_of(client, asked.get_absolute_url()) == before
    assert before.count(OLD) >= 2


@CHANGES
def test_meeting_calendar_of_2023_stays_as_it_was(db, past, committee, secretariat, change):
    plan = YearPlan.objects.create(year=2023, state="adopted", adopted_on=date(2022, 12, 1))
    PlannedMeeting.objects.create(plan=plan, body=committee, date=date(2023, 8, 21), kind="committee", meeting=past)

    def told():
        calendar = calendar_of(YearPlan.objects.get(), date(2026, 2, 1))
        rows = [(row.title, [str(body) for body in row.bodies]) for row in calendar.rows]
        return rows, [(str(year.body), year.usual, year.cells) for year in calendar.body_years]

    before = told()
    change(committee, secretariat)

    assert told() == before


@CHANGES
def test_superseded_strategy_keeps_the_name_of_its_owner(client, strategy, committee, secretariat, change):
    Strategy.objects.update(owner=committee, status="superseded", superseded_on=date(2025, 1, 1))
    before = re.search(r"Ejer.*?</dd>", page_of(client, strategy.get_absolute_url()), re.S).group()
    change(committee, secretariat)

    assert re.search(r"Ejer.*?</dd>", page_of(client, strategy.get_absolute_url()), re.S).group() == before


@pytest.mark.parametrize("words", ["kulturudvalget", "fritidsudvalget", "KU", "kultur- og fritidsudvalget"])
def test_meeting_is_found_by_each_name_and_shown_under_that_of_its_day(client, past, committee, secretariat, words):
    rename(committee, secretariat)

    [hit] = client.get("/soeg/", {"q": words, "slags": "meeting"}).context["hits"]
    assert (OLD in hit.facts, NEW in hit.facts) == (True, False)
    assert NEW not in "".join(piece.text for piece in [*hit.title, *hit.excerpt])


def test_meeting_of_2026_bears_the_new_name_and_is_found_by_the_old_one(client, make_meeting, committee, secretariat):
    rename(committee, secretariat)
    make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=date(2026, 1, 12))

    [hit] = client.get("/soeg/", {"q": "fritidsudvalget", "slags": "meeting"}).context["hits"]
    assert ("".join(piece.text for piece in hit.title), hit.facts) == (NEW, "Kulturudvalget · 12. januar 2026")


def test_coming_name_is_that_of_coming_meetings_and_of_nothing_else(
    settings, client, make_meeting, committee, secretariat
):
    settings.PROCESS_TODAY = "2025-12-01"
    rename(committee, secretariat)
    old, new = (
        make_meeting(committee, kind=Meeting.Kind.COMMITTEE, start_date=day)
        for day in (date(2025, 12, 8), date(2026, 1, 12))
    )

    assert (old.display_title, new.display_title) == (OLD, NEW)
    page = client.get("/udvalg/").content.decode()
    assert (OLD in page, NEW in page) == (True, False)


@pytest.mark.parametrize(("words", "is_named"), [("fritidsudvalg", True), ("kulturudvalget", True), ("klima", False)])
def test_body_is_found_by_each_of_its_names(client, committee, secretariat, words, is_named):
    rename(committee, secretariat)

    response = client.get("/soeg/", {"q": words})
    assert (response.context["bodies"] == [committee]) is is_named
    assert ("Kultur- og Fritidsudvalget til og med den 31. december 2025" in response.content.decode()) is is_named


def test_new_name_costs_no_page_a_question(client_of, past, asked, strategy, committee, secretariat):
    client = client_of(secretariat)
    Strategy.objects.update(owner=committee)
    strategy.co_owners.add(committee)
    addresses = [
        past.get_absolute_url(),
        asked.get_absolute_url(),
        strategy.get_absolute_url(),
        *("/moeder/", "/hoeringer/", "/strategier/", "/udvalg/", "/tidslinje/", "/kaskade/", "/daekning/", "/"),
        "/soeg/?q=fritidsudvalget",
    ]

    def questions():
        counts = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as asked_for:
                page_of(client, address)
            counts[address] = len(asked_for)
        return counts

    questions()  # what is kept for all is made
    before = questions()
    rename(committee, secretariat)
    questions()

    assert questions() == before
