"""What a digest tells: everything once, in Danish, whatever happens while it is being made."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import translation

from calendar_app.inbox import digest as digests
from calendar_app.outbox import sending
from ishoj_process.models import User
from strategies.consultations.acts import extend_deadline
from strategies.models import Consultation, Consultee
from vision.models import Contribution

TUESDAY = date(2023, 8, 15)
WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)


@pytest.fixture
def asked(strategy, committee, member):
    """The member's committee is asked to answer a consultation."""
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11)
    )
    Consultee.objects.create(consultation=consultation, body=committee)
    return consultation


def test_what_happens_while_a_letter_is_being_made_is_told_the_next_day(asked, member, administration, monkeypatch):
    claim = sending._claimed

    def claim_late(*arguments):
        extend_deadline(consultation=asked, deadline=date(2023, 10, 2), reason="Ferie.", by=administration, on=TUESDAY)
        return claim(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_claimed", claim_late)
        digests.send_digest(user=member, today=TUESDAY)

    days = [digests.send_digest(user=member, today=day) for day in (WEDNESDAY, THURSDAY)]
    assert days == ["sent", "nothing"]
    assert ["Ferie." in sent.body for sent in mail.outbox] == [False, True]


def test_letter_that_cannot_be_written_stops_nobody(asked, member, committee, term, monkeypatch, caplog):
    second = User.objects.create_user("zandet@example.org", role=User.Role.MEMBER)
    second.seats.create(body=committee, term=term)
    letter_for = digests.letter_for

    def break_for_first(user, today):
        if user == member:
            raise ValueError(user.email)
        return letter_for(user, today)

    monkeypatch.setattr(digests, "letter_for", break_for_first)

    assert dict(digests.send_digests(today=TUESDAY)) == {"failed": 1, "sent": 1}
    assert [sent.to for sent in mail.outbox] == [[second.email]]
    assert [record.getMessage() for record in caplog.records] == ["a digest could not be written: ValueError"]


def test_other_number_of_the_same_is_nothing_new(administration, member, vision):
    """Who sorts some of what is to be sorted is not mailed about the rest."""
    said = {"vision": vision, "said_on": TUESDAY, "member": member, "written_by": member}
    rows = [Contribution.objects.create(text=f"Indspil {number}", **said) for number in range(3)]
    days = []
    for day in (TUESDAY, WEDNESDAY):
        days.append(digests.send_digest(user=administration, today=day))
        rows.pop().delete()

    assert days == ["sent", "nothing"]
    assert "Fordel 3 indspil" in mail.outbox[0].body


def test_mail_is_danish_all_through_in_a_site_that_is_english(asked, member):
    with translation.override("en"):
        digests.send_digest(user=member, today=TUESDAY)

    assert mail.outbox[0].body.partition("Kære")[2].splitlines()[2:7] == [
        "Dine opgaver",
        "",
        "Senere (1)",
        "",
        "- 1 høring venter på svar fra dit udvalg",
    ]
