"""Limits of the new term, each at its edge; `tests/site/test_limits.py` counts them among the others."""

from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from calendar_app.new_term.elected.forms import ElectedForm
from calendar_app.new_term.elected.judge import Go, Unclear, _Judge
from calendar_app.new_term.elected.read import Line, read_list
from calendar_app.new_term.handing.acts import _reasons_against_reason
from calendar_app.new_term.plan.template import read_template
from tests.limits import edge, is_taken

from .plan.test_template import START

JUDGE = _Judge(SimpleNamespace(groups=[]), Go.COUNCIL, {})


def is_clear(act, *arguments):
    try:
        act(*arguments)
    except Unclear:
        return False
    return True


@edge("calendar_app.new_term.elected.read.MOST_LINES", 500)
def test_lines_of_a_list(count, is_within):
    content = "navn;e-mail\n" + "".join(f"Medlem {n};{n}@example.org\n" for n in range(count))
    upload = SimpleUploadedFile("valgte.csv", content.encode())

    assert is_taken(read_list, upload, ("name", "email"), ()) is is_within


@edge("calendar_app.new_term.elected.forms.LONGEST_PASTED", 100_000)
def test_pasted_lines(count, is_within):
    assert is_taken(ElectedForm.base_fields["text"].run_validators, "x" * count) is is_within


@edge("calendar_app.new_term.elected.judge.LONGEST_NAME", 120)
def test_name_of_somebody_elected(count, is_within):
    assert is_clear(JUDGE._check_name, Line(number=1, name="x" * count)) is is_within


@edge("calendar_app.new_term.elected.judge.LONGEST_LETTER", 8)
def test_letter_of_a_new_group(count, is_within):
    assert is_clear(JUDGE._group, Line(number=1, group=f"{'Q' * count} – Fælles Liste")) is is_within


@edge("calendar_app.new_term.plan.template.MOST_MEETINGS", 60)
def test_meetings_of_a_template(count, is_within):
    more = "".join(f'[tracks.vision.meetings.m{n}]\nkind = "theme"\n' for n in range(count - 1))

    assert is_taken(read_template, (START + more).encode()) is is_within


@edge("calendar_app.new_term.handing.acts.LONGEST_REASON", 500)
def test_reason_why_something_has_no_heir(count, is_within):
    assert (_reasons_against_reason("x" * count) == []) is is_within
