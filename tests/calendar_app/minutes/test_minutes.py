"""Minutes: seen when they are published, corrected where all can see it, and frozen when they are approved."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from calendar_app.agendas.acts import withdraw_agenda_item
from calendar_app.minutes.acts import attendance_mark, change_minutes_state, store_attendance
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Attendance, FollowUp, Meeting, Seat, Treatment, User
from tests.calendar_app.conftest import make_attachment

TODAY = date(2023, 8, 22)


@pytest.fixture(autouse=True)
def on_the_day_after(settings):
    settings.PROCESS_TODAY = TODAY.isoformat()


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def item(published, make_item):
    return make_item("Debatoplæg")


def decide(browser, item, **typed):
    item.refresh_from_db()
    return browser.post(f"/punkter/{item.pk}/beslutning/", {"version": item.version, **typed})


def set_minutes(meeting, to, by):
    meeting.refresh_from_db()
    return change_minutes_state(meeting=meeting, to=to, by=by, today=TODAY)


def test_decision_is_the_staffs_until_the_minutes_are_published(browser, client, client_of, member, item, secretariat):
    decide(browser, item, outcome="noted", decision="<p>Med bemaerkningx.</p>")
    url = item.meeting.get_absolute_url()

    for reader in (client, client_of(member)):
        assert "Taget til efterretning" not in reader.get(url).text
        assert "bemaerkningx" not in reader.get(url).text
    assert "Taget til efterretning." in browser.get(url).text

    set_minutes(item.meeting, "published", secretariat)
    assert "Taget til efterretning." in client.get(url).text
    assert "bemaerkningx" in client.get(url).text


def test_published_minutes_are_corrected_where_all_can_see_it(browser, client, item, secretariat):
    decide(browser, item, outcome="noted")
    set_minutes(item.meeting, "published", secretariat)

    assert list(decide(browser, item, outcome="postponed").context["form"].errors) == ["correction"]
    decide(browser, item, outcome="postponed", correction="Punktet blev udsat.")
    assert "Punktet blev udsat." in client.get(item.meeting.get_absolute_url()).text


def test_approval_needs_a_decision_of_every_item(item, make_item, secretariat):
    item.outcome = "noted"
    item.save()
    other = make_item("Uden beslutning")
    set_minutes(item.meeting, "published", secretariat)

    with pytest.raises(Refused, match=f"ingen beslutning endnu: {other.number}"):
        set_minutes(item.meeting, "approved", secretariat)
    withdraw_agenda_item(item=other, reason="Udgår.", by=secretariat)
    assert set_minutes(item.meeting, "approved", secretariat).minutes_approved_on == TODAY


@pytest.fixture
def approved(item, secretariat, uploads_in):
    item.outcome = "noted"
    item.save()
    make_attachment(item)
    item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>")
    for state in ("published", "approved"):
        set_minutes(item.meeting, state, secretariat)
    item.refresh_from_db()
    return item


def test_approved_minutes_are_frozen_for_every_act(browser, approved):
    meeting, statement = approved.meeting_id, approved.minority_statements.get()
    version = {"version": approved.version}
    before = (list(type(approved).objects.values()), list(Attendance.objects.values()))

    browser.post(f"/punkter/{approved.pk}/rediger/", {**version, "title": "Andet", "correction": "x"})
    browser.post(f"/punkter/{approved.pk}/beslutning/", {**version, "outcome": "rejected", "correction": "x"})
    browser.post(f"/punkter/{approved.pk}/tag-af/", {"reason": "x"})
    browser.post(f"/punkter/{approved.pk}/slet/")
    browser.post(f"/punkter/{approved.pk}/mindretal/nyt/", {"by_whom": "En", "text": "x"})
    browser.post(f"/punkter/{approved.pk}/mindretal/{statement.pk}/", {"version": 1, "by_whom": "En", "text": "x"})
    browser.post(f"/punkter/{approved.pk}/mindretal/{statement.pk}/fjern/", {"version": 1})
    browser.post(f"/bilag/{approved.attachments.get().pk}/slet/")
    browser.post(f"/moeder/{meeting}/punkter/nyt/", {"title": "Nyt", "late_reason": "x"})
    browser.post(f"/moeder/{meeting}/referat/", {"to": "draft"})
    browser.post(f"/moeder/{meeting}/dagsorden/offentliggoer/", {"to": "draft"})

    assert (list(type(approved).objects.values()), list(Attendance.objects.values())) == before
    assert approved.minority_statements.get().by_whom == "Et mindretal"
    assert approved.attachments.count() == 1
    stored = Meeting.objects.get(pk=meeting)
    assert (stored.minutes_state, stored.agenda_state) == ("approved", "published")


def test_minutes_of_the_future_or_of_a_draft_are_not_published(theme_meeting, make_meeting, council, secretariat):
    coming = make_meeting(council, start_date=date(2023, 9, 5), agenda_state="published")

    for meeting, reason in ((theme_meeting, "ikke offentliggjort endnu"), (coming, "fremtiden")):
        with pytest.raises(Refused, match=reason):
            set_minutes(meeting, "published", secretariat)


def test_decision_says_what_it_does_and_where_that_is_carried_out(browser, client_of, administration, item, strategy):
    treatment = Treatment.objects.create(item=item, strategy=strategy)
    decide(browser, item, outcome="approved", **{f"effect_{treatment.pk}": "consults"})
    url = item.meeting.get_absolute_url()

    assert "(beslutningen sender det i høring)" in browser.get(url).text
    way = f"/strategier/{strategy.slug}/hoeringer/ny/"
    assert way in client_of(administration).get(url).text
    strategy.consultations.create(number=1, state="sent", opened_on=TODAY, deadline=TODAY)
    assert way not in client_of(administration).get(url).text


def test_minority_statement_stands_on_page_and_paper(browser, client, item, secretariat):
    browser.post(f"/punkter/{item.pk}/mindretal/nyt/", {"by_whom": "Liste Ø", "text": "<p>Vi stemmer imod.</p>"})
    set_minutes(item.meeting, "published", secretariat)

    assert "Mindretalsudtalelse fra Liste Ø" in client.get(item.meeting.get_absolute_url()).text


@pytest.fixture
def people(member, term, council):
    """Another member, and two substitutes."""
    found = []
    for name, role in (("Demo: B", "member"), ("Demo: C", "substitute"), ("Demo: D", "substitute")):
        user = User.objects.create_user(f"{name[-1]}@example.org", name=name)
        Seat.objects.create(user=user, body=council, term=term, role=role)
        found.append(user)
    return found


def attended(form, **typed):
    return {"seen": form["seen"].value(), **typed}


def test_attendance_is_entered_for_all_at_once(browser, client, member, people, item, secretariat):
    other, substitute, _spare = people
    url = f"/moeder/{item.meeting_id}/fremmoede/"
    form = browser.get(url).context["form"]
    assert [row[0] for row in form.lines] == [other, member]

    browser.post(url, attended(form, **{
        f"state_{member.pk}": "present", f"note_{member.pk}": "deltog ikke i punkt 2",
        f"state_{other.pk}": "excused", f"substitute_{other.pk}": substitute.pk,
    }))  # fmt: skip
    set_minutes(item.meeting, "published", secretariat)

    page = " ".join(client.get(item.meeting.get_absolute_url()).text.split())
    assert "Til stede:</strong> Demo: byrådsmedlem (deltog ikke i punkt 2)" in page
    assert "Afbud:</strong> Demo: B (i stedet Demo: C)" in page


def test_substitute_is_one_persons_and_only_for_who_was_away(browser, member, people, item):
    other, substitute, _spare = people
    url = f"/moeder/{item.meeting_id}/fremmoede/"
    states = {f"state_{member.pk}": "excused", f"state_{other.pk}": "excused"}
    twice = {f"substitute_{user.pk}": substitute.pk for user in (member, other)}

    form = browser.post(url, {**states, **twice}).context["form"]
    assert list(form.errors) == [f"substitute_{member.pk}"]
    form = browser.post(url, {f"state_{member.pk}": "present", f"state_{other.pk}": "present", **twice}).context["form"]
    assert set(form.errors) == {f"substitute_{member.pk}", f"substitute_{other.pk}"}
    assert Attendance.objects.count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=item.meeting, user=member, state="present", substitute=substitute)


def test_later_of_two_who_enter_the_attendance_is_told(member, people, item, secretariat):
    seen = attendance_mark(item.meeting)
    store_attendance(meeting=item.meeting, rows=[(member, "present", None, "")], seen=seen, by=secretariat)

    with pytest.raises(Refused):
        store_attendance(meeting=item.meeting, rows=[(member, "absent", None, "")], seen=seen, by=secretariat)
    store_attendance(meeting=item.meeting, rows=[(member, "present", None, "")], seen=seen, by=secretariat)
    assert Attendance.objects.get().state == "present"


def test_follow_up_is_entered_and_ends_on_its_day(client_of, administration, item):
    client = client_of(administration)
    client.post(f"/punkter/{item.pk}/opfoelgning/ny/", {"what": "Notat", "role": "Direktionen", "status": "open"})
    row = FollowUp.objects.get()
    assert row.done_on is None

    sent = {"what": "Notat", "role": "Direktionen", "status": "done", "version": 1}
    client.post(f"/punkter/{item.pk}/opfoelgning/{row.pk}/", sent)
    row.refresh_from_db()
    assert (row.status, row.done_on) == ("done", TODAY)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_review_lists_the_open_ones_first_and_the_late_on_top(
    client_of, administration, item, council, count, django_assert_num_queries
):
    for number in range(count):
        item.follow_ups.create(what=f"gjort {number}", role="x", status="done", done_on=TODAY)
    item.follow_ups.create(what="uden dag", role="x")
    item.follow_ups.create(what="senere", role="x", due=date(2023, 12, 1))
    item.follow_ups.create(what="for sent", role="x", due=date(2023, 8, 1), status="begun")
    client = client_of(administration)
    client.get("/")

    with django_assert_num_queries(9):
        page = client.get(f"/udvalg/{council.slug}/opfoelgning/")

    assert [row.what for row in page.context["page"]][:3] == ["for sent", "senere", "uden dag"]
    assert "3 åbne, 1 over fristen" in " ".join(page.text.split())


def test_review_of_a_quarter_has_what_is_open_and_what_ended_in_it(client_of, administration, item, council):
    for what, day in (("juni", date(2023, 6, 30)), ("juli", date(2023, 7, 1)), ("september", date(2023, 9, 30))):
        item.follow_ups.create(what=what, role="x", status="done", done_on=day)
    item.follow_ups.create(what="åben", role="x")

    def listed(quarter):
        page = client_of(administration).get(f"/udvalg/{council.slug}/opfoelgning/?kvartal={quarter}")
        return {row.what for row in page.context["page"]}

    assert listed("2023-3") == {"åben", "juli", "september"}
    assert listed("2023-2") == {"åben", "juni"}
    assert listed("2023-5") == listed("²²²²-1") == listed("") == {"åben", "juni", "juli", "september"}


def test_follow_up_of_a_closed_item_is_for_who_may_read_it(client_of, administration, member, council, item):
    item.is_closed, item.public_title = True, "Ejendomssag"
    item.save()
    item.follow_ups.create(what="Skoedetx", role="x")
    Meeting.objects.update(minutes_state="published")
    url = f"/udvalg/{council.slug}/opfoelgning/"

    assert "Skoedetx" not in client_of(administration).get(url).text
    assert client_of(administration).get(f"/punkter/{item.pk}/opfoelgning/ny/").status_code == 404
    assert "Skoedetx" in client_of(member).get(url).text
