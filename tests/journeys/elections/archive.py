"""What the house has shown: every address that a reader was led to, and what the pages of dated things said."""

import re
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urldefrag, urljoin
from zipfile import ZipFile

from django.urls import Resolver404, resolve
from lxml import html

from tests.walk.reading import text_of

from .desk import words_of

HUBS = (
    *("/", "/moeder/", "/udvalg/", "/medlemmer/", "/strategier/", "/hoeringer/", "/vision/", "/kaskade/"),
    *("/perioder/", "/kalender/", "/tidslinje/"),
)
# What asks or writes says nothing of its own, and goes with what it is about.
FORMS = re.compile(r"/(ny|nyt|rediger|fjern|slet|status|vedtag|ny-udgave|send|log-ind|log-ud|indlaes|tavle)/")
FILE = re.compile(r"\.(pdf|docx|xlsx|zip|ics|eml)$")
PAPER = re.compile(r"\.(pdf|docx|zip)$")
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
    """What was shown to which reader since which day, and what a page of a dated thing said when it was kept.

    `most` is how many addresses of a kind each reader is led to, but those of `whole` to all; and `papers` how many
    papers of a kind, which take long to make.
    """

    most: int = 2
    whole: frozenset = frozenset()
    papers: int = 2
    shown: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)
    fallen: dict = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)

    def look(self, reader, desk, day):
        """Go on from the pages that lead on to whatever the reader was not shown before."""
        todo, read = [*HUBS], set()
        while todo:
            address = todo.pop()
            if address not in read and self._is_to_be_read(reader, address):
                read.add(address)
                self.shown.setdefault((reader, address), day)
                todo += self._links(reader, desk, address)

    def _is_to_be_read(self, reader, address):
        if (reader, address) in self.shown:
            return address in HUBS
        self.counts[reader, kind_of(address)] += 1
        is_paper = bool(PAPER.search(address.partition("?")[0]))
        most = self.papers if is_paper else self.most
        is_led_to_all = reader in self.whole and not is_paper
        return is_led_to_all or self.counts[reader, kind_of(address)] <= most

    def _links(self, reader, desk, address):
        if is_file(address):
            return []
        response = desk.client.get(address)
        if response.status_code == 302:
            return [urljoin(address, response.url)]
        if response.status_code != 200:
            self.fallen[reader, address] = response.status_code
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            return []
        return [link for link in links_of(response, address) if "?" not in address or "?" not in link]

    def keep(self, reader, desk, is_over):
        """Keep what the pages say of what is over, where it was not kept before."""
        for who, address in self.shown:
            if who == reader and DATED.search(address) and (who, address) not in self.said and is_over(address):
                self.said[who, address] = said_at(desk, address)

    def changed(self, reader, desk):
        """{address: (what it said, what it says)} of what was kept and says another thing now."""
        kept = {address: before for (who, address), before in self.said.items() if who == reader}
        now = {address: said_at(desk, address) for address in kept}
        return {address: difference(kept[address], now[address]) for address in kept if kept[address] != now[address]}

    def tells(self, reader, desk, words):
        """{address: words} of those that stand on what was shown to a reader, papers left aside."""
        found = {}
        for address in [address for who, address in self.shown if who == reader and not FILE.search(address)]:
            said = desk.read(address)
            if told := [word for word in words if word in said]:
                found[address] = told
        return found

    def lost(self, reader, desk):
        """{address: how it is answered} of what was shown to a reader and neither answers nor leads to what does."""
        answers = {address: answer_of(desk, address) for who, address in self.shown if who == reader}
        return {address: status for address, status in answers.items() if status != 200}


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
    """Where the page leads within the house, but to what only asks or writes."""
    root = html.document_fromstring(response.content.decode())
    links = [urldefrag(urljoin(address, link.get("href", "")))[0] for link in root.iter("a")]
    return [link for link in dict.fromkeys(links) if link.startswith("/") and not FORMS.search(link)]


def answer_of(desk, address):
    """200, also where the address leads on to it; else what it is answered."""
    response = desk.client.get(address)
    while response.status_code in (301, 302) and not response.url.startswith("/log-ind/"):
        address = urljoin(address, response.url)
        response = desk.client.get(address)
    list(response)  # which closes a file that is sent
    return response.status_code


def said_at(desk, address):
    """The words of a page or a file, without those that tell of today."""
    response = desk.client.get(address)
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
    if content.startswith(b"PK"):  # a Word document: its text and not where its links lead
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name in ("word/document.xml", "xl/sharedStrings.xml")]
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
