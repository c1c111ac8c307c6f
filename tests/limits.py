"""Limits and their edges: what the tests of them share."""

import re
from functools import reduce
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError

from calendar_app.plan_file.problems import PlanRefused
from ishoj_process.text import html_tree
from tests.sources import ROOT

LIMIT = re.compile(
    r"^(?:class (\w+)|(?: {4})?((?:LARGEST|LONGEST|MOST|MAX|FEWEST|DEEPEST|WIDEST)(?:_[A-Z]+)*) = )", re.MULTILINE
)
# How much a page lists before it leads to the rest: nothing is let in or refused by it.
LISTED_FIRST = {
    "ishoj_process.output.read_sheets.MOST_NAMED",
    "ishoj_process.text.hidden.MOST_TOLD",
    "calendar_app.agendas.documents.MOST_FOUND",
    "calendar_app.hand_over.divisions.MOST_CANDIDATES",
    "calendar_app.hand_over.divisions.MOST_ROUNDS",
    "calendar_app.hand_over.divisions.MOST_STATEMENTS",
    "calendar_app.hand_over.work.MOST_FOLLOW_UPS",
    "calendar_app.inbox.changes.MOST",
    "calendar_app.inbox.changes.MOST_ROWS",
    "calendar_app.new_term.bodies.forms.MOST_NEW",
    "calendar_app.new_term.elected.views.MOST_TO_MEND",
    "calendar_app.new_term.plan.forms.MOST_FAULTS",
    "calendar_app.overview.after.MOST",
    "calendar_app.overview.page.MOST_MEETINGS",
    "calendar_app.terms.detail.MOST_ADOPTED",
    "calendar_app.terms.detail.MOST_ROUNDS",
    "ishoj_process.council.page.MOST_MEETINGS",
    "vision.contributions.views.MOST_OWN",
    "vision.document.page.MOST_THEMES",
    "vision.templatetags.vision_marks.MOST_CONTRIBUTIONS",
    "vision.themes.views.MOST_CLOSED",
}
KEPT = {"vision.rounds.standing.MOST_KEPT"} | {f"ishoj_process.output.cache.MOST_BYTES{x}" for x in ("", "_OF_ONE")}
STANDING = {
    "calendar_app.inbox.changes.MOST_NAMED": 3,  # at its edge in tests/calendar_app/inbox/test_changes.py
    "ishoj_process.tasks.MOST_ROWS": 5,  # at its edge in tests/ishoj_process/test_tasks.py
    "ishoj_process.text.stems.MOST_STEMS": 20_000,  # in tests/ishoj_process/text/test_stems.py
    # What agendas from files are called, in tests/calendar_app/agenda_import/test_labels.py
    "calendar_app.agenda_import.file.over_several.LONGEST": 100,
    "calendar_app.agenda_import.file.words.LONGEST_LABEL": 140,
    "calendar_app.agenda_import.file.words.MOST_NAMED": 200,
    # What nobody sees in files, in test_unseen.py of the imports; heaps of marks, in text/test_composed.py
    "calendar_app.agenda_import.file.word.looks.LARGEST_ROW": 20,
    "ishoj_process.output.read_xlsx.LARGEST_HIDDEN": 1,
    "ishoj_process.text.composed.MOST_MARKS": 30,
    "ishoj_process.text.hidden.LONGEST_SELECTOR": 500,
    "ishoj_process.text.styles.values.LONGEST_VALUE": 300,
    "ishoj_process.text.hidden.MOST_ASKED": 300_000,  # in tests/ishoj_process/text/test_hidden.py
    # Answers by mail, in tests/calendar_app/invitations/test_reply_limits.py
    "calendar_app.invitations.read_reply.LARGEST": 2 * 1024 * 1024,
    "calendar_app.invitations.read_reply.MOST_PARTS": 100,
    "calendar_app.invitations.received.bounces.MOST_RECIPIENTS": 100,
    "calendar_app.invitations.received.parsing.LONGEST_FIELD": 8 * 1024,
    "calendar_app.invitations.received.parsing.MOST_BOUNDARIES": 2000,
    "calendar_app.invitations.received.parsing.MOST_LINES": 60_000,
    "calendar_app.invitations.received.calendars.DEEPEST": 100,
    "calendar_app.invitations.received.calendars.LARGEST_CALENDAR": 256 * 1024,
    "calendar_app.invitations.received.sender.LONGEST": 2000,
    "calendar_app.invitations.received.words.LARGEST_TEXT": 64 * 1024,
    "calendar_app.invitations.received.words.MOST_READ": 2000,
    # What somebody writes, below.
    "vision.models.contributions.Contribution.LONGEST": 10_000,
    "vision.models.drafts.Comment.LONGEST": 2000,
    "calendar_app.models.reading.PrivateNote.LONGEST": 10_000,
    "vision.rounds.count.FEWEST_VOTERS": 3,  # in tests/vision/rounds/test_rounds.py
    "ishoj_process.site.server.LARGEST_BODY": 64 * 1024 * 1024,  # in tests/ishoj_process/site/test_server.py
    "ishoj_process.site.server.MOST_CONNECTIONS": 2000,
}


def edge(place, number):
    """A test of a limit: `count` is the number and one more, and only the first `is_within`."""
    STANDING[place] = number
    return pytest.mark.parametrize(("count", "is_within"), [(number, True), (number + 1, False)])


def is_taken(act, *arguments):
    """Whether an act lets something in; what it refuses it refuses in words."""
    try:
        act(*arguments)
    except (ValidationError, PlanRefused, html_tree.NestingError):
        return False
    return True


def limits_in(path):
    module, above = ".".join(path.with_suffix("").parts), ""
    for found in LIMIT.finditer((ROOT / path).read_text()):
        if found[1]:
            above = found[1]
        else:
            yield f"{module}.{f'{above}.' if found[0].startswith(' ') else ''}{found[2]}"


def value_at(place):
    parts = place.split(".")
    depth = next(n for n, part in enumerate(parts) if part[0].isupper())
    return reduce(getattr, parts[depth:], import_module(".".join(parts[:depth])))
