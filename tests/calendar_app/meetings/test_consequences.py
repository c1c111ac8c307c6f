"""Moving a meeting: what hangs on it is shown first, then moved as shown; a confirmed deadline stays."""

from datetime import date, time, timedelta
from html import unescape

import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.invitations.acts import invite
from calendar_app.invitations.mail import invitation_mail
from calendar_app.meetings.acts import change_meeting_state, store_meeting
from calendar_app.meetings.consequences import consequences_of, facts_about
from calendar_app.meetings.forms import MeetingForm
from calendar_app.models import InvitationMail
from ishoj_process.models import AgendaItem, Meeting, Track, WorkPeriod
from strategies.models import Consultation, Consultee
from tests.calendar_app.timeline.rows import make_plan, track_of
from tests.nonsense.promises import often

from .test_edit import typed

TODAY = date(2023, 8, 14)


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def moved_meeting(term, vision, council, other_committee, strategy, make_meeting):
    """The owner's meeting on 3 October, with one of each thing that may hang on a meeting."""
    meeting = make_meeting(
        other_committee, kind="committee", title="Udvalgsmøde", start_date=date(2023, 10, 3), start_time=time(17)
    )
    make_meeting(council, title="Formøde", start_date=meeting.start_date, before=meeting, planned_minutes=60)
    track = track_of(make_plan(term, vision), Track.Kind.VISION)
    WorkPeriod.objects.create(track=track, title="Udkastet skrives", starts="2023-08-01", until=meeting)
    AgendaItem.objects.create(meeting=meeting, number=1, title="Program", day=meeting.start_date)
    strategy.text = "<p>Målet.</p>"
    strategy.save()
    consultation = Consultation.objects.create(
        strategy=strategy,
        number=1,
        state="sent",
        opened_on=date(2023, 8, 1),
        deadline=date(2023, 9, 11),
        decides_at=meeting,
    )
    Consultee.objects.create(consultation=consultation, body=council)
    return meeting


def url_of(meeting):
    return f"/moeder/{meeting.pk}/rediger/"


def stored(meeting):
    meeting.refresh_from_db()
    return meeting


def test_what_will_move_is_shown_and_nothing_is_stored(browser, moved_meeting):
    response = browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023"))

    consequences = response.context["consequences"]
    assert consequences.lead == "3 ting flyttes med. 1 høringsfrist bliver stående."
    assert [(row.title, row.before, row.after) for row in consequences.moved] == [
        (
            "Formøde",
            "tirsdag den 3. oktober 2023 kl. 16.00–17.00",
            "tirsdag den 10. oktober 2023 kl. 16.00–17.00",
        ),
        ("Udkastet skrives", "1. august – 3. oktober 2023", "1. august – 10. oktober 2023"),
        ("1. Program", "3. oktober 2023", "10. oktober 2023"),
    ]
    assert [(row.title, row.text, row.findings) for row in consequences.staying] == [
        ("Biodiversitetsstrategi", "Fristen bliver stående: mandag den 11. september 2023", [])
    ]
    assert (stored(moved_meeting).start_date, moved_meeting.version) == (date(2023, 10, 3), 1)
    assert Meeting.history.filter(id=moved_meeting.pk).count() == 1


def test_what_was_shown_is_stored_when_it_is_confirmed(browser, moved_meeting):
    first = browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023"))
    sent = {}
    for name, value in first.context["sent"]:
        sent.setdefault(name, []).append(value)

    for _click in range(2):
        assert browser.post(url_of(moved_meeting), {**sent, "confirmed": "1"}).status_code in (302, 409)

    assert (stored(moved_meeting).start_date, moved_meeting.version) == (date(2023, 10, 10), 2)
    assert Meeting.objects.get(title="Formøde").start_date == date(2023, 10, 10)
    assert Consultation.objects.get().deadline == date(2023, 9, 11)


def test_deadline_that_no_longer_fits_says_why(browser, moved_meeting):
    response = browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="12-09-2023", end_date="12-09-2023"))

    (staying,) = response.context["consequences"].staying
    assert staying.findings == [
        "Ejeren mødes tirsdag den 12. september 2023 og har kortere tid efter fristen, end reglen siger."
    ]


def test_proposed_deadline_moves(browser, moved_meeting, make_meeting, council):
    for day in (date(2023, 9, 5), date(2023, 9, 19)):
        make_meeting(council, kind="council", start_date=day)
    Consultation.objects.update(state="prepared", opened_on=None, deadline=None)

    response = browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023"))

    rows = {row.title: (row.before, row.after) for row in response.context["consequences"].moved}
    assert rows["Foreslået høringsfrist: Biodiversitetsstrategi"] == (
        "mandag den 11. september 2023",
        "onsdag den 20. september 2023",
    )


@pytest.mark.parametrize(
    "changes",
    [{"title": "Ordinært møde"}, {"purpose": "<p>Nyt formål</p>"}],
)
def test_correction_of_words_is_stored_at_once(browser, moved_meeting, changes):
    assert browser.post(url_of(moved_meeting), typed(moved_meeting, **changes)).status_code == 302
    assert stored(moved_meeting).version == 2


def test_meeting_on_which_nothing_hangs_is_moved_at_once(browser, make_meeting, council):
    meeting = make_meeting(council, title="Alene")

    response = browser.post(url_of(meeting), typed(meeting, start_date="22-08-2023", end_date="22-08-2023"))

    assert (response.status_code, stored(meeting).start_date) == (302, date(2023, 8, 22))


def test_way_back_keeps_what_was_typed(browser, moved_meeting):
    sent = typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023", title="Rettet")

    form = browser.post(url_of(moved_meeting), {**sent, "back": "1"}).context["form"]

    assert (form["title"].value(), form["start_date"].value()) == ("Rettet", "10-10-2023")
    assert stored(moved_meeting).title == "Udvalgsmøde"


def test_faults_are_told_before_anything_is_asked(browser, moved_meeting):
    response = browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="32-10-2023"))

    assert "start_date" in response.context["form"].errors


def test_meeting_that_another_has_stored_is_a_conflict(browser, moved_meeting):
    sent = typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023")
    Meeting.objects.filter(pk=moved_meeting.pk).update(version=2, place="Sal 2")

    assert browser.post(url_of(moved_meeting), sent).status_code == 409


def test_cancelling_shows_what_hangs_on_it_first(browser, moved_meeting):
    url = f"/moeder/{moved_meeting.pk}/tilstand/"

    response = browser.post(url, {"to": "cancelled"})
    (staying,) = response.context["consequences"].staying
    assert staying.findings == ["Mødet, hvor ejeren skulle beslutte, tirsdag den 3. oktober 2023, er aflyst."]
    assert [(row.title, row.text) for row in response.context["consequences"].left] == [
        ("Formøde", "tirsdag den 3. oktober 2023 kl. 16.00–17.00"),
        ("Udkastet skrives", "1. august – 3. oktober 2023"),
    ]
    lead = "1 høringsfrist bliver stående. 2 ting er knyttet til et aflyst møde."
    assert response.context["consequences"].lead == lead
    assert stored(moved_meeting).state == "planned"

    browser.post(url, {"to": "cancelled", "confirmed": "1"})
    assert stored(moved_meeting).state == "cancelled"


@pytest.mark.parametrize("role", ["member", "administration"])
def test_only_the_secretariat_is_shown_what_moves(request, client_of, moved_meeting, role):
    client = client_of(request.getfixturevalue(role))

    assert client.post(url_of(moved_meeting), typed(moved_meeting, start_date="10-10-2023")).status_code == 403


def moved_to(meeting, day, hour):
    changes = {"start_date": f"{day:%d-%m-%Y}", "end_date": f"{day:%d-%m-%Y}", "start_time": f"{hour:%H.%M}"}
    form = MeetingForm(typed(meeting, **changes), instance=Meeting.objects.get(pk=meeting.pk))
    return form if form.is_valid() else None


@given(
    # Around both changes of summer time of 2023 and 2024, a leap day, and the turn of the year.
    day=st.dates(date(2023, 8, 15), date(2024, 4, 15)),
    hour=st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
)
@often(8, 200)
def test_what_is_shown_is_what_is_stored(moved_meeting, secretariat, day, hour):
    meeting = Meeting.objects.get(pk=moved_meeting.pk)
    if (form := moved_to(meeting, day, hour)) is None:  # an hour that the clocks jump over
        return
    before = facts_about(meeting, TODAY)

    def act():
        return store_meeting(form=moved_to(meeting, day, hour), seen_version=meeting.version, by=secretariat)

    shown = consequences_of(meeting, act, today=TODAY)
    assert facts_about(Meeting.objects.get(pk=meeting.pk), TODAY) == before
    store_meeting(form=form, seen_version=meeting.version, by=secretariat)

    after = facts_about(Meeting.objects.get(pk=meeting.pk), TODAY)
    changed = {(fact.title, after[key].text) for key, fact in before.items() if after.get(key, fact).text != fact.text}
    assert {(row.title, row.after) for row in shown.moved if row.after} == changed
    assert Consultation.objects.get().deadline == date(2023, 9, 11)


def test_change_of_place_alone_is_asked_about_where_mails_go_out(browser, moved_meeting, secretariat):
    invite(meeting=moved_meeting, users=[secretariat], by=secretariat, today=TODAY)

    asked = browser.post(url_of(moved_meeting), typed(moved_meeting, place="Byrådssalen"))

    assert asked.context["heading"].startswith("Gem ændringen af mødet ”Udvalgsmøde” ")
    assert asked.context["consequences"].moved == []


def test_cancelling_leaves_the_days_of_others(moved_meeting, secretariat):
    def act():
        return change_meeting_state(meeting=moved_meeting, to="cancelled", by=secretariat, today=TODAY)

    assert [row.title for row in consequences_of(moved_meeting, act, today=TODAY).moved] == []


@pytest.mark.parametrize("count", [1, 9])
def test_question_costs_the_same_with_more_consultations(
    browser, moved_meeting, strategy, django_assert_num_queries, count
):
    for number in range(count):
        Consultation.objects.create(
            strategy=strategy,
            number=number + 2,
            state="sent",
            opened_on=TODAY,
            deadline=TODAY + timedelta(weeks=4),
            decides_at=moved_meeting,
        )

    with django_assert_num_queries(87):
        browser.post(url_of(moved_meeting), typed(moved_meeting, start_date="10-10-2023", end_date="10-10-2023"))


def test_cancelling_names_the_meeting_and_sends_a_message_along(browser, moved_meeting, member, secretariat):
    invite(meeting=moved_meeting, users=[member], by=secretariat, today=TODAY)
    InvitationMail.objects.update(sent_at=timezone.now())
    url = f"/moeder/{moved_meeting.pk}/tilstand/"

    page = text_of(browser.post(url, {"to": "cancelled"}))
    assert "Aflys mødet ”Udvalgsmøde” tirsdag den 3. oktober 2023?" in page
    assert "Aflys mødet, og send 1 mail" in page
    assert "Behold mødet" in page
    too_long = browser.post(url, {"to": "cancelled", "confirmed": "1", "words": "x" * 1001})
    assert (too_long.status_code, stored(moved_meeting).state) == (200, "planned")

    browser.post(url, {"to": "cancelled", "confirmed": "1", "words": "Sygdom. Nyt møde følger."})
    assert [mail.words for mail in InvitationMail.objects.filter(method="CANCEL")] == ["Sygdom. Nyt møde følger."]
    assert "Besked fra sekretariatet:\nSygdom. Nyt møde følger.\n" in mail_of(moved_meeting)


def test_a_meeting_to_which_nobody_is_invited_is_cancelled_by_its_name_too(browser, make_meeting, council):
    meeting = make_meeting(council, title="Alene")

    page = text_of(browser.post(f"/moeder/{meeting.pk}/tilstand/", {"to": "cancelled"}))

    assert "Der sendes ingen mail nu, for ingen har fået en indkaldelse." in page
    assert stored(meeting).state == "planned"


def text_of(response):
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def mail_of(meeting):
    mail = InvitationMail.objects.filter(invitation__meeting=meeting).last()
    return invitation_mail(mail).body
