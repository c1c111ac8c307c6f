"""A walk: every address as every reader, and each planted word that was read where it should not be."""

import os
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.cache import cache
from django.test import Client

from calendar_app.invitations.answer_links import answer_token
from calendar_app.models import MeetingInvitation

from . import may_read
from .house.fill import READERS
from .house.sent import secret_of
from .house.words import WORD, Planter, own_models
from .places import addresses
from .reading import all_of

PAPER = re.compile(r"\.(pdf|docx|zip)$")
SECRETS = re.compile("<secret>|<answer-token>")
FEED, ANSWER = "/kalender/abonnement/{}.ics", "/kommer-du/{}/"


class Leak(Exception):
    """A word was read by who should not."""


def tell(text):
    """Into a file, where one is named: a screen scrolls."""
    if path := os.environ.get("WALK_REPORT"):
        with Path(path).open("a") as report:
            report.write(f"{text}\n")


@dataclass
class Walk:
    """What was asked and what was found: {(reader, what, address pattern): how often}, and what fell over."""

    words: dict
    asked: int = 0
    read: set = field(default_factory=set)
    leaks: Counter = field(default_factory=Counter)
    fallen: list = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)
    stops: bool = False  # at the first leak
    rows: int | None = 1  # about how many of the rows that an address can name each reader asks; None: all

    def begin(self):
        """Another walk through the same house."""
        self.asked, self.leaks, self.fallen, self.answers = 0, Counter(), [], Counter()

    def choose(self, places, number):
        if self.rows is None:
            return places
        # Each reader begins at another row, so that together they ask about many.
        return [places[place % len(places)] for place in range(number, number + min(self.rows, len(places)))]

    def note(self, reader, pattern, address, response):
        self.asked += 1
        self.answers[response.status_code] += 1
        if response.status_code >= 500:
            self.fallen.append((reader, address, response.status_code))
        self.take(reader, pattern, all_of(response), known=address)

    def take(self, reader, pattern, text, known=""):
        """`known` is what the reader has told us: a log-in page names the address that was asked for."""
        for word in ({*WORD.findall(text)} - {*WORD.findall(known)}) & self.words.keys():
            planted = self.words[word]
            self.read.add(word)
            if reader not in self.may[word]:
                state = f"{type(planted.row).__name__}.{planted.field}{' (past)' if planted.is_past else ''}"
                self.leaks[reader, state, pattern] += 1
                if self.stops:
                    raise Leak(f"{reader} reads {state} at {pattern}")

    def first_leak(self, walks):
        """What was read first that should not be; empty where nothing was."""
        self.stops = True
        try:
            for each in walks:
                each()
        except Leak as leak:
            return str(leak)
        finally:
            self.stops = False
        return f"{self.fallen[0][1]} fell over" if self.fallen else ""

    def tell(self, found, what):
        """The figures of a walk, beside what was found."""
        answers = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        words = f"{len(self.words)} words, {len(self.read)} of them read"
        figures = f"{what}: {self.asked} asked ({answers}), {words}, {len(found)} leaks"
        tell("\n".join([figures, *sorted(found)]))

    def readers_of_rows(self):
        """Twice {(table, key of a row): readers}: who may read any word of it, and who all of them."""
        any_of, all_of = {}, {}
        for word, planted in self.words.items():
            if not planted.is_past:
                key = (type(planted.row).__name__, planted.row.pk)
                any_of[key] = any_of.get(key, may_read.NOBODY) | self.may[word]
                all_of[key] = all_of.get(key, may_read.ALL) & self.may[word]
        return any_of, all_of

    def __post_init__(self):
        self.may = {word: may_read.readers_of(planted) for word, planted in self.words.items()}


def all_words():
    """Plant the house: {word: where it stands}."""
    return Planter(may_read.keeps).plant(model for model in own_models() if model.__name__ in may_read.MAY_READ)


def browsers_of(people):
    """{name of the reader: a browser}"""
    found = {}
    for name in READERS:
        found[name] = Client(raise_request_exception=False)
        if name != "public":
            found[name].force_login(people[name])
    return found


def walk_through(walk, house, people, *, choose, kind_of=None):
    """Ask every address; `choose` says of the rows that an address can name which are asked for by a reader."""
    browsers = browsers_of(people)
    cache.clear()  # once: what is kept of a page is given to the next reader, as it is in the house
    for turn, (pattern, places) in enumerate(addresses(house, kind_of)):
        # What a secret address opens is its holder's, whoever asks: see `walk_secrets`.
        if SECRETS.search(pattern):
            continue
        for number, (name, browser) in enumerate(browsers.items()):
            # A paper takes long to make, and is the same for several readers: they ask for the same one.
            for address in choose(places, turn if PAPER.search(pattern) else number):
                walk.note(name, pattern, address, browser.get(address))


def facts_of(invitation):
    """What an invitation that stands tells of its meeting: whom to invite is for the secretariat to say."""
    if invitation.withdrawn_at:
        return ""
    return " ".join(getattr(invitation.meeting, name) for name in ("title", "place", "purpose"))


def walk_secrets(walk, people):
    """What stands at the addresses that somebody has alone: they open without a log-in, and as their holder."""
    stranger = Client(raise_request_exception=False)
    for name, user in people.items():
        if name != "public":
            walk.note(name, FEED, address := FEED.format(secret_of(name)), stranger.get(address))
            for invitation in MeetingInvitation.objects.filter(user=user).select_related("meeting"):
                address = ANSWER.format(answer_token(invitation))
                walk.note(name, ANSWER, f"{address} {facts_of(invitation)}", stranger.get(address))
