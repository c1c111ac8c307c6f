"""Numbers that are limits, each at its edge: so many are taken, and one more is not.

The numbers stand here once more, so that none is changed unseen. Whoever adds a limit writes its edge here.
"""

from datetime import date
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.word import reader as word
from calendar_app.feeds.acts import reasons_against_another
from calendar_app.models import MeetingRule, PrivateNote, Subscription
from calendar_app.overview.page import Tally
from calendar_app.plan_file.reading import _decoded, open_plan, parse
from calendar_app.reading.folder import _short
from calendar_app.red_thread.build import Step, _some_of
from calendar_app.red_thread.nodes import contribution_title
from calendar_app.timeline.period import Period
from calendar_app.year_plan.acts import first_of
from calendar_app.year_plan.forms import MeetingRuleForm
from ishoj_process.editing import unsent
from ishoj_process.editing.faults import forms_in
from ishoj_process.editing.page import told_apart
from ishoj_process.editing.versions import latest_versions
from ishoj_process.files import uploads
from ishoj_process.files.forms import SeveralFiles
from ishoj_process.models import Strategy
from ishoj_process.models.files import WORD
from ishoj_process.output.spreadsheets import filled_rows, read_table
from ishoj_process.output.workbooks import add_table, new_book
from ishoj_process.search.forms import SearchForm
from ishoj_process.search.views import _fewer_words
from ishoj_process.text import html_tree
from ishoj_process.text.richtext import clean_html
from ishoj_process.text.slugs import danish_slug
from ishoj_process.text.stems import stem, terms_of
from strategies.portfolio.build import Shelf
from strategies.responses.sheet import column_names, read_sheet
from strategies.responses.sheet_forms import ResponseSheetForm
from strategies.strategy.wordings import _stored as stored_wordings
from tests.calendar_app.agenda_import.files import sheet_file
from tests.calendar_app.new_term import test_limits as test_limits_of_a_term  # noqa: F401 - its edges count, too
from tests.ishoj_process.files.test_uploads import pdf
from tests.ishoj_process.output import test_limits_of_files  # noqa: F401 - its edges count among those below
from tests.limits import KEPT, LISTED_FIRST, STANDING, edge, is_taken, limits_in, value_at
from vision.document.meetings import MeetingCard, _most_points_text
from vision.models import Comment, Contribution, Round
from vision.rounds.count import breadth_steps, units_of

from .test_consistency import MAY_IMPORT, python_files


def test_every_limit_stands_here():
    limits = {place for path in python_files(*MAY_IMPORT) for place in limits_in(path)}

    assert limits == STANDING.keys() | LISTED_FIRST | KEPT
    assert {place: value_at(place) for place in STANDING} == STANDING


# Texts


@edge("ishoj_process.text.html_tree.DEEPEST", 19)
def test_elements_within_elements(count, is_within):
    assert is_taken(html_tree.parse, "<ul>" * count + "x" + "</ul>" * count) is is_within


@edge("ishoj_process.text.html_tree.DEEPEST_OPEN", 200)
def test_blocks_that_are_open_at_once(count, is_within):
    assert html_tree.is_too_deep("<div>x</div>" + "<div><p>" * count) is not is_within


@edge("ishoj_process.text.richtext.MOST_TAGS", 60_000)
def test_elements_of_a_text(count, is_within):
    assert is_taken(lambda: clean_html("<br>" * count, longest=1_000_000)) is is_within


@edge("ishoj_process.text.pasted.WIDEST", 30)
def test_columns_that_a_merged_cell_spans(count, is_within):
    table = clean_html(f"<table><tr><td colspan={count}>a</td><td>b</td></tr><tr><td>c</td></tr></table>")

    assert (table.partition("</tr>")[0].count("<t") - 3 == count + 1) is is_within


@edge("ishoj_process.text.richtext.LONGEST", 200_000)
def test_text(count, is_within):
    assert is_taken(clean_html, f"<p>{'x' * (count - len('<p></p>'))}</p>") is is_within


@edge("ishoj_process.text.slugs.LONGEST", 100)
def test_word_of_an_address(count, is_within):
    assert (danish_slug("x" * count) == "x" * count) is is_within


@edge("ishoj_process.editing.unsent.LONGEST", 300_000)
def test_form_that_is_kept(rf, count, is_within):
    request = rf.post("/", {"text": "x" * (count - len("text="))})
    request.session = {}

    unsent.keep(request)

    assert (unsent.KEY in request.session) is is_within


@pytest.mark.parametrize(
    ("model", "count", "is_within"),
    [
        (model, most + over, not over)
        for model, most in ((Contribution, 10_000), (Comment, 2000), (PrivateNote, 10_000))
        for over in (0, 1)
    ],
)
def test_what_somebody_writes(model, count, is_within):
    assert is_taken(model._meta.get_field("text").formfield().clean, "x" * count) is is_within


# Search


@edge("ishoj_process.text.stems.LONGEST_STEM", 40)
def test_stem(count, is_within):
    assert (len(stem("x" * count)) == count) is is_within


@edge("ishoj_process.text.stems.MOST_TERMS", 12)
def test_terms_of_a_query(count, is_within):
    assert (len(terms_of(" ".join(3 * letter for letter in "bcdfghjklmnpq"[:count]))) == count) is is_within


@edge("ishoj_process.search.forms.LONGEST", 200)
def test_query(count, is_within):
    assert SearchForm({"q": "x" * count}, bodies=[]).is_valid() is is_within


@edge("ishoj_process.search.views.MOST_SUGGESTIONS", 4)
def test_words_that_are_proposed_singly(count, is_within):
    assert (len(_fewer_words(" ".join(3 * letter for letter in "bcdfg"[:count]))) == count) is is_within


# Files


@edge("ishoj_process.files.uploads.MAX_BYTES", 20 * 1024 * 1024)
def test_bytes_of_an_upload(count, is_within):
    upload = SimpleUploadedFile("notat.pdf", pdf())
    upload.size = count

    assert is_taken(uploads.recognise, upload) is is_within


@edge("ishoj_process.files.forms.MOST_FILES", 20)
def test_files_at_once(count, is_within):
    assert is_taken(SeveralFiles().clean, [SimpleUploadedFile("notat.pdf", pdf())] * count) is is_within


class ArchiveOf:
    """An archive as far as it is asked how much it holds."""

    def __init__(self, *sizes):
        self.entries, self.fp = [ZipInfo("a.xml") for _size in sizes], self
        for entry, size in zip(self.entries, sizes, strict=True):
            entry.file_size = size

    def infolist(self):
        return self.entries

    def seek(self, *_place):
        pass

    def read(self, _length):
        return b"PK\x05\x06"  # the directory at its end


@edge("ishoj_process.files.uploads.MAX_UNPACKED_BYTES", 200 * 1024 * 1024)
def test_bytes_that_an_archive_unfolds_into(count, is_within):
    assert uploads._is_calm_archive(ArchiveOf(1, count - 1)) is is_within


@edge("ishoj_process.files.uploads.MAX_LISTED_BYTES", 2 * 1024 * 1024)
def test_bytes_of_the_list_of_parts(count, is_within):
    said = f'<Types><Override ContentType="{WORD.content_type}.main+xml"/></Types>'
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr(uploads.LIST, said.ljust(count))

    assert (uploads._office_type(file) is WORD) is is_within


@edge("ishoj_process.files.uploads.MAX_ENTRIES", 5000)
def test_entries_of_an_archive(count, is_within):
    assert uploads._is_calm_archive(ArchiveOf(*[0] * count)) is is_within


@edge("ishoj_process.output.read_sheets.MOST_COLUMNS", 50)
def test_columns_of_a_spreadsheet(count, is_within):
    upload = SimpleUploadedFile("a.csv", ";".join(["x"] * count).encode())

    [(_number, cells)] = read_table(upload, most=1, too_many="For mange.").rows

    assert (len(cells) == count) is is_within


@edge("ishoj_process.output.read_sheets.MOST_LINES", 100_000)
def test_lines_of_a_spreadsheet(count, is_within):
    rows = enumerate([("x",), *[()] * (count - 1)], start=1)

    assert is_taken(lambda: filled_rows(rows, most=1, too_many="For mange.")) is is_within


@edge("ishoj_process.output.workbooks.LONGEST_SHEET_NAME", 31)
def test_name_of_a_sheet(count, is_within):
    add_table(book := new_book("Bog"), "x" * count, [], [])

    assert (book.sheetnames == ["x" * count]) is is_within


@edge("calendar_app.reading.folder.LONGEST_NAME", 80)
def test_name_within_a_folder(count, is_within):
    assert (_short("x" * count) == "x" * count) is is_within


# Answers from a spreadsheet


@edge("strategies.responses.sheet.MOST_ROWS", 2000)
def test_answers_of_a_file(count, is_within):
    names = column_names()
    header = f"{names['sender_kind'][0]};{names['text'][0]}\n"
    upload = SimpleUploadedFile("svar.csv", (header + "borger;Ja.\n" * count).encode())

    assert is_taken(read_sheet, upload) is is_within


@edge("strategies.responses.sheet_forms.MOST_FAULTS", 100)
def test_faults_that_are_listed(count, is_within):
    shown = ResponseSheetForm.shown_faults.fget(SimpleNamespace(faults=["fejl"] * count))

    assert (len(shown) == count) is is_within


@edge("strategies.strategy.wordings.MOST_RECORDS", 200)
def test_wordings_of_the_history(strategy, count, is_within):
    record = strategy.history.values().get() | {"history_id": None}
    model = strategy.history.model
    model.objects.bulk_create(model(**record | {"version": n, "text": f"<p>{n}</p>"}) for n in range(count))

    assert (len(stored_wordings(strategy, [])) == count) is is_within


@edge("strategies.portfolio.build.MOST_ROWS", 10)
def test_strategies_of_a_shelf(count, is_within):
    shelf = Shelf("chosen", "/", ["strategi"] * count)

    assert (len(shelf.shown) == count, shelf.more_text == "") == (is_within, is_within)


# An agenda from a file


@edge("calendar_app.agenda_import.file.word.reader.LONGEST", 2_000_000)
def test_text_of_an_agenda(count, is_within):
    with pytest.raises(ValidationError) as refusal:  # with no item in it
        read_text(f"<p>{'x' * (count - len('<p></p>'))}</p>")

    assert ("for lang" not in str(refusal.value.messages)) is is_within


@edge("calendar_app.agenda_import.file.word.reader.LARGEST_PART", 8_000_000)
def test_bytes_of_a_part_of_a_document(count, is_within):
    archive = SimpleNamespace(read=lambda _entry: b"")

    assert word._is_too_large(archive, [SimpleNamespace(file_size=count)]) is not is_within


@edge("calendar_app.agenda_import.file.word.reader.LARGEST_TOGETHER", 30_000_000)
def test_bytes_of_all_parts_of_a_document(count, is_within):
    archive = SimpleNamespace(read=lambda _entry: b"")
    sizes = [count % 10, *[count // 10] * 10]

    assert word._is_too_large(archive, [SimpleNamespace(file_size=size) for size in sizes]) is not is_within


@edge("calendar_app.agenda_import.file.word.reader.MOST_TAGS", 400_000)
def test_tags_of_a_part_of_a_document(count, is_within):
    archive = SimpleNamespace(read=lambda entry: b"<" * entry.file_size)

    assert word._is_too_large(archive, [SimpleNamespace(file_size=size) for size in (count - 9, 9)]) is not is_within


@edge("calendar_app.agenda_import.file.items.MOST_ITEMS", 200)
def test_items_of_an_agenda(count, is_within):
    assert is_taken(read_text, "".join(f"<h1>{number}. Sag</h1>" for number in range(1, count + 1))) is is_within


@edge("calendar_app.agenda_import.file.lines.LONGEST_TITLE", 300)
def test_title_of_an_item(count, is_within):
    [item] = read_text(f"<h1>1. {'X' * count}</h1>").items

    assert (item.problems == []) is is_within
    assert is_taken(read_text, f"<p>1. {'X' * count}</p>") is is_within  # a longer one is no title


@edge("calendar_app.agenda_import.file.blocks.LONGEST_CASE_NUMBER", 60)
def test_number_of_a_case(count, is_within):
    [item] = read_text(f"<h1>1. Sag</h1><p>Sagsnr.: {'1' * count}</p>").items

    assert (item.case_number == "1" * count) is is_within


@edge("calendar_app.agenda_import.file.sheet.MOST_ROWS", 1000)
def test_rows_of_an_agenda(count, is_within):
    file = sheet_file(["Titel"], ["Sag"], *[[None, "x"]] * (count - 2))

    assert is_taken(read_upload, file) is is_within


# The file of the plan


@edge("calendar_app.plan_file.reading.MAX_BYTES", 1_000_000)
def test_bytes_of_a_plan(tmp_path, count, is_within):
    (tmp_path / "plan.toml").write_bytes(b"#\n" * (count // 2) + b"\n" * (count % 2))

    assert is_taken(open_plan, tmp_path / "plan.toml") is is_within


@edge("calendar_app.plan_file.reading.MAX_LINE", 4000)
def test_line_of_a_plan(count, is_within):
    assert is_taken(_decoded, b"#" * count) is is_within


@edge("calendar_app.plan_file.reading.MAX_MISWRITTEN", 50)
def test_dates_of_a_plan_that_do_not_exist(count, is_within):
    assert is_taken(parse, "".join(f"day{n} = 2023-02-30\n" for n in range(count))) is is_within


# Rounds of points


@edge("vision.models.rounds.Round.MOST_POINTS", 100)
def test_points_for_each_member(count, is_within):
    assert is_taken(Round._meta.get_field("points").run_validators, count) is is_within


@pytest.mark.parametrize(("count", "is_unit"), [(1, False), (2, True)])
def test_members_who_are_a_unit(count, is_unit):
    ballots = dict.fromkeys(range(count), "A")

    assert (units_of(ballots) == ballots) is is_unit


STANDING["vision.rounds.count.FEWEST_IN_UNIT"] = 2


@edge("vision.rounds.count.MOST_STEPS", 3)
def test_steps_of_breadth(count, is_within):
    units = 2 * count - 1  # two numbers in each step, of which none is the first

    assert (len(breadth_steps(units)) == count) is is_within


@edge("vision.document.meetings.MOST_WINNERS", 3)
def test_winners_that_are_named(count, is_within):
    winners = [(f"Tema {number}", 10 - number) for number in range(count)]

    assert (_most_points_text(winners).count("Tema") == count) is is_within


@edge("vision.document.meetings.MOST_QUESTIONS", 5)
def test_questions_of_a_meeting(count, is_within):
    card = MeetingCard(meeting=None, is_next=False, is_over=False, questions=["?"] * count)

    assert (len(card.shown_questions) == count, card.more_questions == 0) == (is_within, is_within)


# What is drawn and listed


@edge("calendar_app.overview.page.MOST_SQUARES", 12)
def test_squares_that_are_counted_at_a_glance(count, is_within):
    assert (Tally("chosen", "valgt", count).squares == "■" * count) is is_within


@edge("calendar_app.timeline.period.MAX_QUARTERS", 16)
def test_quarters_of_the_timeline(count, is_within):
    first = date(2023, 7, 1)

    assert (Period(first, first).moved(end=count - 1) is not None) is is_within


@edge("calendar_app.red_thread.nodes.LONGEST_TITLE", 100)
def test_title_of_what_was_said(count, is_within):
    assert (contribution_title(SimpleNamespace(beginning="x" * count)) == "x" * count) is is_within


@edge("calendar_app.red_thread.build.MOST_SHOWN", 13)
def test_nodes_of_a_step(count, is_within):
    assert (Step(None, "", ["node"] * count).folded_nodes == []) is is_within


@edge("calendar_app.red_thread.build.MOST_NAMES", 3)
def test_names_of_what_something_came_from(count, is_within):
    assert (_some_of(["Tema"] * count).count("Tema") == count) is is_within


@pytest.mark.parametrize("number", [2**63 - 1, 2**63])
def test_number_in_the_address_of_a_thread(client, db, number):
    assert client.get(f"/traad/strategi/{number}/").status_code == 404


STANDING["calendar_app.red_thread.views.LARGEST"] = 2**63 - 1


# Forms


@edge("ishoj_process.editing.page.LONGEST_NAME", 120)
def test_name_of_a_row_in_a_heading(count, is_within):
    name = "y" * count

    assert told_apart("Rediger", Strategy(pk=1, title=name)).endswith(name) is is_within


@edge("ishoj_process.editing.faults.DEEPEST", 5)
def test_forms_within_parts_of_a_page(count, is_within):
    class Wrong(forms.Form):
        field = forms.CharField()

    part = Wrong({})
    for _layer in range(count):
        part = [part]

    assert bool(forms_in([part])) is is_within


@edge("ishoj_process.editing.versions.MOST_ON_PAGE", 5)
def test_versions_on_the_page_of_the_row(count, is_within, strategy):
    for number in range(1, count):  # it has been stored once
        strategy.title = f"Titel {number}"
        strategy.save()

    assert (len(latest_versions(strategy)) == count) is is_within


# The year


@edge("calendar_app.year_plan.acts.MOST_REASONS", 20)
def test_reasons_that_are_listed(count, is_within):
    assert (first_of(["Fejl."] * count) == ["Fejl."] * count) is is_within


@edge("calendar_app.models.year_plans.MOST_WEEKS_BETWEEN", 8)
def test_weeks_from_the_meeting_of_another_body(count, is_within):
    field = MeetingRule._meta.get_field("weeks_from")

    assert [is_taken(field.run_validators, weeks) for weeks in (count, -count)] == [is_within, is_within]


@edge("calendar_app.year_plan.forms.MOST_TYPED", 300)
def test_numbers_of_weeks_as_typed(count, is_within):
    assert is_taken(MeetingRuleForm.base_fields["weeks"].run_validators, "x" * count) is is_within


# Calendar addresses


@edge("calendar_app.models.subscriptions.Subscription.MOST", 10)
def test_calendar_addresses_of_a_person(member, count, is_within):
    Subscription.objects.bulk_create(
        Subscription(user=member, label=f"nr. {n}", token_hash=str(n)) for n in range(count - 1)
    )

    assert (reasons_against_another(member) == []) is is_within
