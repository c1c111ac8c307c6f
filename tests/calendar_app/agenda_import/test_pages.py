"""An agenda from a file on the page: shown, corrected, made in one act, taken back as a whole, forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from calendar_app.models import AgendaImport
from ishoj_process.models import AgendaItem, Case
from tests.calendar_app.conftest import make_attachment

from .files import sheet_file, word_file

BLOCKS = (
    (1, "1. Budget"),
    "Sagsnr.: 23/4711",
    (2, "Indstilling"),
    "at godkende",
    (2, "Beslutningskompetence"),
    "Byrådet",
    (1, "2. Køb af Strandvej 1 (lukket)"),
    "Prisen er 4 mio.",
)
CHOSEN = {
    "punkt-1-take": "on",
    "punkt-1-title": "Budget 2024",
    "punkt-2-take": "on",
    "punkt-2-title": "Køb af Strandvej 1",
    "punkt-2-is_closed": "on",
    "punkt-2-public_title": "Køb af ejendom",
}


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def url(theme_meeting):
    return f"/moeder/{theme_meeting.pk}/dagsorden/indlaes/"


def read_in(browser, url, **sent):
    """Read a file or a text; the address of what would be made of it."""
    response = browser.post(url, sent or {"file": word_file(*BLOCKS)})
    assert response.status_code == 302, response.context["form"].errors
    return response.url


@pytest.fixture
def preview(browser, url):
    return read_in(browser, url)


@pytest.fixture
def made(browser, preview):
    browser.post(preview, CHOSEN)
    return AgendaImport.objects.get()


def test_nothing_is_stored_before_it_is_confirmed(browser, preview):
    page = browser.get(preview).text

    assert [text in page for text in ("Budget", "at godkende", "23/4711", "Køb af Strandvej 1")] == [True] * 4
    assert (AgendaItem.objects.count(), Case.objects.count()) == (0, 0)


def test_items_are_made_as_they_were_corrected(browser, preview, agenda_item, council, secretariat):
    response = browser.post(preview, CHOSEN)

    _first, budget, purchase = agenda_item.meeting.items.all()
    assert response.url == f"/moeder/{agenda_item.meeting_id}/#dagsorden"
    assert (budget.number, budget.title, budget.recommendation) == (2, "Budget 2024", "<p>at godkende</p>")
    assert (budget.case.number, budget.deciding_body, budget.updated_by) == ("23/4711", council, secretariat)
    assert (purchase.is_closed, purchase.public_title) == (True, "Køb af ejendom")
    assert purchase.case_presentation == "<p>Prisen er 4 mio.</p>"
    assert budget.history.get().history_user == secretariat
    assert AgendaImport.objects.get().content is None


def test_closed_item_is_not_made_without_a_public_title(browser, preview):
    response = browser.post(preview, CHOSEN | {"punkt-2-public_title": " "})

    assert response.status_code == 200
    assert response.context["proposals"][1].form.errors == {
        "public_title": ["Et lukket punkt skal have en titel, som må vises for offentligheden."]
    }
    assert 'value="Budget 2024"' in response.text
    assert AgendaItem.objects.count() == 0


def test_item_is_left_out_whatever_it_lacks(browser, preview):
    browser.post(preview, {"punkt-1-take": "on", "punkt-1-title": "Budget", "punkt-2-is_closed": "on"})

    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Budget"]


def test_no_item_chosen_is_refused(browser, preview):
    assert browser.post(preview, {}).context["refused"] == ["Der er ikke valgt noget punkt."]


def test_confirmed_twice_the_items_are_made_once(browser, preview):
    answers = [browser.post(preview, CHOSEN) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert AgendaItem.objects.count() == 2


def test_item_that_is_there_is_not_proposed_again(browser, url, made):
    proposals = browser.get(read_in(browser, url)).context["proposals"]

    assert [(row.is_there, row.form["take"].value()) for row in proposals] == [(False, True), (True, False)]


def test_published_agenda_takes_no_file(browser, url, preview, theme_meeting):
    theme_meeting.agenda_state = "published"
    theme_meeting.save()

    confirmed = browser.post(preview, CHOSEN)
    read = browser.post(url, {"file": word_file(*BLOCKS)})

    reason = "Dagsordenen er offentliggjort. Opret flere punkter ét ad gangen som tillægspunkter"
    assert confirmed.context["refused"][0].startswith(reason)
    assert read.context["reasons"][0].startswith(reason)
    assert (AgendaItem.objects.count(), AgendaImport.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("sent", "field", "fault"),
    [
        ({}, "__all__", "Vælg en fil, eller sæt teksten ind."),
        ({"text": "Intet her", "text-format": "plain"}, "text", "Der blev ikke fundet punkter."),
        ({"file": sheet_file(["Navn"], ["x"])}, "file", "Den første række skal navngive kolonnerne."),
        ({"file": sheet_file(["Titel"])}, "file", "Der blev ikke fundet punkter."),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(browser, url, sent, field, fault):
    response = browser.post(url, sent)

    assert response.context["form"].errors[field][0].startswith(fault)
    assert sent.get("text", "") in response.text
    assert AgendaImport.objects.count() == 0


def test_pasted_text_keeps_the_levels_of_its_headings(browser, url):
    text = "<h1>1. Budget</h1><h2>Indstilling</h2><p>at ja</p><h2>Klima</h2><h3>Vand</h3><script>x</script>"

    proposals = browser.get(read_in(browser, url, text=text)).context["proposals"]

    assert proposals[0].item.sections == {
        "recommendation": "<p>at ja</p>",
        "case_presentation": "<h3>Klima</h3><h4>Vand</h4>",
    }


# Taking back


def test_all_items_of_a_file_are_taken_back(browser, url, made, agenda_item):
    browser.post(f"{url}{made.pk}/fortryd/")

    assert list(AgendaItem.objects.all()) == [agenda_item]
    assert (Case.objects.count(), AgendaImport.objects.count()) == (0, 0)


@pytest.mark.parametrize("change", ["text", "file", "carried"])
def test_changed_items_are_not_taken_back(browser, url, made, make_meeting, uploads_in, change):
    item = made.items.get(number=2)
    if change == "text":
        AgendaItem.objects.filter(pk=item.pk).update(version=2)
    elif change == "file":
        make_attachment(item)
    else:
        AgendaItem.objects.create(meeting=make_meeting(), number=1, title="Senere", carried_from=item)

    response = browser.get(f"{url}{made.pk}/fortryd/")
    browser.post(f"{url}{made.pk}/fortryd/")

    assert response.context["reasons"] == ["Punkt 2 er ændret siden.", "Slet punkterne ét ad gangen."]
    assert made.items.count() == 2


# What is kept


def test_file_that_nobody_confirmed_is_forgotten_after_a_day(browser, preview, made, url):
    old = read_in(browser, url)
    AgendaImport.objects.update(read_at=timezone.now() - timedelta(hours=25))

    assert browser.get(old).status_code == 404
    call_command("send_digests", verbosity=0)
    assert list(AgendaImport.objects.all()) == [made]


def test_file_of_another_meeting_is_absent(browser, preview, make_meeting, council):
    other = make_meeting(council)
    pk = AgendaImport.objects.get().pk

    assert browser.get(f"/moeder/{other.pk}/dagsorden/indlaes/{pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_preview_asks_the_database_as_often_for_many_items_as_for_one(
    browser, url, count, django_assert_num_queries, theme_meeting
):
    preview = read_in(browser, url, text="".join(f"<h1>{number}. Sag</h1>" for number in range(1, count + 1)))

    with django_assert_num_queries(4):
        browser.get(preview)


# What may be closed

ASKED = "<h1>1. Lukket sportshal</h1><h1>2. Budget</h1>"


def taken(**more):
    return {"punkt-1-take": "on", "punkt-1-title": "Sportshal", **more}


def test_preview_asks_whether_an_item_is_closed(browser, url):
    first, second = browser.get(read_in(browser, url, text=ASKED)).context["proposals"]

    assert [(row.item.is_closed, row.asks_for_public) for row in (first, second)] == [(True, True), (False, False)]
    assert first.form["is_closed"].label == "Er punktet lukket?"
    assert first.form["is_closed"].value() is None


@pytest.mark.parametrize("answer", ["", "on", "nonsense"])
def test_without_an_answer_the_item_stays_closed(browser, url, answer):
    sent = taken(**{"punkt-1-is_closed": answer} if answer else {})
    preview = read_in(browser, url, text=ASKED)

    refused = browser.post(preview, sent)
    browser.post(preview, {**sent, "punkt-1-public_title": "Ejendom"})

    assert refused.context["proposals"][0].form.errors
    assert set(AgendaItem.objects.values_list("is_closed", "public_title")) <= {(True, "Ejendom")}


def test_answer_opens_the_item(browser, url):
    browser.post(read_in(browser, url, text=ASKED), taken(**{"punkt-1-is_closed": "open"}))

    assert AgendaItem.objects.get().is_closed is False
