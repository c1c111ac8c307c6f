"""What may be heard about stands on the list of consultations, and is what nothing stands against."""

import pytest

from ishoj_process.models import Strategy
from strategies.consultations.acts import reasons_against_hearing
from strategies.consultations.list import documents_to_hear

LIST = "/hoeringer/"
NEW = "/strategier/biodiversitetsstrategi/hoeringer/ny/"


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": ""}, {"is_published": False}, {"status": "adopted"}, {"status": "dropped"}, {"status": "superseded"}],
)
def test_set_and_reasons_agree(written, fields):
    Strategy.objects.update(**fields)
    written.refresh_from_db()

    may_be = written.meaning.may_be_heard and not reasons_against_hearing(written)
    assert (written in documents_to_hear(), may_be) == (not fields, not fields)


@pytest.mark.parametrize(("state", "is_shown"), [("sent", False), ("prepared", False), ("withdrawn", True)])
def test_what_is_heard_about_is_not_offered_twice(make_consultation, written, state, is_shown):
    days = {"opened_on": None, "deadline": None} if state == "prepared" else {}
    make_consultation(state=state, **days)

    assert (written in documents_to_hear()) == is_shown


@pytest.mark.parametrize(("who", "is_shown"), [("administration", True), ("secretariat", False), ("member", False)])
def test_list_leads_those_who_prepare_hearings_to_the_form(client_of, request, written, who, is_shown):
    page = client_of(request.getfixturevalue(who)).get(LIST).text

    assert (f'href="{NEW}"' in page) == is_shown


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(
    client_of, administration, make_strategies, django_assert_num_queries, count
):
    make_strategies(count)
    Strategy.objects.update(text="<p>Tekst.</p>")
    browser = client_of(administration)
    browser.get(LIST)

    with django_assert_num_queries(8):
        assert len(browser.get(LIST).context["to_hear"]) == count
