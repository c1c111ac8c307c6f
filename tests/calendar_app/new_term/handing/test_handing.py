"""What bodies that end leave: listed with who carries it on, given in bulk, taken back, explained."""

from datetime import date, time, timedelta

import pytest

from calendar_app.models import HandedOver, MeetingInvitation, Subscription, Unheired
from ishoj_process.council.acts import end_body, hand_over
from ishoj_process.models import AgendaItem, Body, FollowUp, MainPolicy, Meeting, Strategy
from strategies.models import Consultation, Consultee, Response
from tests.ishoj_process.bodies.test_pages import words

URL = "/perioder/2026-2029/ny/overdrag/"
FIRST = date(2026, 1, 1)


@pytest.fixture
def heir(db):
    return Body.objects.create(name="Naturudvalget", slug="natur", kind="standing", begins=FIRST)


@pytest.fixture
def ended(coming, council, other_committee, heir, secretariat):
    """A committee whose work another carries on with the term."""
    hand_over(bodies=[other_committee], heirs=[heir], on=FIRST, by=secretariat)
    return other_committee


@pytest.fixture
def work(ended, strategy, main_policy, committee, make_meeting, member):
    """Something of each kind that it leaves."""
    MainPolicy.objects.update(status="adopted", adopted_on="2024")
    other = Strategy.objects.create(title="Kulturstrategi", slug="kultur", owner=committee, status="in_preparation")
    told = {"state": "sent", "opened_on": date(2025, 12, 1), "deadline": date(2026, 2, 1)}
    consultation = Consultation.objects.create(strategy=other, number=1, **told)
    Consultee.objects.create(consultation=consultation, body=ended)
    past = make_meeting(ended, kind="committee", start_date=date(2025, 11, 3), end_date=date(2025, 11, 3))
    coming = make_meeting(ended, committee, kind="committee", start_date=date(2026, 2, 2), end_date=date(2026, 2, 2))
    item = AgendaItem.objects.create(meeting=past, number=1, title="Et punkt")
    item.follow_ups.create(what="Et notat", role="Direktionen")
    Subscription.objects.create(user=member, label="Min", token_hash="x").bodies.add(ended)
    return {"strategy": strategy, "past": past, "meeting": coming, "consultation": consultation}


def give(client, ended, heir):
    return client.post(f"{URL}{ended.slug}/", {"heir": heir.pk}, follow=True)


def owners():
    """Those who have what moves: the follow-up, too, which a row without a body leaves with its meeting's."""
    follow_up = FollowUp.objects.get()
    meeting = Meeting.objects.get(start_date=date(2026, 2, 2))
    return {
        Strategy.objects.get(slug="biodiversitetsstrategi").owner.slug,
        Consultee.objects.get().body.slug,
        (follow_up.body or follow_up.item.meeting.bodies.get()).slug,
        *(body.slug for body in meeting.bodies.all()),
    }


def test_all_that_is_left_is_listed_with_who_carries_it_on(client, work, ended):
    page = words(client.get(URL))

    assert "Naturudvalget" in page
    for text in ("Biodiversitetsstrategi", "Miljøpolitik", "Kulturstrategi", "Et notat", "1 kalenderadresse"):
        assert text in page
    assert "mandag den 2. februar 2026" in page
    assert "3. november" not in page
    assert "4 ting er ikke fordelt." in words(client.get("/perioder/2026-2029/ny/"))


def test_nothing_is_given_before_the_term_begins(client, work, ended, heir):
    page = words(give(client, ended, heir))

    assert "Der overdrages fra den 1. januar 2026." in page
    assert owners() == {ended.slug, "kultur-og-fritidsudvalget"}


def test_work_is_given_in_bulk_and_what_was_decided_stays(client, work, ended, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    give(client, ended, heir)

    assert owners() == {heir.slug, "kultur-og-fritidsudvalget"}
    assert work["past"].bodies.get() == ended
    assert MainPolicy.objects.get().lead_committee == ended
    assert "Alt er fordelt" in words(client.get("/perioder/2026-2029/ny/"))
    assert HandedOver.objects.count() == 1


@pytest.mark.parametrize("is_given", [False, True])
def test_follow_up_stands_with_who_carries_it_on_from_its_day(client, work, ended, heir, committee, settings, is_given):
    own, theirs = (f"/udvalg/{body.slug}/opfoelgning/" for body in (ended, heir))
    assert ["Et notat" in words(client.get(page)) for page in (own, theirs)] == [True, False]

    settings.PROCESS_TODAY = "2026-01-05"
    if is_given:
        give(client, ended, heir)
    # What the committee decided stays on its own list: there it was decided.
    assert ["Et notat" in words(client.get(page)) for page in (own, theirs)] == [True, True]


def test_follow_up_of_a_split_body_is_the_one_heirs_who_was_given_it(
    client, work, ended, heir, committee, secretariat, settings
):
    hand_over(bodies=[ended], heirs=[committee], on=FIRST, by=secretariat)
    settings.PROCESS_TODAY = "2026-01-05"
    pages = [f"/udvalg/{body.slug}/opfoelgning/" for body in (heir, committee)]
    assert ["Et notat" in words(client.get(page)) for page in pages] == [True, True]
    give(client, ended, heir)

    assert ["Et notat" in words(client.get(page)) for page in pages] == [True, False]
    client.post(f"{URL}{HandedOver.objects.get().pk}/fortryd/")
    assert FollowUp.objects.get().body is None


def test_follow_up_that_ended_meanwhile_is_not_given(client, work, ended, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    FollowUp.objects.update(status="done", done_on=date(2026, 1, 2))
    give(client, ended, heir)

    assert FollowUp.objects.get().body is None


def test_given_twice_it_is_given_once(client, work, ended, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    for _click in range(2):
        give(client, ended, heir)

    assert HandedOver.objects.count() == 1


def test_what_was_given_is_taken_back(client, work, ended, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    give(client, ended, heir)
    back = f"{URL}{HandedOver.objects.get().pk}/fortryd/"
    answers = [client.post(back).url for _click in range(2)]

    assert answers == [URL, URL]
    assert owners() == {ended.slug, "kultur-og-fritidsudvalget"}


def test_heir_that_is_asked_already_or_owns_it_is_not_asked_twice(client, work, ended, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    Consultee.objects.create(consultation=work["consultation"], body=heir)
    give(client, ended, heir)

    assert Consultee.objects.filter(body=ended).count() == 1


@pytest.mark.parametrize("own", [True, False])
def test_hearing_of_a_main_policy_is_left_and_answered_by_the_heir(
    client, work, ended, heir, committee, main_policy, settings, own
):
    settings.PROCESS_TODAY = "2026-01-05"
    main_policy.lead_committee = ended if own else committee
    main_policy.save()
    told = {"state": "sent", "opened_on": date(2025, 12, 1), "deadline": date(2026, 2, 1)}
    hearing = Consultation.objects.create(main_policy=main_policy, number=1, **told)
    asked = Consultee.objects.create(consultation=hearing, body=committee if own else ended)

    assert str(hearing) in words(client.get(URL))
    give(client, ended, heir)

    asked.refresh_from_db()
    assert asked.body.pk == (committee if own else heir).pk


def test_answered_and_ended_hearings_are_not_left(client, work, ended):
    consultee = Consultee.objects.get()
    told = {"consultation": work["consultation"], "consultee": consultee, "sender_kind": "body", "text": "Ja."}
    answer = Response.objects.create(**told)
    assert "Kulturstrategi" in words(client.get(URL))  # begun, and not sent
    answer.sent_on = date(2025, 12, 5)
    answer.save()

    assert "Kulturstrategi" not in words(client.get(URL))


def test_meeting_to_which_people_are_invited_stays(client, work, ended, heir, member, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    MeetingInvitation.objects.create(meeting=work["meeting"], user=member)
    give(client, ended, heir)

    assert ended in work["meeting"].bodies.all()
    assert "1 ting er ikke fordelt." in words(client.get("/perioder/2026-2029/ny/"))


def test_meeting_that_is_given_lasts_as_its_new_bodies_usually_meet(client, work, ended, heir, committee, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    Meeting.objects.filter(pk=work["meeting"].pk).update(start_time=time(17))
    Body.objects.filter(pk__in=[heir.pk, committee.pk]).update(usual_minutes=120)

    give(client, ended, heir)

    work["meeting"].refresh_from_db()
    assert (work["meeting"].assumed_minutes, work["meeting"].sequence) == (120, 1)


def test_what_has_no_heir_is_explained_until_the_list_is_empty(client, work, committee, secretariat):
    end_body(body=committee, on=FIRST - timedelta(days=1), by=secretariat)
    page = words(client.get(URL))
    assert "Ingen fører det videre." in page
    estate = next(row for row, _choices in client.get(URL).context["estates"] if row.body == committee)
    names = [f"begrundelse-{thing.name}" for thing in estate.without_heir]

    client.post(URL, dict.fromkeys(names, "Opgaven bortfalder."))
    assert Unheired.objects.count() == len(estate.without_heir) == 3
    assert "Opgaven bortfalder." in words(client.get(URL))
    client.post(URL, {names[0]: " "})
    assert Unheired.objects.count() == 2


def test_explanation_stands_on_the_page_of_what_the_council_left(client, work, committee, secretariat):
    end_body(body=committee, on=FIRST - timedelta(days=1), by=secretariat)
    left = "/perioder/2022-2025/overdragelse/"
    assert "Opgaven bortfalder." not in words(client.get(left))
    consultation, strategy = work["consultation"].pk, Strategy.objects.get(slug="kultur").pk
    names = (f"begrundelse-strategy-{strategy}", f"begrundelse-consultation-{consultation}")
    client.post(URL, dict.fromkeys(names, "Opgaven bortfalder."))

    assert words(client.get(left)).count("Opgaven bortfalder.") >= 2


@pytest.mark.parametrize("sent", [{"begrundelse-x-1": "A"}, {"begrundelse-": "A"}, {"begrundelse-strategy-99": "A"}])
def test_explanation_of_nothing_is_not_kept(client, work, sent):
    client.post(URL, sent)

    assert not Unheired.objects.exists()


def test_explanation_that_is_too_long_is_told(client, work, committee, secretariat):
    end_body(body=committee, on=FIRST - timedelta(days=1), by=secretariat)
    key = Strategy.objects.get(slug="kultur").pk

    assert "længere end 500 tegn" in words(client.post(URL, {f"begrundelse-strategy-{key}": "A" * 501}, follow=True))
    assert not Unheired.objects.exists()


@pytest.mark.parametrize("heir_key", ["", "x", "999999"])
def test_nobody_takes_over_by_nonsense(client, work, ended, heir_key, settings):
    settings.PROCESS_TODAY = "2026-01-05"
    answer = client.post(f"{URL}{ended.slug}/", {"heir": heir_key}, follow=True)

    assert "Vælg, hvem der overtager." in words(answer)
    assert not HandedOver.objects.exists()


def test_body_that_goes_on_hands_nothing_over(client, work, committee, heir, settings):
    settings.PROCESS_TODAY = "2026-01-05"

    assert "nedlægges ikke" in words(give(client, committee, heir))


def test_page_is_the_secretariats(client_of, coming, administration, member):
    assert [client_of(user).get(URL).status_code for user in (administration, member, None)] == [403, 403, 302]


def test_page_asks_no_more_for_more_that_is_left(client, work, ended, secretariat, django_assert_num_queries):
    with django_assert_num_queries(17):
        client.get(URL)
    for n in range(8):
        body = Body.objects.create(name=f"U {n}", slug=f"u{n}", kind="standing")
        Strategy.objects.create(title=f"S {n}", slug=f"s{n}", owner=body, status="in_preparation")
        end_body(body=body, on=FIRST - timedelta(days=1), by=secretariat)
    with django_assert_num_queries(17):
        client.get(URL)
