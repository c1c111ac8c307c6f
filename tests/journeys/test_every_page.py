"""Every page that can be read: axe finds nothing serious, and 320 pixels scroll in one direction only.

Each is opened once, wide, and then made narrow, as a window is.
"""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from calendar_app.agenda_import.file import read_text
from calendar_app.invitations.answer_links import answer_token
from calendar_app.models import AgendaImport, MeetingInvitation, ReceivedReply, Subscription, YearPlan
from ishoj_process.models import AgendaItem, Body, Case, MainPolicy, Meeting, Seat, Strategy, User, Vision
from strategies.models import Consultation, Consultee, Response
from tests.walk.everybody.seen import faults_on
from vision.models import Round, Theme

PUBLIC = [
    "/",
    "/kaskade/",
    "/daekning/",
    "/tidslinje/",
    "/vision/vision-2035/",
    "/vision/vision-2035/debatoplaeg/",
    "/vision/vision-2035/temaer/",
    "/traad/",
    "/traad/strategi/{strategy_id}/",
    "/politikker/{policy}/",
    "/strategier/",
    "/strategier/{strategy}/",
    "/udvalg/",
    "/udvalg/oekonomi-og-planudvalget/",
    "/moeder/",
    "/moeder/{meeting}/",
    "/sager/{case}/",
    "/soeg/",
    "/soeg/?q=vision",
    "/soeg/?q=findesikke+heller",
    "/kommer-du/{token}/",
    "/hoeringer/",
    "/kalender/",
    "/kalender/abonner/",
    "/soeg/?q=kamel+byråd&slags=theme&udvalg=ishoej-byraad",
    "/was",
    "/log-ind/",
    "/glemt-adgangskode/",
]
ADMINISTRATION = [
    "/min-side/",
    "/min-side/mails/",
    "/udvalg/klima-og-miljoeudvalget/",
    "/kalender/?maaned=2023-06",
    "/strategier/{strategy}/vedtag/",
    "/strategier/{strategy}/tekst/",
    "/strategier/{strategy}/status/",
    "/strategier/{strategy}/milepaele/ny/",
    "/strategier/{strategy}/loesninger/ny/",
    "/strategier/{strategy}/dokumenter/nyt/",
    "/hoeringer/{consultation}/svar/regneark/",
    "/hoeringer/overblik/",
    "/hoeringer/{consultation}/",
    "/hoeringer/{consultation}/rapport/",
    "/hoeringer/{consultation}/forlaeng/",
    "/hoeringer/{consultation}/flere/",
    "/hoeringer/{consultation}/parter/{consultee}/svar/",
    "/hoeringer/{consultation}/svar/{response}/punkter/nyt/",
    "/hoeringer/{prepared}/send/",
    "/strategier/{strategy}/",
    "/strategier/{strategy}/hoeringer/ny/",
    "/strategier/{strategy}/inddraget/nyt/",
    "/strategier/{strategy}/borgerne/",
    "/vision/vision-2035/",
    "/vision/vision-2035/debatoplaeg/",
    "/vision/vision-2035/debatoplaeg/tilstand/",
    "/vision/vision-2035/debatoplaeg/spoergsmaal/nyt/",
    "/vision/vision-2035/debatoplaeg/udfordringer/ny/",
    "/vision/vision-2035/indspil/",
    "/traad/",
    "/traad/tema/{theme}/",
    "/vision/vision-2035/indspil/nyt/",
    "/vision/vision-2035/temaer/tavle/",
    "/vision/vision-2035/temaer/input/",
    "/vision/vision-2035/udkast/",
    "/vision/vision-2035/kommentarer/",
    "/vision/vision-2035/vedtag/",
    "/vision/vision-2035/temaer/nyt/",
    "/vision/vision-2035/rediger/",
    "/strategier/ny/",
    "/strategier/{strategy}/rediger/",
    "/strategier/{strategy}/status/",
    "/politikker/ny/",
    "/politikker/{policy}/rediger/",
]
MEMBER = [
    "/",
    "/vision/vision-2035/prioritering/",
    "/vision/prioritering/{round}/",
    "/vision/prioritering/{closed}/",
    "/min-side/abonnementer/",
    "/min-side/abonnementer/nyt/",
    "/min-side/abonnementer/{subscription}/",
    "/min-side/abonnementer/{subscription}/ny-adresse/",
]
SECRETARIAT = [
    "/vision/vision-2035/prioritering/",
    "/vision/vision-2035/prioritering/ny/",
    "/vision/prioritering/{round}/",
    "/vision/prioritering/{round}/luk/",
    "/vision/prioritering/{round}/skaerm/",
    "/vision/prioritering/{closed}/",
    "/moeder/nyt/",
    "/moeder/aarsplan/",
    "/moeder/aarsplan/2024/",
    "/moeder/aarsplan/2024/virkelighed/",
    "/moeder/aarsplan/2024/vedtag/",
    "/moeder/aarsplan/2024/regler/ny/",
    "/moeder/aarsplan/2024/moeder/nyt/",
    "/moeder/{meeting}/",
    "/moeder/{meeting}/rediger/",
    "/moeder/{meeting}/fremmoede/",
    "/moeder/{meeting}/indkaldelser/",
    "/indkaldelser/svar/",
    "/indkaldelser/svar/{reply}/",
    "/punkter/{item}/rediger/",
    "/punkter/{item}/beslutning/",
    "/punkter/{item}/tag-med/",
    "/udvalg/ishoej-byraad/dagsordener/",
    "/udvalg/ishoej-byraad/faste-punkter/nyt/",
    "/udvalg/ishoej-byraad/opfoelgning/",
    "/moeder/{meeting}/punkter/nyt/",
    "/moeder/{empty_meeting}/dagsorden/indlaes/",
    "/moeder/{empty_meeting}/dagsorden/indlaes/{agenda_import}/",
    "/plan/vedtag/",
]


@pytest.fixture
def rounds(ishoej):
    """A round that is closed and one that is open, each with a vote."""
    vision, seat = Vision.objects.get(), Seat.objects.get(body__kind="council")
    theme = Theme.objects.create(vision=vision, title="Foreningsliv")
    for state in ("closed", "open"):
        round_ = Round.objects.create(vision=vision, title="Prioritering", state=state)
        candidate = round_.candidates.create(theme=theme, title=theme.title)
        mandate = round_.mandates.create(seat=seat, holder=seat.user, holder_name=seat.user.name)
        round_.ballots.create(mandate=mandate, given_by=seat.user).votes.create(candidate=candidate, points=3)


@pytest.fixture
def year(ishoej):
    """The council's year, proposed, with a meeting that stands in the calendar and one on a holiday."""
    council = Body.objects.get(kind="council")
    plan = YearPlan.objects.create(year=2024)
    plan.rules.create(body=council, kind="council", weekday=2, place="Byrådssalen")
    for day in ("2024-01-02", "2024-05-09"):
        plan.meetings.create(body=council, kind="council", date=day, place="Byrådssalen")
    Meeting.objects.create(kind="council", start_date="2024-01-02", end_date="2024-01-02").bodies.add(council)


@pytest.fixture
def subscriptions(ishoej):
    """A calendar address of the member's."""
    Subscription.objects.create(user=User.objects.get(email__startswith="medlem@"), label="Min telefon")


@pytest.fixture
def consultations(ishoej):
    """A consultation that runs, with an answer and a point, and one that is being prepared."""
    strategy, body = Strategy.objects.get(title__startswith="Planstrategi"), Body.objects.get(abbreviation="KMU")
    works = Strategy.objects.filter(status="in_preparation")
    works.update(text="<h3>Målet</h3><p>Flere skoler.</p>", is_cross_cutting=True)
    on, deadline = date(2023, 8, 1), date(2023, 9, 11)
    consultation = strategy.consultations.create(
        number=1, state="sent", is_public=True, opened_on=on, deadline=deadline
    )
    consultee = consultation.consultees.create(body=body)
    answer = consultation.responses.create(consultee=consultee, text="Husk skolerne.", sent_on=on)
    answer.points.create(text="Skolerne", outcome="partly", reason="Planen følger.", place="afsnit 2")
    other = Strategy.objects.get(title__startswith="Beskæftigelsesstrategi").consultations.create(number=1)
    other.consultees.create(body=body)


@pytest.fixture
def minutes(ishoej):
    """An item with all that an agenda may hold, an invitation with its answer, and a message that nobody placed."""
    meeting = Meeting.objects.get(title="Temamøde 1 for Byrådet")
    case = Case.objects.create(number="23/4711", url="https://sager.example.org/4711")
    item = meeting.items.create(
        number=9, title="Vision 2035", case=case, outcome="noted", late_reason="Haster.", withdrawn_reason="Udsat."
    )
    item.corrections.create(what="Titlen er rettet.", on=date(2023, 8, 14))
    item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>")
    item.follow_ups.create(what="Et notat", role="Direktionen", due=date(2023, 8, 1))
    member = User.objects.get(email="medlem@example.org")
    invitation = MeetingInvitation.objects.create(meeting=meeting, user=member, answer="DECLINED")
    now = invitation.invited_at
    MeetingInvitation.objects.update(answered_at=now, answered_via="link", comment="Ferie")
    invitation.mails.create(method="REQUEST", revision=0, queued_at=now, next_try_at=now, sent_at=now)
    ReceivedReply.objects.create(digest="x", trouble="no_reply", meeting=meeting, subject="Autosvar", text="Hilsen")
    Meeting.objects.update(minutes_state="published")


@pytest.fixture
def agenda_import(ishoej):
    """An agenda that was read from a file, with remarks, a closed item and one that has no text."""
    agenda = read_text("<p>Dagsorden</p><h1>1. Budget</h1><h2>Klima</h2><p>x</p><h1>2. Køb (lukket)</h1>")
    meeting, now = Meeting.objects.filter(items=None).first(), timezone.now()
    meeting.agenda_imports.create(name="dagsorden.docx", content=agenda.as_json(), read_at=now)


def real(path):
    rounds = {round_.state: round_.pk for round_ in Round.objects.all()}
    return path.format(
        case=Case.objects.values_list("pk", flat=True).first(),
        item=AgendaItem.objects.filter(title="Vision 2035").values_list("pk", flat=True).first(),
        reply=ReceivedReply.objects.values_list("pk", flat=True).first(),
        token=answer_token(MeetingInvitation.objects.first()) if "token" in path else "",
        round=rounds.get("open"),
        closed=rounds.get("closed"),
        consultation=Consultation.objects.filter(state="sent").values_list("pk", flat=True).first(),
        prepared=Consultation.objects.filter(state="prepared").values_list("pk", flat=True).first(),
        consultee=Consultee.objects.values_list("pk", flat=True).first(),
        response=Response.objects.values_list("pk", flat=True).first(),
        policy=MainPolicy.objects.get(title="Velfærdspolitik").slug,
        strategy=Strategy.objects.get(title__startswith="Planstrategi").slug,
        strategy_id=Strategy.objects.get(title__startswith="Planstrategi").pk,
        subscription=Subscription.objects.values_list("pk", flat=True).first(),
        theme=Theme.objects.values_list("pk", flat=True).first(),
        meeting=Meeting.objects.get(title="Temamøde 1 for Byrådet").pk,
        empty_meeting=Meeting.objects.filter(items=None).first().pk,
        agenda_import=AgendaImport.objects.values_list("pk", flat=True).first(),
    )


@pytest.fixture(scope="module")
def looks():
    """Those of which the contrast is known."""
    return []


def faults_of(page, paths, looks):
    """What is wrong on which page: not found, and what `faults_on` finds."""
    faults = []
    for path in map(real, paths):
        status = page.goto(path).status
        faults += [(path, status)] if status != 200 else []
        faults += [(path, *fault) for fault in faults_on(page, looks)]
    return faults


def test_public_pages_are_accessible(open_browser, minutes, looks):
    assert faults_of(open_browser(), PUBLIC, looks) == []


@pytest.mark.parametrize(
    ("who", "paths"), [("administration", ADMINISTRATION), ("secretariat", SECRETARIAT), ("medlem", MEMBER)]
)
def test_pages_for_entering_are_accessible(
    log_in, rounds, consultations, subscriptions, year, minutes, agenda_import, looks, who, paths
):
    assert faults_of(log_in(who), paths, looks) == []


def test_what_is_asked_once_is_still_found(open_browser):
    """A look that is known hides no other: a paler text, a darker ground, a smaller letter in the same place."""
    page, known = open_browser(), []
    assert faults_of(page, ["/udvalg/"], known) == []
    spoilt = {
        "color: #ddd": "color-contrast",
        "background: #667; color: #556": "color-contrast",
        "opacity: 0.3": "color-contrast",
    }

    for style, fault in spoilt.items():
        page.evaluate("style => document.querySelector('main p, main a').style = style", style)
        assert [found[0] for found in page.evaluate("seriousFaults", known)[0]] == [fault], style
    page.evaluate("document.querySelector('main p, main a').style = ''")
    assert page.evaluate("seriousFaults", known) == [[], []]


def test_pages_work_without_scripts(open_browser):
    page = open_browser(java_script_enabled=False)

    page.goto("/moeder/")
    page.get_by_role("link", name="Temamøde 1 for Byrådet").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Temamøde 1 for Byrådet, 21. august 2023")
