"""Invitations by mail through a real server: what goes to whom, in which revision, and never twice."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.invitations.acts import invite, record_answer, send_again, withdraw_invitation
from calendar_app.invitations.delivery import deliver_due
from calendar_app.meetings.acts import change_meeting_state, store_meeting
from calendar_app.meetings.forms import MeetingForm
from calendar_app.models import InvitationMail, MeetingInvitation
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Meeting, User
from tests.calendar_app.ical.lines import faults_of_mail, unfolded, values
from tests.calendar_app.ical.readers import read_by_others
from tests.conftest import TODAY
from tests.nonsense.promises import often


@pytest.fixture
def colleague(db):
    """Somebody without a seat, to be invited by name."""
    return User.objects.create_user("kollega@bøgebjerg.example", name="Demo: kollega æøå med et ganske langt navn")


def edit(meeting, by, **changes):
    """Store the meeting as its form would, with these changes."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    form = MeetingForm(instance=meeting)
    sent = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "", False)} | changes
    form = MeetingForm({name: value for name, value in sent.items() if value is not None}, instance=meeting)
    assert form.is_valid(), form.errors
    return store_meeting(form=form, seen_version=form.cleaned_data["version"], by=by)


def calendar_of(mail):
    """The calendar part of a mail as bytes; it is the last, and inline."""
    last = list(mail.walk())[-1]
    assert last.get_content_type() == "text/calendar"
    assert not last.get_content_disposition()
    assert last["Content-Transfer-Encoding"] == "base64"
    ics = last.get_payload(decode=True)
    assert [last.get_param("method")] == values(ics, "METHOD")
    assert last.get_content_charset() == "utf-8"
    return ics


def told(box, address=None):
    """What was sent, as (method, SEQUENCE), each message checked line by line."""
    found = []
    for receivers, mail in box.mails:
        if address in (None, *receivers):
            ics = calendar_of(mail)
            assert faults_of_mail(ics) == []
            assert len(read_by_others(ics)) == 1
            found.append((values(ics, "METHOD")[0], int(values(ics, "SEQUENCE")[0])))
    return found


def test_each_member_gets_a_mail_with_the_meeting(letterbox, theme_meeting, member, colleague, secretariat, settings):
    settings.ORGANIZER_EMAIL = "sekretariat@example.org"
    assert invite(meeting=theme_meeting, by=secretariat, today=TODAY) == 1
    invite(meeting=theme_meeting, users=[colleague], by=secretariat, today=TODAY)
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    deliver_due()

    assert letterbox.receivers == ["kollega@xn--bgebjerg-54a.example", "medlem@example.org"]
    assert told(letterbox) == [("REQUEST", 0), ("REQUEST", 0)]
    mail = next(mail for receivers, mail in letterbox.mails if receivers == ["medlem@example.org"])
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html", "text/calendar"]
    assert "sekretariat@example.org" in mail["From"]
    assert mail["Subject"].strip() == "Planlagt møde: Temamøde 1 for Byrådet, 21. august 2023"
    text = mail.get_body(("plain",)).get_content()
    assert "https://politik.example.org/kommer-du/" in text
    assert text.startswith(f"Kære {member.name}")
    assert "Du får denne mail, fordi du er indkaldt til mødet. Har du spørgsmål, så svar på mailen." in text
    read = vobject.readOne(calendar_of(mail).decode()).vevent
    assert read.organizer.value == "mailto:sekretariat@example.org"
    assert read.attendee.value == "mailto:medlem@example.org"
    assert (read.attendee.params["RSVP"], read.attendee.params["PARTSTAT"]) == (["TRUE"], ["NEEDS-ACTION"])


def test_change_of_time_or_place_is_told_and_a_new_purpose_is_not(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    edit(theme_meeting, secretariat, purpose="Nye ord.")
    deliver_due()
    assert told(letterbox) == [("REQUEST", 0)]

    edit(theme_meeting, secretariat, start_time="18.00", end_time="20.00", place="Vandværket")
    deliver_due()
    assert told(letterbox) == [("REQUEST", 0), ("REQUEST", 1)]
    first, second = (calendar_of(mail) for _to, mail in letterbox.mails)
    assert values(first, "UID") == values(second, "UID")
    mail = letterbox.mails[-1][1]
    assert mail["Subject"].strip().startswith("Ændret: ")
    text = mail.get_body(("plain",)).get_content()
    assert "er nu mandag den 21. august 2023 kl. 18.00–20.00" in text
    assert "er nu Vandværket" in text


def test_answer_holds_when_only_the_state_changes_and_not_when_the_time_does(
    letterbox, theme_meeting, member, secretariat
):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    row = MeetingInvitation.objects.get()
    record_answer(invitation=row, answer="ACCEPTED", via="page")
    change_meeting_state(meeting=theme_meeting, to="convened", by=secretariat, today=TODAY)
    deliver_due()
    row.refresh_from_db()
    assert row.standing_answer == "ACCEPTED"
    people = next(line for line in unfolded(calendar_of(letterbox.mails[-1][1])) if line.startswith("ATTENDEE"))
    assert "PARTSTAT=ACCEPTED" in people
    assert "RSVP=TRUE" not in people

    edit(theme_meeting, secretariat, start_date="22-08-2023", end_date="22-08-2023")
    row.refresh_from_db()
    assert (row.standing_answer, row.is_about_earlier_time) == ("NEEDS-ACTION", True)


def test_cancelled_meeting_is_taken_out_and_a_new_plan_asks_anew(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    for state in ("cancelled", "planned"):
        change_meeting_state(meeting=theme_meeting, to=state, by=secretariat, today=TODAY)
        deliver_due()

    assert told(letterbox) == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert "STATUS:CANCELLED" in unfolded(calendar_of(letterbox.mails[1][1]))
    nothing_to_do = "fordi du er indkaldt til mødet. Du behøver ikke at gøre noget. Dit kalenderprogram fjerner mødet."
    assert nothing_to_do in letterbox.mails[1][1].get_body(("plain",)).get_content()


def test_one_person_is_taken_off_alone_and_invited_again_above_that(
    letterbox, theme_meeting, member, colleague, secretariat
):
    invite(meeting=theme_meeting, users=[member, colleague], by=secretariat, today=TODAY)
    deliver_due()
    row = MeetingInvitation.objects.get(user=member)
    withdraw_invitation(invitation=row, by=secretariat)
    withdraw_invitation(invitation=row, by=secretariat)
    deliver_due()
    off = calendar_of(letterbox.mails[-1][1])
    assert not [line for line in unfolded(off) if line.startswith("STATUS")]  # the meeting itself stands
    assert "Selve mødet holdes" in letterbox.mails[-1][1].get_body(("plain",)).get_content()
    assert "fordi du var indkaldt til mødet." in letterbox.mails[-1][1].get_body(("plain",)).get_content()

    invite(meeting=theme_meeting, users=[member], by=secretariat, today=TODAY)
    deliver_due()
    assert told(letterbox, "medlem@example.org") == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert len(told(letterbox)) == 4


def test_meeting_that_follows_another_tells_both_groups(
    letterbox, make_meeting, council, committee, member, colleague, secretariat
):
    anchor = make_meeting(council, start_time=time(19))
    follower = make_meeting(committee, before=anchor, planned_minutes=60)
    invite(meeting=anchor, users=[colleague], by=secretariat, today=TODAY)
    invite(meeting=follower, users=[member], by=secretariat, today=TODAY)
    deliver_due()
    edit(anchor, secretariat, start_date="28-08-2023", end_date="28-08-2023")
    deliver_due()

    assert told(letterbox, letterbox.mails[0][0][0])[-1][1] == 1
    assert told(letterbox, "medlem@example.org") == [("REQUEST", 0), ("REQUEST", 1)]
    moved = vobject.readOne(calendar_of(letterbox.mails[-1][1]).decode()).vevent
    assert moved.dtstart.value.date() == date(2023, 8, 28)


def test_who_gets_a_mail_is_told_before_the_meeting_is_moved(
    letterbox, client_of, theme_meeting, member, colleague, secretariat
):
    invite(meeting=theme_meeting, users=[member, colleague], by=secretariat, today=TODAY)
    deliver_due()
    client, url = client_of(secretariat), f"/moeder/{theme_meeting.pk}/tilstand/"

    asked = client.post(url, {"to": "cancelled"})
    assert "2 indkaldte personer får straks en mail." in asked.text
    assert Meeting.objects.get().state == "planned"
    client.post(url, {"to": "cancelled", "confirmed": "1"})
    deliver_due()
    assert [method for method, _revision in told(letterbox)] == ["REQUEST", "REQUEST", "CANCEL", "CANCEL"]


def test_unknown_hour_that_is_fixed_later_keeps_its_name(letterbox, theme_meeting, member, secretariat):
    edit(theme_meeting, secretariat, start_time=None, end_time=None)
    invite(meeting=Meeting.objects.get(), by=secretariat, today=TODAY)
    deliver_due()
    edit(theme_meeting, secretariat, start_time="17.00")
    deliver_due()

    first, second = (vobject.readOne(calendar_of(mail).decode()).vevent for _to, mail in letterbox.mails)
    assert (first.uid.value, first.dtstart.value) == (second.uid.value, date(2023, 8, 21))
    assert second.dtstart.value.hour == 17


@pytest.mark.parametrize(
    ("day", "offset"), [(date(2024, 3, 30), 1), (date(2024, 4, 1), 2), (date(2024, 10, 26), 2), (date(2024, 10, 28), 1)]
)
def test_hour_is_right_on_both_sides_of_summer_time(letterbox, make_meeting, council, member, secretariat, day, offset):
    meeting = make_meeting(council, start_date=day, start_time=time(17), end_time=time(19))
    invite(meeting=meeting, users=[member], by=secretariat, today=TODAY)
    deliver_due()

    start = vobject.readOne(calendar_of(letterbox.mails[0][1]).decode()).vevent.dtstart.value
    assert start.utcoffset() == timedelta(hours=offset)
    assert start == datetime.combine(day, time(17), ZoneInfo("Europe/Copenhagen"))


def test_older_revisions_that_wait_are_replaced(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    edit(theme_meeting, secretariat, place="Arken")
    edit(theme_meeting, secretariat, place="Tårnbjerget")
    deliver_due()
    assert told(letterbox) == [("REQUEST", 2)]


def test_who_never_heard_of_the_meeting_is_sent_no_cancellation(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    change_meeting_state(meeting=theme_meeting, to="cancelled", by=secretariat, today=TODAY)
    deliver_due()

    assert letterbox.mails == []


def test_nobody_is_invited_to_what_is_over_or_cancelled(theme_meeting, member, secretariat):
    with pytest.raises(Refused, match="passeret"):
        invite(meeting=theme_meeting, by=secretariat, today=date(2023, 9, 1))
    change_meeting_state(meeting=theme_meeting, to="cancelled", by=secretariat, today=TODAY)
    with pytest.raises(Refused, match="aflyst"):
        invite(meeting=theme_meeting, by=secretariat, today=TODAY)


def test_change_that_is_taken_back_sends_nothing(letterbox, theme_meeting, member, secretariat):
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    deliver_due()
    with transaction.atomic():
        edit(theme_meeting, secretariat, place="Arken")
        transaction.set_rollback(True)
    deliver_due()

    assert told(letterbox) == [("REQUEST", 0)]


def test_refused_address_stops_nobody_and_is_told(letterbox, client_of, theme_meeting, member, colleague, secretariat):
    letterbox.refused = {"medlem@example.org"}
    invite(meeting=theme_meeting, users=[member, colleague], by=secretariat, today=TODAY)
    assert dict(deliver_due()) == {"given up": 1, "sent": 1}

    page = client_of(secretariat).get(f"/moeder/{theme_meeting.pk}/indkaldelser/")
    assert "Indkaldelsen kunne ikke sendes" in page.text
    letterbox.refused = set()
    failed = InvitationMail.objects.get(invitation__user=member)
    client_of(secretariat).post(f"/indkaldelser/mails/{failed.pk}/igen/")
    deliver_due()
    assert len(letterbox.mails) == 2
    assert not send_again(mail=failed, by=secretariat)


def test_what_fails_for_now_is_tried_again_with_growing_pauses(letterbox, theme_meeting, member, secretariat, caplog):
    letterbox.refused, letterbox.refusal = {"medlem@example.org"}, "451 later"
    invite(meeting=theme_meeting, by=secretariat, today=TODAY)
    pauses = []
    for _try in range(5):
        assert dict(deliver_due()) == {"failed": 1}
        mail = InvitationMail.objects.get()
        pauses.append(round((mail.next_try_at - datetime.now(tz=ZoneInfo("UTC"))).total_seconds() / 60))
        assert dict(deliver_due()) == {}
        InvitationMail.objects.update(next_try_at=mail.queued_at)

    assert pauses == [1, 5, 30, 120, 720]
    assert dict(deliver_due()) == {"given up": 1}
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("calendar_app")]
    assert ours == ["an invitation could not be sent: SMTPRecipientsRefused 451"] * 6


def test_demonstration_log_ins_are_written_to_nowhere_else(
    letterbox, theme_meeting, term, council, secretariat, settings
):
    demo = User.objects.create_user("byraadsmedlem@demo.invalid", name="Demo")
    council.seats.create(user=demo, term=term)
    assert invite(meeting=theme_meeting, by=secretariat, today=TODAY) == 0

    settings.DEMONSTRATION = True
    assert invite(meeting=theme_meeting, by=secretariat, today=TODAY) == 1


STEPS = st.lists(
    st.sampled_from(["invite", "move", "word", "cancelled", "planned", "off", "deliver"]), min_size=3, max_size=12
)


@often(20, 500)
@given(steps=STEPS)
def test_whatever_is_done_the_last_mail_says_how_it_stands(theme_meeting, member, secretariat, steps):
    """Per person SEQUENCE rises, nobody is cancelled who was never asked, and the newest mail is the truth."""
    sent = []
    with transaction.atomic():
        for number, step in enumerate([*steps, "deliver"]):
            _do(step, number, theme_meeting, member, secretariat, sent)
        meeting = Meeting.objects.get(pk=theme_meeting.pk)
        row = MeetingInvitation.objects.filter(user=member).first()
        transaction.set_rollback(True)
    revisions = [revision for _method, revision in sent]
    assert revisions == sorted(set(revisions))
    assert not sent or sent[0][0] == "REQUEST"
    is_invited = bool(row) and row.withdrawn_at is None and not meeting.is_cancelled
    assert (bool(sent) and sent[-1][0] == "REQUEST") == is_invited


def _do(step, number, meeting, member, by, sent):
    """One step of somebody's; a step that is refused changes nothing."""
    row = MeetingInvitation.objects.filter(user=member).first()
    try:
        if step == "invite":
            invite(meeting=meeting, users=[member], by=by, today=TODAY)
        elif step == "move":
            edit(meeting, by, place=f"Sted {number}")
        elif step == "word":
            edit(meeting, by, purpose=f"Ord {number}")
        elif step == "off" and row:
            withdraw_invitation(invitation=row, by=by)
        elif step in ("cancelled", "planned"):
            change_meeting_state(meeting=meeting, to=step, by=by, today=TODAY)
    except Refused:
        pass
    if step == "deliver":
        for mail in InvitationMail.objects.waiting().select_related("invitation"):
            sent.append((mail.method, mail.revision))
            InvitationMail.objects.filter(pk=mail.pk).update(sent_at=mail.queued_at, claimed_at=mail.queued_at)
