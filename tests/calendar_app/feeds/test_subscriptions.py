"""The pages by which a person makes, changes, renews and ends calendar addresses; where the secret is, and is not."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from calendar_app.feeds.addresses import new_offer
from calendar_app.feeds.subscription_forms import SubscriptionForm
from calendar_app.models import Subscription
from calendar_app.models.subscriptions import fingerprint
from ishoj_process.models import PublicStamp, Seat
from ishoj_process.output import cache
from tests.calendar_app.ical.lines import event_uids
from tests.conftest import TODAY

LIST, NEW = "/min-side/abonnementer/", "/min-side/abonnementer/nyt/"
CHOICE = {"label": "Min telefon", "reminder": "0"}


@pytest.fixture
def browser(client_of, member):
    return client_of(member)


@pytest.fixture
def subscription(member):
    return Subscription.objects.create(user=member, label="Min telefon", token_hash=fingerprint("old"))


def offer_in(response):
    return re.search(r'name="offer" value="([^"]+)"', response.content.decode())[1]


def address_in(response):
    """The address that the page shows, without the site's name; None where it shows none."""
    page = response.content.decode()
    found = re.search(r'value="http://127\.0\.0\.1:8000(/kalender/abonnement/[\w-]{43,}\.ics)"', page)
    return found and found[1]


def made(browser, **choice):
    """The address that a person gets by the page."""
    return address_in(browser.post(NEW, {**CHOICE, "offer": offer_in(browser.get(NEW)), **choice}))


def status(client, address):
    return client.get(address).status_code


def test_the_page_makes_an_address_and_shows_it_once(browser, client, theme_meeting, committee):
    stamp = PublicStamp.current()
    address = made(browser, bodies=[committee.pk], kinds=["theme", "seminar"], reminder="60")

    row = Subscription.objects.get()
    assert (row.label, row.kinds, row.reminder, list(row.bodies.all())) == (
        "Min telefon", ["theme", "seminar"], 60, [committee],
    )  # fmt: skip
    assert (status(client, address), event_uids(client.get(address).content)) == (200, [])
    assert [address_in(browser.get(url)) for url in (LIST, NEW, row.get_absolute_url())] == [None] * 3
    assert "temamøde, byrådsseminar. Påmindelse: 1 time før." in browser.get(LIST).content.decode()
    assert PublicStamp.current() == stamp


def test_every_address_is_another(browser):
    addresses = [made(browser) for _ in range(3)]

    assert len(set(addresses)) == 3
    assert all(len(address) >= len("/kalender/abonnement/.ics") + 43 for address in addresses)


def test_the_page_offers_a_link_to_click_on_and_a_field_to_copy(browser):
    page = browser.post(NEW, {**CHOICE, "offer": offer_in(browser.get(NEW))})
    address = address_in(page)

    assert f'href="webcal://127.0.0.1:8000{address}"' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"


def test_a_double_click_makes_one_and_shows_it_twice(browser, client):
    sent = {**CHOICE, "offer": offer_in(browser.get(NEW))}
    first, second = (address_in(browser.post(NEW, sent)) for _ in range(2))

    assert first == second
    assert (Subscription.objects.count(), status(client, first)) == (1, 200)


def test_a_page_sent_again_wakes_no_dead_address(browser, client):
    """A browser that opens an old tab sends its form again."""
    sent = {**CHOICE, "offer": offer_in(browser.get(NEW))}
    first = address_in(browser.post(NEW, sent))
    renew = reverse("subscription_renew", args=[Subscription.objects.get().pk])
    second_sent = {"offer": offer_in(browser.get(renew))}
    second = address_in(browser.post(renew, second_sent))
    third = address_in(browser.post(renew, {"offer": offer_in(browser.get(renew))}))
    another_sent = {**CHOICE, "offer": offer_in(browser.get(NEW))}
    another = address_in(browser.post(NEW, another_sent))
    browser.post(reverse("subscription_end", args=[Subscription.objects.last().pk]))

    again = [browser.post(NEW, sent), browser.post(renew, second_sent), browser.post(NEW, another_sent)]

    assert [(page.status_code, page.headers["Location"]) for page in again] == [(302, LIST)] * 3
    assert [status(client, address) for address in (first, second, third, another)] == [404, 404, 200, 404]
    assert Subscription.objects.in_use().count() == 1


@pytest.mark.parametrize("forged", ["", "x", "\x00", "æ:ø:å", "a" * 10_000, '["abc","def",1]'])
def test_nobody_chooses_their_own_secret(browser, forged):
    page = browser.post(NEW, {**CHOICE, "offer": forged})

    assert (page.status_code, Subscription.objects.count()) == (200, 0)
    assert "Siden har stået åben for længe. Send den igen." in page.content.decode()
    assert 'value="Min telefon"' in page.content.decode()


def test_an_offer_is_one_persons_and_no_older_than_a_log_in(browser, secretariat, member, settings):
    browser.post(NEW, {**CHOICE, "offer": new_offer(secretariat)})
    offer = new_offer(member)
    settings.SESSION_COOKIE_AGE = -1
    browser.post(NEW, {**CHOICE, "offer": offer})

    assert Subscription.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", ""), ("label", "   "), ("label", "a" * 61), ("label", "\x00"), ("bodies", "0"), ("bodies", "x"),
        ("bodies", "9" * 30), ("kinds", "birthday"), ("reminder", "7"), ("reminder", "x"), ("reminder", ""),
    ],
)  # fmt: skip
def test_nonsense_is_told_at_its_field_and_stores_nothing(browser, field, value):
    browser.raise_request_exception = False
    page = browser.post(NEW, {**CHOICE, "offer": offer_in(browser.get(NEW)), field: value})

    assert Subscription.objects.count() == 0
    if page.status_code != 400:  # a number that no database holds
        assert list(page.context["form"].errors) == [field]


def test_the_choice_is_changed_and_the_address_stays(browser, client, subscription, make_meeting, council, committee):
    make_meeting(council)
    url = subscription.get_absolute_url()
    before = len(event_uids(client.get("/kalender/abonnement/old.ics").content))

    answer = browser.post(url, {"label": "iPad", "bodies": [committee.pk], "reminder": "1440"})

    assert (answer.status_code, answer.url) == (302, LIST)
    assert (before, event_uids(client.get("/kalender/abonnement/old.ics").content)) == (1, [])
    page = browser.get(LIST).content.decode()
    assert "iPad" in page
    assert "Kultur- og Fritidsudvalget; alle mødetyper. Påmindelse: 1 dag før." in page


def test_ended_is_dead_until_it_is_undone(browser, client, subscription):
    act = {name: reverse(f"subscription_{name}", args=[subscription.pk]) for name in ("end", "undo", "renew", "edit")}
    seen = [status(client, "/kalender/abonnement/old.ics")]
    for name in ("end", "end", "undo", "undo"):
        assert browser.post(act[name]).url == LIST
        seen.append(status(client, "/kalender/abonnement/old.ics"))

    assert seen == [200, 404, 404, 200, 200]
    browser.post(act["end"])
    assert [browser.get(act[name]).status_code for name in ("renew", "edit")] == [404, 404]


def test_what_was_ended_long_ago_is_gone(browser, member, subscription):
    long_ago = timezone.now() - timedelta(days=31)
    Subscription.objects.create(user=member, label="Gammel", token_hash="0", ended_at=long_ago)

    assert "Gammel" not in browser.get(LIST).content.decode()
    browser.post(reverse("subscription_end", args=[subscription.pk]))
    assert list(Subscription.objects.values_list("label", flat=True)) == ["Min telefon"]


def test_there_are_enough_at_ten(browser, member):
    rows = [Subscription(user=member, label=f"nr. {n}", token_hash=str(n)) for n in range(Subscription.MOST)]
    ended = Subscription(user=member, label="Afsluttet", token_hash="e", ended_at=timezone.now())
    Subscription.objects.bulk_create([*rows, ended])

    page = browser.post(NEW, {**CHOICE, "offer": offer_in(browser.get(NEW))})
    browser.post(reverse("subscription_undo", args=[Subscription.objects.get(token_hash="e").pk]))

    assert page.context["form"].non_field_errors() == [
        "Du har allerede 10 kalenderadresser. Afslut en af dem først."
    ]  # fmt: skip
    assert Subscription.objects.in_use().count() == Subscription.MOST


def test_another_persons_are_not_there(client_of, administration, subscription):
    stranger = client_of(administration)
    names = ("edit", "renew", "end", "undo")

    answers = [stranger.post(reverse(f"subscription_{name}", args=[subscription.pk]), CHOICE) for name in names]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert Subscription.objects.in_use().opened_by("old").exists()


def test_without_a_seat_there_is_none_to_make(browser, member):
    Seat.objects.update(ends=TODAY - timedelta(days=1))

    assert browser.get(NEW).url == browser.post(NEW, {**CHOICE, "offer": new_offer(member)}).url == LIST
    assert "Du har ingen plads i dag" in browser.get(LIST).content.decode()
    assert Subscription.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_at_any_length(browser, member, count, django_assert_num_queries):
    Subscription.objects.bulk_create(
        [Subscription(user=member, label=f"nr. {n}", token_hash=str(n)) for n in range(count)]
    )

    with django_assert_num_queries(8):  # one of them where the member sits, for the menu
        browser.get(LIST)


def everything_stored():
    """Every cell of every table, and what the sessions hold, which are stored compressed."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own names
            yield from (str(cell) for row in cursor.fetchall() for cell in row)
    yield from (str(session.get_decoded()) for session in Session.objects.all())


def test_the_secret_is_stored_nowhere(browser, client, client_of, member, theme_meeting, monkeypatch):
    cached = []
    monkeypatch.setattr(cache.cache, "set", lambda *args, **kwargs: cached.append(str(args)))
    offer = offer_in(browser.get(NEW))
    Session.objects.all().delete()  # the log-in runs out while the form is filled in
    assert browser.post(NEW, {**CHOICE, "offer": offer}).url.startswith("/log-ind/")
    address = made(client_of(member))
    client.get(address)
    token = address.split("/")[-1].removesuffix(".ics")

    stored = list(everything_stored())

    assert fingerprint(token) in stored
    signed = offer.partition(":")[0]  # the part that a form which was kept for later would hold
    assert [cell for cell in stored if token in cell or signed in cell] == cached == []


def test_the_secret_is_in_no_log(browser, client, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    with caplog.at_level(logging.DEBUG):
        address = made(browser)
        client.get(address)
        client.post(address)
        strict = type(client)(enforce_csrf_checks=True)
        strict.post(address)
        monkeypatch.setattr("calendar_app.feeds.views.personal_calendar", lambda *_args, **_more: 1 / 0)
        client.raise_request_exception = False
        broken = client.get(address)
        browser.post(reverse("subscription_end", args=[Subscription.objects.get().pk]))
        client.get(address)
        client.get(f"{address}/")
        client.get(address.removesuffix(".ics"))

    token = address.split("/")[-1].removesuffix(".ics")
    told = [record.getMessage() for record in caplog.records if record.name.startswith("django.")]
    assert broken.status_code == 500
    assert {line for line in told if "abonnement/" in line} >= {
        "Method Not Allowed (POST): /kalender/abonnement/…",
        "Internal Server Error: /kalender/abonnement/…",
        "Not Found: /kalender/abonnement/…",
    }
    assert token not in caplog.text
    assert not [record for record in caplog.records if token in str(record.args) or token in str(record.msg)]


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.server", "waitress"])
def test_lines_are_masked_before_anybody_hears_them(name):
    """Whatever handlers there are besides ours: mails to those who run it, the server's own."""
    from ishoj_process import wsgi  # noqa: F401 - it is what the server loads

    told = {"h": "::1", "r": "GET /kalender/abonnement/hemmeligt.ics"}
    record = logging.LogRecord(name, logging.INFO, "", 1, "%(h)s %(r)s", (told,), None)
    assert logging.getLogger(name).filter(record)
    assert record.getMessage() == "::1 GET /kalender/abonnement/…"


def test_everybody_finds_the_public_calendars(client, council, committee):
    page = client.get("/kalender/abonner/").content.decode()

    assert re.findall(r'href="(webcal:[^"]+)"', page) == [
        f"webcal://127.0.0.1:8000/kalender{path}.ics"
        for path in ("", "/ishoej-byraad", "/kultur-og-fritidsudvalget")
    ]  # fmt: skip
    for url in ("/kalender/", "/moeder/", "/udvalg/ishoej-byraad/"):
        main = client.get(url).content.decode().partition("<main")[2].partition("</main>")[0]
        assert main.count('href="/kalender/abonner/') == 1


def test_choice_from_an_old_page_wakes_no_secret_that_was_renewed_meanwhile(browser, subscription, monkeypatch):
    """Somebody renews the address in the moment between reading the row and storing the choice."""
    renewed = fingerprint("new")

    def is_valid(form):
        Subscription.objects.filter(pk=subscription.pk).update(token_hash=renewed, ended_at=timezone.now())
        return valid(form)

    valid = SubscriptionForm.is_valid
    monkeypatch.setattr(SubscriptionForm, "is_valid", is_valid)
    browser.post(f"{LIST}{subscription.pk}/", CHOICE | {"label": "Min tablet"})

    subscription.refresh_from_db()
    assert (subscription.label, subscription.token_hash) == ("Min tablet", renewed)
    assert subscription.ended_at is not None
