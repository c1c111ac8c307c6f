"""The town of the story: what day it is, who sits at which desk, and what the house has shown so far."""

from dataclasses import dataclass, field
from typing import Any

from .archive import Archive
from .desk import Desk

COUNCIL = "ishoej-byraad"
CLIMATE, TECHNICAL = "klima-og-miljoeudvalget", "teknik-og-bygningsudvalget"
CULTURE = "kultur-og-fritidsudvalget"
THIS_TERM, NEXT_TERM = "2022-2025", "2026-2029"
STAFF = {"administration", "secretariat"}


@dataclass
class Town:
    settings: Any
    archive: Archive = field(default_factory=Archive)
    desks: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)  # what the story made: {its name here: its key or address}

    def turn_to(self, day):
        self.settings.PROCESS_TODAY = self.day = day

    def desk(self, who="public"):
        if who not in self.desks:
            self.desks[who] = Desk(None if who == "public" else who)
        return self.desks[who]

    @property
    def secretariat(self):
        return self.desk("secretariat")

    @property
    def administration(self):
        return self.desk("administration")

    def who_reads(self, address, words=""):
        """Those among all who have come to the house so far to whom a page is shown, with these words on it."""
        return {who for who in ("public", *self.desks) if words in (said := self.desk(who).read(address)) and said}

    def look_around(self, *readers):
        for who in readers:
            self.archive.look(who, self.desk(who), self.day)
