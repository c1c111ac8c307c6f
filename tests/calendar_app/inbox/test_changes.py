"""What changed lately: what people did within the window, told to those who may see it, and while it still holds."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from calendar_app.agendas.acts import change_agenda_state
from calendar_app.inbox.changes import MOST, MOST_NAMED, changes_lately, headlines, process_day
from calendar_app.meetings.acts import change_meeting_state
from calendar_app.process_plan.acts import adopt_plan, withdraw_adoption
from ishoj_process.hierarchy.acts import change_status
from ishoj_process.models import Meeting, Strategy
from strategies.models import Consultation
from tests.calendar_app.timeline.rows import make_plan
from vision.models import Theme

TODAY = date(2023, 8, 14)


@pytest.fixture
def news():
    def news(user=None):
        found = changes_lately(user=user or AnonymousUser(), today=TODAY)
        return [(change.on, change.title, change.text) for change in found]

    return news


def stored_by(row, user):
    row.updated_by = row._history_user = user
    row.save()
    return row


def set_status(strategy, user, on=TODAY, to="before_decision"):
    return change_status(level=strategy, to=to, note="Klar", by=user, on=on)


def test_nothing_is_news_of_what_was_only_loaded(news, strategy, theme_meeting):
    assert news() == []


def test_status_is_news_with_its_reason(administration, strategy):
    set_status(strategy, administration)

    [change] = changes_lately(user=AnonymousUser(), today=TODAY)

    assert (change.title, change.note, change.url) == ("Biodiversitetsstrategi", "Klar", strategy.get_absolute_url())


@pytest.mark.parametrize(("days", "count"), [(0, 1), (29, 1), (30, 0), (-1, 0)])
def test_status_is_news_for_thirty_days_of_the_process(news, administration, strategy, days, count):
    set_status(strategy, administration, on=TODAY - timedelta(days=days))
    Strategy.objects.update(updated_by=None)

    assert len(news()) == count


def test_status_of_a_document_that_is_not_public_is_news_to_the_staff_alone(news, administration, strategy):
    set_status(strategy, administration)
    Strategy.objects.update(is_published=False)

    assert (len(news()), len(news(administration))) == (0, 1)


def test_published_agenda_is_news_until_it_is_taken_back(news, secretariat, theme_meeting, make_item):
    make_item()
    to = Meeting.AgendaState
    change_agenda_state(meeting=theme_meeting, to=to.PUBLISHED, by=secretariat, today=TODAY)

    assert news() == [(TODAY, "Temamøde 1 for Byrådet", "Dagsordenen er offentliggjort")]
    change_agenda_state(meeting=theme_meeting, to=to.DRAFT, by=secretariat, today=TODAY)
    assert news() == []


def test_cancelled_meeting_is_news(news, secretariat, theme_meeting):
    change_meeting_state(meeting=theme_meeting, to=Meeting.State.CANCELLED, by=secretariat, today=TODAY)

    assert news() == [(TODAY, "Temamøde 1 for Byrådet", "Aflyst")]


def test_moved_meeting_is_news_and_a_mere_correction_is_not(news, secretariat, theme_meeting):
    theme_meeting.purpose = "<p>Rettet.</p>"
    stored_by(theme_meeting, secretariat)
    assert news() == []

    theme_meeting.start_date = theme_meeting.end_date = date(2023, 8, 28)
    stored_by(theme_meeting, secretariat)
    assert news() == [(TODAY, "Temamøde 1 for Byrådet", "Flyttet til mandag den 28. august 2023")]


def test_new_meeting_is_news_to_those_who_may_see_it(news, secretariat, council):
    day = date(2023, 8, 28)
    meeting = Meeting(title="Nyt", kind="theme", start_date=day, end_date=day, is_published=False)
    stored_by(meeting, secretariat)

    assert news() == []
    assert news(secretariat) == [(TODAY, "Nyt", "Nyt møde, mandag den 28. august 2023")]


def test_deleted_meeting_is_no_news(news, secretariat, theme_meeting):
    theme_meeting.start_date = theme_meeting.end_date = date(2023, 8, 28)
    stored_by(theme_meeting, secretariat)
    theme_meeting.delete()

    assert news() == []


def test_adopted_plan_is_news_until_it_is_taken_back(news, term, make_meeting, council, secretariat):
    plan = make_plan(term)
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 8, 1))
    adopt_plan(plan=plan, meeting=meeting, by=secretariat, today=TODAY)

    assert news() == [(TODAY, "Proces 2023", "Byrådet har vedtaget planen")]
    withdraw_adoption(plan=plan, by=secretariat, today=TODAY)
    assert news() == []


def test_theme_is_news_to_those_who_may_see_themes(news, administration, member, vision):
    stored_by(Theme(vision=vision, title="Boliger", is_shared=True), administration)

    assert (news(), [title for _, title, _ in news(member)]) == ([], ["Boliger"])


def test_edited_strategy_is_news_and_its_status_says_more(news, administration, strategy):
    stored_by(strategy, administration)
    assert [title for _, title, _ in news()] == ["Biodiversitetsstrategi"]

    set_status(strategy, administration)
    assert len(news()) == 1
    assert news()[0][2].startswith("Status: ")


def test_day_of_a_change_is_counted_back_from_the_process_day():
    at = timezone.now() - timedelta(days=3)

    assert process_day(at, TODAY) == date(2023, 8, 11)


def told(user=None):
    return [
        (line.first.on, line.text, [change.title for change in line.shown], line.more_text)
        for line in headlines(user=user or AnonymousUser(), today=TODAY)
    ]


def test_the_latest_come_first_and_no_more_than_fit(administration, main_policy, committee):
    for number in range(MOST + 2):
        row = Strategy.objects.create(title=f"S{number}", slug=f"s{number}", status="chosen", owner=committee)
        set_status(row, administration, on=TODAY - timedelta(days=number), to="in_preparation")

    days = [on for on, *_ in told()]

    assert len(days) == MOST
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(("count", "more_text"), [(MOST_NAMED, ""), (MOST_NAMED + 1, "og 1 til"), (8, "og 5 til")])
def test_the_same_kind_on_the_same_day_is_one_line(administration, member, vision, count, more_text):
    for number in range(count):
        stored_by(Theme(vision=vision, title=f"Tema {number}", is_shared=True), administration)

    [(on, text, titles, more)] = told(member)

    assert (on, text, len(titles), more) == (TODAY, "Tema oprettet", MOST_NAMED, more_text)


def test_new_meetings_of_a_day_are_one_line_though_each_has_a_day_of_its_own(secretariat, council):
    for number in range(2):
        day = date(2023, 8, 28 + number)
        stored_by(Meeting(title=f"M{number}", kind="theme", start_date=day, end_date=day), secretariat)

    assert [(text, sorted(titles)) for _on, text, titles, _more in told()] == [("Nye møder", ["M0", "M1"])]


def test_what_was_decided_is_told_before_what_was_merely_edited(administration, committee, monkeypatch):
    monkeypatch.setattr("calendar_app.inbox.changes.MOST", 1)
    decided, edited = (
        Strategy.objects.create(title=title, slug=title.lower(), status="chosen", owner=committee)
        for title in ("Besluttet", "Rettet")
    )
    set_status(decided, administration, on=TODAY - timedelta(days=3), to="in_preparation")
    Strategy.objects.update(updated_by=None)
    stored_by(edited, administration)

    assert [titles for _on, _text, titles, _more in told()] == [["Besluttet"]]


def test_hearing_that_was_sent_is_news_to_those_who_may_know_of_it(administration, strategy, committee):
    deadline = date(2023, 9, 11)
    row = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=TODAY, deadline=deadline, is_public=False
    )
    row.steps.create(kind="sent", deadline=deadline, on=TODAY)

    assert told() == []
    assert [(text, titles) for _on, text, titles, _more in told(administration)] == [
        ("Sendt i høring, frist: mandag den 11. september 2023", ["Biodiversitetsstrategi"])
    ]
    Consultation.objects.update(is_public=True)
    assert [titles for _on, _text, titles, _more in told()] == [["Biodiversitetsstrategi"]]
    Consultation.objects.update(state="withdrawn")
    assert told(administration) == []
