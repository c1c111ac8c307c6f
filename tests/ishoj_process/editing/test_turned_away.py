"""A form that is turned away: a word of why, and what was typed is shown to its writer."""

import pytest

from calendar_app.invitations.acts import invite
from calendar_app.invitations.answer_links import answer_token
from calendar_app.models import MeetingInvitation, ReceivedReply, Subscription
from strategies.models import Consultation
from tests.conftest import TODAY


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.get()


def words(response):
    return " ".join(response.text.split())


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 5000])
def test_removal_of_what_nobody_has_seen_is_asked_about_again(client_of, administration, strategy, version):
    row = strategy.milestones.create(title="Udkast", due="2023-09-01")
    page = client_of(administration).post(
        f"/strategier/{strategy.slug}/milepaele/{row.pk}/fjern/", {"version": version}
    )

    assert page.status_code == 200
    assert "Det er ikke fjernet endnu. Se på det, og fjern det så." in page.text
    assert strategy.milestones.exists()


@pytest.fixture
def house_item(theme_meeting):
    theme_meeting.agenda_state = "published"
    theme_meeting.save()
    return theme_meeting.items.create(number=1, title="Debatoplæg")


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"answer": "MAYBE", "revision": 0}, "Vælg et af de tre svar."),
        ({"answer": "ACCEPTED", "revision": -1}, "Mødet blev flyttet, mens du så på det."),
        ({"answer": "ACCEPTED", "revision": 0, "comment": "Bus " * 200}, "højst"),
    ],
)
def test_comment_of_an_answer_that_does_not_count_is_kept(client, client_of, invitation, member, sent, reason):
    sent = {"comment": "Kommer med bussen", **sent}
    link = client.post(f"/kommer-du/{answer_token(invitation)}/", sent)
    page = client_of(member).post(f"/moeder/{invitation.meeting_id}/svar/", sent, follow=True)

    assert link.status_code == 200
    assert f'value="{sent["comment"].strip()}' in link.text
    assert f"er ikke gemt: ”{sent['comment'].strip()}" in page.text
    assert reason in link.text
    assert reason in page.text
    assert MeetingInvitation.objects.get().answer == "NEEDS-ACTION"


def test_form_whose_row_has_moved_on_shows_what_was_typed(client_of, administration, strategy):
    sent = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=TODAY, deadline="2023-10-01", text="<p>x</p>"
    )
    typed = {"purpose": "Hvad mener I?", "questions": "Ja", "bodies": "", "version": "1"}
    page = client_of(administration).post(f"/hoeringer/{sent.pk}/rediger/", typed, follow=True)

    assert "Høringen er sendt" in page.text
    assert "er ikke gemt: ”Hvad mener I?\nJa" in page.text


def test_button_that_is_refused_shows_no_codes(client_of, secretariat, theme_meeting):
    page = client_of(secretariat).post(f"/moeder/{theme_meeting.pk}/tilstand/", {"state": "draft"}, follow=True)

    assert "Det, du skrev" not in page.text


def test_address_is_renewed_by_the_form_alone(client_of, member):
    row = Subscription.objects.create(user=member, label="Telefon", token_hash="x")
    page = client_of(member).post(f"/min-side/abonnementer/{row.pk}/ny-adresse/")

    assert "Siden har stået åben for længe. Send den igen." in page.text


def test_answer_is_placed_by_hand_or_refused_at_its_field(client_of, secretariat, theme_meeting):
    row = ReceivedReply.objects.create(digest="x", trouble="no_reply", meeting=theme_meeting)
    page = client_of(secretariat).post(f"/indkaldelser/svar/{row.pk}/", {"answer": "3"})

    assert page.text.count("field-error") == 2


def test_reason_for_taking_an_item_off_stands_in_its_form_when_refused(client_of, secretariat, house_item):
    house_item.outcome = "approved"
    house_item.save()
    page = client_of(secretariat).post(f"/punkter/{house_item.pk}/tag-af/", {"reason": "Udsat"})

    assert page.status_code == 200
    assert 'value="Udsat"' in page.text or ">Udsat</textarea>" in page.text.replace("\n", "")


@pytest.mark.parametrize("version", ["", "x"])
def test_contribution_that_nobody_has_seen_is_not_sorted_in_silence(client_of, administration, vision, member, version):
    row = vision.contributions.create(text="Flere", member=member, written_by=member, said_on=TODAY)
    page = client_of(administration).post(f"/vision/indspil/{row.pk}/fordel/", {"to": "vision", "version": version})

    assert page.status_code in (200, 409)
    assert 'class="notice notice-' in page.text
