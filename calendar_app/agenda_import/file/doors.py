"""Whether a short text says that an item is closed: the one place where words for it are compared.

Municipalities write it in a hundred ways, before a title, behind it, in brackets, in a column, over several items.
What speaks of it and is not understood for certain counts as closed until a person has chosen: a closed item that is
published cannot be called back (the Local Government Act, styrelsesloven, § 10).
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import Enum

SHORT = 160  # characters; a longer line is prose, in which schools and roads are closed


class Says(Enum):
    """What a text says of the doors."""

    NOTHING = "nothing"
    OPEN = "open"
    CLOSED = "closed"
    UNSURE = "unsure"  # speaks of it, and is not understood


@dataclass(frozen=True)
class Verdict:
    """What a text says, and what is left of it without the mark."""

    says: Says
    rest: str = ""
    is_bare: bool = False  # nothing but the mark and the word for what it marks
    is_over_several: bool = False  # the whole text speaks of items, a meeting or an agenda

    def left_of(self, title: str) -> str:
        """A title without its mark; whole where the mark is not understood, or all of it."""
        return self.rest if self.rest and self.says is not Says.UNSURE else title


NOTHING = Verdict(Says.NOTHING)

# Words in small letters. Each is one of these kinds, or unknown.
CLOSING = re.compile(
    r"luk+e?t|luk+e?te?punkt|luk+edes?|luk+es|luk|fortrolig[te]?|konfidentiel(?:t|le)?|hemmelig[te]?|tavshedspligt(?:ig|igt|ige)?"
    r"|tavshedsbelagt[e]?|(?:ikke|u)offentlig[te]?|lukketsag|closed|confidential|fort"
)
OPENING = re.compile(r"åben[te]?|åbne|aaben[t]?|aabne|offentlig[te]?|off|public|open")
# Both what an item may be and what may not be made public: behind “not”.
MADE_PUBLIC = re.compile(
    r"offentlighed(?:en|ens)?|offentliggør(?:es|else|elsen)?|offentliggjort|publiceres|publicering|aktindsigt"
)
EXEMPT = re.compile(r"undtage[tn]e?|unddrage[tn]e?|fritage[tn]e?|udelukke[ts]?")
NOT = re.compile(r"ikke|ej|ikk|uden|non|not")
SEVERAL = re.compile(
    r"(?:\w*sager|\w*punkter|\w*møde|\w*dagsorden|mødedel)(?:ne|t|en|s|ens)?|døre(?:ne)?|efterretning|del"
)
ONE = re.compile(r"\w*(?:punkt|sag|emne)(?:et|en)?|item|case")
OF_LAW = re.compile(
    r"§|\d+|stk|nr|pkt|jf|jvf|jævnfør|kst|ksl|kstl|kommunestyrelseslov(?:en|ens)?|styrelseslov(?:en|ens)?|styrl|lov|lovens?"
    r"|kommunernes|kommunale|kommunal|styrelse|litra|punktum|henhold|iht|ihht|medfør|efter|ifølge|hjemmel|paragraf|par"
    r"|forvaltningslov(?:en|ens)?|offentlighedslov(?:en|ens)?|fvl|offl|straffelov(?:en|ens)?|bestemmelse(?:n|r|rne)?"
)
FILLING = re.compile(
    r"er|behandles|behandle|behandling(?:en)?|skal|bliver|blev|som|der|for|bag|i|på|til|af|med|om|og|at|de|det|den"
    r"|dette|denne|disse|alle|følgende|resten|øvrige|kun|døren|dør|status|type|art|adgang|form|kategori"
    r"|klassifikation|klassificering|synlighed|sagstype|punkttype|mødetype|mødeform|behandlingsform|fortrolighed"
    r"|fortrolighedsgrad|note|noter|bemærkning(?:er)?|markering|må|kan"
    r"|fra|omfattet|grundet|grund|pga|sagens|punktets|mødets|oplysninger|enkeltpersoners|personlige|private"
    r"|økonomiske|forhold|hensyn|selve|eller|bør|holdes|hele|brug|tjenestebrug|intern|internt"
)
ANSWER = re.compile(r"ja|nej|x|sand|falsk|true|false|yes|no")
YES = {"ja", "j", "x", "sand", "true", "1", "yes", "y", "✓", "✔", "√", "☑", "☒", "on"}
NO = {"nej", "n", "falsk", "false", "0", "no", "☐"}

# What speaks of closed doors among other words. Verbs (“lukke”, “lukning”, “lukkedage”) and hours (“lukketid”) do not.
SPEAKS = re.compile(
    r"\bluk+e?t(?!id|øj)\w*|\bluk+edes?\b|\b(?:ikke|delvist?|halv)luk+e[td]\w*|\bluk\b(?!\s+\w)|^luk\.?\s"
    r"|fortrolig|konfidentiel|\bhemmelig|\btavshed|\bconfidential\b|\bclosed\b|tjenestebrug"
    r"|\b(?:ikke|ej|uden|må\s+ikke|non|not)\b[\s-]*(?:\w+\s+){0,3}?(?:offentlig|åben\b|åbent\b|åbne\b|publi[ck])"
    r"|\b(?:offentliggøre?s|offentliggjort|offentlig|offentligt|åben|åbent|publiceres)\s+(?:ikke|ej)\b|ikkeoffentlig"
    r"|\b(?:undtag|unddrag|fritag|udeluk)\w*\s+(?:\w+\s+){0,2}?(?:offentlighed|aktindsigt)"
    r"|\boffentlighed(?:en)?s?\b|\boffentlighedslov|\boffl\b|forvaltningslov\w*\s*§\s*27\b|straffelov\w*\s*§\s*152"
    r"|\b(?:punkt|sag|dør|møde)\w*\s+(?:\w+\s+)?lukkes\b|\bluk+e\s+(?:dør|møde|punkt|sag)\w*"
    r"|(?:^|[(\[{])\s*luk+es\s*(?:[)\]}:–.-]|$)|^l\s*(?::|\s[-–])|styrelseslov|\bdelvist?\s+(?:åb|offentl)"
    r"|[(\[{]\s*(?:lu?|intern[t]?|fort)\.?\s*[)\]}]|(?:^|[-–,:;/]\s*)fort\.(?!\w)|\bpersonfølsom"
)
# In prose: only what can be said of an item.
STRONG = re.compile(
    r"\bluk+edes?\s+(?:døre|punkt|sag|møde|dagsorden)|\bluk+et\s+(?:punkt|sag|møde|dagsorden|behandling|dør|del\b)"
    r"|\b(?:punkt|sag|møde|dagsorden)\w*\s+(?:\w+\s+){0,2}?luk+e[td]|fortrolig|konfidentiel|\btavshedspligt"
    r"|\b(?:ikke|ej|må\s+ikke)[\s-]+(?:\w+\s+){0,2}?offentlig|(?:undtag|unddrag)\w*\s+(?:\w+\s+){0,2}?(?:offentlighed|aktind)"
    r"|\b(?:punkt|sag|dør|møde)\w*\s+(?:\w+\s+)?lukkes\b|\bluk+e\s+(?:dør|møde|punkt|sag)\w*"
)
PARAGRAPH_10 = re.compile(r"(?:§+|\bparagraf|\bpar\.)\s*10\b(?!\s*[a-z]\b(?!\.))")
# § 10 of another law that is named has nothing to do with doors.
OTHER_LAW = re.compile(
    r"\b(?!(?:kommune)?styrelseslov)\w{3,}lov(?:en|ens)?\b|\blov\s+om\b(?!\s+kommunernes\s+styrelse)"
)
OWN_LAW = re.compile(r"styrelseslov|kommunernes styrelse|\bkst|\bksl")

# What none of these stands in says nothing: most lines of an agenda, which need no closer look.
TOUCHES = re.compile(
    r"luk|åb|aab|fort|konf|hemm|tavs|offentl|publi[ck]|closed|confid|open|\boff|§|\bpar|undtag|unddrag|fritag|intern|"
    r"tjenestebrug|personføls|styrelseslov|lov\w* § |\boffl|\bl\b|\blu\b"
)
WORDS = re.compile(r"§|[^\W_]+")
LITRA = re.compile(r"\b(litra)\s+[a-zæøå]\b")
SPACED = re.compile(r"(?<!\w)(?:\w[ .]){3,}\w(?!\w)")  # “L U K K E T”
BRACKETS = r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\*[^*]*\*"
# A full stop behind these ends no sentence.
SHORTENED = "".join(
    rf"(?<!\b{short})" for short in ("stk", "kst", "ksl", "jf", "jvf", "nr", "pkt", "par", "iht", "pga")
)
PIECES = re.compile(rf"({BRACKETS}|\s*(?:[:;|/·•,–—!?=]|{SHORTENED}\.(?=\s|$)|(?<=\s)-|-(?=\s))\s*)", re.IGNORECASE)
# The name and what stands behind it; a dash parts only “Lukket - nej”, since “Lukket - Salg” is a title.
LABELLED = re.compile(r"(?P<name>[^:=?]{1,60}?)\s*(?:[:=?]+\s*|\s[-–—]\s+(?=(?:ja|nej)\b))(?P<value>.*)", re.I | re.S)
MIXED_LETTERS = re.compile(r"\s*[åa]\s*/\s*l\s*|\s*l\s*/\s*[åa]\s*")
LETTERS = {"l": Says.CLOSED, "å": Says.OPEN}  # below “Åben/lukket”
SEPARATOR = re.compile(r"[\s:;|/·•,.–—!?=-]+")
AGENDA = re.compile(r"\b\w*(?:dagsorden|referat)")


def judge(text: str) -> Verdict:
    """What a title, a heading or a line says of the doors."""
    text = straightened(text)
    if not TOUCHES.search(text.casefold()):
        return Verdict(Says.NOTHING, text)
    said = _said(text)
    if said.says is not Says.NOTHING:
        # “Sag (lukket)”: what stands before the brackets is the title, whatever its words.
        parts = _by_pieces(text) if MARK_BEHIND.search(text) else said
        return parts if parts.says is said.says and parts.rest else said
    small = text.casefold()
    return _by_pieces(text) if OPENING_WORD.search(small) or _speaks(small) else Verdict(Says.NOTHING, text)


def judge_line(text: str) -> Verdict:
    """What a line within an item says; one that says more than how the doors are is not understood."""
    if len(text) > SHORT:
        small = straightened(text).casefold()
        is_marked = judge(text[:SHORT]).says is Says.CLOSED or STRONG.search(small) or _is_of_own_law(small)
        return Verdict(Says.UNSURE, text) if is_marked else NOTHING
    verdict = judge(text)
    if not verdict.rest or verdict.says in (Says.NOTHING, Says.UNSURE):
        return verdict
    labelled = LABELLED.fullmatch(straightened(text))
    is_no_answer = bool(labelled and names_doors(labelled["name"]))  # “Off.: delvist”
    return Verdict(Says.UNSURE, text) if is_no_answer or verdict.says is Says.CLOSED else NOTHING


def judge_heading(text: str) -> Verdict:
    """What a heading over several items says; they are open only where it says so and nothing else."""
    verdict = judge(text)
    is_certain = not verdict.rest or verdict.is_over_several
    return NOTHING if verdict.says is Says.OPEN and not is_certain else verdict


def doubted(text: str) -> Verdict:
    """What is said beside an agenda, as in a file's name, of all of it: it is not understood which items it means."""
    return Verdict(Says.UNSURE) if judge(text).says in (Says.CLOSED, Says.UNSURE) else NOTHING


def names_doors(name: str) -> bool:
    """True of a column or label under which stands whether an item is closed: “Lukket”, “Åben/lukket”, “Off.”."""
    return _says_of_name(straightened(name).casefold()) is not Says.NOTHING


def judge_cell(name: str, value: str) -> Verdict:
    """What a cell says in a column for it; what is not understood there is closed, and empty is not always open."""
    of_name, said = _says_of_name(straightened(name).casefold()), straightened(value).casefold()
    if not said:
        # A cross stands where it applies: an empty cell in “Lukket” says nothing, one in “Åben” may say closed.
        return NOTHING if of_name is Says.CLOSED else Verdict(Says.UNSURE)
    if said.strip(" .()") in YES | NO and of_name is not Says.UNSURE:
        return _answer(of_name, said.strip(" .()") in YES)
    whole = _whole(said)  # “Åben” below “Lukket” is what the row says
    verdict = whole if whole.says is not Says.NOTHING else _answered(name, value)
    return verdict if verdict.says is not Says.NOTHING else Verdict(Says.UNSURE)


def straightened(text: str) -> str:
    """The text with one space between words, no invisible signs, and spaced letters together."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return SPACED.sub(_together, " ".join(seen.replace("_", " ").split()))


def _together(found: re.Match[str]) -> str:
    joined = re.sub(r"[ .]", "", found[0])
    return joined if SPEAKS.search(joined.casefold()) or OPENING.fullmatch(joined.casefold()) else found[0]


def _speaks(small: str) -> bool:
    is_of_law = PARAGRAPH_10.search(small) and (OWN_LAW.search(small) or not OTHER_LAW.search(small))
    return bool(SPEAKS.search(small) or is_of_law)


def _is_of_own_law(small: str) -> bool:
    return bool(PARAGRAPH_10.search(small) and OWN_LAW.search(small))


# Names and answers


def _answer(of_name: Says, is_yes: bool) -> Verdict:
    is_closed = is_yes is (of_name is Says.CLOSED)
    return Verdict(Says.CLOSED if is_closed else Says.OPEN, is_bare=True)


def _says_of_name(small: str) -> Says:
    """What “yes” under a name means; UNSURE where it may be either, as under “Åben/lukket”."""
    if MIXED_LETTERS.fullmatch(small):
        return Says.UNSURE
    words = [word for word in WORDS.findall(small) if not ANSWER.fullmatch(word)]  # “Lukket (ja/nej)”
    return _whole(" ".join("offentlig" if MADE_PUBLIC.fullmatch(word) else word for word in words)).says


def _answered(name: str, value: str) -> Verdict:
    """What “Lukket: nej” says; NOTHING where the name is none of the doors', or a title stands behind it."""
    of_name, said = _says_of_name(straightened(name).casefold()), straightened(value).casefold()
    if of_name is Says.NOTHING:
        return NOTHING
    if not said.strip(" .:-"):
        return Verdict(of_name, is_bare=True)
    first, *others = WORDS.findall(said) or [""]
    is_alone = all(OF_LAW.fullmatch(word) or FILLING.fullmatch(word) for word in others)  # “Ja, jf. § 10”
    if ANSWER.fullmatch(first) and len(first) > 1 and is_alone and of_name is not Says.UNSURE:
        # “Nej, jf. § 10” says two things.
        if first not in YES and others:
            return Verdict(Says.UNSURE)
        return replace(_answer(of_name, first in YES), is_bare=not others)
    if letter := LETTERS.get(said.strip(" ().")) if of_name is Says.UNSURE else None:
        return Verdict(letter, is_bare=True)
    whole = _whole(said)
    if whole.says is Says.NOTHING:
        return Verdict(Says.UNSURE) if of_name is Says.UNSURE else NOTHING
    # “Lukket: åben” says two things.
    return whole if of_name in (whole.says, Says.UNSURE) else Verdict(Says.UNSURE)


def _said(text: str) -> Verdict:
    """What a text says as a whole, with an answer behind its name or without."""
    if labelled := LABELLED.fullmatch(text):
        verdict = _answered(labelled["name"], labelled["value"])
        if verdict.says is not Says.NOTHING:
            return verdict
    return _whole(text.casefold())


# Whole texts and pieces


def _whole(small: str) -> Verdict:
    """What a text says that holds nothing but words for it; NOTHING where another word stands among them."""
    words = WORDS.findall(LITRA.sub(r"\1", small))
    if not words or not all(any(kind.fullmatch(word) for kind in KNOWN) for word in words):
        return NOTHING
    return Verdict(
        _sum(words, small),
        is_bare=all(any(kind.fullmatch(word) for kind in MARKING) for word in words),
        is_over_several=any(SEVERAL.fullmatch(word) for word in words) and "behandles" not in words,
    )


def _sum(words: list[str], small: str) -> Says:
    closing = bool(PARAGRAPH_10.search(small))
    opening = is_denied = is_unclear = False
    is_exempt = any(EXEMPT.fullmatch(word) for word in words)
    for word in words:
        if NOT.fullmatch(word):
            is_denied = True
        elif CLOSING.fullmatch(word):
            closing, is_unclear = True, is_unclear or is_denied  # “ikke lukket”
        elif MADE_PUBLIC.fullmatch(word) or OPENING.fullmatch(word):
            closing = closing or is_denied or is_exempt
            opening = opening or not (is_denied or is_exempt or MADE_PUBLIC.fullmatch(word))
            is_denied = False
    if is_denied:  # behind: “offentliggøres ikke”
        is_unclear = is_unclear or not any(MADE_PUBLIC.fullmatch(word) or OPENING.fullmatch(word) for word in words)
        closing, opening = True, False
    if (closing and opening) or is_unclear:
        return Says.UNSURE
    return Says.CLOSED if closing else Says.OPEN if opening else Says.NOTHING


def _by_pieces(text: str) -> Verdict:
    """What a text says of which a part is a mark: “Lukket - Salg”, “Salg (fortroligt)”, “Salg, jf. § 10”."""
    is_of_other_law = bool(OTHER_LAW.search(text.casefold())) and not OWN_LAW.search(text.casefold())
    kept, said, is_over_several = "", set(), False
    is_behind_mark = False
    for piece in filter(None, PIECES.split(text)):
        if SEPARATOR.fullmatch(piece):
            kept += piece
            continue
        verdict = _of_piece(piece)
        if is_of_other_law and PARAGRAPH_10.search(piece.casefold()):
            verdict = NOTHING
        if verdict.says is not Says.NOTHING:
            said.add(verdict.says)
            is_over_several = is_over_several or verdict.is_over_several
        is_law = is_behind_mark and _is_of_law(piece)
        is_mark = _is_mark(piece, verdict)
        kept += "" if is_mark or is_law else piece
        is_behind_mark = is_mark or is_law
    rest = _without_loose_ends(kept)
    if Says.UNSURE in said or {Says.OPEN, Says.CLOSED} <= said:
        return Verdict(Says.UNSURE, text)
    if Says.CLOSED in said:
        return Verdict(Says.CLOSED, rest or text, is_over_several=is_over_several)
    is_denied = said and any(NOT.fullmatch(word) or word in NO for word in WORDS.findall(text.casefold()))
    if is_denied or _speaks(text.casefold()):
        return Verdict(Says.UNSURE, text)
    return Verdict(Says.OPEN if said else Says.NOTHING, rest or text, is_over_several=is_over_several)


def _is_of_law(piece: str) -> bool:
    words = WORDS.findall(piece.casefold())
    is_known = all(OF_LAW.fullmatch(word) or FILLING.fullmatch(word) for word in words)
    return is_known and any(OF_LAW.fullmatch(word) for word in words)


def _of_piece(piece: str) -> Verdict:
    inner = piece.strip()[1:-1] if IN_BRACKETS.fullmatch(piece.strip()) else piece
    if piece.strip() == "L" or (inner is not piece and inner.strip(" .").casefold() in ("l", "lu")):
        return Verdict(Says.CLOSED, is_bare=True)
    return _said(inner.strip())


def _is_mark(piece: str, verdict: Verdict) -> bool:
    """Whether a piece is no part of the title: “Lukket dagsorden” may be what an item is about, “åben” its word."""
    if verdict.says is Says.CLOSED:
        return not AGENDA.search(piece.casefold())
    return verdict.says is Says.OPEN and bool(IN_BRACKETS.fullmatch(piece.strip()))


def _without_loose_ends(kept: str) -> str:
    kept = re.sub(r"(\s*[:;|/·•,–—=-]\s*)+(?=\s*[:;|/·•,–—=-])", "", kept)
    return re.sub(r"^[\s:;|/·•,.–—=-]+|[\s:;|/·•,–—=-]+$", "", re.sub(r"\.\s+\.", ".", " ".join(kept.split())))


OPENING_WORD = re.compile(rf"\b(?:{OPENING.pattern})\b")
MARK_BEHIND = re.compile(rf"\w\s*(?:{BRACKETS})\s*$")
IN_BRACKETS = re.compile(BRACKETS)
KNOWN = (CLOSING, OPENING, MADE_PUBLIC, EXEMPT, NOT, SEVERAL, ONE, OF_LAW, FILLING)
MARKING = (CLOSING, OPENING, NOT, ONE, SEVERAL)


@dataclass
class Statements:
    """All that a file says of one item's doors, gathered while it is read."""

    is_said_closed: bool = False
    opened: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def add(self, verdict: Verdict, text: str) -> None:
        if verdict.says is Says.CLOSED:
            self.is_said_closed = True
        elif verdict.says is Says.UNSURE:
            self.doubts.append(text)
        elif verdict.says is Says.OPEN:
            self.opened.append(text)

    @property
    def is_closed(self) -> bool:
        return self.is_said_closed or bool(self.doubts)

    @property
    def questions(self) -> list[str]:
        """What a person has to read before the item may be open: closed and open at once is not understood either."""
        asked = self.opened if self.is_said_closed else self.doubts
        return list(dict.fromkeys(" ".join(text.split()) for text in asked))
