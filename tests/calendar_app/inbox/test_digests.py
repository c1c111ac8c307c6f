"""The digest: one mail a day to each who has something to be told, through a real mail server, whatever happens."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from calendar_app.inbox import digest as digests
from calendar_app.models import Digest, MailChoice
from ishoj_process.models import User
from strategies.consultations.acts import extend_deadline
from strategies.models import Consultation, Consultee
from tests.waiting import PATIENCE

MONDAY, TUESDAY = date(2023, 8, 14), date(2023, 8, 15)
CHOICES = "/min-side/mails/"


@pytest.fixture
def asked(strategy, committee, member):
    """The member's committee is asked to answer a consultation."""
    strategy.text = "<p>Målet.</p>"
    strategy.save()
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11)
    )
    Consultee.objects.create(consultation=consultation, body=committee)
    return consultation


def send(today=TUESDAY):
    return dict(digests.send_digests(today=today))


def test_mail_says_what_waits_and_leads_there(letterbox, asked, member):
    User.objects.filter(pk=member.pk).update(name="Medlem Et")
    assert send() == {"sent": 1}

    ((address,), mail) = letterbox.mails[0]
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert (address, mail["Subject"].strip(), mail["Auto-Submitted"], mail["List-Unsubscribe"]) == (
        member.email,
        "Byrådets politikarbejde: 1 høring venter på svar fra dit udvalg",
        "auto-generated",
        f"<https://politik.example.org{CHOICES}>",
    )
    assert mail["From"].strip() == "Ishøj Kommune <byraadssekretariatet@localhost>"
    lines = text.strip().splitlines()
    assert (lines[0], lines[-5:-3]) == ("Kære Medlem Et", ["Venlig hilsen", "Ishøj Kommune"])
    assert lines[-2].startswith("Du får denne mail, fordi du er bruger af Byrådets politikarbejde.")
    assert lines[-1] == f"Vælg, hvad du vil have mail om, eller slå mails fra: https://politik.example.org{CHOICES}"
    assert not re.search(r"\bom \d+ dage\b", text)
    url = f"https://politik.example.org/hoeringer/{asked.pk}/"
    assert f"Biodiversitetsstrategi, mandag den 11. september 2023\n  {url}" in text
    html = mail.get_body(("html",)).get_content()
    assert f'href="{url}"' in html
    assert '<html lang="da">' in html


def test_run_twice_sends_once(letterbox, asked):
    assert [send(), send()] == [{"sent": 1}, {"nothing": 1}]
    assert len(letterbox.mails) == 1


def test_next_day_says_nothing_again_until_something_is_new_or_it_is_monday(letterbox, asked):
    days = [TUESDAY + timedelta(days=number) for number in range(7)]

    sent = [send(day).get("sent", 0) for day in days]

    assert sent == [1, 0, 0, 0, 0, 0, 1]


def test_new_thing_is_told_the_next_day(letterbox, asked, strategy, committee):
    send()
    other = Consultation.objects.create(
        strategy=strategy, number=2, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 12)
    )
    Consultee.objects.create(consultation=other, body=committee)

    assert send(TUESDAY + timedelta(days=1)) == {"sent": 1}


def test_who_has_nothing_waiting_gets_no_mail(letterbox, member):
    assert send(MONDAY) == {"nothing": 1}
    assert Digest.objects.count() == 0


def test_who_may_not_log_in_gets_no_mail(letterbox, asked, member):
    member.is_active = False
    member.save()

    assert send() == {}


def test_kind_that_is_declined_is_not_mailed(letterbox, client_of, asked, member):
    client = client_of(member)
    form = client.get(CHOICES).context["form"]
    assert form.initial["wanted"] == ["vision", "invited", "answer", "news"]

    client.post(CHOICES, {"wanted": ["vision", "invited", "news"], "token": form["token"].value(), "version": "1"})

    assert MailChoice.objects.get().declined == ["answer"]
    assert send() == {"nothing": 1}
    assert "1 høring venter på svar fra dit udvalg" in client.get("/min-side/").content.decode()


def test_all_may_be_declined_and_taken_again(client_of, member):
    client = client_of(member)
    client.post(CHOICES, {"version": "1"})
    assert MailChoice.objects.get().declined == ["vision", "invited", "answer", "news"]

    client.post(CHOICES, {"wanted": ["vision", "invited", "answer", "news"], "version": "1"})

    assert MailChoice.objects.get().declined == []


def test_kind_of_another_role_is_refused(client_of, member):
    response = client_of(member).post(CHOICES, {"wanted": ["treat"], "version": "1"})

    assert list(response.context["form"].errors) == ["wanted"]
    assert MailChoice.objects.count() == 0


def test_one_address_that_fails_stops_nobody_and_is_tried_again(letterbox, asked, member, committee, term, caplog):
    second = User.objects.create_user("zandet@example.org", role=User.Role.MEMBER)
    second.seats.create(body=committee, term=term)
    letterbox.refused.add(member.email)

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("send_digests", stdout=out)
    assert out.getvalue() == "sent: 1; failed: 1; nothing to tell: 0\n"
    assert letterbox.receivers == [second.email]
    # The mail server of the test writes a log of its own.
    ours = [record for record in caplog.records if record.name != "mail.log"]
    assert [(record.name, record.getMessage()) for record in ours if record.levelname == "ERROR"] == [
        ("calendar_app.outbox.sending", "a digest could not be sent: SMTPRecipientsRefused 554")
    ]
    assert [record for record in ours if member.email in record.getMessage()] == []

    letterbox.refused.clear()
    call_command("send_digests", stdout=out)

    assert letterbox.receivers == [member.email, second.email]


def test_run_that_was_killed_is_finished_by_the_next(letterbox, asked, member, monkeypatch):
    """The first dies after it has claimed and before it has sent."""

    class Killed(BaseException):
        pass

    def dies(*_arguments):
        raise Killed

    monkeypatch.setattr(digests, "mail_of", dies)
    with pytest.raises(Killed):
        send()
    monkeypatch.undo()

    assert (send(), letterbox.mails) == ({"nothing": 1}, [])  # it may still be at it
    Digest.objects.update(claimed_at=timezone.now() - timedelta(minutes=16))
    assert [send(), send()] == [{"sent": 1}, {"nothing": 1}]
    assert letterbox.receivers == [member.email]


def test_news_are_told_once(letterbox, asked, administration, member):
    send()
    extend_deadline(consultation=asked, deadline=date(2023, 10, 2), reason="Ferie.", by=administration, on=TUESDAY)

    days = [TUESDAY + timedelta(days=number) for number in (1, 2)]
    assert [digests.send_digest(user=member, today=day) for day in days] == ["sent", "nothing"]
    text = letterbox.mails[-1][1].get_body(("plain",)).get_content()
    assert "- Biodiversitetsstrategi: Fristen er forlænget til mandag den 2. oktober 2023. Ferie." in text


def test_consultation_that_is_prepared_is_told_to_no_member(letterbox, asked, member):
    Consultation.objects.update(state="prepared", opened_on=None, deadline=None)

    assert send(MONDAY) == {"nothing": 1}


AT_ONCE = """
from calendar_app.inbox.digest import send_digests
from datetime import date
send_digests(today=date(2023, 8, 14))
"""


def test_two_who_send_at_once_send_one(letterbox, tmp_path, settings, own_database):
    """Two processes on one database, as two timers would be."""
    own = {
        "DJANGO_SETTINGS_MODULE": "ishoj_process.settings",
        "DEBUG": "1",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": own_database,
        "EMAIL_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}",
        "TODAY": "2023-08-14",
    }
    environment = os.environ | own
    run = [sys.executable, "manage.py"]
    subprocess.run([*run, "set_up_database", "--demo"], env=environment, check=True, capture_output=True)

    both = [subprocess.Popen([*run, "shell", "--command", AT_ONCE], env=environment) for _run in range(2)]

    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    assert letterbox.receivers == [
        "administration@demo.invalid",
        "byraadsmedlem@demo.invalid",
        "sekretariat@demo.invalid",
    ]
