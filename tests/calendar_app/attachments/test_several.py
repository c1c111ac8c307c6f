"""Several files at once: each becomes an attachment, and one that is refused does not stop the others."""

import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ishoj_process.files.forms import title_from
from ishoj_process.models import AgendaItem, Attachment, ItemCorrection, Meeting
from tests.ishoj_process.files.test_uploads import pdf

from .test_views import on_disk, publish


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


def file(name, content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def send(browser, item, *files, json=False, **typed):
    headers = {"accept": "application/json"} if json else {}
    return browser.post(f"/punkter/{item.pk}/bilag/nyt/", {"file": files, **typed}, headers=headers)


def approve(item):
    approved = {"minutes_state": Meeting.MinutesState.APPROVED, "minutes_approved_on": item.meeting.start_date}
    Meeting.objects.filter(pk=item.meeting_id).update(**approved)


def kept(item):
    return [(row.number, row.title) for row in item.attachments.all()]


def told(browser, item):
    page = browser.get(item.get_absolute_url())
    return [str(message) for message in page.context["messages"]]


def test_each_file_becomes_an_attachment_called_by_its_name(browser, agenda_item, uploads_in):
    answer = send(browser, agenda_item, file("Budget_2024.pdf"), file("kort over havnen.pdf"), title="Ubrugt")

    assert answer.url == f"/moeder/{agenda_item.meeting_id}/#punkt-{agenda_item.pk}"
    assert kept(agenda_item) == [(1, "Budget 2024"), (2, "kort over havnen")]
    assert len(on_disk(uploads_in)) == 2
    assert told(browser, agenda_item) == ["2 bilag er tilføjet: ”Budget 2024” og ”kort over havnen”."]


@pytest.mark.parametrize(("typed", "title"), [("Oplæg", "Oplæg"), ("", "note"), (" \u200b ", "note")])
def test_one_file_is_called_as_typed_or_by_its_name(browser, agenda_item, uploads_in, typed, title):
    send(browser, agenda_item, file("note.pdf"), title=typed)

    assert kept(agenda_item) == [(1, title)]


REFUSED = {
    "tom.pdf": b"",
    "skjult.pdf": b"<script>",
    "program.exe": None,
}


@pytest.mark.parametrize(("name", "content"), REFUSED.items(), ids=REFUSED)
def test_one_of_three_is_refused_by_its_name_and_the_others_are_kept(browser, agenda_item, uploads_in, name, content):
    page = send(browser, agenda_item, file("a.pdf"), file(name, content), file("b.pdf"))

    assert page.status_code == 200
    [refusal] = page.context["form"].errors["file"]
    assert refusal.startswith(f"{name}: ")
    assert kept(agenda_item) == [(1, "a"), (2, "b")]
    assert len(on_disk(uploads_in)) == 2
    assert "2 bilag er tilføjet: ”a” og ”b”. De øvrige er ikke tilføjet. Vælg dem igen, når de er rettet." in page.text
    assert ("Intet er gemt" in page.text, "Tilbage uden at gemme" in page.text) == (False, False)
    assert "Tilbage til punktet" in page.text
    assert "<title>Fejl: " in page.text


def test_the_refused_one_can_be_sent_again_from_the_page_that_refused_it(browser, agenda_item, uploads_in):
    first = browser.get(f"/punkter/{agenda_item.pk}/bilag/nyt/").context["form"]["token"].value()
    page = send(browser, agenda_item, file("a.pdf"), file("b.pdf", b""), token=str(first))

    send(browser, agenda_item, file("b.pdf"), token=page.context["form"]["token"].value())

    assert kept(agenda_item) == [(1, "a"), (2, "b")]


def test_sent_twice_they_are_kept_once_and_the_refusal_is_told_both_times(browser, agenda_item, uploads_in):
    token = str(browser.get(f"/punkter/{agenda_item.pk}/bilag/nyt/").context["form"]["token"].value())
    pages = [send(browser, agenda_item, file("a.pdf"), file("b.pdf", b""), token=token) for _click in range(2)]

    assert kept(agenda_item) == [(1, "a")]
    assert len(on_disk(uploads_in)) == 1
    assert [list(page.context["form"].errors) for page in pages] == [["file"], ["file"]]


def test_all_refused_keep_nothing_and_each_is_named(browser, agenda_item, uploads_in):
    page = send(browser, agenda_item, file("a.pdf", b""), file("b.pdf", b""))

    assert [line.partition(":")[0] for line in page.context["form"].errors["file"]] == ["a.pdf", "b.pdf"]
    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])
    agenda_item.refresh_from_db()
    assert agenda_item.last_attachment_number == 0


def test_none_is_asked_for(browser, agenda_item):
    assert send(browser, agenda_item).context["form"].errors == {"file": ["Vælg en fil."]}


@pytest.mark.parametrize(("count", "kept_count"), [(20, 20), (21, 0)])
def test_twenty_at_once_and_no_more(browser, agenda_item, uploads_in, count, kept_count):
    answer = send(browser, agenda_item, *[file(f"{number}.pdf") for number in range(count)])

    assert agenda_item.attachments.count() == kept_count == len(on_disk(uploads_in))
    if not kept_count:
        assert answer.context["form"].errors == {"file": ["Vælg højst 20 filer ad gangen. Du har valgt 21."]}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Blåbærgrød_på_Ærø.pdf", "Blåbærgrød på Ærø"),
        (unicodedata.normalize("NFD", "Blåbær på Ærø.pdf"), "Blåbær på Ærø"),
        ("Bilag__1 _oversigt.final.pdf", "Bilag 1 oversigt.final"),
        ("skjult\u00ad\u200btegn.pdf", "skjulttegn"),
        ("_.pdf", "_.pdf"),
        ("å" * 300 + ".pdf", "å" * 200),
        (unicodedata.normalize("NFD", "å" * 120) + ".pdf", "å" * 120),
    ],
)
def test_name_of_a_file_as_a_title(name, title):
    assert title_from(name) == title


@pytest.mark.parametrize(
    "name", ["å" * 300 + ".pdf", unicodedata.normalize("NFD", "å" * 150) + ".pdf", "../../x_y.pdf"]
)
def test_odd_name_is_kept_within_its_columns(browser, agenda_item, uploads_in, name):
    send(browser, agenda_item, file(name), file("b.pdf"))

    row = agenda_item.attachments.first()
    assert row.title == title_from(row.original_name)[:200] or row.title.startswith(row.original_name[:196])
    assert len(row.title) <= 200
    assert len(row.original_name) <= 200
    assert row.original_name.endswith(".pdf")
    assert unicodedata.is_normalized("NFC", row.title + row.original_name)


def test_each_that_comes_after_publication_is_a_correction(browser, agenda_item, uploads_in):
    publish(agenda_item)

    send(browser, agenda_item, file("a.pdf"), file("b.pdf"))

    lines = ItemCorrection.objects.filter(item=agenda_item).order_by("id").values_list("what", flat=True)
    assert list(lines) == ["Bilag 1 er tilføjet: a", "Bilag 2 er tilføjet: b"]


def test_minutes_that_are_approved_take_none(browser, agenda_item, uploads_in):
    approve(agenda_item)

    page = send(browser, agenda_item, file("a.pdf"), file("b.pdf", b""))

    assert page.context["form"].non_field_errors() == ["Referatet er godkendt. Intet i det kan længere ændres."]
    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])


def test_nothing_stays_of_any_where_one_cannot_be_stored(browser, agenda_item, uploads_in, monkeypatch):
    save = Attachment.save

    def fail(row, *args, **kwargs):
        if row.number == 2:
            raise OSError("the disk is gone")
        save(row, *args, **kwargs)

    monkeypatch.setattr(Attachment, "save", fail)

    with pytest.raises(OSError, match="the disk is gone"):
        send(browser, agenda_item, file("a.pdf"), file("b.pdf"))

    assert (Attachment.objects.count(), on_disk(uploads_in)) == (0, [])


def test_item_that_is_gone_meanwhile_is_not_found(browser, agenda_item, uploads_in, monkeypatch):
    def gone(_item):
        raise AgendaItem.DoesNotExist

    monkeypatch.setattr(AgendaItem, "locked", gone)

    assert send(browser, agenda_item, file("a.pdf")).status_code == 404
    assert on_disk(uploads_in) == []


def test_what_is_dropped_is_answered_to_the_script_and_tells_no_page(browser, agenda_item, uploads_in):
    answers = [
        send(browser, agenda_item, file("a.pdf"), json=True).json(),
        send(browser, agenda_item, file("b.pdf", b""), json=True).json(),
        send(browser, agenda_item, json=True).json(),
    ]

    assert answers == [
        {"added": ["a"], "refused": []},
        {"added": [], "refused": ["b.pdf: Filen er tom. Vælg en anden fil."]},
        {"added": [], "refused": ["Vælg en fil."]},
    ]
    assert kept(agenda_item) == [(1, "a")]
    assert told(browser, agenda_item) == []


@pytest.mark.parametrize(
    ("who", "is_frozen", "may_drop"),
    [
        ("secretariat", False, True),
        ("secretariat", True, False),
        ("administration", False, False),
        (None, False, False),
    ],
)
def test_files_are_dropped_where_they_may_be_added(request, client_of, agenda_item, who, is_frozen, may_drop):
    publish(agenda_item)
    if is_frozen:
        approve(agenda_item)

    page = client_of(request.getfixturevalue(who) if who else None).get(f"/moeder/{agenda_item.meeting_id}/").text

    assert [words in page for words in ("attachments.js", f'/punkter/{agenda_item.pk}/bilag/nyt/" data-attach')] == [
        may_drop,
        may_drop,
    ]
    assert ('data-most="20"' in page) is may_drop


@pytest.mark.parametrize("chosen", [True, False])
def test_only_who_chose_a_file_is_told_to_choose_again(browser, agenda_item, chosen):
    sent = {"title": ""} | ({"file": file("tal.pdf")} if chosen else {})

    page = browser.post(f"/moeder/{agenda_item.meeting_id}/punkter/nyt/", sent).text

    assert "Skriv en titel." in page
    assert ("En fil skal vælges igen." in page) is chosen
