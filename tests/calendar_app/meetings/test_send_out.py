"""Publishing, convening and inviting are done by one press, each of them left out where it is not ticked."""

import pytest

from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.models import Meeting, Track
from tests.rows import plan_of

ALL = ["offentliggoer", "indkald", "udsend"]


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def send_out(browser, meeting, *parts):
    return browser.post(f"/moeder/{meeting.pk}/send-ud/", {"del": parts}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def offered(browser, meeting):
    """{part: (label, whether it may be ticked)}"""
    parts = browser.get(meeting.get_absolute_url()).context["acts"]["send_out"]
    return {part.value: (part.label, not part.reasons) for part in parts}


@pytest.fixture
def meeting(make_meeting, council, member, make_item):
    """A meeting of the council to come, with one member and one item."""
    meeting = make_meeting(council, kind="council")
    make_item(meeting=meeting)
    return meeting


def standing(meeting):
    meeting.refresh_from_db()
    return (meeting.agenda_state, meeting.state, MeetingInvitation.objects.filter(meeting=meeting).count())


def test_one_press_publishes_convenes_and_sends(browser, meeting, mailoutbox):
    page = send_out(browser, meeting, *ALL)

    assert standing(meeting) == ("published", "convened", 1)
    [told] = said(page)
    assert told.startswith("Dagsordenen er offentliggjort. Mødet er indkaldt. 1 mail er på vej. <a href=")
    assert page.redirect_chain == [(f"{meeting.get_absolute_url()}#dagsorden", 302)]
    assert offered(browser, meeting) == {}


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        (ALL[:2], ("published", "convened", 0)),
        (ALL[1:], ("draft", "convened", 1)),
        ([ALL[0], ALL[2]], ("published", "planned", 1)),
        (ALL[2:], ("draft", "planned", 1)),
    ],
)
def test_each_can_be_left_out(browser, meeting, parts, outcome):
    send_out(browser, meeting, *parts)

    assert standing(meeting) == outcome


def test_pressed_twice_it_is_done_once(browser, meeting):
    for _click in range(2):
        send_out(browser, meeting, *ALL)

    assert standing(meeting) == ("published", "convened", 1)
    assert InvitationMail.objects.count() == 1


def test_all_of_it_or_nothing(browser, meeting):
    meeting.items.all().delete()

    page = send_out(browser, meeting, *ALL)

    assert said(page) == ["Dagsordenen har ingen punkter endnu."]
    assert standing(meeting) == ("draft", "planned", 0)


def test_nothing_ticked_is_told_and_nonsense_is_not_met(browser, meeting):
    assert said(send_out(browser, meeting)) == ["Vælg, hvad der skal ske."]
    assert send_out(browser, meeting, "udsend", "slet").status_code == 404
    assert standing(meeting) == ("draft", "planned", 0)


def test_what_is_refused_stands_with_its_reason_and_unticked(browser, meeting, term):
    meeting.track = Track.objects.create(plan=plan_of(term), kind="vision", title="Vision 2035", lead_actor="Byrådet")
    meeting.save()

    assert offered(browser, meeting) == {
        "offentliggoer": ("Offentliggør dagsordenen", True),
        "indkald": ("Indkald til mødet", False),
        "udsend": ("Send indkaldelsen til 1 medlem", True),
    }


def test_of_one_thing_left_there_is_its_own_button_alone(browser, meeting):
    send_out(browser, meeting, *ALL[1:])

    page = browser.get(meeting.get_absolute_url())
    assert page.context["acts"]["send_out"] == []
    assert "Offentliggør dagsordenen" in page.text


def test_who_was_invited_while_it_was_planned_is_told_and_counted(browser, meeting):
    send_out(browser, meeting, "udsend")

    page = browser.get(meeting.get_absolute_url())
    notes = {part.value: part.note for part in page.context["acts"]["send_out"]}
    assert notes["indkald"] == "1 indkaldt får en mail."


@pytest.mark.parametrize("change", [{"state": "cancelled"}, {"start_date": "2023-08-01", "end_date": "2023-08-01"}])
def test_meeting_that_is_cancelled_or_over_is_not_sent_out(browser, meeting, change):
    Meeting.objects.filter(pk=meeting.pk).update(**change)

    assert offered(browser, meeting) == {}


def test_meeting_without_items_has_nothing_to_send_out(browser, meeting):
    meeting.items.all().delete()

    assert offered(browser, meeting) == {}


def test_where_there_is_somebody_to_invite_the_quiet_way_says_that_it_is_quiet(browser, meeting):
    def labels():
        choices = browser.get(meeting.get_absolute_url()).context["acts"]["state_choices"]
        return [str(row.label) for row in choices if row.value == "convened"]

    assert labels() == ["Registrer som indkaldt uden at sende mail"]
    send_out(browser, meeting, "udsend")
    assert labels() == ["Indkald til mødet"]
