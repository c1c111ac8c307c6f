"""A meeting is made anew from another: on the next day of the rule, with what is chosen of the agenda alone."""

from datetime import date, time

import pytest

from calendar_app.copies.next_day import next_day
from calendar_app.models import MeetingInvitation, PrivateNote, YearPlan
from ishoj_process.models import AgendaItem, Body, Meeting
from tests.calendar_app.conftest import make_attachment

TODAY = date(2023, 8, 14)
CLOSED = "Køb af en bestemt grund"


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def rule(council):
    """The second Tuesday of each month but July."""
    return YearPlan.objects.create(year=2023).rules.create(body=council, kind="council", weekday=2, ordinal=2)


@pytest.fixture
def meeting(make_meeting, council, make_item, strategy, member, uploads_in):
    """A meeting that was held: an open item that treats a strategy, a closed one, and all that hangs on it."""
    meeting = make_meeting(
        council, kind="council", start_date=date(2023, 8, 8), title="Byrådsmøde", place="Rådssalen",
        start_time=time(17), end_time=time(19), video_url="https://example.org/hemmelig", purpose="<p>Formål</p>",
        state="convened", agenda_state="published", agenda_published_on=date(2023, 8, 1), case_number="23/1",
    )  # fmt: skip
    item = make_item(
        "Budget", meeting=meeting, case_presentation="<p>Tal</p>", outcome="approved", decision="<p>Godkendt</p>",
        deciding_body=council, late_reason="Sent",
    )  # fmt: skip
    item.treatments.create(strategy=strategy, effect="adopts")
    make_attachment(item)
    make_item(CLOSED, meeting=meeting, is_closed=True, public_title="En ejendom", case_presentation="<p>Pris</p>")
    make_item("Taget af", meeting=meeting, withdrawn_reason="Udgår")
    PrivateNote.objects.create(user=member, item=item, text="Min note")
    MeetingInvitation.objects.create(meeting=meeting, user=member, answer="ACCEPTED")
    return meeting


def form_of(browser, meeting):
    return browser.get(f"/moeder/{meeting.pk}/kopier/").context["form"]


def copied(browser, meeting, **typed):
    """Send the form as it is shown, with what is typed otherwise; gives the answer and the new meeting."""
    form = form_of(browser, meeting)
    shown = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    sent = {name: value for name, value in {**shown, **typed}.items() if value not in (None, False)}
    before = set(Meeting.objects.values_list("pk", flat=True))
    response = browser.post(f"/moeder/{meeting.pk}/kopier/", sent)
    return response, Meeting.objects.exclude(pk__in=before).first()


def test_next_meeting_lies_on_the_next_day_of_the_rule_with_the_open_items(browser, meeting, rule, council, strategy):
    response, new = copied(browser, meeting)

    assert response.url == new.get_absolute_url()
    assert (new.start_date, new.end_date, new.start_time, new.end_time) == (
        date(2023, 9, 12), date(2023, 9, 12), time(17), time(19),
    )  # fmt: skip
    assert (new.title, new.kind, new.place, list(new.bodies.all())) == ("Byrådsmøde", "council", "Rådssalen", [council])
    [item] = new.items.all()
    assert (item.number, item.title, item.deciding_body) == (1, "Budget", council)
    assert [(row.level, row.effect) for row in item.treatments.all()] == [(strategy, "")]


def test_nothing_that_became_of_the_meeting_goes_along(browser, meeting, rule):
    _response, new = copied(browser, meeting)

    empty = {"state": "planned", "agenda_state": "draft", "agenda_published_on": None, "is_held": False, "purpose": ""}
    empty |= {"video_url": "", "case_number": "", "sequence": 0, "version": 1, "minutes_state": "draft", "track": None}
    assert {name: getattr(new, name) for name in empty} == empty
    item = new.items.get()
    texts = {section: getattr(item, section) for section in AgendaItem.Section}
    assert set(texts.values()) == {""}
    assert (item.outcome, item.late_reason, item.case, item.carried_from) == ("", "", None, None)
    assert (item.attachments.count(), item.running_numbers.count()) == (0, 0)
    assert PrivateNote.objects.filter(item=item).count() == MeetingInvitation.objects.filter(meeting=new).count() == 0


def test_texts_go_along_where_they_are_chosen_and_decisions_never(browser, meeting, rule):
    _response, new = copied(browser, meeting, with_texts="on", with_documents=False)

    item = new.items.get()
    assert (item.case_presentation, item.decision, item.treatments.count()) == ("<p>Tal</p>", "", 0)


def test_closed_item_goes_along_where_it_is_chosen_and_stays_closed(browser, meeting, rule):
    form = form_of(browser, meeting)
    labels = dict(form.fields["items"].choices)
    closed = meeting.items.get(is_closed=True)
    assert labels[f"{closed.pk}-lukket"] == f"2. {CLOSED} (lukket punkt)"
    assert f"{closed.pk}-lukket" not in form["items"].value()

    _response, new = copied(browser, meeting, items=[f"{closed.pk}-lukket"], with_texts="on")

    item = new.items.get()
    assert (item.title, item.is_closed, item.public_title, item.case_presentation) == (
        CLOSED, True, "En ejendom", "<p>Pris</p>",
    )  # fmt: skip


def test_item_that_was_closed_since_it_was_shown_is_asked_about_again(browser, meeting, rule):
    shown = form_of(browser, meeting)["items"].value()
    meeting.items.filter(title="Budget").update(is_closed=True, public_title="Noget")

    response, new = copied(browser, meeting, items=shown)

    assert (response.status_code, new) == (200, None)
    told = "Et punkt er blevet lukket eller åbnet imens. Se punkterne igennem igen."
    assert response.context["form"].errors == {"items": [told]}


def test_no_item_need_go_along(browser, meeting, rule):
    assert copied(browser, meeting, items=[])[1].items.count() == 0


def test_double_click_makes_one_meeting(browser, meeting, rule):
    form = form_of(browser, meeting)
    sent = {"start_date": "12-09-2023", "token": str(form["token"].value())}
    before = Meeting.objects.count()
    answers = [browser.post(f"/moeder/{meeting.pk}/kopier/", sent).url for _click in range(2)]

    assert answers[0] == answers[1]
    assert Meeting.objects.count() == before + 1


def test_other_hour_lets_the_end_open(browser, meeting, rule):
    _response, new = copied(browser, meeting, start_time="20.00")

    assert (new.start_time, new.end_time) == (time(20), None)


def test_body_that_does_not_exist_that_day_is_named(browser, meeting, rule):
    Body.objects.update(ends=date(2023, 12, 31))

    response, new = copied(browser, meeting, start_date="09-01-2024")

    assert new is None
    assert response.context["form"].errors == {"start_date": ["Ishøj Byråd findes ikke den dag."]}


def test_body_that_is_no_more_decides_nothing_in_the_copy(browser, meeting, rule, committee):
    meeting.items.filter(title="Budget").update(deciding_body=committee)
    Body.objects.filter(pk=committee.pk).update(ends=date(2023, 8, 31))

    assert copied(browser, meeting)[1].items.get().deciding_body is None


def test_seminar_of_two_days_keeps_its_length_and_its_programme(browser, make_meeting, make_item, council):
    seminar = make_meeting(council, kind="seminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))
    make_item("Anden dag", meeting=seminar, day=date(2023, 11, 1))

    _response, new = copied(browser, seminar, start_date="05-03-2024")

    assert (new.start_date, new.end_date) == (date(2024, 3, 5), date(2024, 3, 6))
    assert new.items.get().day == date(2024, 3, 6)


def test_place_and_hour_that_the_meeting_does_not_say_are_the_usual_ones(browser, make_meeting, council):
    Body.objects.update(usual_place="Kulturhuset", usual_start=time(16))
    unsaid, said = make_meeting(council), make_meeting(council, place="Teltet", start_time=time(9))

    assert [form_of(browser, unsaid)[name].value() for name in ("place", "start_time")] == ["Kulturhuset", "16.00"]
    assert [form_of(browser, said)[name].value() for name in ("place", "start_time")] == ["Teltet", "09.00"]
    assert form_of(browser, make_meeting())["place"].value() == ""


def test_meeting_without_items_asks_about_none(browser, make_meeting, council):
    assert "items" not in form_of(browser, make_meeting(council)).fields


# The next day


def test_rule_that_follows_another_body_gives_the_day(make_meeting, council, committee, rule):
    rule.plan.rules.create(body=committee, kind="committee", weekday=1, pattern="follows", follows=council)

    assert next_day(make_meeting(committee, kind="committee", start_date=date(2023, 8, 14)), TODAY) == date(2023, 9, 4)


def test_day_that_is_taken_is_passed_over(meeting, rule, make_meeting, council):
    make_meeting(council, kind="council", start_date=date(2023, 9, 13))

    assert next_day(meeting, TODAY) == date(2023, 10, 10)


def test_cancelled_meeting_and_one_of_another_kind_take_no_day(meeting, rule, make_meeting, council):
    make_meeting(council, kind="council", start_date=date(2023, 9, 12), state="cancelled")
    make_meeting(council, kind="theme", start_date=date(2023, 9, 12))

    assert next_day(meeting, TODAY) == date(2023, 9, 12)


@pytest.mark.parametrize(
    ("meets_on", "today", "expected"),
    [
        (date(2023, 12, 12), TODAY, date(2024, 1, 9)),  # over the turn of the year, by the rule of the year before
        (date(2023, 5, 9), TODAY, date(2023, 9, 12)),  # of a meeting long ago the next one that is to come
        (date(2023, 6, 13), date(2023, 6, 1), date(2023, 8, 8)),  # not in July
    ],
)
def test_next_day_comes_after_the_meeting_and_after_today(make_meeting, council, rule, meets_on, today, expected):
    assert next_day(make_meeting(council, kind="council", start_date=meets_on), today) == expected


def test_of_a_joint_meeting_the_body_with_a_rule_says_the_day(make_meeting, council, committee, rule):
    joint = make_meeting(committee, council, kind="council", start_date=date(2023, 8, 15))

    assert next_day(joint, TODAY) == date(2023, 9, 12)
    assert next_day(make_meeting(kind="council"), TODAY) is None


@pytest.mark.parametrize(
    ("meets_on", "proposed"),
    [
        (date(2023, 8, 8), date(2023, 9, 5)),
        (date(2023, 7, 17), date(2023, 9, 11)),  # four weeks on is today, and eight are to come
        (date(2023, 12, 21), date(2024, 1, 18)),
    ],
)
def test_without_a_rule_the_same_weekday_four_weeks_on_is_proposed(browser, make_meeting, council, meets_on, proposed):
    meeting = make_meeting(council, kind="council", start_date=meets_on, start_time=time(17), end_time=time(19))

    page = browser.get(f"/moeder/{meeting.pk}/kopier/")

    assert page.context["form"]["start_date"].value() == f"{proposed:%d-%m-%Y}"
    assert "Derfor foreslås samme ugedag med fire ugers mellemrum." in page.text
    assert "Det nye møde slutter som dette kl. 19.00, hvis du ikke ændrer, hvornår det begynder." in page.text
