"""Each form of each page, as each reader who sees it, sent with nonsense: refused in words or stored, never half.

`make break` sends 5,000; BREAK=1 is its short form. SEED chooses others.
"""

import os
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command

from ishoj_process.models import AgendaItem, PublicStamp, Submission
from tests.site.rights_table import rights_table
from tests.walk.house.fill import STATES, build, fill
from tests.walk.places import addresses
from tests.walk.walk import browsers_of

from .pages import forms_on
from .spoiling import filled, spoil
from .trying import Trial

SEED = os.environ.get("SEED", "1")
IS_LONG = os.environ.get("BREAK", "1") != "1"
PARTS, SENT = (5, 1000) if IS_LONG else (1, 300)
COLUMN = {"elected": "unseated", "without": "member", "other": "member", "former": "unseated", "coming": "unseated"}
NO_PAGES = (".pdf", ".docx", ".xlsx", ".zip", ".ics", ".eml", ".csv", ".svg", ".png", ".txt", ".js", ".json", ".xml")


@dataclass
class Found:
    """The forms of the house, each with its reader, and what fell over while they were looked for."""

    forms: list = field(default_factory=list)
    fallen: list = field(default_factory=list)


def forms_of(house, browsers, part):
    table, found, shapes = rights_table(), Found(), set()
    for pattern, places in addresses(house):
        if pattern.endswith(NO_PAGES) or "<secret>" in pattern or ("GET", pattern) not in table:
            continue
        for number, (reader, browser) in enumerate(browsers.items()):
            if table["GET", pattern][COLUMN.get(reader, reader)] != "yes":
                continue
            place = places[(part + number) % len(places)]
            cache.clear()
            answer = browser.get(place)
            if answer.status_code >= 500:
                found.fallen.append((reader, place, answer.status_code))
            if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                continue
            for form in forms_on(answer.content, place, pattern):
                if (reader, form.shape) not in shapes:
                    shapes.add((reader, form.shape))
                    found.forms.append((reader, form))
    return found


@pytest.fixture
def opened(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    house = build()
    people = fill(house, next(iter(STATES)))
    # The form that stands there as received has a mark which nonsense hits upon: it would count as sent before.
    Submission.objects.all().delete()
    # As those who add an attachment leave it.
    AgendaItem.objects.update(last_attachment_number=1)
    call_command("rebuild_search", verbosity=0)
    PublicStamp.raise_value()
    return house, browsers_of(people)


def shrunk(trial, form, sending, fault):
    """The same fault with as little spoiled as it takes."""
    for name in list(sending.spoiled):
        if name in sending.spoiled and len(sending.spoiled) > 1:
            less = sending.without(name)
            again = trial.fault_of(form, less)
            if again and again.kind == fault.kind:
                sending, fault = less, again
    return sending, fault


@pytest.mark.parametrize("part", range(PARTS))
def test_no_nonsense_in_a_form_is_half_stored_or_lost(opened, part):
    house, browsers = opened
    found = forms_of(house, browsers, part)
    trials = {reader: Trial(browser) for reader, browser in browsers.items()}
    faults = {}

    for number in range(SENT):
        chance = random.Random(f"{SEED}-{part}-{number}")  # noqa: S311 - the same nonsense each time
        # Each form once before any is sent again.
        reader, form = found.forms[number % len(found.forms)] if IS_LONG else chance.choice(found.forms)
        sending = filled(form, chance)
        if chance.random() < 0.95 and form.controls:
            spoil(sending, form, chance)
        if fault := trials[reader].fault_of(form, sending):
            key = fault.kind, form.pattern, form.shape[1]
            if key not in faults:
                sending, fault = shrunk(trials[reader], form, sending, fault)
                faults[key] = f"{fault.kind}: {form} as {reader} ({SEED}-{part}-{number}), {sending}: {fault.what}"

    _tell(part, found, trials, faults)
    assert found.fallen == []
    assert [*faults.values()] == []


def _tell(part, found, trials, faults):
    """The figures of a run, which go into a file: a screen scrolls."""
    if path := os.environ.get("BREAK_REPORT"):
        statuses = {}
        for trial in trials.values():
            for status, times in trial.statuses.items():
                statuses[status] = statuses.get(status, 0) + times
        longest = max(trial.longest for trial in trials.values())
        figures = f"part {part}: {len(found.forms)} forms, {sum(statuses.values())} sent, {statuses}, longest {longest}"
        with Path(path).open("a") as report:
            report.write("\n".join([figures, *faults.values(), ""]))
