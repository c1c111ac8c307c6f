"""The page on which a document's status is changed, and the form where an adoption's facts are entered later."""

import pytest

from ishoj_process.dates.rough import RoughDate
from ishoj_process.hierarchy.forms import StatusForm
from ishoj_process.models import AgendaItem, Level, MainPolicy, StatusChange, Strategy, Treatment
from ishoj_process.models.status import moves_from

DETAIL = "/strategier/biodiversitetsstrategi/"
STATUS = f"{DETAIL}status/"
POLICY_STATUS = "/politikker/miljoepolitik/status/"
ADOPTION = {"to": "adopted", "note": "Vedtaget i udvalget.", "adopted_on": "juni 2023"}


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def found(main_policy):
    """A policy that is known to exist: what awaits its decision is adopted at an agenda item, and not on this page."""
    main_policy.status = ""
    main_policy.save()
    return main_policy


def options_of(form):
    """{status: (may be chosen, words beside it)} as the page shows them."""
    rows = form["to"].subwidgets
    return {row.data["value"]: (not row.data["attrs"].get("disabled"), str(row.data["label"])) for row in rows}


def test_form_shows_every_status_and_why_it_may_not_be_chosen(strategy):
    options = options_of(StatusForm(level=strategy))

    is_open = {value for value, (is_open, _label) in options.items() if is_open}
    assert is_open == {"in_preparation", *moves_from("in_preparation")}
    assert {"before_decision", "chosen", "dropped"} <= is_open
    assert set(options) - is_open >= {"adopted", "considered", "superseded"}
    assert options["in_preparation"] == (True, "Uændret: under udarbejdelse")
    assert "Status kan ikke ændres fra ”under udarbejdelse” til ”vedtaget”." in options["adopted"][1]
    assert options["chosen"] == (True, "Valgt")


def test_form_of_an_unknown_status_offers_them_all(strategy):
    strategy.status = ""

    assert [is_open for is_open, _label in options_of(StatusForm(level=strategy)).values()] == [True] * len(
        Level.Status
    )


def test_status_that_was_disabled_is_refused_at_its_field(browser, strategy):
    response = browser.post(STATUS, {"to": "superseded", "note": "Erstattet."})

    assert response.context["form"].errors == {"to": ["Status kan ikke ændres fra ”under udarbejdelse” til ”afløst”."]}
    assert StatusChange.objects.count() == 0


def test_adoption_without_its_facts_is_refused_with_what_is_missing(browser, found):
    response = browser.post(POLICY_STATUS, {"to": "adopted", "note": "Vedtaget."})

    assert response.context["form"].errors == {
        "adopted_on": ["Angiv, hvornår det blev vedtaget."],
        "adopted_by": ["Angiv, hvem der har vedtaget."],
    }
    assert MainPolicy.objects.get().status == ""


def test_adoption_keeps_when_by_whom_and_where(browser, found, theme_meeting, committee):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=3, title="Biodiversitet")
    Treatment.objects.create(item=item, main_policy=found)

    browser.post(POLICY_STATUS, ADOPTION | {"adopted_by": committee.pk, "adopted_at_item": item.pk})

    stored = MainPolicy.objects.get()
    assert (stored.status, stored.adopted_on, stored.adopted_by, stored.adopted_at_item) == (
        "adopted",
        RoughDate(2023, 6),
        committee,
        item,
    )


def test_item_of_an_adoption_is_named_by_its_meeting_and_a_closed_one_never(found, theme_meeting):
    for number, is_closed in ((1, False), (2, True)):
        item = AgendaItem.objects.create(
            meeting=theme_meeting, number=number, title="Sag", is_closed=is_closed, public_title="Lukket sag"
        )
        Treatment.objects.create(item=item, main_policy=found)

    labels = [label for _pk, label in StatusForm(level=found).fields["adopted_at_item"].choices][1:]

    assert [str(label) for label in labels] == ["Temamøde 1 for Byrådet, mandag den 21. august 2023: 1. Sag"]


def test_status_sent_twice_is_changed_once(browser, strategy):
    for _attempt in range(2):
        response = browser.post(STATUS, {"to": "before_decision", "note": "Klar."})
        assert response.url == DETAIL

    assert StatusChange.objects.count() == 1


def test_mistaken_status_is_taken_back_with_a_line_of_its_own(browser, strategy):
    browser.post(STATUS, {"to": "before_decision", "note": "Klar."})
    browser.post(STATUS, {"to": "in_preparation", "note": "Det var en fejl."})

    assert [change.note for change in StatusChange.objects.all()] == ["Det var en fejl.", "Klar."]
    assert Strategy.objects.get().status == "in_preparation"


def test_status_page_refuses_other_methods(browser, strategy):
    assert browser.put(STATUS).status_code == 405


def test_facts_of_an_adoption_may_be_found_later(browser, strategy, committee):
    strategy.status = "adopted"
    strategy.save()
    typed = {"title": strategy.title, "kind": "strategy", "version": "1", "is_published": "on"}

    browser.post(f"{DETAIL}rediger/", typed | {"adopted_on": "20-06-2023", "adopted_by": committee.pk})

    stored = Strategy.objects.get()
    assert (stored.adopted_on, stored.adopted_by, stored.version) == (RoughDate(2023, 6, 20), committee, 2)


def test_facts_of_an_adoption_are_not_asked_of_a_draft(browser, strategy):
    assert "adopted_on" not in browser.get(f"{DETAIL}rediger/").context["form"].fields


def test_conflict_over_an_adoption_that_was_taken_back_shows_both(browser, strategy, committee):
    """The form asked for the adoption's facts; what is stored in the meantime is a draft again."""
    strategy.status, strategy.adopted_on = "adopted", RoughDate(2023)
    strategy.save()
    typed = {"title": "Vild natur", "kind": "strategy", "version": "1", "is_published": "on", "adopted_on": "2023"}
    browser.post(STATUS, {"to": "in_preparation", "note": "Genoptaget."})

    response = browser.post(f"{DETAIL}rediger/", typed)

    assert response.status_code == 409
    assert ("Biodiversitetsstrategi", "Vild natur") in [(r.theirs, r.mine) for r in response.context["conflict"]]


def test_frozen_wording_says_at_its_field_why(browser, strategy):
    strategy.status, strategy.text = "adopted", "<p>Vedtaget ordlyd.</p>"
    strategy.save()

    fields = browser.get(f"{DETAIL}rediger/").context["form"].fields

    assert (fields["text"].disabled, fields["title"].disabled, fields["summary"].disabled) == (True, True, False)
    assert str(fields["text"].help_text) == "Vedtaget: Ordlyden ændres kun med en ny udgave."


def test_status_that_stands_is_kept_with_a_line_of_its_own(browser, client, strategy):
    for _click in range(2):
        browser.post(STATUS, {"to": "in_preparation", "note": "Udkastet skrives stadig."})

    change = StatusChange.objects.get()
    assert (change.from_status, change.to_status, change.is_unchanged) == ("in_preparation", "in_preparation", True)
    assert "14. august 2023, uændret" in " ".join(client.get(DETAIL).content.decode().split())


def test_status_that_stands_is_not_kept_without_a_line(browser, strategy):
    response = browser.post(STATUS, {"to": "in_preparation", "note": " \u200b "})

    assert list(response.context["form"].errors) == ["note"]
    assert StatusChange.objects.count() == 0
