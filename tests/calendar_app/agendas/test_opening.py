"""A closed item is opened by who has been shown what becomes public with it, and not by a box that was unticked."""

import pytest
from django.apps import apps

from calendar_app.agendas.opening import BY_KEY, UNCHANGED, becomes_public, mark_of_opening
from ishoj_process.models import LEVELS, AgendaItem, Case, Treatment
from strategies.models import Consultation, Response
from tests.calendar_app.conftest import make_attachment
from tests.conftest import TODAY
from vision.models import Adoption, DebatePaper, Draft

LOOK = "Se, hvad der bliver offentligt, når punktet åbnes, og sæt flueben ved, at du har set det."
MORE = "Mere vil blive offentligt, end du fik vist. Se det igennem igen."


@pytest.fixture
def closed_item(published, make_item, strategy, uploads_in):
    item = make_item(
        "Køb af grund",
        is_closed=True,
        public_title="Ejendomssag",
        economy="<p>To millioner.</p>",
        decision="<p>Godkendt.</p>",
        case=Case.objects.create(number="23/4711"),
    )
    make_attachment(item, title="Skøde")
    Treatment.objects.create(item=item, strategy=strategy)
    item.corrections.create(what="Prisen er rettet.", on=TODAY)
    item.minority_statements.create(by_whom="Liste B", text="<p>Imod.</p>")
    item.follow_ups.create(what="Skødet tinglyses", role="Centerchefen")
    return item


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def opened(browser, item, **sent):
    whole = {"title": item.title, "version": item.version, "public_title": item.public_title} | sent
    response = browser.post(f"/punkter/{item.pk}/rediger/", whole | {"correction": "Åbnet."})
    item.refresh_from_db()
    return response


def test_page_shows_all_that_becomes_public_with_the_item(browser, closed_item):
    page = browser.get(f"/punkter/{closed_item.pk}/rediger/").text

    assert becomes_public(closed_item) == [
        "den egentlige titel: Køb af grund",
        "teksterne under Økonomi, Beslutning",
        "bilag 1. Skøde",
        "rettelsen: Prisen er rettet.",
        "mindretalsudtalelsen fra Liste B",
        "opfølgningen, for Byrådet: Skødet tinglyses",
        "at punktet behandler Biodiversitetsstrategi",
        "sagen 23/4711",
    ]
    assert [line in page for line in becomes_public(closed_item)] == [True] * 8


def test_item_stays_closed_until_it_is_ticked_that_all_was_seen(browser, client, closed_item):
    refused = opened(browser, closed_item)
    was_closed = (closed_item.is_closed, "Køb af grund" in client.get(closed_item.meeting.get_absolute_url()).text)

    done = opened(browser, closed_item, opening=mark_of_opening(closed_item))

    assert refused.context["form"].errors == {"opening": [LOOK]}
    assert was_closed == (True, False)
    assert (done.status_code, closed_item.is_closed) == (302, False)


def test_what_was_added_since_is_shown_before_the_item_is_opened(browser, closed_item):
    seen = mark_of_opening(closed_item)
    make_attachment(closed_item, title="Vurdering", number=2)

    response = opened(browser, closed_item, opening=seen)

    assert response.context["form"].errors["opening"] == [MORE]
    assert closed_item.is_closed is True


def test_closed_item_is_edited_without_being_asked(browser, closed_item):
    response = opened(browser, closed_item, is_closed="on", title="Køb af grunden")

    assert (response.status_code, closed_item.title, closed_item.is_closed) == (302, "Køb af grunden", True)


def test_open_item_is_asked_nothing(browser, agenda_item):
    assert "opening" not in browser.get(f"/punkter/{agenda_item.pk}/rediger/").context["form"].fields


def test_second_tab_is_shown_in_words_that_the_item_was_opened_meanwhile(browser, closed_item):
    seen = closed_item.version
    opened(browser, closed_item, opening=mark_of_opening(closed_item))

    response = opened(browser, closed_item, is_closed="on", version=seen)

    [row] = [row for row in response.context["conflict"] if row.label == "Lukket punkt"]
    assert (response.status_code, row.theirs, row.mine) == (409, "nej", "ja")


def test_each_key_that_leads_to_an_item_says_what_opens_through_it():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    keys = {
        f"{'ishoj_process.Level' if field.model in LEVELS else field.model._meta.label}.{field.name}"
        for field in fields
        if field.is_relation and not field.auto_created and field.related_model is AgendaItem
        if not field.model.__name__.startswith("Historical")  # earlier versions are the secretariat's
    }

    assert keys == BY_KEY.keys() | UNCHANGED


def test_what_hangs_on_the_item_from_afar_becomes_public_with_it(closed_item, vision, strategy):
    paper = DebatePaper.objects.create(vision=vision, title="Oplæg", state="published")
    paper.questions.create(text="Hvor meget må det koste?", item=closed_item)
    draft = Draft.objects.create(vision=vision, number=1, made_on=TODAY)
    Adoption.objects.create(vision=vision, item=closed_item, draft=draft, is_unanimous=True)
    consultation = Consultation.objects.create(strategy=strategy, number=1)
    Response.objects.create(consultation=consultation, sender_kind="citizen", has_remarks=False, item=closed_item)
    type(strategy).objects.update(adopted_at_item=closed_item)

    assert set(becomes_public(closed_item)) >= {
        "at punktet vedtager Biodiversitetsstrategi",
        f"hvordan Byrådet vedtog {vision}: Enstemmigt",
        "at punktet tager spørgsmålet op: Hvor meget må det koste?",
        f"at et høringssvar til {consultation} blev besluttet under punktet",
    }


def test_statement_that_was_reworded_since_is_looked_at_again(browser, closed_item):
    seen = mark_of_opening(closed_item)
    closed_item.minority_statements.update(text="<p>Noget andet.</p>")

    response = opened(browser, closed_item, opening=seen)

    assert response.context["form"].errors["opening"] == [MORE]
    assert closed_item.is_closed is True
