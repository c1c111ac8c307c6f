"""A walk: every address as every reader, and each planted word that was read where it should not be."""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.cache import cache
from django.test import Client

from . import may_read
from .house import READERS
from .places import addresses
from .reading import all_of
from .words import WORD, own_models, plant, plant_lines


@dataclass
class Walk:
    """What was asked and what was found: {(reader, what, address pattern): how often}, and what fell over."""

    words: dict
    asked: int = 0
    read: set = field(default_factory=set)
    leaks: Counter = field(default_factory=Counter)
    fallen: list = field(default_factory=list)

    def note(self, reader, pattern, address, response):
        self.asked += 1
        if response.status_code >= 500:
            self.fallen.append((reader, address, response.status_code))
        self.take(reader, pattern, all_of(response))

    def take(self, reader, pattern, text):
        for word in {*WORD.findall(text)} & self.words.keys():
            planted = self.words[word]
            self.read.add(word)
            if reader not in self.may[word]:
                state = f"{type(planted.row).__name__}.{planted.field}{' (past)' if planted.is_past else ''}"
                self.leaks[reader, state, pattern] += 1

    def tell(self, found):
        """The figures of a walk, which go into a file beside what was found: a screen scrolls."""
        if path := os.environ.get("WALK_REPORT"):
            figures = f"{self.asked} asked, {len(self.words)} words, {len(self.read)} of them read, {len(found)} leaks"
            with Path(path).open("a") as report:
                report.write("\n".join([figures, *sorted(found), ""]))

    def __post_init__(self):
        self.may = {word: may_read.readers_of(planted) for word, planted in self.words.items()}


def planted():
    """A walk through a house whose every text is a planted word."""
    told = [model for model in own_models() if model.__name__ in may_read.MAY_READ]
    words = plant(told, lambda row, name: may_read.keeps(row, name))
    drafts = next(model for model in told if model.__name__ == "Draft").objects.all()
    return Walk(words | plant_lines(drafts))


def clients(people):
    """{name of the reader: a browser}"""
    found = {}
    for name in READERS:
        found[name] = Client(raise_request_exception=False)
        if name != "public":
            found[name].force_login(people[name])
    return found


def walk_through(walk, house, people, *, choose, left_out=()):
    """Ask every address; `choose` says of the rows that an address can name which are asked for by a reader."""
    browsers = clients(people)
    for pattern, places in addresses(house):
        if pattern.endswith(tuple(left_out)):
            continue
        for number, (name, browser) in enumerate(browsers.items()):
            for address in choose(places, number):
                cache.clear()
                # A secret address is its holder's, whoever asks: here the member's.
                reader = "member" if "<secret>" in pattern or "<answer-token>" in pattern else name
                walk.note(reader, pattern, address, browser.get(address))
