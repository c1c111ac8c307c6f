"""What waits for one person: by role and kind, and nothing that the reader may not see."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from calendar_app.inbox.digest import news_of
from calendar_app.inbox.tasks import tasks_of
from ishoj_process.models import Meeting, StatusChange, Strategy
from ishoj_process.tasks import Kind
from strategies.consultations import acts
from strategies.models import Consultation, Consultee

TODAY = date(2023, 8, 14)
PAGE = "/min-side/"


@pytest.fixture
def consultation(strategy):
    strategy.text = "<p>Målet.</p>"
    strategy.save()
    return Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11)
    )


def waiting(user):
    return [(str(task.kind), [row.title for row in task.rows]) for task in tasks_of(user, TODAY)]


def test_member_is_asked_to_answer_for_own_committees_only(member, committee, other_committee, consultation):
    assert waiting(member) == []

    Consultee.objects.create(consultation=consultation, body=committee)

    assert waiting(member) == [("answer", ["Biodiversitetsstrategi"])]


def test_member_is_reminded_of_an_answer_that_is_late_until_the_report_is_finished(member, committee, consultation):
    Consultee.objects.create(consultation=consultation, body=committee)
    late = consultation.deadline + timedelta(days=1)

    def texts():
        return [task.text for task in tasks_of(member, late)]

    assert texts() == ["1 høring mangler svar fra dit udvalg, og fristen er passeret"]
    consultation.reported_on = late
    consultation.save()
    assert texts() == []


def test_administration_is_asked_to_treat_what_was_answered(administration, consultation):
    consultation.deadline = date(2023, 8, 13)
    consultation.save()

    assert ("treat", ["Biodiversitetsstrategi"]) in waiting(administration)


@pytest.mark.parametrize(("days", "found"), [(180, False), (181, True)])
def test_administration_is_asked_for_a_status_that_is_old(administration, strategy, days, found):
    day = TODAY - timedelta(days=days)
    StatusChange.objects.create(strategy=strategy, to_status="in_preparation", note="Skrives.", on=day)

    assert (("update", ["Biodiversitetsstrategi"]) in waiting(administration)) is found


@pytest.mark.parametrize(
    ("review_on", "status", "found"),
    [
        (date(2023, 10, 13), "adopted", True),
        (date(2023, 10, 14), "adopted", False),
        (date(2022, 1, 1), "adopted", True),
        (date(2022, 1, 1), "dropped", False),
        (None, "adopted", False),
    ],
)
def test_administration_is_told_of_reviews_two_months_before(administration, strategy, review_on, status, found):
    strategy.review_on, strategy.status = review_on, status
    strategy.save()

    assert (("review", ["Biodiversitetsstrategi"]) in waiting(administration)) is found


def test_secretariat_is_told_what_meetings_lack(secretariat, make_meeting, council):
    make_meeting(council, title="Temamøde 1")

    assert [kind for kind, _rows in waiting(secretariat)] == ["meetings"] * 3


def test_public_has_no_inbox(client, db):
    assert client.get(PAGE).url == f"/log-ind/?next={PAGE}"


def test_page_lists_all_rows_and_where_they_lead(client_of, administration, other_committee, term):
    for number in range(8):
        Strategy.objects.create(title=f"S{number}", slug=f"s-{number}", owner=other_committee, review_on=TODAY)

    page = client_of(administration).get(PAGE).content.decode()

    assert [f'href="/strategier/s-{number}/"' in page for number in range(8)] == [True] * 8
    assert "14. august 2023" in page


def test_empty_page_says_what_comes_next(client_of, member, make_meeting, council):
    make_meeting(council, title="Temamøde 1")

    page = " ".join(client_of(member).get(PAGE).content.decode().split())

    assert "Du har ingen opgaver lige nu. Det næste er:" in page
    assert "Temamøde 1" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client_of, administration, other_committee, term, django_assert_num_queries, count
):
    for number in range(count):
        Strategy.objects.create(title=f"S{number}", slug=f"s-{number}", owner=other_committee, review_on=TODAY)
    client = client_of(administration)

    with django_assert_num_queries(17):
        client.get(PAGE)


def test_member_is_told_what_happened_to_the_consultations_of_own_bodies(
    member, administration, committee, other_committee, consultation
):
    before = timezone.now()
    Consultee.objects.create(consultation=consultation, body=committee)
    acts.extend_deadline(
        consultation=consultation, deadline=date(2023, 10, 2), reason="Ferie.", by=administration, on=TODAY
    )
    acts.withdraw_consultation(consultation=consultation, reason="Teksten ændres.", by=administration, on=TODAY)

    assert [(news.text, news.note) for news in news_of(member, before, TODAY)] == [
        ("Fristen er forlænget til mandag den 2. oktober 2023.", "Ferie."),
        ("Høringen er trukket tilbage.", "Teksten ændres."),
    ]
    assert news_of(member, timezone.now(), TODAY) == []


def test_member_is_not_told_of_consultations_of_others(
    member, administration, other_committee, consultation, make_meeting
):
    before = timezone.now()
    acts.withdraw_consultation(consultation=consultation, reason="Teksten ændres.", by=administration, on=TODAY)
    meeting = make_meeting(other_committee)
    meeting.start_date = meeting.end_date = date(2023, 9, 1)
    meeting._history_user = administration
    meeting.save()

    assert news_of(member, before, TODAY) == []


def test_member_is_told_of_own_meetings_that_were_moved(member, secretariat, committee, make_meeting):
    meeting = make_meeting(committee, title="Ordinært møde")
    before = timezone.now()
    meeting.start_date = meeting.end_date = date(2023, 9, 1)
    meeting._history_user = secretariat
    meeting.save()

    assert [(news.title, news.text) for news in news_of(member, before, TODAY)] == [
        ("Ordinært møde", "Flyttet til fredag den 1. september 2023")
    ]


def test_every_kind_that_is_found_may_be_declined():
    assert {"invited", "answer", "treat", "send", "update", "review", "gaps", "meetings", "mails", "follow_up"} <= set(
        Kind.values
    )


def test_hidden_meeting_of_another_body_is_not_the_next_thing(client_of, member, other_committee, make_meeting):
    make_meeting(other_committee, title="Hemmeligt", is_published=False, state=Meeting.State.PLANNED)

    assert "Hemmeligt" not in client_of(member).get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"start_time": time(18)}, "Nyt tidspunkt: mandag den 21. august 2023 kl. 18.00"),
        ({"place": "Rådhuset"}, "Nyt sted: Rådhuset"),
    ],
)
def test_member_is_told_of_a_new_hour_and_a_new_place(member, secretariat, committee, make_meeting, changes, text):
    meeting = make_meeting(committee, title="Ordinært møde")
    before = timezone.now()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting._history_user = secretariat
    meeting.save()

    assert [news.text for news in news_of(member, before, TODAY)] == [text]


def test_administration_is_told_which_deadlines_no_longer_fit(
    administration, consultation, committee, make_meeting, term
):
    meeting = make_meeting(committee, kind="committee", start_date=date(2023, 9, 5))
    Consultee.objects.create(consultation=consultation, body=committee, meeting=meeting)
    assert "moved" not in [kind for kind, _rows in waiting(administration)]

    meeting.start_date = meeting.end_date = date(2023, 9, 20)
    meeting.save()

    assert ("moved", ["Biodiversitetsstrategi"]) in waiting(administration)


def test_own_meeting_is_told_though_many_others_were_moved(
    member, secretariat, committee, other_committee, make_meeting, monkeypatch
):
    monkeypatch.setattr("calendar_app.inbox.changes.MOST_ROWS", 1)
    before = timezone.now()
    for body in (committee, other_committee, other_committee):
        meeting = make_meeting(body, title=str(body))
        meeting.place, meeting._history_user = "Rådhuset", secretariat
        meeting.save()

    assert [news.title for news in news_of(member, before, TODAY)] == ["Kultur- og Fritidsudvalget"]
