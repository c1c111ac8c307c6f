"""A new term is begun after the election: told of, begun once, taken back while nothing hangs on it."""

from datetime import date

import pytest

from calendar_app.inbox.digest import letter_for
from calendar_app.inbox.tasks import tasks_of
from ishoj_process.models import CouncilTerm, Meeting
from ishoj_process.tasks import Kind
from tests.calendar_app.new_term.bodies.test_table import settle, typed
from tests.ishoj_process.bodies.test_pages import send, words

BEGIN = "/perioder/ny/"
TYPED = {
    "name": "2026–2029",
    "starts": "01-01-2026",
    "ends": "31-12-2029",
    "council_size": "19",
    "elected_read_from": "20-11-2025",
    "level_order": "sequential",
    "citizens_shape_main_policies": "unknown",
}


def told(user, day):
    return [(task.text, task.url) for task in tasks_of(user, day) if task.kind == Kind.TERM]


def test_secretariat_is_told_from_the_day_of_the_election(term, secretariat, administration, member):
    begin = [("Begynd valgperioden 2026–2029", BEGIN)]

    assert told(secretariat, date(2025, 11, 17)) == []
    assert told(secretariat, date(2025, 11, 18)) == begin
    assert told(secretariat, date(2026, 2, 1)) == begin
    assert told(secretariat, date(2027, 2, 1)) == []
    assert told(administration, date(2025, 11, 18)) == told(member, date(2025, 11, 18)) == []
    assert "Begynd valgperioden" in str(letter_for(secretariat, date(2025, 11, 18)).tasks)


def test_house_without_a_term_before_is_told_nothing(db, secretariat):
    assert told(secretariat, date(2025, 11, 18)) == []


def test_days_are_proposed_and_the_rest_is_as_before(client, term):
    CouncilTerm.objects.update(owner_days=12, council_size=19, must_hear=True)
    page = client.get(BEGIN)
    form = page.context["form"]
    assert [form[name].value() for name in ("name", "level_order")] == ["2026–2029", "sequential"]
    assert "18. november 2025" in words(page)

    send(client, BEGIN, **TYPED)

    row = CouncilTerm.objects.get(name="2026–2029")
    assert (row.starts, row.ends, row.slug) == (date(2026, 1, 1), date(2029, 12, 31), "2026-2029")
    assert (row.elected_read_from, row.citizens_shape_main_policies) == (date(2025, 11, 20), None)
    assert (row.owner_days, row.council_size, row.must_hear) == (12, 19, True)


def test_begun_twice_it_is_begun_once(client, term):
    token = client.get(BEGIN).context["form"]["token"].value()
    answers = [client.post(BEGIN, {**TYPED, "token": token, "version": "1"}) for _click in range(2)]

    assert [answer.url for answer in answers] == ["/perioder/2026-2029/ny/"] * 2
    assert CouncilTerm.objects.count() == 2
    assert client.get(BEGIN).url == "/perioder/2026-2029/ny/"


def test_second_secretary_is_told_that_the_term_is_there(client, client_of, term):
    send(client, BEGIN, **TYPED)
    other = client.post(BEGIN, TYPED)

    assert other.status_code == 200
    assert other.context["form"].errors
    assert CouncilTerm.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"starts": "31-12-2025"}, "overlapper"),
        ({"ends": "01-01-2025"}, "slutte"),
        ({"starts": "i morgen"}, "Skriv en dato"),
        ({"elected_read_from": "17-11-2025"}, "vælges den 18. november 2025"),
        ({"elected_read_from": "01-01-2026"}, "før"),
        ({"name": "\u200b"}, ""),
        ({"council_size": "-3"}, ""),
    ],
)
def test_what_cannot_be_is_told(client, term, typed, reason):
    answer = send(client, BEGIN, **{**TYPED, **typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert reason in words(answer)


def test_page_tells_what_is_done_and_what_is_left(client, client_of, administration, member, term):
    send(client, BEGIN, **TYPED)
    page = words(client.get("/perioder/2026-2029/ny/"))

    assert "Fra den 1. januar 2026 til den 31. december 2029. De valgte kan læse med fra den 20. november 2025." in page
    assert client_of(administration).get("/perioder/2026-2029/ny/").status_code == 200
    assert client_of(member).get("/perioder/2026-2029/ny/").status_code == 403
    assert client.get("/perioder/2022-2025/ny/").status_code == 404
    assert client.get("/perioder/findes-ikke/ny/").status_code == 404


def test_beginning_is_taken_back_while_nothing_hangs_on_it(client, term, council):
    send(client, BEGIN, **TYPED)
    back = "/perioder/2026-2029/ny/fortryd/"
    row = CouncilTerm.objects.get(name="2026–2029")
    meeting = Meeting.objects.create(kind="council", start_date="2025-12-04", end_date="2025-12-04", term=row)

    client.post(back)
    assert CouncilTerm.objects.filter(pk=row.pk).exists()
    assert "Fortryd, at valgperioden" not in words(client.get("/perioder/2026-2029/ny/"))

    meeting.delete()
    Meeting.history.all().delete()  # what is remembered of it names the term, too
    assert "Fortryd, at valgperioden" in words(client.get("/perioder/2026-2029/ny/"))
    assert [client.post(back).url for _click in range(2)] == ["/byraad-og-adgang/"] * 2
    assert not CouncilTerm.objects.filter(pk=row.pk).exists()


def test_settled_step_alone_keeps_no_term(client, term, council):
    send(client, BEGIN, **TYPED)
    settle(client)
    client.post("/perioder/2026-2029/ny/fortryd/")

    assert CouncilTerm.objects.count() == 1


def test_term_stays_while_bodies_change_on_its_first_day(client, term, council):
    send(client, BEGIN, **TYPED)
    settle(client, typed(council, "renamed", name="Byrådet i Ishøj"))
    page = client.post("/perioder/2026-2029/ny/fortryd/", follow=True)

    assert "Fortryd det først." in words(page)
    assert CouncilTerm.objects.count() == 2


def test_running_term_is_not_taken_back(client, term, settings):
    client.post("/perioder/2022-2025/ny/fortryd/")

    assert CouncilTerm.objects.filter(pk=term.pk).exists()


def test_constituting_meeting_is_proposed_once_on_a_legal_day(client, term, council):
    send(client, BEGIN, **TYPED)
    url = "/perioder/2026-2029/ny/konstituering/"
    page = client.get(url)
    form = page.context["form"]
    assert (form["start_date"].value(), form["title"].value()) == ("01-12-2025", "Konstituerende møde")
    typed = {
        "kind": "council",
        "title": "Konstituerende møde",
        "bodies": [council.pk],
        "term": form["term"].value(),
        "is_published": "on",
    }

    late = send(client, url, **typed, start_date="16-12-2025")
    assert "fra den 1. december 2025 til den 15. december 2025" in words(late)
    send(client, url, **typed, start_date="04-12-2025", start_time="17.00")

    meeting = Meeting.objects.get()
    assert (meeting.start_date, meeting.term.name, meeting.is_published) == (date(2025, 12, 4), "2026–2029", True)
    again = client.post(url, {**typed, "start_date": "05-12-2025"})
    assert "har allerede et konstituerende møde" in words(again)
    assert client.get(url).url == meeting.get_absolute_url()
    assert "torsdag den 4. december 2025" in words(client.get("/perioder/2026-2029/ny/"))
