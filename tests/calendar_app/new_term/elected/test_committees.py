"""After the constituting meeting: committees with chairs, members and substitutes, and the council's mayor."""

import pytest

from calendar_app.models import ElectedList
from ishoj_process.models import Body, PartyGroup, Seat, User
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

from .test_council import confirm, read_in, shown

URL = "/perioder/2026-2029/ny/udvalgenes-medlemmer/"
LINES = """Udvalg;Navn;Hverv
Byrådet;Anne Hansen;Borgmester
;Bo Jensen;1. viceborgmester
KMU;Bo Jensen;formand
Klima- og Miljøudvalget;Anne Hansen;
"""


@pytest.fixture(autouse=True)
def house(coming, council, committee, other_committee, group):
    """The council is elected."""
    for name, email in (("Anne Hansen", "anne@ishoej.example"), ("Bo Jensen", "bo@ishoej.example")):
        user = User.objects.create_user(email, name=name)
        Seat.objects.create(user=user, body=council, term=coming, party_group=PartyGroup.objects.get(letter="A"))


def seats():
    rows_ = Seat.objects.filter(term__name="2026-2029").select_related("user", "body")
    return {(seat.body.slug, seat.user.name, seat.role) for seat in rows_ if seat.user}


COUNCIL_BEFORE = {("ishoej-byraad", "Anne Hansen", "member"), ("ishoej-byraad", "Bo Jensen", "member")}
ALL = {
    ("ishoej-byraad", "Anne Hansen", "chair"),
    ("ishoej-byraad", "Bo Jensen", "vice_chair"),
    ("klima-og-miljoeudvalget", "Bo Jensen", "chair"),
    ("klima-og-miljoeudvalget", "Anne Hansen", "member"),
}


def test_committees_and_offices_are_stored_and_taken_back(client):
    url = read_in(client, LINES, URL)
    assert [each.verdict for each in shown(client, url).values()] == ["role", "role", "known", "known"]

    confirm(client, url)
    assert seats() == ALL
    assert Seat.objects.get(body__slug="klima-og-miljoeudvalget", role="chair").party_group.letter == "A"
    page = words(client.get("/perioder/2026-2029/ny/"))
    assert "1 udvalg har medlemmer. Borgmesteren er registreret." in page

    again = read_in(client, LINES, URL)
    assert {each.verdict for each in shown(client, again).values()} == {"there"}

    client.post(ElectedList.objects.made().get().take_back_url)
    assert seats() == COUNCIL_BEFORE


def test_body_may_stand_in_a_line_of_its_own(client):
    text = "Klima- og Miljøudvalget\nBo Jensen;formand\nAnne Hansen\nKultur- og Fritidsudvalget\nAnne Hansen;formand"
    confirm(client, read_in(client, text, URL))

    assert seats() - COUNCIL_BEFORE == {
        ("klima-og-miljoeudvalget", "Bo Jensen", "chair"),
        ("klima-og-miljoeudvalget", "Anne Hansen", "member"),
        ("kultur-og-fritidsudvalget", "Anne Hansen", "chair"),
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("KMU;Ukendt Person;medlem", "”Ukendt Person” er ikke valgt til Byrådet."),
        ("KMU;Ny Person;medlem;ny@ishoej.example", "”Ny Person” er ikke valgt til Byrådet."),
        ("KMU;Ny Person;suppleant;", "E-mailadressen mangler."),
        ("Intet Udvalg;Anne Hansen;", "Intet udvalg hedder ”Intet Udvalg”"),
        (";Anne Hansen;formand", "Udvalget mangler."),
        ("KMU;Anne Hansen;kasserer", "”kasserer” er ikke et hverv"),
        ("Byrådet;Anne Hansen;suppleant", "Anne Hansen står allerede som medlem."),
        ("KMU;;formand", "Navnet mangler."),
    ],
)
def test_what_is_not_clear_is_told_at_its_line(client, line, reason):
    judged = shown(client, read_in(client, f"Udvalg;Navn;Hverv;E-mail\n{line}", URL))

    assert judged[2].verdict == "unclear"
    assert reason in judged[2].reasons[0]


def test_body_has_one_chair(client):
    judged = shown(client, read_in(client, "KMU;Anne Hansen;formand\nKMU;Bo Jensen;formand", URL))
    assert "Linje 1 har allerede en formand for Klima- og Miljøudvalget" in judged[2].reasons[0]

    confirm(client, read_in(client, "KMU;Anne Hansen;formand", URL))
    judged = shown(client, read_in(client, "KMU;Bo Jensen;formand", URL))
    assert "Anne Hansen er allerede formand" in judged[1].reasons[0]


def test_substitute_from_outside_gets_one_log_in_for_all_places(client):
    text = "Byrådet;Ib Lund;stedfortræder;ib@ishoej.example\nKMU;Ib Lund;suppleant;IB@ishoej.example"
    confirm(client, read_in(client, text, URL))

    user = User.objects.get(email="ib@ishoej.example")
    assert {(seat.body.kind, seat.role) for seat in user.seats.all()} == {
        ("council", "substitute"),
        ("standing", "substitute"),
    }
    client.post(ElectedList.objects.made().get().take_back_url)
    assert not User.objects.filter(email="ib@ishoej.example").exists()


def test_substitute_of_the_house_is_no_member_by_a_list(client, council, coming):
    user = User.objects.create_user("ib@ishoej.example", name="Ib Lund")
    Seat.objects.create(user=user, body=council, term=coming, role="substitute")
    [judged] = shown(client, read_in(client, "Ib Lund;ib@ishoej.example;A", "/perioder/2026-2029/ny/valgte/")).values()

    assert judged.reasons == ("Ib Lund står allerede som stedfortræder.",)


def test_second_deputy_is_the_councils_and_elsewhere_a_member_of_whom_it_is_told(client):
    [judged] = shown(client, read_in(client, ";Anne Hansen;2. viceborgmester", URL)).values()
    assert (judged.verdict, judged.role, judged.notes) == ("role", "vice_chair_2", ())

    [judged] = shown(client, read_in(client, "KMU;Anne Hansen;2. næstformand", URL)).values()
    assert (judged.role, judged.notes) == (
        "member",
        ("Kun Byrådet har en 2. viceborgmester: Personen registreres som medlem.",),
    )


def test_board_has_members_from_outside(client):
    Body.objects.create(name="Ældrerådet", slug="aeldreraadet", kind="advisory")
    confirm(client, read_in(client, "Ældrerådet;Ny Person;;ny@ishoej.example", URL))

    assert ("aeldreraadet", "Ny Person", "member") in seats()


def test_body_that_ends_before_the_term_is_not_taken(client, committee):
    Body.objects.filter(pk=committee.pk).update(ends="2025-12-31")

    [judged] = shown(client, read_in(client, "Kultur- og Fritidsudvalget;Anne Hansen;", URL)).values()
    assert "på valgperiodens første dag" in judged.reasons[0]


def test_renamed_body_is_known_by_both_names(client, committee, secretariat):
    from datetime import date

    from ishoj_process.council.acts import rename_body

    rename_body(body=committee, name="Kulturudvalget", on=date(2026, 1, 1), by=secretariat)
    text = "Kulturudvalget;Anne Hansen;\nKultur- og Fritidsudvalget;Bo Jensen;"
    judged = shown(client, read_in(client, text, URL))

    assert [str(each.body) for each in judged.values()] == ["Kulturudvalget"] * 2


def test_two_of_one_name_in_the_council_are_asked_about(client, coming, council):
    twin = User.objects.create_user("anne2@ishoej.example", name="Anne Hansen")
    Seat.objects.create(user=twin, body=council, term=coming)
    url = read_in(client, "KMU;Anne Hansen;", URL)
    assert shown(client, url)[1].verdict == "asked"

    confirm(client, url, **{"linje-1-who": str(twin.pk)})
    assert Seat.objects.get(body__abbreviation="KMU").user == twin


def test_councils_list_is_not_taken_back_under_the_committees(client):
    first = read_in(client, "Cai Dam;cai@ishoej.example;A", "/perioder/2026-2029/ny/valgte/")
    confirm(client, first)
    confirm(client, read_in(client, "KMU;Cai Dam;", URL))
    council, committees = ElectedList.objects.made().order_by("made_at")

    client.post(council.take_back_url)
    assert Seat.objects.filter(user__email="cai@ishoej.example").count() == 2
    client.post(committees.take_back_url)
    client.post(council.take_back_url)
    assert not User.objects.filter(email="cai@ishoej.example").exists()


def test_nothing_of_the_term_shows_before_it_begins(client, client_of, member, settings):
    confirm(client, read_in(client, LINES, URL))
    for user in (None, member):
        for address in ("/medlemmer/", "/udvalg/klima-og-miljoeudvalget/", "/udvalg/ishoej-byraad/?dag=01-02-2026"):
            assert "Bo Jensen" not in words(client_of(user).get(address))

    settings.PROCESS_TODAY = "2026-01-01"
    assert "Bo Jensen" in words(client_of().get("/udvalg/klima-og-miljoeudvalget/"))


def test_elected_read_once_they_are_let_and_not_before(client, client_of, coming, settings):
    anne = client_of(User.objects.get(email="anne@ishoej.example"))
    assert anne.get("/hoeringer/overblik/").status_code == 403
    type(coming).objects.filter(pk=coming.pk).update(elected_read_from="2025-11-20")
    settings.PROCESS_TODAY = "2025-11-20"

    assert anne.get("/hoeringer/overblik/").status_code == 200
    assert anne.get("/perioder/2026-2029/ny/").status_code == 403


def test_reading_is_one_line_of_queries(client, django_assert_num_queries, coming, council):
    for n in range(31):
        Seat.objects.create(user=User.objects.create_user(f"p{n}@x.example", name=f"P {n}"), body=council, term=coming)
    for n in range(12):
        Body.objects.create(name=f"Udvalg {n}", slug=f"u{n}", kind="standing")
    text = "\n".join(f"Udvalg {n};P {m};" for n in range(12) for m in range(31))
    url = read_in(client, text, URL)
    with django_assert_num_queries(8):
        client.get(url)
    confirm(client, url)
    assert Seat.objects.filter(term=coming).exclude(body=council).count() == 12 * 31
    with django_assert_num_queries(9):
        client.get("/perioder/2026-2029/ny/")


def test_other_role_than_a_members_is_never_seated(client):
    rows.make_user("administration", "chef@ishoej.example")
    [judged] = shown(client, read_in(client, "KMU;Chef;suppleant;chef@ishoej.example", URL)).values()

    assert judged.verdict == "unclear"
