"""The plan is a proposal until the council has adopted it at a meeting, and every view says which."""

from datetime import date

import pytest

from calendar_app.process_plan.acts import adopt_plan, reasons_against_adoption, withdraw_adoption
from ishoj_process.editing.acts import Refused
from ishoj_process.models import Meeting, ProcessPlan, Track
from tests.calendar_app.timeline.rows import make_plan, track_of

TODAY = date(2023, 8, 14)
URL, WITHDRAW_URL = "/plan/vedtag/", "/plan/vedtag/fortryd/"


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


@pytest.fixture
def council_meeting(make_meeting, council):
    return make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 5, 2), is_held=True)


@pytest.fixture
def adopted(plan, council_meeting, secretariat):
    return adopt_plan(plan=plan, meeting=council_meeting, by=secretariat, today=TODAY)


def stored():
    return ProcessPlan.objects.get()


def test_adopting_keeps_the_meeting_and_who_recorded_it(plan, council_meeting, secretariat):
    adopt_plan(plan=plan, meeting=council_meeting, by=secretariat, today=TODAY)

    assert (stored().is_adopted, stored().adopted_at, stored().updated_by) == (True, council_meeting, secretariat)
    assert stored().history.first().history_user == secretariat


def test_adopting_twice_changes_nothing(adopted, council_meeting, secretariat):
    version = stored().version

    adopt_plan(plan=adopted, meeting=council_meeting, by=secretariat, today=TODAY)

    assert stored().version == version


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": Meeting.Kind.THEME}, "Kun et byrådsmøde kan vedtage planen."),
        ({"state": Meeting.State.CANCELLED}, "Mødet er aflyst."),
        ({"start_date": date(2023, 8, 15)}, "Mødet er ikke afholdt endnu."),
    ],
)
def test_adopting_is_refused_with_its_reason(plan, make_meeting, council, secretariat, fields, reason):
    fields = {"kind": Meeting.Kind.COUNCIL, "start_date": date(2023, 5, 2), **fields}
    meeting = make_meeting(council, **fields)

    with pytest.raises(Refused) as refused:
        adopt_plan(plan=plan, meeting=meeting, by=secretariat, today=TODAY)

    assert refused.value.reasons == [reason]
    assert stored().is_adopted is False


def test_council_meeting_of_a_committee_adopts_nothing(plan, make_meeting, committee):
    meeting = make_meeting(committee, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 5, 2))

    assert reasons_against_adoption(plan, meeting, today=TODAY) == ["Kun et byrådsmøde kan vedtage planen."]


def test_meeting_of_today_can_have_adopted_it(plan, make_meeting, council):
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=TODAY)

    assert reasons_against_adoption(plan, meeting, today=TODAY) == []


def test_adopting_at_another_meeting_needs_the_first_taken_back(adopted, make_meeting, council, secretariat):
    other = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 6, 6))

    assert reasons_against_adoption(adopted, other, today=TODAY) == [
        "Planen er allerede vedtaget på et andet møde. Træk først den vedtagelse tilbage."
    ]


def test_withdrawing_makes_it_a_proposal_again_and_twice_changes_nothing(adopted, secretariat):
    withdraw_adoption(plan=adopted, by=secretariat, today=TODAY)
    version = stored().version
    withdraw_adoption(plan=adopted, by=secretariat, today=TODAY)

    assert (stored().is_adopted, stored().adopted_at, stored().version) == (False, None, version)


def test_withdrawing_is_refused_while_a_coming_meeting_of_the_plan_is_convened(
    adopted, make_meeting, council, secretariat
):
    track = track_of(adopted, Track.Kind.VISION)
    make_meeting(council, title="Temamøde 1", track=track, state=Meeting.State.CONVENED)

    with pytest.raises(Refused) as refused:
        withdraw_adoption(plan=adopted, by=secretariat, today=TODAY)

    assert refused.value.reasons == ["”Temamøde 1” er indkaldt. Sæt det først tilbage til planlagt."]
    assert stored().is_adopted is True


# The page


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("administration", 403), ("secretariat", 200)])
def test_page_is_the_secretariats(request, client_of, plan, who, status):
    assert client_of(request.getfixturevalue(who)).get(URL).status_code == status


def test_page_sends_strangers_to_log_in(client, plan):
    assert client.get(URL)["Location"] == f"/log-ind/?next={URL}"


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("administration", 403), (None, 302)])
def test_acts_are_refused_to_others(request, client_of, adopted, council_meeting, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert client.post(URL, {"meeting": council_meeting.pk}).status_code == status
    assert client.post(WITHDRAW_URL).status_code == status
    assert stored().is_adopted is True


def test_withdrawing_needs_a_post(client_of, secretariat, adopted):
    assert client_of(secretariat).get(WITHDRAW_URL).status_code == 405


def test_page_offers_council_meetings_that_have_been_the_latest_first(
    client_of, secretariat, plan, make_meeting, council
):
    kind = Meeting.Kind.COUNCIL
    make_meeting(council, title="maj", kind=kind, start_date=date(2023, 5, 2))
    make_meeting(council, title="juni", kind=kind, start_date=date(2023, 6, 6))
    make_meeting(council, title="aflyst", kind=kind, start_date=date(2023, 4, 4), state=Meeting.State.CANCELLED)
    make_meeting(council, title="september", kind=kind, start_date=date(2023, 9, 5))
    make_meeting(council, title="temamøde", start_date=date(2023, 5, 3))

    form = client_of(secretariat).get(URL).context["form"]

    assert [label for _, label in form.fields["meeting"].choices] == [
        "Vælg mødet",
        "tirsdag den 6. juni 2023 – juni",
        "tirsdag den 2. maj 2023 – maj",
    ]


def test_page_adopts_and_takes_back(client_of, secretariat, plan, council_meeting):
    client = client_of(secretariat)

    assert client.post(URL, {"meeting": council_meeting.pk})["Location"] == plan.get_absolute_url()
    assert stored().is_adopted is True
    assert client.post(WITHDRAW_URL)["Location"] == plan.address("plan_adopt")
    assert stored().is_adopted is False


def test_page_says_when_no_meeting_can_have_adopted_it(client_of, secretariat, plan):
    assert "Der er endnu ikke afholdt et byrådsmøde" in client_of(secretariat).get(URL).content.decode()


def test_page_answers_a_missing_choice_at_its_field(client_of, secretariat, plan, council_meeting):
    response = client_of(secretariat).post(URL, {})

    assert list(response.context["form"].errors) == ["meeting"]
    assert stored().is_adopted is False


def test_page_without_a_plan_leads_to_the_overview(client_of, secretariat):
    assert client_of(secretariat).get(URL)["Location"] == "/"
    assert client_of(secretariat).post(WITHDRAW_URL)["Location"] == "/"


@pytest.mark.parametrize("url", ["/", "/tidslinje/", URL])
def test_every_view_says_which_state_the_plan_is_in(client_of, secretariat, plan, council_meeting, url):
    client = client_of(secretariat)
    proposal = client.get(url).content.decode()
    adopt_plan(plan=plan, meeting=council_meeting, by=secretariat, today=TODAY)

    adopted = client.get(url).content.decode()

    assert ("tirsdag den 2. maj 2023" in adopted.split("plan-state")[1].split("</p>")[0]) is True
    assert ("tirsdag den 2. maj 2023" in proposal.split("plan-state")[1].split("</p>")[0]) is False
