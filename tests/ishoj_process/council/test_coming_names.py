"""A name that begins with a coming term is told by nothing before the term begins, and by all that is of its days then.

Of a meeting of 2026 pages, papers, calendars and mails have the name of the old council until New Year.
"""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache

from calendar_app.invitations.acts import invite
from calendar_app.invitations.mail import invitation_mail
from calendar_app.models import InvitationMail, Subscription
from calendar_app.models.subscriptions import fingerprint
from ishoj_process.council.acts import rename_body
from ishoj_process.models import Body, CouncilTerm, Seat, Succession
from ishoj_process.terms.acts import hold_names_back
from tests import rows
from tests.ishoj_process.output.test_pdf import text_of

OLD, NEW = "Klima- og Miljøudvalget", "Naturudvalget"
BEFORE, AFTER = "2025-12-10", "2026-01-01"
NEW_YEAR, MEETS = date(2026, 1, 1), date(2026, 2, 3)
TOKEN = "t" * 43
OF_THE_MEETING = ("/moeder/{0}/", "/moeder/{0}.ics", "/moeder/{0}/dagsorden.pdf", "/moeder/{0}/dagsorden.docx")
SHOWN = (
    *OF_THE_MEETING,
    *("/moeder/?fra=2026-01-01", "/kalender/?maaned=2026-02"),
    *("/kalender.ics", "/kalender/klima-og-miljoeudvalget.ics", f"/kalender/abonnement/{TOKEN}.ics"),
    *("/", "/udvalg/", "/udvalg/klima-og-miljoeudvalget/", "/udvalg/klima-og-miljoeudvalget/?dag=03-02-2026"),
    *("/min-side/", "/tidslinje/?fra=2026-01-01&til=2026-06-30", "/perioder/2022-2025/overdragelse/"),
)
# Where the bodies of the coming term are prepared the staff reads what they are to be called.
PREPARED = ("/udvalg/klima-og-miljoeudvalget/", "/overdragelse/")


@pytest.fixture
def coming(term):
    return rows.next_term()


@pytest.fixture
def renamed(coming, other_committee, secretariat):
    rename_body(body=other_committee, name=NEW, on=NEW_YEAR, by=secretariat)
    return Body.objects.get(pk=other_committee.pk)


@pytest.fixture
def meeting(renamed, member, coming):
    """A public meeting of February 2026, long in everybody's calendar."""
    for term in (member.seats.first().term, coming):
        Seat.objects.create(user=member, body=renamed, term=term)
    row = rows.meeting(renamed, kind="committee", start_date=MEETS, agenda_state="published", state="convened")
    row.items.create(number=1, title="Et punkt")
    Subscription.objects.create(user=member, label="Min", token_hash=fingerprint(TOKEN))
    return row


def words_of(response):
    content = b"".join(response)
    if content.startswith(b"%PDF"):
        return text_of(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    # Lines of a calendar are folded, and words of a page may be divided.
    return content.decode().replace("\r\n ", "").replace("\u00ad", "")


def tells(client, name, addresses, *, meeting):
    cache.clear()
    answers = {address: client.get(address.format(meeting.pk), follow=True) for address in addresses}
    return [address for address, answer in answers.items() if name in words_of(answer)]


@pytest.mark.parametrize("who", ["public", "member", "administration", "secretariat"])
def test_coming_name_is_told_by_nothing_before_the_term(client_of, request, settings, meeting, who):
    client = request.getfixturevalue("client") if who == "public" else client_of(request.getfixturevalue(who))
    is_staff = who in ("administration", "secretariat")
    settings.PROCESS_TODAY = BEFORE
    addresses = [one for one in SHOWN if not (is_staff and any(part in one for part in PREPARED))]

    assert tells(client, NEW, addresses, meeting=meeting) == []
    assert {*OF_THE_MEETING} <= {*tells(client, OLD, addresses, meeting=meeting)}


def test_from_the_first_day_all_tell_it(client, settings, meeting):
    settings.PROCESS_TODAY = AFTER
    told = {*tells(client, NEW, SHOWN, meeting=meeting)}

    calendars = {"/kalender.ics", "/kalender/klima-og-miljoeudvalget.ics", f"/kalender/abonnement/{TOKEN}.ics"}
    assert {*OF_THE_MEETING, *calendars, "/udvalg/", "/moeder/?fra=2026-01-01"} <= told


def test_mail_of_december_has_the_name_of_december(settings, meeting, secretariat):
    settings.PROCESS_TODAY = BEFORE
    invite(meeting=meeting, by=secretariat, today=date(2025, 12, 10))
    mail = InvitationMail.objects.select_related("invitation__meeting", "invitation__user").get()
    said = {}
    for settings.PROCESS_TODAY in (BEFORE, AFTER):
        message = invitation_mail(InvitationMail.objects.get(pk=mail.pk))
        said[settings.PROCESS_TODAY] = f"{message.subject} {message.body}"

    assert [(OLD in text, NEW in text) for text in said.values()] == [(True, False), (False, True)]


def test_staff_reads_it_where_the_term_is_prepared(client_of, settings, renamed, secretariat, coming):
    settings.PROCESS_TODAY = BEFORE
    client = client_of(secretariat)

    for address in ("/perioder/2026-2029/ny/udvalg/", "/udvalg/klima-og-miljoeudvalget/?dag=03-02-2026"):
        assert NEW in client.get(address).text


def test_other_names_are_told_as_before(client, settings, meeting, renamed, secretariat):
    """One that begins within a term, or after the first day of the coming one has passed."""
    rename_body(body=renamed, name="Skovudvalget", on=date(2026, 2, 1), by=secretariat)
    body = Body.objects.get(pk=renamed.pk)
    found = {}
    for settings.PROCESS_TODAY in (BEFORE, AFTER):
        found[settings.PROCESS_TODAY] = [str(body.on(day)) for day in (date(2025, 12, 31), NEW_YEAR, MEETS)]

    assert found == {BEFORE: [OLD] * 3, AFTER: [OLD, NEW, "Skovudvalget"]}


def test_name_that_was_entered_before_its_term_is_held_back_with_it(term, other_committee, secretariat, settings):
    settings.PROCESS_TODAY = BEFORE
    rename_body(body=other_committee, name=NEW, on=NEW_YEAR, by=secretariat)
    told = [str(Body.objects.get(pk=other_committee.pk).on(MEETS))]
    version = Body.objects.get(pk=other_committee.pk).version
    CouncilTerm.objects.create(name="2026-2029", starts=NEW_YEAR, ends=date(2029, 12, 31))
    hold_names_back(NEW_YEAR)
    after = Body.objects.get(pk=other_committee.pk)

    assert [*told, str(after.on(MEETS)), str(after.as_of(MEETS))] == [NEW, OLD, NEW]
    assert after.version == version


def test_who_carries_on_is_told_by_its_name_of_the_day(settings, renamed, committee):
    """To the staff alone until the day, on its pages."""
    row = Succession.objects.create(body=committee, heir=renamed, on=NEW_YEAR)
    settings.PROCESS_TODAY = AFTER

    assert str(Succession.objects.get(pk=row.pk).heir) == NEW
