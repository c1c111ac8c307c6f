"""What the house has shown: every address that a reader was led to, and what the pages of dated things said."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from urllib.parse import urljoin
from zipfile import ZipFile

from django.urls import Resolver404, resolve
from lxml import html

from tests.walk.reading import text_of

from .desk import words_of

HUBS = (
    *("/", "/moeder/", "/udvalg/", "/medlemmer/", "/strategier/", "/hoeringer/", "/vision/", "/kaskade/"),
    *("/perioder/", "/kalender/", "/tidslinje/"),
)
LINK = re.compile(rb'<a\b[^>]*?\bhref="([^"#]+)')
FILE = re.compile(r"\.(pdf|docx|xlsx|zip|ics|eml)$")
WORDS_IN = re.compile(r"word/document\.xml$|xl/(sharedStrings|worksheets/sheet\d+)\.xml$")
DATED = re.compile(
    r"/moeder/\d+(/|\.ics|/dagsorden\.(pdf|docx))$|/hoeringer/\d+/(rapport/|rapport\.pdf)?$|/perioder/[^/]+/plan|"
    r"/(vision|politikker|strategier)/[^/]+/udgave/\d+(/|\.pdf|\.docx)|/vision/[^/]+/udkast/\d+/$|/bilag/\d+/|"
    r"/moeder/aarsplan/\d+\.(pdf|xlsx)$|/kalender/\?maaned=|/udvalg/[^/]+/\?dag=|/tidslinje/\?fra="
)
# What tells of the day on which it is read, and may do so on a page about another: where, what, and why.
TELLS_OF_TODAY = [
    ("", r"Gå til i dag", "the button is there while today lies in what is drawn"),
    ("", r"I dag, \d+\. \w+ \d{4}", "the line of today in a drawing"),
    ("/kalender/", r"(?<= )i dag(?= )", "today in a month"),
    ("/kalender/", r"Til \w+ \d{4}", "the button that leads from a month to that of today"),
    ("", r"Status pr\. \d+\. \w+ \d{4}", "the day on which a paper was made"),
    ("", r"(Creation|Mod)Date: .*? \d{4}( [A-Z]+)?(?= )", "when a paper was made, as the file says it"),
    ("/moeder/", r"Mødet før og mødet efter .*$", "leads on to the meeting that was held next"),
    ("/", r"En anden procesplan gælder i dag\. Gå til dagens tidslinje", "leads on from a plan that is over"),
    ("/", r"Andre procesplaner .*$", "leads on to the plans of other terms"),
    (
        "/udvalg/",
        r"Vist pr\. .*?kendes i dag\. Vis i dag",
        "says that another day is shown, and what of today",
    ),
    (
        "/udvalg/",
        r"(Visionen|Udvalgets strategier) .*?(?=Medlemmer )",
        "documents, said to be as known today",
    ),
    ("/udvalg/", r"(Kommende|Seneste) møder .*?(?=Alle møder)", "meetings, said to be as known today"),
    ("/udvalg/", r"Navne .*?(?=Vis pr\. dato)", "all names of a body, those of later, too, each with its days"),
    ("/udvalg/", r"Fra den \d+\. \w+ \d{4} føres arbejdet videre af [^.]*\.", "leads on to who carries on"),
]


@dataclass
class Archive:
    """What was shown to which reader since which day, and what a page of a dated thing said when it was over.

    Every answer that a desk gets is noted with where it leads; `look` goes on from there. Of the addresses of a kind it
    asks for `most`, and where that is None for all, each as the public where the public is led to it, else as the first
    who is.
    """

    most: int | None = None
    shown: dict = field(default_factory=dict)  # {(reader, address): day}
    said: dict = field(default_factory=dict)  # {(reader, address): words}
    led_to: dict = field(default_factory=dict)  # {address: readers}
    fallen: dict = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    day: str = ""

    def note(self, reader, address, response):
        """A desk was answered: the address has been shown, and so have those to which the page leads."""
        if response.status_code != 200:
            return
        if (reader, address) not in self.shown:
            self.shown[reader, address] = self.day
            self.counts[kind_of(address)] += 1
        for link in links_of(response, address):
            self.lead(reader, link)

    def look(self, reader, desk, is_over, hubs=()):
        """Go on to whatever nobody was shown before, and keep what is said of what is over.

        `hubs` are read anew, as they may lead on to more by now.
        """
        known, read = dict.fromkeys(hubs), set()
        todo = [*known, *self._led(reader)]
        while todo:
            address = todo.pop(0)
            if address in read or not (address in known or self._is_to_be_read(reader, address)):
                continue
            read.add(address)
            response = desk.get(address)
            if response.status_code not in (200, 302):
                self.fallen[reader, address] = response.status_code
            if response.status_code == 302:
                todo.append(urljoin(address, response.url))
            elif self._is_to_be_kept(reader, address, is_over):
                self.said[reader, address] = told_by(address, response)
            if "?" not in address:
                todo += links_of(response, address)

    def open(self, desk, address):
        """A paper is opened, read, and kept where it is of a day."""
        response = desk.get(address)
        words = told_by(address, response)
        assert response.status_code == 200, (address, response.status_code)
        assert words, address
        if DATED.search(address):
            self.said.setdefault((desk.who, address), words)

    def keep(self, reader, desk, is_over):
        """Keep what the pages say of what has come to be over since they were shown."""
        for who, address in [*self.shown]:
            if who == reader and self._is_to_be_kept(who, address, is_over):
                self.said[who, address] = told_by(address, desk.client.get(address))

    def lead(self, reader, address):
        """Somebody was led to an address, by a link or by what they sent."""
        self.led_to.setdefault(address, dict.fromkeys([reader])).setdefault(reader)

    def _led(self, reader):
        return [address for address, readers in self.led_to.items() if reader in readers]

    def _is_to_be_read(self, reader, address):
        if (reader, address) in self.shown:
            return False
        if self.most is not None:
            return self.counts[kind_of(address)] < self.most and not is_file(address)
        return reader == "public" or next(iter(self.led_to.get(address, [reader]))) == reader

    def _is_to_be_kept(self, reader, address, is_over):
        return bool(DATED.search(address)) and (reader, address) not in self.said and is_over(address)

    def pages_of(self, reader):
        return [address for who, address in self.shown if who == reader and not is_file(address)]

    def tells(self, reader, desk, words):
        """{address: words} of those that stand on what was shown to a reader, papers left aside."""
        found = {}
        pages = self.pages_of(reader)
        if self.most is not None:
            pages = {kind_of(address): address for address in pages}.values()
        for address in pages:
            said = desk.read(address)
            if told := [word for word in words if word in said]:
                found[address] = told
        return found

    @property
    def asked_at_last(self):
        """All that was shown, by whom; where not all is asked for, what was kept and one address of each kind."""
        led = [(next(iter(readers)), address) for address, readers in self.led_to.items()]
        rows = [*self.said, *self.shown, *led]
        if self.most is None:
            asked = {address for _reader, address in self.shown}
            return [row for row in dict.fromkeys(rows) if row in self.shown or row[1] not in asked]
        pages = [row for row in [*self.shown, *led] if not is_file(row[1])]
        sample = {kind_of(address): (reader, address) for reader, address in reversed(pages)}
        # What was shown on this very day answers.
        return [*dict.fromkeys([*self.said, *(row for row in sample.values() if self.shown.get(row) != self.day)])]

    def ask_again(self, desk_of):
        """What is lost of all that was shown, and what says another thing now.

        {address: how it is answered, where it neither answers nor leads to what does}, {address: (before, now)}
        """
        lost, changed = {}, {}
        for reader, address in self.asked_at_last:
            desk = desk_of(reader)
            response = desk.client.get(address)
            if (status := status_of(desk, address, response)) != 200:
                lost[reader, address] = status
            elif before := self.said.get((reader, address)):
                now = told_by(address, response)
                changed |= {} if now == before else {(reader, address): difference(before, now)}
        return lost, changed


def kind_of(address):
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return address
    # What is asked for with a query is another page than without.
    return found.url_name, "?" in address


def is_file(address):
    return bool(FILE.search(address.partition("?")[0]))


def links_of(response, address):
    """Where a page leads within the house."""
    if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
        return []
    links = [urljoin(address, unescape(link.decode())) for link in LINK.findall(response.content)]
    return [link for link in dict.fromkeys(links) if link.startswith("/")]


def status_of(desk, address, response):
    """200, also where the address leads on to it; else what it is answered."""
    while response.status_code in (301, 302) and not response.url.startswith("/log-ind/"):
        address = urljoin(address, response.url)
        response = desk.client.get(address)
    return response.status_code


def told_by(address, response):
    """The words of a page or a file, without those that tell of today."""
    if response.status_code != 200:
        return f"{response.status_code} {response.get('Location', '')}"
    if response["Content-Type"].startswith("text/html"):
        words = words_of(response)
    else:
        content = b"".join(response) if response.streaming else response.content
        words = _words_of_file(content)
    for where, told, _reason in TELLS_OF_TODAY:
        if address.startswith(where):
            words = re.sub(told, "", words)
    return " ".join(words.split())


def _words_of_file(content):
    if content.startswith(b"PK"):  # a document or a sheet: its text and not where its links lead
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if WORDS_IN.match(name)]
            content = b"\n".join(archive.read(name) for name in names)
        return " ".join(html.document_fromstring(content).text_content().split()) if content else ""
    return " ".join(text_of(content).split())


def difference(before, now):
    """What stands between the words that both begin with and those that both end with."""
    old, new = before.split(), now.split()
    first, last = _same(old, new), _same(old[::-1], new[::-1])
    last = min(last, len(old) - first, len(new) - first)
    start = max(0, first - 3)
    return " ".join(old[start : len(old) - last]), " ".join(new[start : len(new) - last])


def _same(one, other):
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (old, new) in pairs if old != new), min(len(one), len(other)))
