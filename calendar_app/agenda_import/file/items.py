"""What was read of a file: the items that it would make, and all that the reader of the file must be told."""

import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from html import unescape
from typing import Any

from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ishoj_process.models import AgendaItem
from ishoj_process.text.plain import visible_text

from .doors import Statements

WITHIN_WORDS = re.compile(r"</?(?:s|sub|sup|strong|em|a)\b[^>]*>")
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W_]+")
# More is no agenda, and each of them is a form on the preview.
MOST_ITEMS = 200
FIRST = AgendaItem.Section.CASE_PRESENTATION  # where stands what has no section of its own


@dataclass
class ReadItem:
    """One item as it would be made. `sections` are sanitised HTML."""

    title: str
    number: str = ""  # in the file; the agenda numbers its items itself
    is_closed: bool = False
    doubts: list[str] = field(default_factory=list)  # what may mean that it is closed, of which a person must say so
    public_title: str = ""
    sections: dict[AgendaItem.Section, str] = field(default_factory=dict)
    deciding_body: str = ""
    case_number: str = ""
    case_url: str = ""
    attachments: list[str] = field(default_factory=list)  # their names: the files themselves are added by hand
    problems: list[str] = field(default_factory=list)  # sentences

    @property
    def all_text(self) -> str:
        """Everything that is shown of the item."""
        facts = (self.title, self.number, self.public_title, self.deciding_body, self.case_number, self.case_url)
        return "\n".join([*facts, *self.sections.values(), *self.attachments, *self.problems])

    def tell_title(self, title: str) -> None:
        """Tell the title of the file where the law by which the item is closed was taken out of it with the mark."""
        if "§" in title and "§" not in self.title:
            self.problems.append(_("In the file the title is “%(title)s”.") % {"title": title})

    def settle_doors(self, said: Statements) -> None:
        """Closed where the file says so, and where what it says is not understood; then the reader is asked."""
        # What the public may see instead is written of closed items alone.
        instead = [self.public_title, visible_text(self.sections.get(AgendaItem.Section.PUBLIC_DECISION, ""))]
        if any(instead) and not said.is_closed and not said.opened:
            said.doubts += filter(None, instead)
        self.is_closed, self.doubts = said.is_closed, said.questions
        for text in self.doubts:
            sentence = _("“%(text)s” may mean that the item is closed. It is closed until you choose otherwise.")
            self.problems.append(sentence % {"text": text})


@dataclass
class ReadAgenda:
    """The items of a file, and sentences about what of it stands in none of them."""

    items: list[ReadItem]
    remarks: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # words that were read as names and marks, and stand in no text

    def note_names(self, text: str) -> None:
        """Note every word of the file that stands neither in an item nor in a remark: no word is lost unseen."""
        kept = Counter(word.casefold() for item in self.items for word in _words_in(item.all_text))
        kept += Counter(word.casefold() for word in _words_in(" ".join(self.remarks)))
        lost = Counter(word.casefold() for word in _words_in(text)) - kept
        found = {word.casefold(): word for word in reversed(_words_in(text)) if word.casefold() in lost}
        self.names = list(reversed(found.values()))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(stored: dict[str, Any]) -> ReadAgenda:
    """What `as_json` gave, as it was."""
    # JSON has texts for the keys, to which the members of the enum are equal.
    # What was kept by an earlier release has no names.
    return ReadAgenda([ReadItem(**item) for item in stored["items"]], stored["remarks"], stored.get("names", []))


def words_of_html(html: str) -> str:
    """The words of a text, apart where its blocks part them; marks within a word do not."""
    return unescape(TAG.sub(" ", WITHIN_WORDS.sub("", html)))


def _words_in(text: str) -> list[str]:
    return WORD.findall(words_of_html(text))


def settle_deciding_bodies(agenda: ReadAgenda, names: dict[str, str]) -> None:
    """Name the deciding bodies as the house does; `names` are {what a file may call it: name}.

    One that is not known stays in the text.
    """
    # Without capitals and full stop, as documents end the line.
    known = {name.casefold(): own for name, own in names.items()}
    for item in agenda.items:
        said = item.deciding_body
        item.deciding_body = known.get(said.casefold().rstrip("."), "")
        if said and not item.deciding_body:
            heading = capfirst(_("deciding body"))
            text = f"<h3>{escape(heading)}</h3><p>{escape(said)}</p>"
            item.sections[FIRST] = item.sections.get(FIRST, "") + text
            item.problems.append(_("“%(body)s” is no body here. It stands in the case presentation.") % {"body": said})
