"""What becomes of each body when a term begins: shown as a whole, stored in one act, taken back the same way."""

from datetime import date

import pytest

from calendar_app.models import SettledStep
from ishoj_process.council.acts import rename_body
from ishoj_process.models import Body, Seat, Succession
from tests import rows
from tests.ishoj_process.bodies.test_pages import words

URL = "/perioder/2026-2029/ny/udvalg/"
FIRST = date(2026, 1, 1)


@pytest.fixture
def bodies(coming, council, committee, other_committee):
    """{slug: body}, with two more committees."""
    for name, slug in (("Økonomiudvalget", "oekonomi"), ("Socialudvalget", "social")):
        Body.objects.create(name=name, slug=slug, kind="standing")
    return {body.slug: body for body in Body.objects.all()}


def as_shown(page):
    """What the page's forms hold, as a browser would send it."""
    sent = {"seen": page.context["seen"]}
    for form in page.context["table"].forms:
        for field in form:
            if value := field.value():
                sent[field.html_name] = value
    return sent


def typed(body, what, *heirs, **told):
    prefix = f"udvalg-{body.pk}"
    told |= {f"heir_{number}": heir for number, heir in enumerate(heirs, start=1)}
    return {f"{prefix}-what": what, **{f"{prefix}-{name}": value for name, value in told.items()}}


def settle(client, *changes, **more):
    """Type, look at what would happen, and confirm it."""
    sent = as_shown(client.get(URL))
    for change in changes:
        sent |= change
    shown = client.post(URL, {**sent, **more})
    assert shown.status_code == 200, shown
    if "table.html" in shown.templates[0].name:
        return shown
    hidden = dict(shown.context["sent"])
    return client.post(URL, {**hidden, "token": shown.context["token"], "confirmed": "1"})


PUBLIC = (
    *("/udvalg/", "/udvalg/social/", "/udvalg/social/?dag=2026-02-01", "/udvalg/oekonomi/?dag=01-02-2026"),
    *("/udvalg/oekonomi/", "/moeder/", "/kalender/", "/kaskade/", "/medlemmer/"),
)


def living(day):
    return {str(body.as_of(day)) for body in Body.objects.living(day)}


OLD = {
    *("Ishøj Byråd", "Kultur- og Fritidsudvalget", "Klima- og Miljøudvalget"),
    *("Økonomiudvalget", "Socialudvalget"),
}


def test_bodies_that_all_go_on_are_settled_by_saying_so(client, bodies):
    assert "Ikke afklaret endnu." in words(client.get("/perioder/2026-2029/ny/"))
    settle(client)

    assert "videreføres uændret" in words(client.get("/perioder/2026-2029/ny/"))
    assert SettledStep.objects.count() == 1
    assert living(FIRST) == OLD


def test_renamed_merged_split_ended_and_new_in_one_act(client, bodies):
    kmu, kultur = bodies["klima-og-miljoeudvalget"], bodies["kultur-og-fritidsudvalget"]
    social, money = bodies["social"], bodies["oekonomi"]
    answer = settle(
        client,
        typed(kmu, "passes_on", "ny1"),
        typed(kultur, "passes_on", "ny1", "ny2"),
        typed(social, "ends"),
        typed(money, "renamed", name="Økonomi- og Planudvalget", abbreviation="ØPU"),
        {"ny1-name": "Natur- og Kulturudvalget", "ny1-kind": "standing"},
        {"ny2-name": "Idrætsudvalget", "ny2-kind": "standing"},
    )

    assert answer.url == "/perioder/2026-2029/ny/"
    assert living(date(2025, 12, 31)) == OLD
    assert living(FIRST) == {
        *("Ishøj Byråd", "Økonomi- og Planudvalget"),
        *("Natur- og Kulturudvalget", "Idrætsudvalget"),
    }
    pairs = {(row.body.slug, row.heir.name, row.on) for row in Succession.objects.all()}
    assert pairs == {
        ("klima-og-miljoeudvalget", "Natur- og Kulturudvalget", FIRST),
        ("kultur-og-fritidsudvalget", "Natur- og Kulturudvalget", FIRST),
        ("kultur-og-fritidsudvalget", "Idrætsudvalget", FIRST),
    }


def test_it_is_shown_as_a_whole_before_it_is_stored(client, bodies):
    social = bodies["social"]
    sent = as_shown(client.get(URL)) | typed(social, "renamed", name="Velfærdsudvalget")
    page = words(client.post(URL, sent))

    assert "Socialudvalget kommer til at hedde Velfærdsudvalget." in page
    assert "Økonomiudvalget videreføres" not in page
    assert living(FIRST) == OLD
    assert not SettledStep.objects.exists()


def test_what_was_settled_is_changed_and_taken_back(client, bodies):
    social, money = bodies["social"], bodies["oekonomi"]
    settle(client, typed(social, "passes_on", "ny1"), {"ny1-name": "Velfærdsudvalget"})
    new = Body.objects.get(name="Velfærdsudvalget")

    settle(client, typed(social, "passes_on", str(money.pk)), {f"begynder-{new.pk}-remove": "on"})
    assert living(FIRST) == OLD - {"Socialudvalget"}
    assert [row.heir for row in Succession.objects.all()] == [money]

    settle(client, typed(social, "goes_on"))
    assert living(FIRST) == OLD
    assert not Succession.objects.exists()


def test_names_are_exchanged(client, bodies):
    social, money = bodies["social"], bodies["oekonomi"]
    settle(
        client,
        typed(money, "renamed", name="Socialudvalget"),
        typed(social, "renamed", name="Velfærdsudvalget"),
    )

    assert living(FIRST) == OLD - {"Økonomiudvalget"} | {"Velfærdsudvalget"}


def test_new_body_may_have_the_name_of_one_that_ends(client, bodies):
    social = bodies["social"]
    settle(client, typed(social, "passes_on", "ny1"), {"ny1-name": "Socialudvalget"})

    assert living(FIRST) == OLD
    assert Succession.objects.get().heir.slug == "socialudvalget"


@pytest.mark.parametrize(
    ("what", "told", "reason"),
    [
        ("renamed", {}, "Skriv det nye navn"),
        ("renamed", {"name": "Økonomiudvalget"}, "samme navn"),
        ("renamed", {"name": "Socialudvalget"}, "Det er allerede navnet"),
        ("passes_on", {}, "Vælg, hvem der overtager."),
        ("passes_on", {"heir_1": "ny1"}, "Skriv navnet på det nye udvalg"),
        ("passes_on", {"heir_1": "999999"}, ""),
        ("goes_on", {"name": "Velfærdsudvalget"}, "Vælg, at udvalget videreføres under et nyt navn."),
        ("goes_on", {"heir_1": "ny1"}, "Vælg, at andre overtager."),
        ("exploderer", {}, ""),
        ("renamed", {"name": "\u200b"}, "Skriv det nye navn"),
        ("renamed", {"name": "V" * 121}, ""),
    ],
)
def test_what_cannot_be_is_told_and_kept_as_typed(client, bodies, what, told, reason):
    answer = settle(client, typed(bodies["social"], what, **told))

    assert "table.html" in answer.templates[0].name
    assert reason in words(answer)
    assert living(FIRST) == OLD


def test_bodies_that_would_succeed_each_other_are_refused(client, bodies):
    social, money = bodies["social"], bodies["oekonomi"]
    answer = settle(client, typed(social, "passes_on", str(money.pk)), typed(money, "passes_on", str(social.pk)))

    assert "table.html" in answer.templates[0].name
    assert not Succession.objects.exists()
    assert living(FIRST) == OLD


def test_council_itself_does_not_end(client, bodies):
    answer = settle(client, typed(bodies["ishoej-byraad"], "ends"))

    assert answer.context["table"].changes[0].errors or any(form.errors for form in answer.context["table"].changes)
    assert living(FIRST) == OLD


def test_body_whose_coming_seats_are_entered_does_not_end(client, bodies, coming):
    user = rows.make_user("member", "valgt@example.org")
    Seat.objects.create(user=user, body=bodies["social"], term=coming)

    assert "har allerede medlemmer i den nye valgperiode" in words(settle(client, typed(bodies["social"], "ends")))


def test_confirmed_twice_it_is_done_once(client, bodies):
    sent = as_shown(client.get(URL)) | typed(bodies["social"], "renamed", name="Velfærdsudvalget")
    token = client.post(URL, sent).context["token"]
    answers = [client.post(URL, {**sent, "token": token, "confirmed": "1"}) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(Body.objects.get(slug="social").former_names) == 1


def test_second_secretary_is_told_what_the_first_did(client, bodies, secretariat):
    sent = as_shown(client.get(URL)) | typed(bodies["social"], "ends")
    rename_body(body=bodies["oekonomi"], name="ØPU", on=FIRST, by=secretariat)

    answer = client.post(URL, {**sent, "confirmed": "1"})

    assert answer.status_code == 409
    assert "En anden har ændret byråd og udvalg" in words(answer)
    assert Body.objects.get(slug="social").ends is None


def test_nothing_of_it_shows_before_the_day(client, client_of, bodies, member, settings):
    social = bodies["social"]
    settle(
        client,
        typed(social, "passes_on", "ny1"),
        typed(bodies["oekonomi"], "renamed", name="Økonomi- og Planudvalget"),
        {"ny1-name": "Velfærdsudvalget"},
    )
    for user in (None, member):
        for address in (
            "/udvalg/",
            "/udvalg/social/",
            "/udvalg/oekonomi/",
            "/moeder/",
            "/soeg/?q=velf%C3%A6rdsudvalget",
        ):
            page = words(client_of(user).get(address)).replace('value="velfærdsudvalget"', "")
            assert "Velfærdsudvalget" not in page, address
            assert "Planudvalget" not in page, address
    settings.PROCESS_TODAY = "2026-01-01"
    assert "Velfærdsudvalget" in words(client_of().get("/udvalg/"))


def test_page_asks_no_more_for_more_bodies(client, bodies, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(URL)
    for n in range(12):
        Body.objects.create(name=f"Udvalg {n}", slug=f"u{n}", kind="standing")
    with django_assert_num_queries(5):
        client.get(URL)


def test_page_is_the_secretariats(client_of, coming, administration, member):
    assert [client_of(user).get(URL).status_code for user in (administration, member, None)] == [403, 403, 302]
