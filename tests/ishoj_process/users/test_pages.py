"""The secretariat's pages of log-ins: made, changed, invited by mail, closed, deleted; nobody shuts themselves out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from ishoj_process.models import Seat, User
from tests import rows
from tests.ishoj_process.bodies.test_pages import send, words

USERS = "/byraad-og-adgang/brugere/"


@pytest.fixture
def client(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def person(db):
    user = User(name="Referent Ny", email="referent@example.org", role="administration")
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def page(person):
    return f"{USERS}{person.pk}/"


def typed_of(user, **changes):
    return {"name": user.name, "email": user.email, "role": user.role, "is_active": "on", **changes}


@pytest.mark.parametrize("name", ["", "rediger/", "slet/"])
def test_pages_are_the_secretariats(client, client_of, page, member, administration, name):
    assert client.get(page + name).status_code == 200
    for other in (member, administration):
        assert client_of(other).get(page + name).status_code == 403
        assert client_of(other).post(page + name).status_code in (403, 405)


def test_login_is_made_without_a_password_and_without_a_mail(client):
    typed = {"name": "Årets Medlem", "email": "Aarets.Medlem@Example.org", "role": "member"}
    answer = send(client, f"{USERS}ny/", **typed)

    user = User.objects.get(email="aarets.medlem@example.org")
    assert answer.url == f"{USERS}{user.pk}/"
    assert (user.has_usable_password(), user.is_staff, user.is_superuser, mail.outbox) == (False, False, False, [])
    assert "Inviter med en mail" in words(client.get(answer.url))


def test_address_of_another_is_told_at_the_field(client, person):
    answer = send(client, f"{USERS}ny/", name="En anden", email=person.email.upper(), role="member")

    assert "email" in answer.context["form"].errors


def test_invited_user_chooses_a_password_and_logs_in(
    client, client_of, person, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}inviter/")
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    link = re.search(r"http://testserver(\S+)", letter.body)[1]

    stranger = client_of(None)
    form = stranger.get(link, follow=True)
    password = "en-ganske-lang-kode-7"
    stranger.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    stranger.post("/log-ind/", {"login": person.email, "password": password})

    assert stranger.get("/min-side/").status_code == 200
    shown = client.get(page).context
    assert shown["invited"]
    assert shown["came"]
    assert not shown["may_be_invited"]
    assert stranger.get(link, follow=True).context["token_fail"]


def test_double_click_sends_one_mail_and_a_later_press_another(
    client, person, page, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}inviter/")
        client.post(f"{page}inviter/")
    assert len(mail.outbox) == 1
    User.objects.filter(pk=person.pk).update(invited_at=timezone.now() - timedelta(days=4))

    assert "Send invitationen igen" in words(client.get(page))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}inviter/")
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"last_login": datetime(2023, 8, 1, tzinfo=UTC)}, {"email": "x@demo.invalid"}],
    ids=["closed", "has logged in", "demonstration"],
)
def test_who_cannot_be_invited_gets_no_mail(client, person, page, settings, fields, django_capture_on_commit_callbacks):
    settings.DEMONSTRATION = False
    User.objects.filter(pk=person.pk).update(**fields)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}inviter/")

    assert mail.outbox == []
    assert not client.get(page).context["may_be_invited"]


def test_login_closed_after_the_press_gets_no_mail(client, person, page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        client.post(f"{page}inviter/")
    User.objects.filter(pk=person.pk).update(is_active=False)
    for send_it in waiting:
        send_it()

    assert mail.outbox == []


def test_other_role_is_asked_about_before_it_is_stored(client, person, page):
    typed = typed_of(person, role="secretariat")
    answer = send(client, f"{page}rediger/", **typed)

    person.refresh_from_db()
    assert person.role == "administration"
    assert 'type="checkbox" name="role_confirmed"' in words(answer)
    assert "skifter fra forvaltning til sekretariat" in words(answer).lower() or "Rollen skifter fra" in words(answer)
    send(client, f"{page}rediger/", role_confirmed="on", **typed)
    person.refresh_from_db()
    assert person.role == "secretariat"


def test_name_is_changed_without_being_asked(client, person, page):
    assert send(client, f"{page}rediger/", **typed_of(person, name="Referent Ny-Titel")).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.version) == ("Referent Ny-Titel", 2)


def test_what_somebody_else_stored_is_not_written_over(client, person, page):
    send(client, f"{page}rediger/", **typed_of(person, name="Referent Titel"))

    answer = client.post(f"{page}rediger/", typed_of(person, name="Refferent Ny", version="1"))

    assert answer.status_code == 409
    person.refresh_from_db()
    assert person.name == "Referent Titel"
    same = client.post(f"{page}rediger/", typed_of(person, name="Referent Titel", version="1"))
    assert same.status_code == 302


@pytest.mark.parametrize("change", [{"role": "member", "role_confirmed": "on"}, {"is_active": ""}], ids=str)
def test_nobody_takes_away_their_own_rights(client, secretariat, change):
    answer = send(client, f"{USERS}{secretariat.pk}/rediger/", **typed_of(secretariat, **change))

    assert answer.status_code == 200
    assert "Du kan ikke" in words(answer)
    secretariat.refresh_from_db()
    assert (secretariat.role, secretariat.is_active) == ("secretariat", True)


def test_nobody_deletes_themselves(client, secretariat):
    client.post(f"{USERS}{secretariat.pk}/slet/")

    assert User.objects.there().filter(pk=secretariat.pk).exists()


def test_closed_login_lets_nobody_in(client, client_of, person, page):
    browser = client_of(person)
    typed = typed_of(person)
    del typed["is_active"]
    send(client, f"{page}rediger/", **typed)

    assert browser.get("/min-side/").status_code == 302
    assert [row[0] for row in client.get(USERS).context["closed"]] == [person]


def test_deleted_login_keeps_the_record_and_is_deleted_once(client, term, council):
    user = rows.seated("gaar@example.org", term, council)
    page = f"{USERS}{user.pk}/"

    for _click in range(2):
        assert client.post(f"{page}slet/").status_code == 302
    user.refresh_from_db()
    assert user.deleted_at
    assert Seat.objects.filter(user=user).exists()
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 40])
def test_list_costs_the_same_at_any_size(client, secretariat, django_assert_num_queries, count):
    for number in range(count):
        rows.make_user("member", f"{number}@example.org")
    client.get(USERS)

    with django_assert_num_queries(3):
        client.get(USERS)


def test_page_tells_what_was_changed_by_whom_and_takes_the_newest_back(client, secretariat, page, person):
    for name, role in (("Referent Et", "administration"), ("Referent To", "secretariat")):
        typed = typed_of(person, name=name, role=role, role_confirmed="on")
        assert send(client, f"{page}rediger/", **typed).status_code == 302

    shown = client.get(page)
    assert [version.who for version in shown.context["versions"]] == [secretariat, secretariat, None]
    assert "Referent Et → Referent To" in words(shown)
    client.post(f"{page}fortryd/", {"version": shown.context["person"].version})
    person.refresh_from_db()
    assert (person.name, person.role) == ("Referent Et", "administration")


def test_change_of_a_log_in_is_not_taken_back_over_another(client, page, person):
    send(client, f"{page}rediger/", **typed_of(person, name="Referent Et"))
    seen = client.get(page).context["person"].version
    send(client, f"{page}rediger/", **typed_of(person, name="Referent To"))

    answer = client.post(f"{page}fortryd/", {"version": seen}, follow=True)

    person.refresh_from_db()
    assert (person.name, "har i mellemtiden gemt ændringer" in words(answer)) == ("Referent To", True)


def test_nobody_takes_their_own_role_back_and_no_address_that_is_anothers(client, secretariat, page, person):
    send(client, f"{page}rediger/", **typed_of(person, email="ny@example.org"))
    rows.make_user("member", "referent@example.org")
    assert 'class="notice notice-error' in client.post(f"{page}fortryd/", {"version": 2}, follow=True).text
    assert User.objects.get(pk=person.pk).email == "ny@example.org"
    User.history.filter(id=secretariat.pk).update(role="administration")
    own = f"{USERS}{secretariat.pk}/"
    send(client, f"{own}rediger/", **typed_of(secretariat, name="Sekretær Et"))

    version = client.get(own).context["person"].version
    assert "Du kan ikke" in words(client.post(f"{own}fortryd/", {"version": version}, follow=True))


def test_log_in_and_password_are_no_version_and_stand_in_none(client_of, person):
    client_of(person)
    person.set_password("en-anden-adgang-2023")
    person.save()

    assert person.history.count() == 1
    columns = {field.name for field in User.history.model._meta.get_fields()}
    assert not columns & {"password", "last_login", "invited_at", "is_superuser"}


def test_nothing_is_kept_of_who_was_deleted(client, page, person):
    send(client, f"{page}rediger/", **typed_of(person, email="ny@example.org"))
    client.post(f"{page}slet/")

    assert not User.history.filter(id=person.pk).exists()
    assert client.get(f"/udgaver/bruger/{person.pk}/").status_code == 404
    assert client.post(f"{page}fortryd/", {"version": 1}).status_code == 404


def test_a_new_log_in_is_offered_a_seat_and_the_form_knows_whose(client, person, council, term):
    page = client.get(f"/byraad-og-adgang/brugere/{person.pk}/").text
    (address,) = re.findall(r'href="([^"]+\?person=\d+)"', page)

    form = client.get(address).context["form"]

    assert "Giv en plads" in page
    assert str(form["user"].value()) == str(person.pk)
    assert client.get(address.partition("=")[0] + "=x").status_code == 200
