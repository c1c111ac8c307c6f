"""What holds for every kind of mail: a left claim is taken over, a broken letter stops nobody, no mail twice."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from calendar_app.inbox import digest as digests
from calendar_app.invitations import delivery
from calendar_app.invitations.acts import invite
from calendar_app.models import Digest, InvitationMail
from calendar_app.outbox import refusals
from calendar_app.outbox.refusals import Meaning
from ishoj_process.models import User
from strategies.models import Consultation, Consultee
from tests.conftest import TODAY


class Killed(BaseException):
    """Nothing catches it: what was claimed is left."""


@pytest.fixture
def people(committee, council, member, term):
    """Two who sit in the council and in a committee."""
    other = User.objects.create_user("zandet@example.org", name="Demo: Zandet", role=User.Role.MEMBER)
    for body in (committee, council):
        body.seats.create(user=other, term=term)
    return [member, other]


@pytest.fixture
def digest(people, strategy, committee):
    """Both have a hearing to be told of."""
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=TODAY, deadline=TODAY + timedelta(days=30)
    )
    Consultee.objects.create(consultation=consultation, body=committee)
    return Digest, lambda: digests.send_digests(today=TODAY), (digests, "mail_of")


@pytest.fixture
def invitation(people, theme_meeting, secretariat, monkeypatch):
    """Both are invited, and nobody has sent it."""
    with monkeypatch.context() as patch:
        patch.setattr("calendar_app.invitations.queue.deliver_soon", lambda: None)
        invite(meeting=theme_meeting, users=people, by=secretariat, today=TODAY)
    return InvitationMail, delivery.deliver_due, (delivery, "invitation_mail")


@pytest.fixture(params=["digest", "invitation"])
def kind(request):
    """A kind of mail: its rows, what sends it, and where its letter is made."""
    return request.getfixturevalue(request.param)


def break_letter(patch, place, *, at, error):
    """Let the letter that is made as number `at` fail."""
    module, name = place
    make, made = getattr(module, name), []

    def broken(*arguments):
        made.append(arguments)
        if len(made) == at:
            raise error
        return make(*arguments)

    patch.setattr(module, name, broken)


@pytest.mark.parametrize(("seconds", "is_taken_over"), [(59, False), (61, True)])
def test_left_claim_is_taken_over_after_the_one_limit(kind, letterbox, settings, monkeypatch, seconds, is_taken_over):
    rows, send, place = kind
    settings.MAIL_LEFT_SECONDS = 60
    with monkeypatch.context() as patch:
        break_letter(patch, place, at=2, error=Killed())
        with pytest.raises(Killed):
            send()
    assert len(letterbox.mails) == 1

    rows.objects.filter(sent_at=None).update(claimed_at=timezone.now() - timedelta(seconds=seconds))
    send()

    assert len(letterbox.mails) == 1 + is_taken_over
    assert len(set(letterbox.receivers)) == 1 + is_taken_over


def test_second_try_has_the_same_message_id(kind, letterbox, settings):
    """The first was killed between sending and noting."""
    rows, send, _place = kind
    send()
    settings.MAIL_LEFT_SECONDS = 0
    rows.objects.update(sent_at=None, claimed_at=F("claimed_at") - timedelta(seconds=1))
    send()

    ids = [mail["Message-ID"] for _to, mail in letterbox.mails]
    assert (len(ids), len(set(ids))) == (4, 2)


def test_broken_letter_stops_nobody_and_tells_no_address(kind, letterbox, people, monkeypatch, caplog):
    _rows, send, place = kind
    with monkeypatch.context() as patch:
        break_letter(patch, place, at=1, error=ValueError(people[0].email))
        assert dict(send()) == {"failed": 1, "sent": 1}

    assert len(letterbox.mails) == 1
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("calendar_app")]
    assert [text.split(" could not be sent: ")[1] for text in ours] == ["ValueError"]


def test_what_is_sent_is_sent_once(kind, letterbox):
    _rows, send, _place = kind

    assert [dict(send())["sent"], send()["sent"]] == [2, 0]
    assert len(letterbox.mails) == 2


def test_error_of_two_recipients_is_for_good_when_both_are():
    refused = refusals.SMTPRecipientsRefused({"a@example.org": (550, b"no"), "b@example.org": (450, b"later")})

    assert refusals.meaning_of(refused) == Meaning.MAIL
    assert refusals.trouble(refused) == "SMTPRecipientsRefused 550 450"
    both = refusals.SMTPRecipientsRefused({"a@example.org": (550, b"no"), "b@example.org": (551, b"no")})
    assert refusals.meaning_of(both) == Meaning.RECIPIENT


def test_message_that_was_left_and_overtaken_is_dropped(invitation, letterbox):
    invitations, _send, _place = invitation
    row = invitations.objects.first()
    row.invitation.revision += 1
    row.invitation.save()

    assert dict(delivery.deliver_due()) == {"out of date": 1, "sent": 1}
    row.refresh_from_db()
    assert (row.dropped_at is None, row.sent_at, row.is_given_up) == (False, None, False)


def test_row_of_the_task_queue_from_before_is_carried_out(invitation, letterbox):
    """The queue's rows name a module and a function: these stay."""
    waiting = DBTaskResult(
        task_path="calendar_app.tasks.deliver_invitations",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
    )

    waiting.task.call()

    assert len(letterbox.mails) == 2
