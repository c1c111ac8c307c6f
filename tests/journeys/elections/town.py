"""The town of the story: what day it is, who sits at which desk, and what the house has shown so far."""

from dataclasses import dataclass, field
from typing import Any

from ishoj_process.models import Meeting

from .archive import Archive
from .desk import Desk

COUNCIL = "ishoej-byraad"
CLIMATE, TECHNICAL = "klima-og-miljoeudvalget", "teknik-og-bygningsudvalget"
CULTURE = "kultur-og-fritidsudvalget"
THIS_TERM, NEXT_TERM = "2022-2025", "2026-2029"
STAFF = {"administration", "secretariat"}
LIKE_ALL = ("public", "alfa")


@dataclass
class Town:
    settings: Any
    archive: Archive = field(default_factory=Archive)
    desks: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)  # what the story made: {its name here: its key or address}

    def turn_to(self, day):
        self.settings.PROCESS_TODAY = self.archive.day = self.day = day

    def keep_papers(self):
        """One of each kind of paper: of the latest meeting that is over and of which none was kept."""
        held = Meeting.objects.filter(end_date__lt=self.day, agenda_state="published", is_published=True)
        kept = {address for _reader, address in self.archive.said}
        for meeting in held.order_by("-end_date", "-pk"):
            papers = [f"/moeder/{meeting.pk}{paper}" for paper in (".ics", "/dagsorden.pdf", "/dagsorden.docx")]
            if not kept & {*papers}:
                break
        else:
            papers = []
        for address in [*papers, "/daekning.xlsx"]:
            self.archive.open(self.desk(), address)

    def desk(self, who="public"):
        if who not in self.desks:
            self.desks[who] = Desk(who, self.archive)
        return self.desks[who]

    @property
    def secretariat(self):
        return self.desk("secretariat")

    @property
    def administration(self):
        return self.desk("administration")

    def who_reads(self, address, words="", among=()):
        """To whom a page is shown, with these words on it: of all who have come to the house so far, or of some."""
        asked = dict.fromkeys(among or ("public", *self.desks))
        return {who for who in asked if words in (said := self.desk(who).read(address)) and said}

    def is_read_by_all(self, address, words=""):
        """What the public reads, and somebody who has left the council, is kept from nobody."""
        return self.who_reads(address, words, among=LIKE_ALL) == {*LIKE_ALL}
