"""Where else a main policy's hearing and milestones are told, each reader what they may know."""

import html
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from calendar_app.inbox.digest import news_of
from calendar_app.meetings.page import effect_lines
from calendar_app.month.page import marks_between
from calendar_app.timeline.build import build_timeline
from calendar_app.timeline.period import Period
from ishoj_process.models import Body, MainPolicy, StatusChange, Track, Treatment
from strategies.models import Consultation, ConsultationStep
from strategies.tasks import tasks_of
from tests.calendar_app.timeline.rows import make_plan
from tests.conftest import TODAY

PUBLIC = AnonymousUser()
DETAIL = "/politikker/miljoepolitik/"


def page(client, url=DETAIL):
    return html.unescape(client.get(url).content.decode())


def waits(user):
    return [str(task.text) for task in tasks_of(user, TODAY)]


def test_member_and_administration_are_told_what_waits(policy, hear, committee, member, administration):
    hear(committee)
    assert "1 høring venter på svar fra dit udvalg" in waits(member)

    Consultation.objects.update(deadline=TODAY - timedelta(days=1), opened_on=TODAY - timedelta(days=40))
    assert "Svarene på 1 høring skal behandles" in waits(administration)


def test_policy_that_nobody_speaks_of_is_asked_after(policy, administration):
    StatusChange.objects.create(main_policy=policy, to_status="chosen", note="Valgt.", on=date(2022, 1, 1))
    assert "Status for 1 hovedpolitik er ikke opdateret i lang tid" in waits(administration)

    MainPolicy.objects.update(status="")
    assert "Status for 1 hovedpolitik er ikke kendt" in waits(administration)


def test_mail_tells_the_primary_committee_and_those_asked(policy, hear, committee, member, client_of):
    """The owner is told by the same rule as of a strategy: what happened to a consultation of its own."""
    consultation = hear(is_public=True)
    ConsultationStep.objects.create(consultation=consultation, kind="sent", on=TODAY, deadline=consultation.deadline)
    since = timezone.now() - timedelta(hours=1)
    assert news_of(member, since, TODAY) == []

    MainPolicy.objects.update(lead_committee=committee)

    assert [news.title for news in news_of(member, since, TODAY)] == ["Miljøpolitik"]


def timeline_of(user=PUBLIC):
    period = Period(date(2023, 4, 1), date(2023, 12, 31))
    found = build_timeline(plan=None, period=period, user=user, today=TODAY)
    return {lane.title: [entry.label for entry in lane.entries] for lane in found.lanes}


def test_timeline_has_them_on_the_bridge(policy, hear, committee, member):
    hear(committee)
    policy.milestones.create(title="Udkast", due="2023-10-01")

    assert timeline_of()["Hovedpolitikker"] == ["Miljøpolitik: Udkast"]
    assert timeline_of(member)["Hovedpolitikker"] == ["Miljøpolitik: høring", "Miljøpolitik: Udkast"]


def test_timeline_has_no_lane_of_policies_where_nothing_is_dated(policy):
    assert "Hovedpolitikker" not in timeline_of()


def test_month_has_its_deadline_and_its_milestone(policy, hear, committee):
    hear(committee, is_public=True)
    policy.milestones.create(title="Udkast", due="2023-09-12")

    marks = marks_between(PUBLIC, date(2023, 9, 1), date(2023, 9, 30)).by_day

    assert [mark.text for mark in marks[date(2023, 9, 11)]] == ["Høringsfrist: Miljøpolitik"]
    assert [mark.text for mark in marks[date(2023, 9, 12)]] == ["Miljøpolitik: milepælen ”Udkast”"]


def test_month_says_that_the_council_decides(policy, hear, committee, council, make_meeting):
    meeting = make_meeting(council, kind="council", start_date=date(2023, 9, 26))
    hear(committee, is_public=True, decides_at=meeting)

    marks = marks_between(PUBLIC, date(2023, 9, 1), date(2023, 9, 30)).by_day

    assert [mark.text for mark in marks[date(2023, 9, 26)]] == ["Miljøpolitik: Byrådet beslutter"]


@pytest.mark.parametrize(
    ("effect", "url"), [("consults", "hoeringer/ny/"), ("adopts", "vedtag/"), ("returns", "status/")]
)
def test_decision_at_an_item_leads_to_where_it_is_carried_out(policy, theme_meeting, effect, url):
    item = theme_meeting.items.create(number=1, title="Høring af Miljøpolitik")
    Treatment.objects.create(item=item, main_policy=policy, effect=effect)

    [line] = effect_lines(theme_meeting, may_carry_out=True)[item.pk]

    assert (line.is_done, line.url) == (False, DETAIL + url)


def test_decision_to_hear_is_carried_out_when_it_is_sent(policy, hear, theme_meeting, committee):
    item = theme_meeting.items.create(number=1, title="Høring af Miljøpolitik")
    Treatment.objects.create(item=item, main_policy=policy, effect="consults")
    hear(committee, opened_on=theme_meeting.start_date)

    [line] = effect_lines(theme_meeting, may_carry_out=True)[item.pk]

    assert (line.is_done, line.url) == (True, "")


def test_committees_page_has_the_policies_that_it_leads_with_their_signs(client_of, member, client, policy):
    policy.milestones.create(title="Udkast", due="2023-07-01")
    StatusChange.objects.create(main_policy=policy, to_status="in_preparation", note="Skrives om.", on=TODAY)
    at = policy.lead_committee.get_absolute_url()

    assert "14. august 2023: Skrives om." in page(client, at)
    assert "Forsinket" in page(client_of(member), at)


def test_overview_of_hearings_has_policies_first(client_of, secretariat, policy, strategy, committee):
    rows = client_of(secretariat).get("/hoeringer/overblik/").context["rows"]

    assert [str(row.document) for row in rows] == ["Miljøpolitik", "Biodiversitetsstrategi"]
    assert {cell.keys for cell in rows[0].cells if cell} == {("owns",), ("not_heard",)}


def test_list_of_consultations_finds_them_by_the_primary_committee(client, hear, policy, committee):
    hear(committee, is_public=True)

    assert "Miljøpolitik" in page(client, f"/hoeringer/?udvalg={policy.lead_committee.slug}")
    assert "Klima- og Miljøudvalget" in page(client, "/hoeringer/")


def test_cascade_marks_a_policy_in_consultation(client, hear, vision, committee):
    assert "I høring" not in page(client, "/kaskade/")

    hear(committee, is_public=True)

    assert "I høring" in page(client, "/kaskade/")


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_of_all(
    client_of, administration, policy, hear, django_assert_num_queries, count
):
    for number in range(count):
        body = Body.objects.create(name=f"Udvalg {number}", slug=f"u-{number}", kind=Body.Kind.STANDING)
        hear(body, is_public=True)
        policy.milestones.create(title=f"M{number}", due="2023-10-01")
    browser = client_of(administration)
    browser.get(DETAIL)

    with django_assert_num_queries(18):
        browser.get(DETAIL)


def test_document_for_word_and_pdf_say_what_the_page_says(client, policy):
    policy.status = "adopted"
    policy.save()
    policy.milestones.create(title="Udkast", due="2023-10-01")

    for ending, kind in (("pdf", "application/pdf"), ("docx", "wordprocessingml")):
        response = client.get(f"/politikker/miljoepolitik.{ending}")
        assert (response.status_code, kind in response["Content-Type"]) == (200, True)


def test_draft_is_in_no_paper(client_of, administration, policy):
    """A paper is built as the public sees it, whoever asks first: it is kept for all."""
    response = client_of(administration).get("/politikker/miljoepolitik.docx")
    words = [paragraph.text for paragraph in docx.Document(BytesIO(response.content)).paragraphs]

    assert "Miljøpolitik" in words
    assert not any("Rent vand" in text for text in words)


def test_policies_track_of_a_plan_has_them(policy, term, vision):
    plan = make_plan(term, vision)
    Track.objects.create(plan=plan, kind="policies", title="Politikker", lead_actor="Byrådet om politikker", position=3)
    policy.milestones.create(title="Udkast", due="2023-10-01")
    period = Period(date(2023, 4, 1), date(2023, 12, 31))

    found = build_timeline(plan=plan, period=period, user=PUBLIC, today=TODAY)

    lanes = {lane.title: [entry.label for entry in lane.entries] for lane in found.lanes}
    assert lanes["Byrådet om politikker"] == ["Miljøpolitik: Udkast"]


def test_policies_without_a_name_are_numbered(client, policy, django_assert_num_queries):
    for position, is_published in ((1, True), (2, False), (3, True)):
        MainPolicy.objects.create(slug=f"hovedpolitik-{position}", position=position, is_published=is_published)

    text = page(client, "/kaskade/")

    assert "Hovedpolitik, hvis navn ikke er kendt (2 af 3)" in text
    assert "Hovedpolitik, hvis navn ikke er kendt (3 af 3)" in text
    with django_assert_num_queries(2):  # the policies, and the numbers of all of them
        titles = [row.display_title for row in MainPolicy.objects.all()]
    assert len({*titles}) == 4
