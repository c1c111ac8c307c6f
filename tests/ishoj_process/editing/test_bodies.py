"""Choices among bodies: those that there are on the day, what is chosen stays, under the names of the day."""

from datetime import date

import pytest

from calendar_app.feeds.subscription_forms import SubscriptionForm
from ishoj_process.council.acts import begin_body, end_body, hand_over, rename_body
from ishoj_process.hierarchy.policy_forms import MainPolicyForm
from ishoj_process.models import MainPolicy, Strategy
from strategies.strategy.forms import StrategyForm
from vision.contributions.forms import ContributionFilter
from vision.models import Contribution
from vision.themes.forms import SortForm

ENDED, BEGUN = date(2023, 12, 31), date(2024, 1, 1)


@pytest.fixture
def bodies(committee, other_committee, secretariat):
    """One that ends with 2023, and one that begins after it."""
    return (
        end_body(body=committee, on=ENDED, by=secretariat),
        begin_body(body=other_committee, on=BEGUN, by=secretariat),
    )


def offered(form, name):
    return [str(label) for key, label in form.fields[name].choices if key]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (StrategyForm, "owner"),
        (StrategyForm, "co_owners"),
        (StrategyForm, "deciding_body"),
        (MainPolicyForm, "lead_committee"),
        (SubscriptionForm, "bodies"),
    ],
)
@pytest.mark.parametrize(
    ("today", "names"), [("2023-12-31", ["Kultur- og Fritidsudvalget"]), ("2024-01-01", ["Klima- og Miljøudvalget"])]
)
def test_those_of_today_are_offered(settings, bodies, make, name, today, names):
    settings.PROCESS_TODAY = today

    assert offered(make(), name) == names


@pytest.fixture
def sort_form(vision, secretariat):
    row = Contribution.objects.create(
        vision=vision, text="Flere i lære.", member=secretariat, written_by=secretariat, said_on=ENDED
    )
    return lambda **chosen: SortForm(contribution=row, chosen=chosen)


@pytest.mark.parametrize(
    ("today", "names"), [("2023-12-31", ["Kultur- og Fritidsudvalget"]), ("2024-01-01", ["Klima- og Miljøudvalget"])]
)
def test_contribution_is_sorted_to_committees_of_today(settings, bodies, sort_form, today, names):
    settings.PROCESS_TODAY = today

    assert offered(sort_form(), "body") == names


def test_whoever_was_chosen_stays_chosen(settings, bodies, sort_form):
    settings.PROCESS_TODAY = "2024-01-01"
    strategy = Strategy.objects.create(title="Strategi", slug="strategi", owner=bodies[0])
    strategy.co_owners.add(bodies[0])
    policy = MainPolicy.objects.create(title="Politik", slug="politik", lead_committee=bodies[0])
    both = ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]

    form = StrategyForm(instance=strategy)
    assert [offered(form, name) for name in ("owner", "co_owners", "deciding_body")] == [both, both, both[:1]]
    assert offered(MainPolicyForm(instance=policy), "lead_committee") == both
    assert offered(sort_form(body=bodies[0].pk), "body") == both


def test_who_handed_over_is_not_offered_from_the_day(settings, committee, other_committee, secretariat, sort_form):
    hand_over(bodies=[committee], heirs=[other_committee], on=BEGUN, by=secretariat)

    assert offered(sort_form(), "body") == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]
    settings.PROCESS_TODAY = "2024-01-01"
    assert offered(sort_form(), "body") == ["Klima- og Miljøudvalget"]


def test_what_is_looked_for_may_be_old(settings, bodies, vision, secretariat):
    settings.PROCESS_TODAY = "2024-01-01"
    form = ContributionFilter(user=secretariat, vision=vision, meetings=None)

    assert offered(form, "udvalg") == ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]


@pytest.mark.parametrize(
    "address", ["/soeg/", "/moeder/", "/hoeringer/", "/strategier/", "/kaskade/", "/kalender/abonner/"]
)
def test_body_that_is_to_begin_is_offered_to_nobody_before_its_day(client, settings, bodies, address):
    settings.PROCESS_TODAY = "2023-12-31"
    assert "Klima- og Miljøudvalget" not in client.get(address).content.decode()
    settings.PROCESS_TODAY = "2024-01-01"
    assert "Klima- og Miljøudvalget" in client.get(address).content.decode()


def test_meetings_of_a_body_that_is_to_begin_are_looked_for_by_it(client, bodies, make_meeting):
    make_meeting(bodies[1], start_date=BEGUN)

    assert client.get("/moeder/?udvalg=klima-og-miljoeudvalget").context["page"].paginator.count == 1


@pytest.mark.parametrize(
    ("today", "names"),
    [
        ("2023-12-31", ["Klima- og Miljøudvalget", "Kultur- og Fritidsudvalget"]),
        ("2024-01-01", ["Kultur- og Fritidsudvalget", "Ældreudvalget"]),
    ],
)
def test_choices_stand_in_the_order_of_the_names_that_are_shown(
    settings, committee, other_committee, secretariat, today, names, sort_form
):
    rename_body(body=other_committee, name="Ældreudvalget", on=BEGUN, by=secretariat)
    settings.PROCESS_TODAY = today

    assert offered(sort_form(), "body") == names
