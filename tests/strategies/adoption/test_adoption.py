"""A strategy is adopted by the body that may decide, at an agenda item of its own meeting, and once."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, StatusChange, Strategy, Succession, Treatment
from strategies.adoption.acts import adopt_document, items_to_adopt_at, reasons_against_adoption

TODAY = date(2023, 8, 14)
DETAIL = "/strategier/biodiversitetsstrategi/"
ADOPT = f"{DETAIL}vedtag/"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def ready(written):
    """A strategy with a text that awaits its decision, owned by the climate committee."""
    written.status = "before_decision"
    written.save()
    return written


@pytest.fixture
def item(make_item, other_committee):
    """An item of the owner's meeting of 20 June 2023."""
    return make_item(other_committee, date(2023, 6, 20))


def adopt(strategy, item, by):
    return adopt_document(document=strategy, item=item, note="Vedtaget.", by=by, today=TODAY)


def test_owner_adopts_at_its_meeting_and_the_text_is_frozen(browser, client, ready, item, other_committee):
    assert browser.post(ADOPT, {"item": item.pk, "note": "Enstemmigt vedtaget."}).url == DETAIL

    stored = Strategy.objects.get()
    assert (stored.status, str(stored.adopted_on), stored.adopted_by, stored.adopted_at_item, stored.is_frozen) == (
        "adopted",
        "20. juni 2023",
        other_committee,
        item,
        True,
    )
    assert StatusChange.objects.get().note == "Enstemmigt vedtaget."
    assert Treatment.objects.get().item == item
    page = client.get(DETAIL).content.decode()
    assert ("20. juni 2023" in page, "Klima- og Miljøudvalget" in page) == (True, True)
    assert browser.get(f"{DETAIL}rediger/").context["form"].fields["text"].disabled is True


def test_adopted_twice_is_adopted_once(administration, ready, item):
    for _click in range(2):
        adopt(ready, item, administration)

    assert StatusChange.objects.count() == 1
    assert Treatment.objects.count() == 1


def test_council_adopts_where_the_council_is_to_decide(administration, ready, item, council, make_meeting):
    ready.deciding_body = council
    ready.save()
    meeting = make_meeting(council, kind="council", start_date=date(2023, 8, 8))
    own = AgendaItem.objects.create(meeting=meeting, number=1, title="Strategi")

    assert list(items_to_adopt_at(ready, TODAY)) == [own]
    with pytest.raises(Refused) as refusal:
        adopt(ready, item, administration)
    assert refusal.value.reasons == ["Punktet hører ikke til et møde, hvor strategien kunne vedtages."]
    assert adopt(ready, own, administration).adopted_by == council


@pytest.mark.parametrize(
    "changed",
    [
        {"start_date": date(2023, 8, 15), "end_date": date(2023, 8, 15)},
        {"state": "cancelled"},
        {"kind": "theme"},
    ],
)
def test_meeting_that_decides_nothing_is_not_offered(ready, item, changed):
    for name, value in changed.items():
        setattr(item.meeting, name, value)
    item.meeting.save()

    assert list(items_to_adopt_at(ready, TODAY)) == []


def test_closed_item_is_not_offered(ready, item):
    item.is_closed, item.public_title = True, "Lukket sag"
    item.save()

    assert list(items_to_adopt_at(ready, TODAY)) == []


def test_page_says_that_the_meeting_must_be_entered_first(browser, ready):
    page = browser.get(ADOPT).content.decode()

    assert "Klima- og Miljøudvalget har ikke afholdt et møde med et åbent punkt på dagsordenen." in page


def test_reasons_name_all_that_is_missing(ready, make_consultation, committee):
    make_consultation(committee)
    ready.text, ready.owner, ready.status = "", None, "in_preparation"

    assert reasons_against_adoption(ready, TODAY) == [
        "Status kan ikke ændres fra ”under udarbejdelse” til ”vedtaget”.",
        "Den er i høring til og med mandag den 11. september 2023.",
        "Strategien har ingen tekst endnu. Det er teksten, der vedtages.",
        "Det er ikke angivet, hvem der ejer strategien, eller hvem der beslutter den.",
    ]


def test_duty_to_hear_refuses_where_the_term_says_so(administration, ready, item, term, main_policy, committee):
    main_policy.lead_committee = committee
    main_policy.save()
    term.must_hear = True
    term.save()

    with pytest.raises(Refused) as refusal:
        adopt(ready, item, administration)

    assert refusal.value.reasons == [
        "Kultur- og Fritidsudvalget er ikke hørt: udvalget har det primære ansvar for Miljøpolitik."
    ]


def test_answers_that_were_not_treated_are_reminded_of(browser, ready, item, make_consultation, committee):
    make_consultation(committee, deadline=date(2023, 8, 10))

    assert browser.get(ADOPT).context["reminders"][-1] == (
        "Høringsnotatet er ikke færdigt. Svarene skal behandles først."
    )


def test_what_it_replaces_is_superseded(client, administration, ready, item, other_committee):
    old = Strategy.objects.create(title="Naturplan", slug="naturplan", owner=other_committee, status="adopted")
    idea = Strategy.objects.create(title="Idé", slug="ide", owner=other_committee, status="considered")
    ready.replaces.set([old, idea])

    adopt(ready, item, administration)

    old.refresh_from_db()
    idea.refresh_from_db()
    assert (old.status, idea.status) == ("superseded", "considered")
    assert StatusChange.objects.get(strategy=old).note == "Afløst af Biodiversitetsstrategi."
    assert "Naturplan" in client.get(DETAIL).content.decode()
    assert "Biodiversitetsstrategi" in client.get("/strategier/naturplan/").content.decode()


def test_strategy_that_is_not_shown_is_not_named_by_what_it_replaces(client, strategy, other_committee):
    secret = Strategy.objects.create(title="Skjult plan", slug="skjult", owner=other_committee, is_published=False)
    strategy.replaces.add(secret)
    secret.replaces.add(Strategy.objects.create(title="Gammel", slug="gammel"))

    assert "Skjult plan" not in client.get(DETAIL).content.decode()
    assert "Skjult plan" not in client.get("/strategier/gammel/").content.decode()


def test_status_page_leads_to_the_act(browser, ready):
    response = browser.post(f"{DETAIL}status/", {"to": "adopted", "note": "Vedtaget."})

    why = "Den vedtages under et punkt på dagsordenen. Brug ”Registrer vedtagelsen” på dens side."
    assert response.context["form"].errors["to"] == [why]
    assert f'href="{ADOPT}"' in browser.get(DETAIL).content.decode()


def test_what_was_adopted_before_may_still_be_entered(browser, strategy, committee):
    """Of a document whose status nobody had stated, the status page records what is known of its adoption."""
    strategy.status = ""
    strategy.save()

    browser.post(
        f"{DETAIL}status/", {"to": "adopted", "note": "Fundet.", "adopted_on": "2018", "adopted_by": committee.pk}
    )

    stored = Strategy.objects.get()
    assert (stored.status, str(stored.adopted_on)) == ("adopted", "2018")


def test_strategy_replaces_neither_itself_nor_what_replaces_it(browser, strategy, other_committee):
    newer = Strategy.objects.create(title="Ny", slug="ny-strategi", owner=other_committee)
    newer.replaces.add(strategy)

    choices = [str(row) for row in browser.get(f"{DETAIL}rediger/").context["form"].fields["replaces"].queryset]

    assert choices == []


def test_heir_of_the_body_that_decides_adopts_from_its_day(administration, ready, item, committee, make_item):
    Succession.objects.create(body=ready.owner, heir=committee, on=date(2023, 8, 1))
    before, after = (make_item(committee, day) for day in (date(2023, 7, 31), date(2023, 8, 8)))

    assert list(items_to_adopt_at(ready, TODAY)) == [after, item]
    assert before not in items_to_adopt_at(ready, TODAY)
    assert adopt(ready, after, administration).adopted_by == committee
