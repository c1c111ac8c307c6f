"""Coming in, going out, and what happens to those who guess."""

import re
import time

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from ishoj_process.models import User

PASSWORD = "en-lang-adgangskode"
NEW_PASSWORD = "en-helt-ny-adgangskode"
LOG_IN = "/log-ind/"


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(LOG_IN, {"login": email, "password": password}, **extra)


def is_logged_in(client):
    return "_auth_user_id" in client.session


def reset_link(email, client):
    """The path of the link that the mail to the address holds."""
    client.post("/glemt-adgangskode/", {"email": email})
    return re.search(r"http://testserver(/glemt-adgangskode/\S+)", mail.outbox[-1].body).group(1)


def test_log_in_page_is_danish(client, db):
    page = client.get(LOG_IN).content.decode()

    assert "<h1>Log ind</h1>" in page
    assert 'lang="da"' in page


def test_log_in_page_is_danish_for_an_english_browser(client, db):
    assert "<h1>Log ind</h1>" in client.get(LOG_IN, headers={"accept-language": "en"}).content.decode()


def test_log_in_with_email_and_password(client, member):
    response = log_in(client, "MEDLEM@example.org")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_logged_in(client)


def test_log_in_leads_on_to_where_one_was_going(client, member):
    response = client.post(LOG_IN, {"login": member.email, "password": PASSWORD, "next": "/moeder/?udvalg=x"})

    assert response["Location"] == "/moeder/?udvalg=x"


def test_log_in_leads_to_no_other_site(client, member):
    response = client.post(LOG_IN, {"login": member.email, "password": PASSWORD, "next": "https://other.example/"})

    assert response["Location"] == "/"


def test_log_in_gives_the_session_a_new_key(client, member):
    session = client.session
    session["a"] = 1
    session.save()
    before = session.session_key

    log_in(client, member.email)

    assert client.session.session_key != before


def test_log_in_lasts_a_working_day(client, member):
    log_in(client, member.email)

    assert client.session.get_expiry_age() == 8 * 60 * 60


@pytest.mark.parametrize("email", ["medlem@example.org", "nobody@example.org"])
def test_wrong_password_tells_not_whether_the_user_exists(client, member, email):
    response = log_in(client, email, "noget-andet-end-den")

    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["E-mail og adgangskode passer ikke sammen."]
    assert not is_logged_in(client)


def test_closed_account_cannot_log_in(client, member):
    User.objects.filter(pk=member.pk).update(is_active=False)

    response = log_in(client, member.email)

    assert response["Location"] == "/log-ind/lukket/"
    assert not is_logged_in(client)
    assert "<h1>Din adgang er lukket</h1>" in client.get("/log-ind/lukket/").content.decode()


@pytest.fixture
def within_the_minute(monkeypatch):
    """The clock stands while guesses are counted: a slow machine may take more than a minute for twenty."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def test_sixth_guess_at_one_account_within_a_minute_is_stopped(client, member, within_the_minute):
    guesses = [log_in(client, member.email, "gæt") for _ in range(5)]
    stopped = log_in(client, member.email)

    assert {guess.status_code for guess in guesses} == {200}
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "60")
    assert "<h1>For mange forsøg</h1>" in stopped.content.decode()
    assert not is_logged_in(client)


def test_guesses_at_one_account_are_counted_whatever_address_they_come_from(client, member, within_the_minute):
    for number in range(5):
        log_in(client, member.email, "gæt", REMOTE_ADDR=f"192.0.2.{number}")

    assert log_in(client, member.email, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_guesses_at_one_account_leave_the_others_alone(client, member, secretariat, within_the_minute):
    for _ in range(6):
        log_in(client, member.email, "gæt")

    assert log_in(client, secretariat.email).status_code == 302


def test_twenty_first_attempt_from_one_address_within_a_minute_is_stopped(client, member, within_the_minute):
    for number in range(20):
        log_in(client, f"{number}@example.org", "gæt")

    assert log_in(client, member.email).status_code == 429
    assert log_in(client, member.email, REMOTE_ADDR="192.0.2.1").status_code == 302


def test_log_in_page_can_be_read_while_attempts_are_stopped(client, db, within_the_minute):
    for number in range(21):
        log_in(client, f"{number}@example.org", "gæt")

    assert client.get(LOG_IN).status_code == 200


def test_nobody_signs_up(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert client.get("/signup/").status_code == 404


def test_log_out(client_of, member):
    client = client_of(member)

    response = client.post("/log-ud/")

    assert response["Location"] == "/"
    assert not is_logged_in(client)


def test_log_out_by_a_link_is_refused(client_of, member):
    client = client_of(member)

    assert client.get("/log-ud/").status_code == 405
    assert is_logged_in(client)


def test_log_out_twice_does_no_harm(client_of, member):
    client = client_of(member)

    assert [client.post("/log-ud/").status_code for _ in range(2)] == [302, 302]


def test_demonstration_user_is_refused_where_the_site_is_no_demonstration(client, db, settings):
    User.objects.create_user("sekretariat@demo.invalid", PASSWORD, name="Demo")

    refused = log_in(client, "sekretariat@demo.invalid")
    settings.DEMONSTRATION = True
    accepted = log_in(client, "sekretariat@demo.invalid")

    assert (refused.status_code, accepted.status_code) == (200, 302)


def test_forgotten_password_is_chosen_anew_by_a_link(client, member):
    page = client.get(reset_link(member.email, client), follow=True)
    path = page.redirect_chain[-1][0]
    response = client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)

    assert "<h1>Din adgangskode er skiftet</h1>" in response.content.decode()
    assert log_in(client, member.email).status_code == 200
    assert log_in(client, member.email, NEW_PASSWORD).status_code == 302


def test_link_for_a_new_password_works_once(client, client_of, member):
    link = reset_link(member.email, client)
    path = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    page = client_of().get(link).content.decode()

    assert "Linket er brugt eller for gammelt." in page


def test_new_password_ends_every_session(client, client_of, member):
    elsewhere = client_of(member)
    path = client.get(reset_link(member.email, client), follow=True).redirect_chain[-1][0]
    client.post(path, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert elsewhere.get("/admin/").status_code == 302
    assert not is_logged_in(elsewhere)


def test_too_simple_password_is_answered_at_its_field(client, member):
    path = client.get(reset_link(member.email, client), follow=True).redirect_chain[-1][0]

    response = client.post(path, {"password1": "kort", "password2": "kort"})

    assert list(response.context["form"].errors) == ["password1"]


def test_mail_about_a_new_password_says_why_what_to_do_how_long_and_who_writes(client, member, settings):
    settings.PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
    User.objects.filter(pk=member.pk).update(name="Medlem Et")
    link = reset_link(member.email, client)

    assert mail.outbox[0].subject == "Vælg en ny adgangskode"
    assert mail.outbox[0].from_email == "Ishøj Kommune <byraadssekretariatet@localhost>"
    assert mail.outbox[0].body.strip().replace(link, "<link>").replace("http://testserver", "") == (
        "Kære Medlem Et\n\n"
        "Nogen, formentlig dig selv, har bedt om en ny adgangskode til Byrådets politikarbejde. Vælg den her:\n\n"
        "<link>\n\n"
        "Linket virker én gang og i 3 dage. "
        "Derefter får du et nyt under ”Glemt adgangskode” på siden, hvor man logger ind.\n\n"
        "Var det ikke dig, behøver du ikke at gøre noget. Din adgangskode er uændret.\n\n"
        "Venlig hilsen\nIshøj Kommune"
    )
    assert mail.outbox[0].to == [member.email]


def test_unknown_address_gets_no_mail_and_the_same_answer(client, member):
    known = client.post("/glemt-adgangskode/", {"email": member.email}, follow=True)
    unknown = client.post("/glemt-adgangskode/", {"email": "nobody@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain == [("/glemt-adgangskode/sendt/", 302)]
    assert [message.to for message in mail.outbox] == [[member.email]]


def test_fourth_mail_within_an_hour_is_stopped(client, member):
    asked = [client.post("/glemt-adgangskode/", {"email": member.email}).status_code for _ in range(4)]

    assert asked == [302, 302, 302, 429]


@pytest.mark.parametrize(("path", "expected"), [("/admin/", 302), ("/admin/login/", 302)])
def test_own_pages_of_the_database_take_the_same_door(client, db, path, expected):
    response = client.get(path, follow=True)

    assert response.redirect_chain[-1][0].startswith("/log-ind/?next=")
    assert response.redirect_chain[-1][1] == expected


def test_own_pages_of_the_database_refuse_those_who_are_no_staff(client_of, administration):
    assert client_of(administration).get("/admin/", follow=True).status_code == 403


def test_own_pages_of_the_database_are_danish(client_of, secretariat):
    secretariat.is_staff = True
    secretariat.save()

    page = client_of(secretariat).get("/admin/")

    assert page.status_code == 200
    assert 'lang="da"' in page.content.decode()


def test_what_a_logged_in_person_sees_is_kept_by_no_cache(client_of, secretariat):
    assert client_of(secretariat).get("/glemt-adgangskode/")["Cache-Control"] == "private, no-store"


def test_what_the_public_sees_is_not_marked_private(client, db):
    assert not client.get("/glemt-adgangskode/").has_header("Cache-Control")


@pytest.mark.parametrize("path", ["/log-ind/", "/glemt-adgangskode/"])
def test_full_disk_is_not_called_too_many_attempts(client, member, monkeypatch, path):
    """Attempts are counted in the shared cache, whose rows Django leaves unwritten in silence."""
    monkeypatch.setattr(cache, "add", lambda *_a, **_k: False)
    monkeypatch.setattr(cache, "set", lambda *_a, **_k: None)
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)
    answer = client.post(path, {"login": member.email, "email": member.email, "password": "hemmeligt-ord"})

    assert answer.status_code == 507
    assert ("Der er ikke mere plads" in answer.text, "hemmeligt-ord" in answer.text) == (True, False)


@pytest.mark.parametrize("path", ["/log-ind/", "/glemt-adgangskode/"])
def test_same_questions_are_asked_of_the_database_whoever_an_address_is(client, member, settings, path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # as where mails leave by the queue
    client.get(path)

    def asked(email):
        with CaptureQueriesContext(connection) as found:
            client.post(path, {"login": email, "email": email, "password": "forkert-1234"})
        return [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in found]

    asked("foerste@example.org")
    assert asked(member.email) == asked("ukendt@example.org")
