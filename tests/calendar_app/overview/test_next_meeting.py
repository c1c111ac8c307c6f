"""A member's home opens with their own next meeting, and the answer to it is given there."""

from datetime import date

import pytest

from calendar_app.invitations.acts import invite, record_answer
from calendar_app.models import MeetingInvitation
from ishoj_process.models import Meeting
from tests.conftest import TODAY


def next_of(client):
    return client.get("/").context["personal"].next


def test_home_opens_with_the_members_own_meeting_and_no_others(
    client_of, member, make_meeting, council, other_committee
):
    make_meeting(other_committee, title="Andres", start_date=date(2023, 8, 15))
    make_meeting(council, title="Temamøde 1", place="Rådhuset")

    page = client_of(member).get("/").text
    main = page[page.index("<main") :]

    assert main.index("Dit næste møde") < main.index("Temamøde 1") < main.index(">Dine opgaver<")
    assert main.index("Rådhuset") < main.index(">Dine opgaver<") < main.index("Hvor Byrådet står")
    assert "Andres" not in main
    assert "Dagsordenen er ikke offentliggjort endnu." in main


def test_seat_is_asked_of_the_day_of_the_meeting(client_of, member, make_meeting, council, committee):
    make_meeting(council, title="Efter pladsen", start_date=date(2023, 9, 5))
    member.seats.filter(body=council).update(ends=date(2023, 9, 4))
    make_meeting(committee, title="Med plads", start_date=date(2023, 9, 6))

    assert next_of(client_of(member)).meeting.title == "Med plads"


def test_meeting_of_a_seat_that_begins_before_it_is_ones_own(client_of, member, term, make_meeting, other_committee):
    make_meeting(other_committee, title="Kommende plads", start_date=date(2023, 9, 5))
    member.seats.create(body=other_committee, term=term, starts=date(2023, 9, 1))

    assert next_of(client_of(member)).meeting.title == "Kommende plads"


def test_substitute_is_shown_a_meeting_at_which_they_stay(client_of, member, make_meeting, other_committee):
    meeting = make_meeting(other_committee, title="Som stedfortræder", start_date=date(2023, 8, 15))
    row = MeetingInvitation.objects.create(meeting=meeting, user=member)
    assert next_of(client_of(member)) is None

    row.stays = True
    row.save()

    assert next_of(client_of(member)).meeting == meeting


def test_without_a_meeting_ahead_home_says_so(client_of, member, make_meeting, council):
    make_meeting(council, title="Aflyst", state=Meeting.State.CANCELLED)

    assert "Der er ikke registreret kommende møder, som du skal deltage i." in client_of(member).get("/").text


@pytest.fixture
def invitation(theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    return MeetingInvitation.objects.get()


def test_meeting_without_an_invitation_asks_for_no_answer(client_of, member, theme_meeting):
    page = client_of(member).get("/").text

    assert ("Deltager du?" in page, "Du har ikke fået en indkaldelse endnu." in page) == (False, True)


@pytest.mark.parametrize(
    ("answer", "word"), [("ACCEPTED", "deltager"), ("TENTATIVE", "deltager måske"), ("DECLINED", "afbud")]
)
def test_answer_is_given_on_the_front_page_and_confirmed_there(client_of, member, invitation, answer, word):
    client = client_of(member)
    asked = {"answer": answer, "revision": invitation.revision, "comment": "", "fra": "forside"}

    response = client.post(f"/moeder/{invitation.meeting_id}/svar/", asked, follow=True)

    assert response.redirect_chain == [("/", 302)]
    main = response.text[response.text.index("<main") :]
    assert f"Dit svar: {word}." in main
    assert main.index("Du har svaret, at du") < main.index("Dit næste møde")
    assert f'value="{answer}" aria-pressed="true"' in main


@pytest.mark.parametrize(
    ("answer", "state", "leads_on"),
    [("ACCEPTED", "published", True), ("ACCEPTED", "draft", False), ("DECLINED", "published", False)],
)
def test_who_answers_is_led_on_to_the_agenda_that_may_be_read(
    client_of, member, invitation, theme_meeting, answer, state, leads_on
):
    theme_meeting.agenda_state = state
    theme_meeting.save()
    asked = {"answer": answer, "revision": invitation.revision, "fra": "forside"}

    response = client_of(member).post(f"/moeder/{theme_meeting.pk}/svar/", asked, follow=True)

    [said] = response.context["messages"]
    assert (f'<a href="{theme_meeting.get_absolute_url()}#dagsorden">Læs dagsordenen</a>' in str(said)) == leads_on


def test_answer_on_the_front_page_keeps_what_was_said_with_the_one_before(client_of, member, invitation):
    record_answer(invitation=invitation, answer="DECLINED", via="page", comment="Kommer senere")

    assert next_of(client_of(member)).comment == "Kommer senere"
    assert 'name="comment" value="Kommer senere"' in client_of(member).get("/").text


def test_answer_on_the_meetings_page_leads_back_to_the_meeting(client_of, member, invitation):
    url = f"/moeder/{invitation.meeting_id}/"

    response = client_of(member).post(f"{url}svar/", {"answer": "ACCEPTED", "revision": invitation.revision})

    assert response.url.split("#")[0] == url


def test_answer_to_an_earlier_time_is_asked_for_anew(client_of, member, invitation):
    record_answer(invitation=invitation, answer="ACCEPTED", via="page")
    MeetingInvitation.objects.update(asked_revision=5, revision=5)

    page = client_of(member).get("/").text

    assert "Mødet er flyttet, siden du svarede. Svar igen." in page
    assert 'aria-pressed="true"' not in page
