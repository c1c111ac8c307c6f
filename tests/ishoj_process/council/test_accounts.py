"""Accounts: one for each address whatever its capitals; deleted, a person keeps their name where they did something."""

import importlib
import re
import socket
import statistics
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ishoj_process.council.accounts import network_of
from ishoj_process.council.passwords import PAUSES, send_password_link
from ishoj_process.models import KnownNetwork, User
from ishoj_process.models.addresses import in_ascii, small
from tests.mail_servers import Letterbox, serve

PASSWORD = "en-lang-adgangskode"
NAME = "Nyt medlem"
LOG_IN, FORGOTTEN, CHANGE = "/log-ind/", "/glemt-adgangskode/", "/min-side/adgangskode/"
AS_TYPED = ["Nyt.Medlem@Example.ORG", "NYT.MEDLEM@EXAMPLE.ORG", "nyt.medlem@example.org", " nyt.medlem@example.org "]


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(LOG_IN, {"login": email, "password": password}, **extra)


@pytest.fixture
def keeper(db):
    return User.objects.create_superuser("sekretariat@example.org", PASSWORD, name="Sekretariatet")


def by_manager(email, keeper):
    User.objects.create_user(email, PASSWORD, name=NAME)


def by_row(email, keeper):
    user = User(email=email, name=NAME)
    user.set_password(PASSWORD)
    user.save()
    assert user.email == "nyt.medlem@example.org"


def by_bulk(email, keeper):
    user = User(email=email, name=NAME)
    user.set_password(PASSWORD)
    User.objects.bulk_create([user])


def by_update(email, keeper):
    user = User.objects.create_user("before@example.org", PASSWORD, name=NAME)
    User.objects.filter(pk=user.pk).update(email=email)


def by_page(email, keeper):
    """The secretariat's page; the password is chosen by the link of the invitation."""
    client = Client()
    client.force_login(keeper)
    client.post("/byraad-og-adgang/brugere/ny/", {"email": email, "name": NAME, "role": "member"})
    user = User.objects.get(name=NAME)
    user.set_password(PASSWORD)
    user.save()


def by_page_of_change(email, keeper):
    user = User.objects.create_user("before@example.org", PASSWORD, name=NAME)
    client = Client()
    client.force_login(keeper)
    sent = {"email": email, "name": NAME, "role": "member", "is_active": "on", "version": user.version}
    client.post(f"/byraad-og-adgang/brugere/{user.pk}/rediger/", sent)


DOORS = [by_manager, by_row, by_bulk, by_update, by_page, by_page_of_change]


@pytest.mark.parametrize("typed", AS_TYPED)
@pytest.mark.parametrize("door", DOORS)
def test_address_is_stored_small_by_every_door_and_lets_in(client, keeper, door, typed):
    door(typed, keeper)

    assert User.objects.get(name=NAME).email == "nyt.medlem@example.org"
    assert log_in(client, "Nyt.Medlem@example.org").status_code == 302
    client.logout()
    client.post(FORGOTTEN, {"email": "nYt.medlem@example.org"})
    assert [message.to for message in mail.outbox] == [["nyt.medlem@example.org"]]


@pytest.mark.parametrize("typed", ["medlem@ishøj.dk", "Medlem@XN--Ishj-Ira.DK", "medlem@ISHØJ.dk"])
@pytest.mark.parametrize("door", DOORS)
def test_address_is_one_however_its_domain_is_written(client, keeper, door, typed):
    user = User(email="medlem@xn--ishj-ira.dk")
    user.clean_fields(exclude=["name", "password"])
    door(typed, keeper) if door is not by_row else User.objects.create_user(typed, PASSWORD, name=NAME)

    assert user.email == User.objects.get(name=NAME).email == "medlem@ishøj.dk"
    for spelt in ("medlem@ishøj.dk", "medlem@xn--ishj-ira.dk"):
        assert log_in(client, spelt).status_code == 302
        client.logout()
        client.post(FORGOTTEN, {"email": spelt})
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create_user(spelt, PASSWORD, name="Anden")
    assert [message.to for message in mail.outbox] == [["medlem@xn--ishj-ira.dk"]] * 2


def test_user_is_found_by_any_capitals(member):
    assert User.objects.get(email="MEDLEM@Example.org") == member
    assert User.objects.get_by_natural_key("MEDLEM@example.org") == member


@pytest.mark.parametrize("door", [by_manager, by_row, by_bulk, by_update])
def test_second_user_with_the_address_is_refused_by_the_database(member, keeper, door):
    with pytest.raises(IntegrityError), transaction.atomic():
        door("MEDLEM@example.org", keeper)


def test_second_user_is_refused_past_the_application_too(member, secretariat):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ishoj_process_user SET email = 'MEDLEM@example.org' WHERE id = %s", [secretariat.pk])


def test_page_says_once_that_the_address_is_taken(client_of, member, keeper):
    fields = {"email": "MEDLEM@example.org", "name": NAME, "role": "member"}
    errors = client_of(keeper).post("/byraad-og-adgang/brugere/ny/", fields).context["form"].errors

    assert (list(errors), len(errors["email"])) == (["email"], 1)


class Stored:
    """The table of users as a migration finds it, with two who differ by capitals."""

    def __init__(self, *rows):
        self.rows = list(rows)

    def get_model(self, app, name):
        return self

    @property
    def objects(self):
        return self

    def using(self, alias):
        return self

    def order_by(self, *names):
        return self

    def values_list(self, *names):
        return self.rows


def test_migration_stops_before_it_changes_anything_and_names_both():
    migration = importlib.import_module("ishoj_process.migrations.0006_accounts")
    rows = Stored(
        (1, "Medlem@example.org", "Medlem"), (2, "leder@example.org", "Leder"), (3, "medlem@example.org", "Medlem igen")
    )

    with pytest.raises(CommandError) as stopped:
        migration.refuse_doubles(rows, SimpleNamespace(connection=connection))

    assert "Medlem@example.org (Medlem, 1) = medlem@example.org (Medlem igen, 3)" in str(stopped.value)
    assert "bo@example.org" not in str(stopped.value)
    assert [operation.code for operation in migration.Migration.operations[:2]] == [
        migration.refuse_doubles,
        migration.store_small,
    ]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("A@B.DK", "a@b.dk"),
        (" a@b.dk\n", "a@b.dk"),
        ("a@BØ.dk", "a@bø.dk"),
        ("a@bA\u030a.dk", "a@bå.dk"),
        ("a@xn--b-5ga.dk", "a@bø.dk"),
        ("a@b\u00adø.dk", "a@bø.dk"),
        ("a@ｂø.dk", "a@bø.dk"),
        ("a@mail.XN--RDGRD-VUAD.xn--p1ai", "a@mail.rødgrød.рф"),
        ("a@xn--strae-oqa.de", "a@straße.de"),
        ("a@strasse.de", "a@strasse.de"),
        # What no program writes so is left as it is: nothing in figures, none at all, a sign of another meaning.
        ("a@xn--abc-.dk", "a@xn--abc-.dk"),
        ("a@xn--.dk", "a@xn--.dk"),
        ("a@xn--99999999.dk", "a@xn--99999999.dk"),
        ("a@xn--pda1319j.dk", "a@xn--pda1319j.dk"),
        ("a@xn--b-5ga879u.dk", "a@xn--b-5ga879u.dk"),
        ("a@b/ø.dk", "a@b/ø.dk"),
        ("", ""),
        ("ingen", "ingen"),
    ],
)
def test_small_address(typed, stored):
    assert small(typed) == stored
    assert small(in_ascii(stored)) == stored
    assert in_ascii(stored).isascii() or "/" in stored
    assert small(stored) == stored


def test_migration_names_two_who_differ_by_the_spelling_of_the_domain_alone(member, secretariat):
    migration = importlib.import_module("ishoj_process.migrations.0012_addresses_in_one_spelling")
    rows = Stored(
        (1, "medlem@ishøj.dk", NAME), (2, "leder@ishøj.dk", "Leder"), (3, "medlem@xn--ishj-ira.dk", "En anden")
    )

    with pytest.raises(CommandError) as stopped:
        migration.refuse_doubles(rows, SimpleNamespace(connection=connection))

    assert f"medlem@ishøj.dk ({NAME}, 1) = medlem@xn--ishj-ira.dk (En anden, 3)" in str(stopped.value)
    assert "leder@" not in str(stopped.value)
    assert [operation.code for operation in migration.Migration.operations] == [
        migration.refuse_doubles,
        migration.store_in_one_spelling,
    ]


def test_migration_stores_each_in_the_spelling_that_is_read(member, secretariat):
    migration = importlib.import_module("ishoj_process.migrations.0012_addresses_in_one_spelling")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ishoj_process_user SET email = 'm@xn--ishj-ira.dk' WHERE id = %s", [member.pk])

    migration.refuse_doubles(apps, SimpleNamespace(connection=connection))
    migration.store_in_one_spelling(apps, SimpleNamespace(connection=connection))

    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM ishoj_process_user WHERE id = %s", [member.pk])
        assert cursor.fetchone() == ("m@ishøj.dk",)


# A forgotten password


@pytest.fixture
def queue(settings):
    """The queue as it is in production: another process sends."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return DBTaskResult.objects.order_by("enqueued_at")


@pytest.fixture(params=["up", "down"])
def mail_server(request, settings):
    if request.param == "down":
        settings.EMAIL_BACKEND = "tests.ishoj_process.council.test_accounts.Down"
    return request.param


class Down:
    """A mail server that nobody reaches."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


ASKING = ["medlem@example.org", "MEDLEM@example.org", "ingen@example.org", "lukket@example.org"]


@pytest.mark.parametrize("email", ASKING)
def test_asking_for_a_password_tells_nothing_whoever_asks_and_whether_mail_goes_out(client, member, mail_server, email):
    User.objects.create_user("lukket@example.org", PASSWORD, name="Lukket", is_active=False)

    answer = client.post(FORGOTTEN, {"email": email}, follow=True)

    assert answer.redirect_chain == [("/glemt-adgangskode/sendt/", 302)]
    assert email not in answer.text


def test_asking_does_the_same_work_whoever_asks(client, member, queue, django_assert_num_queries):
    """No question of whose the address is, no hash and no mail within the request, so no time to tell them by."""
    User.objects.create_user("lukket@example.org", PASSWORD, name="Lukket", is_active=False)

    for email in ASKING:
        with django_assert_num_queries(1) as asked:
            client.post(FORGOTTEN, {"email": email})
        assert "ishoj_process_user" not in asked.captured_queries[0]["sql"]

    assert (len(queue), mail.outbox) == (4, [])


def up():
    return serve(Letterbox())


def slow():
    """A server that takes the connection and says nothing for as long as one waits."""
    server = socket.create_server(("127.0.0.1", 0))
    return server.getsockname()[1], server.close


def down():
    """A port at which nobody listens, held so that nobody will."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    return held.getsockname()[1], held.close


@pytest.fixture(params=[up, slow, down])
def real_server(request, settings, queue):
    port, stop = request.param()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield request.param
    stop()


def asked(client, email):
    """Status and words of the two answers, and how long they took."""
    began = time.perf_counter()
    answer = client.post(FORGOTTEN, {"email": email}, follow=True)
    took = time.perf_counter() - began
    return (answer.redirect_chain, re.sub(r'(nonce|value|content)="[^"]*"', "", answer.text)), took


def test_asking_says_and_takes_the_same_whatever_the_mail_server_does(client, member, real_server, settings):
    """Status, words and time for known and unknown addresses; no page waits for the server."""
    User.objects.create_user("lukket@example.org", PASSWORD, name="Lukket", is_active=False)
    settings.ACCOUNT_RATE_LIMITS = False
    found = {email: [asked(client, email) for _time in range(5)] for email in ASKING}

    words = {email: [said for said, _took in answers] for email, answers in found.items()}
    assert all(said == words[ASKING[0]][0] for each in words.values() for said in each)
    times = {email: statistics.median(took for _said, took in answers) for email, answers in found.items()}
    # A server that says nothing is waited for 20 seconds; a page takes a few hundredths.
    assert max(times.values()) < 2, times
    assert max(times.values()) - min(times.values()) < 0.25, times


def test_queue_gives_up_a_server_that_says_nothing(member, queue, settings, caplog):
    port, stop = slow()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1
    began = time.perf_counter()
    send_password_link.func("medlem@example.org", "http://testserver/")
    stop()

    assert time.perf_counter() - began < 15
    assert ("could not be sent" in caplog.text, len(queue)) == (True, 1)


def test_queue_writes_to_those_who_may_log_in_and_to_nobody_else(client, member, queue):
    User.objects.create_user("lukket@example.org", PASSWORD, name="Lukket", is_active=False)
    User.objects.create_user("demo@demo.invalid", PASSWORD, name="Demo")

    for email in [*ASKING, "demo@demo.invalid"]:
        send_password_link.func(email, "http://testserver/")

    assert [message.to for message in mail.outbox] == [["medlem@example.org"]] * 2


def test_link_is_sent_again_while_the_mail_server_is_down(member, queue, settings, caplog):
    settings.EMAIL_BACKEND = "tests.ishoj_process.council.test_accounts.Down"

    for tries in range(len(PAUSES) + 1):
        send_password_link.func("medlem@example.org", "http://testserver/", tries)

    waits = [round((row.run_after - row.enqueued_at).total_seconds() / 60) for row in queue]
    assert waits == [1, 5, 15, 60]
    assert "medlem@example.org" not in caplog.text


# Guesses


@pytest.fixture
def within_the_minute(monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def guess(client, email, address, times=5):
    return [log_in(client, email, "gæt", REMOTE_ADDR=address).status_code for _ in range(times)]


def test_guesses_from_elsewhere_keep_nobody_out_of_where_they_log_in_from(client, member, within_the_minute):
    log_in(client, member.email, REMOTE_ADDR=HOME)
    client.logout()
    guess(client, member.email, ELSEWHERE)

    assert log_in(client, member.email, REMOTE_ADDR=ELSEWHERE).status_code == 429
    assert log_in(client, member.email.upper(), REMOTE_ADDR=HOME).status_code == 302


def test_guesses_from_where_somebody_logs_in_are_counted_there(client, member, within_the_minute):
    log_in(client, member.email, REMOTE_ADDR=HOME)
    client.logout()

    assert guess(client, member.email, HOME, 6) == [200] * 5 + [429]


def test_network_is_known_for_one_user_alone(client, member, secretariat, within_the_minute):
    log_in(client, member.email, REMOTE_ADDR=HOME)
    client.logout()
    guess(client, secretariat.email, ELSEWHERE)

    assert log_in(client, secretariat.email, REMOTE_ADDR=HOME).status_code == 429


def test_network_is_forgotten_after_half_a_year(client, member, within_the_minute):
    log_in(client, member.email, REMOTE_ADDR=HOME)
    client.logout()
    KnownNetwork.objects.update(used_on=timezone.localdate() - timedelta(days=181))
    guess(client, member.email, ELSEWHERE)

    assert log_in(client, member.email, REMOTE_ADDR=HOME).status_code == 429


def test_wrong_guess_makes_no_network_known(client, member):
    guess(client, member.email, ELSEWHERE)

    assert KnownNetwork.objects.count() == 0


def test_where_somebody_logged_in_from_is_stored_once_and_cannot_be_read(client, member):
    for _ in range(2):
        log_in(client, member.email, REMOTE_ADDR=HOME)
        client.logout()

    assert HOME not in str(vars(KnownNetwork.objects.get()))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::ffff:c000:207", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_network_of_an_address(address, network):
    assert network_of(address) == network


def test_capital_does_not_open_the_demonstrations_log_in(client, db):
    User.objects.create_user("sekretariat@demo.invalid", PASSWORD, name="Demo")

    assert log_in(client, "Sekretariat@DEMO.invalid").status_code == 200


# Another password


def test_member_changes_their_own_password(client_of, member):
    client, elsewhere = client_of(member), client_of(member)
    assert f'href="{CHANGE}"' in client.get("/min-side/").text

    wrong = client.post(CHANGE, {"oldpassword": "gæt", "password1": "en-helt-ny-kode", "password2": "en-helt-ny-kode"})
    fields = {"oldpassword": PASSWORD, "password1": "en-helt-ny-kode", "password2": "en-helt-ny-kode"}
    done = client.post(CHANGE, fields)

    assert (list(wrong.context["form"].errors), done["Location"]) == (["oldpassword"], "/min-side/")
    assert (client.get("/min-side/").status_code, elsewhere.get("/min-side/").status_code) == (200, 302)
    assert log_in(Client(), member.email).status_code == 200
    assert log_in(Client(), member.email, "en-helt-ny-kode").status_code == 302


def test_password_typed_after_the_log_in_ran_out_is_kept_nowhere(client, db):
    answer = client.post(CHANGE, {"oldpassword": PASSWORD, "password1": "en-helt-ny-kode"})

    assert answer["Location"].startswith("/log-ind/")
    assert "unsent_form" not in client.session


def test_user_without_a_password_is_led_to_where_one_is_sent(client_of, member):
    client = client_of(member)
    member.set_unusable_password()
    member.save()
    client.force_login(member)

    assert client.get(CHANGE)["Location"] == FORGOTTEN
