"""A state that a release does not know, as after going back to an earlier one, is kept from all but the staff."""

from django.contrib.auth.models import AnonymousUser

from calendar_app.invitations.draft import subject
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.rights import can_see_minutes
from strategies.models import Consultation
from strategies.rights import can_see_consultation
from strategies.strategy.wordings import shown_text
from vision.models import DebatePaper, Round
from vision.rights import can_read_paper, can_see_round

LATER = "later"


def readers(request):
    """The public, a member, the administration."""
    return AnonymousUser(), request.getfixturevalue("member"), request.getfixturevalue("administration")


def test_consultation_in_an_unknown_state(request, strategy):
    consultation = Consultation.objects.create(
        strategy=strategy,
        number=1,
        is_public=True,
        text="<p>Sendt.</p>",
        state=LATER,
        opened_on="2023-08-01",
        deadline="2023-09-01",
    )

    users = readers(request)

    assert [can_see_consultation(user, consultation) for user in users] == [False, False, True]
    assert [Consultation.objects.visible_to(user).exists() for user in users] == [False, False, True]
    assert [shown_text(strategy, user).text for user in users] == ["", "", strategy.text]


def test_round_of_points_in_an_unknown_state(request, vision):
    round_ = Round.objects.create(vision=vision, title="Prioritering", state=LATER)

    users = readers(request)

    assert [can_see_round(user, round_) for user in users] == [False, False, True]
    assert [Round.objects.visible_to(user).exists() for user in users] == [False, False, True]


def test_debate_paper_in_an_unknown_state(request, vision):
    paper = DebatePaper.objects.create(vision=vision, title="Debatoplæg", state=LATER)

    assert [can_read_paper(user, paper) for user in readers(request)] == [False, False, True]


def test_minutes_in_an_unknown_state(request, theme_meeting):
    AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Sag", decision="<p>Godkendt.</p>")
    Meeting.objects.update(agenda_state="published", minutes_state=LATER)
    theme_meeting.refresh_from_db()

    users = readers(request)

    assert [can_see_minutes(user, theme_meeting) for user in users] == [False, False, True]
    assert [AgendaItem.objects.decided_for(user).exists() for user in users] == [False, False, True]


def test_pages_of_the_staff_stand_in_an_unknown_state(client_of, administration, secretariat, vision, theme_meeting):
    """Whatever a later release stored: it is called by its stored name, and allows no move."""
    DebatePaper.objects.create(vision=vision, title="Debatoplæg", state=LATER, presented_at=theme_meeting)
    round_ = Round.objects.create(vision=vision, title="Prioritering", state=LATER, meeting=theme_meeting)
    Meeting.objects.update(state=LATER)
    addresses = [
        "/", "/vision/vision-2035/", "/vision/vision-2035/debatoplaeg/", "/vision/vision-2035/debatoplaeg.pdf",
        "/vision/vision-2035/debatoplaeg/tilstand/",
        round_.get_absolute_url(), theme_meeting.get_absolute_url(), f"{theme_meeting.get_absolute_url()}rediger/",
    ]  # fmt: skip

    answers = {
        (user.role, address): client_of(user).get(address).status_code
        for user in (administration, secretariat)
        for address in addresses
    }

    assert {key: code for key, code in answers.items() if code not in (200, 403)} == {}
    assert LATER in client_of(secretariat).get(round_.get_absolute_url()).text


def test_mail_about_a_meeting_in_an_unknown_state_promises_the_least(theme_meeting):
    theme_meeting.state = LATER

    assert subject(theme_meeting).startswith("Planlagt møde: ")
