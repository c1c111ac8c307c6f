"""One person is taken off a meeting: named with its day, told by one mail that may say why, or by none."""

import pytest

from calendar_app.invitations.acts import invite
from calendar_app.invitations.delivery import deliver_due
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.models import InvitationMail, MeetingInvitation
from tests.conftest import TODAY


@pytest.fixture
def invitation(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.get()


@pytest.fixture
def mailed(invitation):
    deliver_due()
    return invitation


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def url(invitation):
    return f"/indkaldelser/{invitation.pk}/tag-af/"


def main_of(response):
    return response.text.split("<main")[1].split("</main")[0]


def test_page_names_person_meeting_and_day_and_says_how_many_mails(browser, mailed, member):
    page = main_of(browser.get(url(mailed)))

    assert f"Fjern {member} fra Temamøde 1 for Byrådet, mandag den 21. august 2023?" in page
    assert 'name="words"' in page
    assert "btn-stop" in page
    assert page.index("btn-stop") < page.index("Behold indkaldelsen")


def test_message_goes_along_with_the_one_mail(letterbox, browser, mailed):
    answer = browser.post(url(mailed), {"words": "Pladsen er overtaget."}, follow=True)
    deliver_due()

    mail = InvitationMail.objects.order_by("pk").last()
    assert (mail.method, mail.is_withdrawal, mail.words) == ("CANCEL", True, "Pladsen er overtaget.")
    assert len(letterbox.mails) == 2
    assert "1 mail er på vej." in str(next(iter(answer.context["messages"])))


def test_too_long_a_message_takes_nobody_off(browser, mailed):
    page = browser.post(url(mailed), {"words": "å" * 1001})

    mailed.refresh_from_db()
    assert (page.status_code, mailed.withdrawn_at) == (200, None)
    assert "å" * 1001 in page.text


@pytest.mark.parametrize("case", ["not yet mailed", "closed account", "cancelled"])
def test_who_gets_no_mail_is_asked_for_no_message(browser, invitation, member, secretariat, case):
    if case != "not yet mailed":
        deliver_due()
    if case == "closed account":
        member.is_active = False
        member.save()
    if case == "cancelled":
        change_meeting_state(meeting=invitation.meeting, to="cancelled", by=secretariat, today=TODAY)

    page = main_of(browser.get(url(invitation)))

    assert ('name="words"' in page, "Der sendes ingen mail." in page, "1 mail" in page) == (False, True, False)
    browser.post(url(invitation))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
