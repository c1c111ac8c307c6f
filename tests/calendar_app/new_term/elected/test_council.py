"""The council after the election: read, shown line by line, stored as a whole, taken back as a whole."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from calendar_app.models import ElectedList, MeetingInvitation, PrivateNote
from ishoj_process.models import AgendaItem, PartyGroup, Seat, User
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

URL = "/perioder/2026-2029/ny/valgte/"
LINES = """Navn;E-mail;Gruppe
Anne Hansen;anne@ishoej.example;A
Bo Jensen;Bo@Ishoej.example;Socialdemokratiet
Ærø Østergård;aeroe@ishoej.example;Q – Fælles Liste
"""


@pytest.fixture(autouse=True)
def house(coming, council, group):
    """What each of these tests begins with."""


def read_in(client, text=LINES, url=URL):
    """Read pasted lines; the address of what would be made of them."""
    answer = client.post(url, {"text": text})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.url


def shown(client, url):
    """{number of a line: what it means}, and what is said of it."""
    proposals = client.get(url).context["proposals"]
    return {each.line.number: each.judged for each in proposals}


def confirm(client, url, **typed):
    """Confirm as the page stands, with what is typed beside."""
    page = client.get(url)
    sent = {"seen": page.context["seen"]}
    for each in page.context["proposals"]:
        for field in each.form:
            if value := field.value():
                sent[field.html_name] = "on" if value is True else value
    return client.post(url, {**sent, **typed})


def stored(client, text=LINES):
    confirm(client, read_in(client, text))
    return ElectedList.objects.made().latest("pk")


def seats():
    rows_ = Seat.objects.filter(term__name="2026-2029").select_related("user", "party_group").order_by("pk")
    return [(seat.user.name, seat.user.email, seat.party_group and seat.party_group.letter) for seat in rows_]


def test_list_is_shown_before_anything_is_stored(client):
    url = read_in(client)
    assert [each.verdict for each in shown(client, url).values()] == ["new"] * 3
    assert (Seat.objects.count(), PartyGroup.objects.count()) == (0, 1)
    assert "Q – Fælles Liste (ny gruppe)" in words(client.get(url))

    answer = confirm(client, url)

    assert answer.url == "/perioder/2026-2029/ny/"
    assert seats() == [
        ("Anne Hansen", "anne@ishoej.example", "A"),
        ("Bo Jensen", "bo@ishoej.example", "A"),
        ("Ærø Østergård", "aeroe@ishoej.example", "Q"),
    ]
    assert "3 af 3 er registreret." in words(client.get(answer.url))
    assert mail.outbox == []
    assert not User.objects.exclude(invited_at=None).exists()
    source = ElectedList.objects.get()
    assert (source.content, len(source.made["users"])) == (None, 3)


def test_confirmed_twice_it_is_stored_once(client):
    url = read_in(client)
    sent = {"seen": client.get(url).context["seen"], **{f"linje-{number}-take": "on" for number in (2, 3, 4)}}

    answers = [client.post(url, sent) for _click in range(2)]

    assert [answer.url for answer in answers] == ["/perioder/2026-2029/ny/"] * 2
    assert (Seat.objects.count(), User.objects.filter(role="member").count()) == (3, 3)


def test_same_list_twice_is_once(client):
    stored(client)
    url = read_in(client)

    assert [each.verdict for each in shown(client, url).values()] == ["there"] * 3
    refused = confirm(client, url)
    assert "ikke valgt nogen linjer" in words(refused)
    assert Seat.objects.count() == 3


def test_known_is_found_by_the_address_and_keeps_log_in_and_name(client, member):
    User.objects.filter(pk=member.pk).update(name="Anne Marie Hansen")
    url = read_in(client, "Anne Hansen; MEDLEM@example.org ; A")
    [judged] = shown(client, url).values()
    assert (judged.verdict, judged.user) == ("known", member)
    assert "Hedder Anne Marie Hansen" in judged.notes[0]

    confirm(client, url)

    assert seats() == [("Anne Marie Hansen", "medlem@example.org", "A")]


@pytest.mark.parametrize(("answer", "count"), [("known", 1), ("new", 2)])
def test_who_bears_the_same_name_is_asked_about(client, member, answer, count):
    User.objects.filter(pk=member.pk).update(name="Anne Hansen")
    url = read_in(client, "Anne Hansen;ny@ishoej.example;A")
    [judged] = shown(client, url).values()
    assert (judged.verdict, judged.candidates) == ("asked", (member,))

    unanswered = confirm(client, url)
    assert "Vælg, hvem det er" in words(unanswered)
    assert not seats()
    confirm(client, url, **{"linje-1-who": str(member.pk) if answer == "known" else "new"})

    assert User.objects.filter(name="Anne Hansen").count() == count
    assert seats()[0][1] == ("medlem@example.org" if answer == "known" else "ny@ishoej.example")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Anne Hansen;;A", "E-mailadressen mangler."),
        (";anne@ishoej.example;A", "Navnet mangler."),
        ("Anne Hansen;anne@;A", "ikke en e-mailadresse"),
        ("Anne Hansen;anne snabela ishoej.example;A", "ikke en e-mailadresse"),
        ("Anne Hansen;anne@ishoej.example;Z", "Gruppen ”Z” findes ikke"),
        ("Anne Hansen;anne@ishoej.example;A – Andet navn", "Bogstavet A bruges"),
        ("Anne Hansen;sekretariat@example.org;A", "ikke har et åbent login som byrådsmedlem"),
        (f"{'A' * 130};anne@ishoej.example;A", "længere end 120"),
    ],
)
def test_what_is_not_clear_is_told_at_its_line_and_left_out(client, line, reason):
    url = read_in(client, f"Bo Jensen;bo@ishoej.example;A\n{line}")
    judged = shown(client, url)
    assert [each.verdict for each in judged.values()] == ["new", "unclear"]
    assert reason in judged[2].reasons[0]
    assert reason in words(client.get(url))

    confirm(client, url)

    assert [name for name, _email, _group in seats()] == ["Bo Jensen"]


def test_line_is_corrected_where_it_stands(client):
    url = read_in(client, "Anne Hansen;;A")
    wrong = confirm(client, url, **{"linje-1-email": "anne@"})
    assert "ikke en e-mailadresse" in words(wrong)
    confirm(client, url, **{"linje-1-email": "anne@ishoej.example"})

    assert seats() == [("Anne Hansen", "anne@ishoej.example", "A")]


def test_person_stands_once_in_the_council(client):
    url = read_in(client, "Anne Hansen;anne@ishoej.example;A\nA. Hansen;ANNE@ishoej.example;A")

    assert "Står allerede på linje 1" in shown(client, url)[2].reasons[0]


def test_closed_log_in_is_not_taken(client, member):
    User.objects.update(is_active=False)
    User.objects.filter(role="secretariat").update(is_active=True)

    assert shown(client, read_in(client, "Anne;medlem@example.org;A"))[1].verdict == "unclear"


def workbook(*lines):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("valgte.xlsx", file.getvalue())


def test_spreadsheet_is_read_by_the_names_of_its_columns(client):
    book = workbook(
        ["Valgte den 18. november 2025"],
        ["Liste", "Fornavn", "Efternavn", "Adresse", "Mail"],
        ["A", "Anne", "Hansen", "Vejen 1", "anne@ishoej.example"],
        [None, "Bo", "Jensen", "Vejen 2", "bo@ishoej.example"],
    )
    url = client.post(URL, {"file": book}).url
    page = words(client.get(url))
    assert "Ikke læst og ikke gemt: Adresse" in page
    assert "Vejen" not in str(ElectedList.objects.get().content)

    confirm(client, url)
    assert seats() == [("Anne Hansen", "anne@ishoej.example", "A"), ("Bo Jensen", "bo@ishoej.example", None)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_are_read_however_they_were_saved(client, encoding):
    file = SimpleUploadedFile("valgte.csv", LINES.replace("–", "-").encode(encoding))
    url = client.post(URL, {"file": file}).url

    assert [each.line.name for each in shown(client, url).values()][2] == "Ærø Østergård"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "Vælg en fil, eller indsæt linjerne."),
        ({"text": "  \n \n"}, ""),
        ({"text": "Navn;E-mail;Gruppe\n"}, ""),
        ({"text": "\x00"}, ""),
        ({"file": SimpleUploadedFile("v.csv", b"")}, ""),
        ({"file": SimpleUploadedFile("v.csv", b"\xff\xfe\x00\x01\x80\x81")}, ""),
        ({"file": SimpleUploadedFile("v.xlsx", b"PK\x03\x04nonsense")}, ""),
        ({"file": SimpleUploadedFile("v.pdf", b"%PDF-1.7\n")}, ""),
        ({"text": "a;b\n" * 600}, "mere end 500 linjer"),
    ],
)
def test_what_cannot_be_read_is_told(client, sent, reason):
    answer = client.post(URL, sent)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert reason in words(answer)
    assert not ElectedList.objects.exists()


def test_second_secretary_is_told_what_the_first_did(client, client_of):
    other = client_of(rows.make_user("secretariat", "anden@example.org"))
    mine, theirs = read_in(client), read_in(other)
    sent = {"seen": client.get(mine).context["seen"], **{f"linje-{number}-take": "on" for number in (2, 3, 4)}}
    assert confirm(other, theirs).status_code == 302

    answer = client.post(mine, sent)

    assert answer.status_code == 409
    assert "En anden har ændret" in words(answer)
    assert Seat.objects.count() == 3


def test_list_is_taken_back_as_a_whole(client, member):
    User.objects.filter(pk=member.pk).update(name="Anne Hansen")
    before = set(User.objects.values_list("pk", flat=True))
    source = stored(client, LINES.replace("anne@ishoej.example", "medlem@example.org"))
    assert "3 pladser er registreret." in words(client.get(source.take_back_url))

    answers = [client.post(source.take_back_url) for _click in range(2)]

    assert [answer.url for answer in answers] == ["/perioder/2026-2029/ny/"] * 2
    assert (seats(), PartyGroup.objects.count()) == ([], 1)
    assert set(User.objects.values_list("pk", flat=True)) == before
    assert member.seats.filter(term__name="2022-2025").exists()


@pytest.mark.parametrize("what", ["invited", "logged in", "called", "note"])
def test_list_on_which_something_hangs_is_not_taken_back(client, coming, council, what, make_meeting):
    source = stored(client)
    user = User.objects.get(email="anne@ishoej.example")
    if what == "invited":
        User.objects.filter(pk=user.pk).update(invited_at=timezone.now())
    elif what == "logged in":
        User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    else:
        meeting = make_meeting(council, start_date="2025-12-04", end_date="2025-12-04", term=coming)
        if what == "called":
            MeetingInvitation.objects.create(meeting=meeting, user=user)
        else:
            item = AgendaItem.objects.create(meeting=meeting, number=1, title="Valg af borgmester")
            PrivateNote.objects.create(item=item, user=user, text="Husk")

    client.post(source.take_back_url)

    assert len(seats()) == 3
    assert ElectedList.objects.made().count() == 1


def test_unconfirmed_list_is_forgotten_after_a_day(client):
    url = read_in(client)
    ElectedList.objects.update(read_at=timezone.now() - timedelta(days=1, minutes=1))

    assert client.get(url).status_code == 404
    read_in(client, "Bo;bo@ishoej.example;A")
    assert ElectedList.objects.count() == 1


def test_three_hundred_lines_are_read_and_stored(client):
    url = read_in(client, "\n".join(f"Person {n};p{n}@ishoej.example;A" for n in range(300)))
    confirm(client, url)

    assert Seat.objects.count() == 300


def test_three_hundred_lines_that_are_not_clear_are_shown(client):
    url = read_in(client, "\n".join(f"Person {n};;A" for n in range(300)))

    assert confirm(client, url, **{"linje-1-email": "en@ishoej.example"}).status_code == 302
    assert Seat.objects.count() == 1


def test_page_asks_no_more_for_many_lines(client, django_assert_num_queries):
    urls = [read_in(client, "\n".join(f"P{n};p{n}@ishoej.example;A" for n in range(count))) for count in (1, 31)]
    with django_assert_num_queries(8):
        client.get(urls[0])
    with django_assert_num_queries(8):
        client.get(urls[1])


def test_pages_are_the_secretariats(client, client_of, administration, member):
    url = read_in(client)
    for other, status in ((administration, 403), (member, 403), (None, 302)):
        assert [client_of(other).get(each).status_code for each in (URL, url)] == [status] * 2
