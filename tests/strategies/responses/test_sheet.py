"""Answers from outside that are read from a spreadsheet: the reader, what it refuses, and all or none stored."""

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from strategies.models import Response, ResponseSheet
from strategies.responses.acts import store_responses
from strategies.responses.sheet import empty_sheet, read_sheet
from tests.calendar_app.agenda_import.files import ods_cell, ods_file

TODAY = date(2023, 8, 14)
HEADER = ["Afsender", "Organisation", "Modtaget", "Svar"]
TREES = ["borger", "", "10-08-2023", "Flere træer."]


def upload(content, name="svar.csv"):
    return SimpleUploadedFile(name, content)


def text_file(*rows, encoding="utf-8", delimiter=";"):
    return upload("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))


def workbook(*rows, name="svar.xlsx"):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return upload(file.getvalue(), name)


def values_of(file):
    return [tuple(row.values.values()) for row in read_sheet(file).rows]


def why(file):
    with pytest.raises(ValidationError) as refusal:
        read_sheet(file)
    return refusal.value.messages


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def public_consultation(make_consultation, committee):
    return make_consultation(committee, is_public=True)


def send(browser, consultation, file, **more):
    return browser.post(f"/hoeringer/{consultation.pk}/svar/regneark/", {"file": file, **more})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_text_is_read_as_danish_programs_write_it(encoding, delimiter):
    file = text_file(HEADER, TREES, ["Forening", "Ældre Sagen", "", "Små øer"], encoding=encoding, delimiter=delimiter)

    assert values_of(file) == [
        ("citizen", "", "10-08-2023", "Flere træer."),
        ("association", "Ældre Sagen", "", "Små øer"),
    ]


def test_text_in_quotes_keeps_its_lines():
    file = upload('Type;Høringssvar\r\nborgere;"Én linje;\nog én til ""sådan"""\r\n'.encode())

    assert values_of(file) == [("citizen", "", "", 'Én linje;\nog én til "sådan"')]


@pytest.mark.parametrize("day", [date(2023, 8, 10), datetime(2023, 8, 10, 12), 45148, "10-08-2023"])  # noqa: DTZ001
def test_workbook_is_read_with_days_however_they_are_kept(day):
    file = workbook(HEADER, ["råd eller nævn", "Seniorrådet", day, 42], [None, " ", None, None])

    assert values_of(file) == [("board", "Seniorrådet", "10-08-2023", "42")]


def test_workbook_that_states_too_small_a_size_loses_no_rows():
    packed = BytesIO()
    with zipfile.ZipFile(workbook(HEADER, TREES, TREES, TREES)) as book, zipfile.ZipFile(packed, "w") as other:
        for entry in book.infolist():
            content = book.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b'ref="A1:D4"', b'ref="A1:B2"')
                assert b"A1:B2" in content
            other.writestr(entry.filename, content)

    assert len(values_of(upload(packed.getvalue(), "svar.xlsx"))) == 3


def test_quotation_mark_that_is_never_closed_swallows_no_rows():
    file = upload(b'type;svar\r\nborger;"Et\r\nborger;To\r\nborger;Tre\r\n')

    assert why(file) == ["Regnearket kunne ikke læses. Gem det igen som .xlsx eller som .csv."]


def test_columns_stand_in_any_order_and_others_are_not_kept():
    sheet = read_sheet(text_file(["Navn", "SVAR:", "CPR", " type "], ["Person", "Ja", "010170-1234", "borger"]))

    assert [row.values for row in sheet.rows] == [{"sender_kind": "citizen", "sender": "", "sent_on": "", "text": "Ja"}]
    assert sheet.unread == ["Navn", "CPR"]


def test_rows_keep_the_numbers_that_the_file_gives_them():
    sheet = read_sheet(text_file(["", ""], HEADER, ["", ""], TREES))

    assert [row.number for row in sheet.rows] == [4]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (lambda: upload(b""), "Filen har ingen rækker."),
        (lambda: text_file(HEADER), "Filen har en overskrift og ingen svar."),
        (lambda: text_file(["Navn", "Dato"], ["x", "y"]), "Den første række skal navngive kolonnerne. Der mangler: "),
        (lambda: upload(b"PK\x03\x04 no archive", "a.xlsx"), "Filen kunne ikke læses som"),
        (lambda: upload(b"\xd0\xcf\x11\xe0\x00\x00", "a.xls"), "Filen er ikke et regneark."),
        (lambda: workbook(HEADER, TREES, name="a.xlsm"), "Indholdet er Excel, så filnavnet skal ende på .xlsx."),
        (lambda: text_file(HEADER, *[TREES] * 2001), "Filen har mere end 2000 svar. Del den i flere."),
        (lambda: text_file(HEADER, *[[""]] * 100_000, TREES), "Filen har mere end 2000 svar. Del den i flere."),
        (lambda: upload(b"a" * 21_000_000), "Filen fylder"),
        (lambda: upload(b"type;svar\r\nborger;" + b"a" * 200_000), "Regnearket kunne ikke læses."),
    ],
)
def test_file_that_cannot_be_read_says_why(file, reason):
    assert why(file())[0].startswith(reason)


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: f"type;svar\n{text}".encode())))
def test_any_bytes_are_read_or_refused(content):
    with suppress(ValidationError):
        read_sheet(upload(content))


def test_file_to_fill_in_can_be_read_when_it_is_filled_in():
    book = load_workbook(BytesIO(empty_sheet()))
    sheet = book.worksheets[0]
    assert (book.properties.title, book.properties.language) == ("Regneark til svar på en høring", "da")
    assert [cell.value for cell in sheet[1]] == HEADER
    kinds = sheet.data_validations.dataValidation[0].formula1.strip('"').split(",")
    for number, kind in enumerate(kinds, start=2):
        sheet.cell(number, 1, kind)
        sheet.cell(number, 4, "Ja")
    file = BytesIO()
    book.save(file)

    kinds = [row[0] for row in values_of(upload(file.getvalue(), "svar.xlsx"))]

    assert kinds == ["citizen", "association", "business", "board", "other"]


@pytest.mark.parametrize(
    ("text", "is_private"),
    [
        ("Ring på 12 34 56 78", True),
        ("skriv til mig@example.org", True),
        ("010170-1234", True),
        ("+45 12345678", True),
        ("Matrikel 12a, 2023, 1.250.000 kr.", False),
        ("I 2035 skal der være 25.000 boliger", False),
    ],
)
def test_what_looks_private_is_found(text, is_private):
    (row,) = read_sheet(text_file(HEADER, ["borger", "", "", text])).rows

    assert row.looks_private is is_private


def test_answers_are_stored_as_if_they_were_typed(browser, public_consultation, administration):
    file = workbook(HEADER, TREES, ["forening", "Ishøj Haveforening", None, "<b>Ja</b> \u202e til træer"])

    response = send(browser, public_consultation, file)

    assert response.url == f"/hoeringer/{public_consultation.pk}/#svar-udefra"
    rows = Response.objects.values_list("sender_kind", "sender", "sent_on", "text", "sheet__name", "updated_by")
    assert list(rows) == [
        ("citizen", "", date(2023, 8, 10), "Flere træer.", "svar.xlsx", administration.pk),
        (
            "association",
            "Ishøj Haveforening",
            date(2023, 8, 14),
            "<b>Ja</b>  til træer",
            "svar.xlsx",
            administration.pk,
        ),
    ]
    assert {row.history.count() for row in Response.objects.all()} == {1}
    assert "&lt;b&gt;Ja&lt;/b&gt;" in browser.get(response.url).content.decode()


def test_one_fault_refuses_the_whole_file_and_every_fault_is_named(browser, public_consultation):
    rows = [
        TREES,
        ["kat", "", "", "Mjav"],
        ["borger", "Hr. Navn", "", "Ja"],
        ["borger", "", "15-08-2023", "Ja"],
        ["borger", "", "31-07-2023", "Ja"],
        ["borger", "", "31-02-2023", "Ja"],
        ["borger", "", "", ""],
        ["borger", "", "", "a" * 20_001],
    ]

    response = send(browser, public_consultation, text_file(HEADER, *rows))

    assert response.context["form"].faults == [
        (3, "Afsender: Vælg en mulighed fra listen."),
        (4, "Organisationens navn: En borger nævnes ikke ved navn."),
        (5, "Modtaget den: Dagen ligger efter i dag."),
        (6, "Modtaget den: Høringen var ikke sendt den dag."),
        (7, "Modtaget den: Skriv en dato, der findes, fx 21-08-2023."),
        (8, "Svar: Skriv en tekst."),
        (9, "Svar: Skriv højst 20000 tegn. Der er 20001."),
    ]
    assert (Response.objects.count(), ResponseSheet.objects.count()) == (0, 0)


def test_file_read_twice_is_stored_once(browser, public_consultation):
    rows = [HEADER, TREES, TREES]  # two have sent the same letter
    for _click in range(2):
        answer = send(browser, public_consultation, text_file(*rows))
        assert answer.status_code == 302

    send(browser, public_consultation, text_file(*rows, TREES, ["forening", "Klubben", "", "Nej"]))

    assert sorted(Response.objects.values_list("text", flat=True)) == ["Flere træer."] * 3 + ["Nej"]
    assert ResponseSheet.objects.count() == 2


def test_rows_that_look_private_are_to_be_looked_through(browser, public_consultation):
    rows = (HEADER, ["borger", "", "", "Ring til 12345678"])

    response = send(browser, public_consultation, text_file(*rows))
    assert (response.context["form"].private, Response.objects.count()) == ([2], 0)

    send(browser, public_consultation, text_file(*rows), is_looked_through="on")
    assert Response.objects.count() == 1


def test_no_file_is_asked_for(browser, public_consultation):
    response = browser.post(f"/hoeringer/{public_consultation.pk}/svar/regneark/", {})

    assert response.context["form"].errors["file"] == ["Vælg en fil."]


def test_answers_are_taken_back_as_a_whole(browser, public_consultation):
    send(browser, public_consultation, text_file(HEADER, TREES, ["andre", "", "", "Hm"]))
    Response.objects.create(
        consultation=public_consultation, sender_kind="citizen", text="Typet", sent_on=date(2023, 8, 2)
    )
    sheet = ResponseSheet.objects.get()
    url = f"/hoeringer/{public_consultation.pk}/svar/regneark/{sheet.pk}/fjern/"

    assert browser.get(url).context["count"] == 2
    answers = [browser.post(url).status_code for _click in range(2)]

    assert answers == [302, 404]
    assert [row.text for row in Response.objects.all()] == ["Typet"]


def test_answers_that_were_split_are_not_taken_back(browser, public_consultation):
    send(browser, public_consultation, text_file(HEADER, TREES))
    Response.objects.get().points.create(text="Træer")
    url = f"/hoeringer/{public_consultation.pk}/svar/regneark/{ResponseSheet.objects.get().pk}/fjern/"

    reasons = browser.get(url).context["reasons"]
    browser.post(url)

    assert reasons == ["Nogle af svarene er delt op i punkter. Fjern svarene ét for ét."]
    assert Response.objects.count() == 1


@pytest.mark.parametrize("changed", [{"state": "withdrawn"}, {"reported_on": date(2023, 8, 14)}])
def test_consultation_that_takes_no_answers_reads_none(browser, public_consultation, changed):
    for name, value in changed.items():
        setattr(public_consultation, name, value)
    public_consultation.save()

    assert send(browser, public_consultation, text_file(HEADER, TREES)).url == f"/hoeringer/{public_consultation.pk}/"
    assert Response.objects.count() == 0


def test_consultation_that_does_not_ask_the_public_has_no_such_page(browser, make_consultation, committee):
    assert browser.get(f"/hoeringer/{make_consultation(committee).pk}/svar/regneark/").status_code == 404


def test_many_answers_are_paged_and_each_is_found(browser, public_consultation):
    rows = [["borger", "", "", f"Svar {number}"] for number in range(60)]
    send(browser, public_consultation, text_file(HEADER, *rows))
    last = Response.objects.get(text="Svar 59")

    page = browser.get(last.get_absolute_url()).context["outside"]

    assert (page.number, page.paginator.count, last in page.object_list) == (3, 60, True)


@pytest.mark.parametrize(("rows", "queries"), [(1, 30), (300, 30)])
def test_storing_costs_the_same_for_many(
    administration, public_consultation, django_assert_max_num_queries, rows, queries
):
    responses = [
        Response(sender_kind="citizen", text=f"Svar {number}", sent_on=date(2023, 8, 10)) for number in range(rows)
    ]

    with django_assert_max_num_queries(queries):
        store_responses(
            consultation=public_consultation, responses=responses, name="a.csv", by=administration, on=TODAY
        )

    assert Response.objects.count() == Response.history.count() == rows


def test_title_above_the_names_of_columns_is_no_answer():
    sheet = read_sheet(text_file(["Høringssvar, juni 2023"], ["Ishøj Kommune"], [""], HEADER, TREES))

    assert [(row.number, row.values["text"]) for row in sheet.rows] == [(5, "Flere træer.")]


@pytest.mark.parametrize("encoding", ["utf-16", "mac_roman", "cp850"])
def test_text_of_old_programs_is_read(encoding):
    assert values_of(text_file(HEADER, TREES, encoding=encoding)) == [("citizen", "", "10-08-2023", "Flere træer.")]


def test_what_a_sheet_hides_is_told_when_it_is_read(browser, public_consultation):
    book = Workbook()
    for row in (HEADER, TREES, ["borger", "", "10-08-2023", "Skjult"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    file = BytesIO()
    book.save(file)

    answer = browser.post(
        f"/hoeringer/{public_consultation.pk}/svar/regneark/",
        {"file": upload(file.getvalue(), "svar.xlsx")},
        follow=True,
    )

    assert "1 svar er indlæst. Skjulte rækker er udeladt: 3" in answer.content.decode()
    assert [row.text for row in Response.objects.all()] == ["Flere træer."]


def test_answers_from_libreoffice_are_read():
    file = ods_file(HEADER, ["borger", "", ods_cell("10. aug.", 'office:date-value="2023-08-10"', "date"), "Ja"])

    assert values_of(file) == [("citizen", "", "10-08-2023", "Ja")]
