"""Numbers before titles, as agendas write them: “3. Titel”, “Punkt 3: Titel”, “Pkt.nr. 3 Titel”, “3 - Titel”."""

import re
from dataclasses import dataclass, replace

from .doors import Says, judge

MONTHS = (
    "januar|jan|februar|feb|marts|mar|april|apr|maj|juni|jun|juli|jul|august|aug|september|sept|sep|oktober|okt|november"
    "|nov|december|dec"
)
# One number, and not the first of several: “Punkt 3 og 4 behandles …”, “sag 23/4711”.
# A letter behind it: “3a”, and “3L” for a closed one.
ONE_NUMBER = r"(?P<number>\d{1,4}(?:\.\d{1,2})?)(?P<letter>[a-zæøå]?)(?!\w|[/.,-]?\d)(?!\s*(?:,|og|til|[-‒–—―−])\s*\d)"
NAMED = re.compile(
    r"(?:ad\.?\s*)?(?:(?:dagsordens|tillægs|ekstra|supplerings)?[ -]?(?:punkt|pkt)|(?:tillægs|ekstra)?[ -]?sag|emne|tp)"
    rf"\.?\s*-?(?:nr\.?|nummer|no\.?)?\s*[.:]?\s*{ONE_NUMBER}"
    r"(?P<mark>\s*[.:)‒–—―−-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
# Something else may be meant: “Ad 1” is said of a recommendation's first point, too.
LOOSE = re.compile(
    rf"(?:ad\.?|nr\.?|#|(?:vedr|vedrørende|ang|angående)\.?\s+(?:punkt|pkt|sag)\.?)\s*(?:nr\.?\s*)?{ONE_NUMBER}(?P<mark>\s*[.:)‒–—―−-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
BARE = re.compile(
    r"\(?(?P<number>\d{1,4})(?P<letter>[lå]?|[a-zæøå](?=[.:)]))(?P<mark>\s*[.):]+\s*[-‒–—―−]?(?!\d)|\s+[-‒–—―−]+(?!\s*\d)|[-‒–—―−]+\s(?!\s*\d))\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
DATE = re.compile(rf"(?:{MONTHS})\b", re.IGNORECASE)
WITH_YEAR = re.compile(rf"(?:{MONTHS})\.?(?:\s+\d|\s*$|\s*,)", re.IGNORECASE)
# “2. behandling” and “3. kvartal” count something else, and begin with a small letter as no title does.
COUNTED = re.compile(
    r"(?:behandling|kvartal|halvår|sal|etape|fase|del|rate|runde|udkast|udgave|klasse|semester|suppleant|viceborgmester"
    r"|næstformand|led|punktum|generation|plads|pladsen|gang|og|til|eller|pct|kl)\b"
)
MARKED = re.compile(
    r"(?P<mark>\D{1,40}?)(?P<rest>(?:\b(?:punkt|pkt|sag)\.?\s*(?:nr\.?)?\s*)?\(?\d.*)", re.IGNORECASE | re.DOTALL
)
# “Lukket, jf. § 10.” has the number of a law behind it, and of no item.
OF_LAW = re.compile(r"(?:§|paragraf|stk\.?|litra|nr\.)\s*$", re.IGNORECASE)
# “2.L Salg” and “7⇥Lukket” as “2L. Salg” and “7. Lukket”.
LETTER_BEHIND = re.compile(r"^(\D{0,20}\d{1,4})[.:]([LÅ])(?=\s+\w)")
TAB_BEHIND = re.compile(r"^\s*(\d{1,3})[^\S\n]*\t\s*(?=[A-ZÆØÅ])")
UNMARKED = re.compile(r"(?P<number>\d{1,3})\s+(?=[A-ZÆØÅ])(?P<title>\D.*)", re.DOTALL)
# Ways of counting that are read as no item's number, and which nobody writes before words within an item: “[2] Salg”,
# “② Salg”, “Sak 2/23 Salg”, “Punkt to: Salg”. Behind what may count something else, “2, Salg”, the number must be next.
AS_ITEM = (
    r"(?:no|item|agenda\s+item|sak|ärende|post|lb\.?\s*nr|løbenr|oqaluuserisassaq|immikkoortoq"
    r"|dagsorden(?:en)?s?\s+(?:punkt|pkt)|til\s+(?:punkt|pkt))\.?:?\s*"
)
WRITTEN = "en|et|én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv"
ORDINAL = "første|andet|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende"
ODD = re.compile(
    rf"[>\s]*(?:\[(?P<boxed>\d{{1,3}})\]|{AS_ITEM}(?P<named>\d{{1,3}})(?:/\d{{2,4}})?|[①-⑳➀-➓❶-❿⓪]"
    rf"|(?:punkt|pkt|sag)\.?\s+(?:{WRITTEN})(?=\s*[:.–-])|(?:{ORDINAL})\s+(?:punkt|sag)(?=\s*[:.–-])"
    r"|(?P<bare>\d{1,3})(?:\s?[_/>|=·;,°º]|\.0)|[ptb]\.?\s?(?P<lettered>\d{1,3})|(?P<roman>[ivx]{2,5}(?=[.):]))|\d{1,3}/(?:1[3-9]|[2-9]\d|20\d\d)|\d{1,3}-20\d\d|20\d\d-\d{1,3}"
    r"|0{1,2}(?P<filled>\d{1,2})|(?P<alone>\d{1,3}))[.:)]*\s+(?:[-–—]\s*)?(?=(?-i:[A-ZÆØÅ]))(?P<title>.+)",
    re.IGNORECASE | re.DOTALL,
)
# “2.-4. Lukkede sager”, “3. og 4. Lukket”
SEVERAL = re.compile(r"\W*\d{1,3}\.?(?:\s*(?:,|og|til|[-‒–—―−])\s*\d{1,3}\.?)+[\s:–—-]+(?=[^\W\d])")
IS_SAID = re.compile(r"(?:er|behandles|udgår|bliver|blev|skal|lukkes|holdes|må|kan)\b")
BEGINS_TITLE = re.compile(r"(?![-‒–—―−]\s*\d)\S")


@dataclass(frozen=True)
class Numbered:
    """A text that begins as an item with its number does."""

    number: str
    title: str  # empty where it stands in the next line
    is_named: bool  # “Punkt 3”, which can be nothing but an item
    has_mark: bool  # a full stop, a colon or a dash behind the number

    @property
    def place(self) -> int:
        return int(self.number.partition(".")[0])

    @property
    def is_small(self) -> bool:
        """True where the title begins with a small letter, as entries of lists do and titles seldom."""
        return self.title[:1].islower()

    @property
    def is_entry(self) -> bool:
        """“1. at godkende”: recommendations count what they recommend."""
        return self.title.casefold().startswith("at ")

    @property
    def is_sentence(self) -> bool:
        """“Punkt 3 er lukket”, which is said of an item and begins none."""
        return self.is_small and not self.has_mark and (self.is_named or bool(IS_SAID.match(self.title)))


def read_number(text: str) -> Numbered | None:
    """The number and the title of a text that begins as an item does; None for dates, hours, sums and all else."""
    text = LETTER_BEHIND.sub(r"\1\2.", " ".join(TAB_BEHIND.sub(r"\1. ", text).split()))
    if behind := _behind_mark(text):
        return behind
    for pattern in (NAMED, LOOSE, BARE):
        if found := pattern.fullmatch(text):
            title = found["title"].strip()
            is_named = pattern is NAMED
            if not _begins_title(title) or (pattern is BARE and _counts_other(int(found["number"]), title)):
                continue
            if found["letter"].casefold() in ("l", "å"):
                title = f"{title} ({found['letter'].upper()})".strip()
            return Numbered(found["number"], title, is_named, bool(found["mark"].strip()))
    return _closed_without_mark(text)


def is_oddly_numbered(text: str, last: int | None) -> bool:
    """Whether a text begins with a number as items have, in no way that is read; `last` is the last item's."""
    found = ODD.fullmatch(" ".join(text.split()))
    if not found or found["title"].rstrip().endswith((".", ":")):
        return False
    if found["roman"]:
        return last is not None and roman(found["roman"]) == last + 1
    number = next(filter(None, (found[name] for name in ("bare", "filled", "alone", "lettered"))), None)
    return number is None or (last is not None and int(number) == last + 1)


def roman(signs: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in signs.upper()]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))


def names_several(text: str) -> bool:
    """Whether a line says of several items at once that they are closed."""
    found = SEVERAL.match(text)
    return found is not None and judge(text[found.end() :]).says in (Says.CLOSED, Says.UNSURE)


def _closed_without_mark(text: str) -> Numbered | None:
    """“7 Lukket: Salg”: what begins with a number and speaks of closed doors is no text of the item before."""
    found = UNMARKED.fullmatch(text)
    if not found or judge(found["title"]).says not in (Says.CLOSED, Says.UNSURE):
        return None
    return (
        None
        if _counts_other(int(found["number"]), found["title"])
        else Numbered(found["number"], found["title"], False, True)
    )


def _behind_mark(text: str) -> Numbered | None:
    """The number of “Lukket punkt 4: Salg” and “(Lukket) 4. Salg”, and the mark behind its title."""
    found = MARKED.fullmatch(text)
    if not found or OF_LAW.search(found["mark"]):
        return None
    if judge(found["mark"]).says is Says.NOTHING or judge(found["mark"]).rest:
        return None
    read = read_number(found["rest"])
    if not read or not (read.is_named or read.has_mark):
        return None
    mark = found["mark"].strip(" :–—-()[]")
    return replace(read, title=f"{read.title} ({mark})".strip())


def numbered(text: str) -> tuple[str, str] | None:
    """The number and the rest of “3. Titel” or “Punkt 3: Titel”; None for all else, and where no title stands."""
    found = read_number(text)
    return (found.number, found.title) if found and found.title else None


def _begins_title(title: str) -> bool:
    return not title or bool(BEGINS_TITLE.match(title))


def _counts_other(number: int, title: str) -> bool:
    """Whether the number is a day, a year or an ordinal."""
    is_day = number <= 31 and DATE.match(title) and (title[0].islower() or WITH_YEAR.match(title))
    return bool(is_day or 1900 <= number < 2100 or COUNTED.match(title))
