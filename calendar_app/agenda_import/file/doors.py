"""Whether a short text says that an item is closed: the one place where words for it are compared.

Municipalities write it in a hundred ways, before a title, behind it, in brackets, in a column, over several items.
What speaks of it and is not understood for certain counts as closed until a person has chosen: a closed item that is
published cannot be called back (the Local Government Act, styrelsesloven, § 10).
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import Enum

from ishoj_process.text.composed import composed

from .near_words import HELD, SHOWN, comes_near, in_own_letters

SHORT = 160  # characters; a longer line is prose, in which schools and roads are closed
MARK_LENGTH = 60  # of a line that may be nothing but a mark in words of its own
JUDGED_LENGTH = 400  # of a text that is looked at word by word; none that is longer is a title


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
    r"luk+e?t|luk+e?te?punkt|luk+edes?|luk+es|luk+|fortrolig[te]?|fortr|konfidentiel(?:t|le)?|hemmelig[te]?"
    r"|tavshedspligt(?:ig|igt|ige)?"
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
    r"(?:\w*sager|\w*punkter|\w*møde|\w*dagsorden|mødedel)(?:ne|t|en|s|ens)?|pkt?er|døre(?:ne)?|efterretning|del"
)
ONE = re.compile(r"\w*(?:punkt|sag|emne)(?:et|en)?|pkt|item|case")
# Without a word for what it marks it stands over several: “Lukkede”, “Fortrolige”.
PLURAL = re.compile(r"luk+ede|fortrolige|hemmelige|åbne")
OF_LAW = re.compile(
    r"§|\d+|stk|nr|pkt|jf|jvf|jævnfør|kst|ksl|kstl|kommunestyrelseslov(?:en|ens)?|styrelseslov(?:en|ens)?|styrl"
    r"|lov|lovens?"
    r"|kommunernes|kommunale|kommunal|styrelse|litra|punktum|henhold|iht|ihht|medfør|efter|ifølge|hjemmel"
    r"|paragraf|par"
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
    r"\b(?!(?:s|p|ude|inde|ind|af|til|op)luk)\w*luk+(?:e?t|ed)(?!id|øj|ag)\w*|\bluk+\b(?!\s+\w)|^luk+\.?\s"
    r"|\bluk+te?\b|\bluk+ekt"
    r"|fo(?:r?tro|rt|rtor|rto)g?lig|\bfortro?l?\b|\bkonf\.|konfidentiel|\bhemmelig|\btavshed|\bconfidential\b"
    r"|\bclosed\b|tjenestebrug"
    r"|\b(?:ikke|ej|uden|må\s+ikke|non|not)\b[\s-]*(?:\w+\s+){0,3}?(?:offentlig|off\b|åben\b|åbent\b|åbne\b"
    r"|publi[ck])"
    r"|\b(?:offentliggøre?s|offentliggjort|offentlig|offentligt|åben|åbent|publiceres)\s+(?:ikke|ej)\b|ikkeoffentlig"
    r"|\b(?:undtag|unddrag|fritag|udeluk)\w*\s+(?:\w+\s+){0,2}?(?:offentlighed|aktindsigt)"
    r"|(?<!inddragelse af )\boffentlighed(?:en)?s?\b(?!\s+inddrag)|\boffentlighedslov|\boffl\b"
    r"|forvaltningslov\w*\s*§\s*27\b|straffelov\w*\s*§\s*152"
    r"|\b(?:punkt|sag|dør|møde)\w*\s+(?:\w+\s+)?lukkes\b|\bluk+e\s+(?:dør|møde|punkt|sag)\w*"
    r"|(?:^|[(\[{])\s*luk+es\s*(?:[)\]}:–.-]|$)|styrelseslov(?!\w*,?\s*§+\s*(?!10\b)\d)|\bdelvist?\s+(?:åb|offentl)"
    r"|[(\[{]\s*(?:lu?|intern[t]?|fort)\.?\s*[)\]}]|(?:^|[-–,:;/]\s*)fort\.(?!\w)|\bpersonfølsom"
)
READERS = (
    r"\w*(?:byråd|udvalg|medlem|bestyrelse|politiker|folkevalgt|direktion|deltager|gruppeform|formandskab|ledelse)\w*"
    r"|(?:inviterede|indviede|rådet)"
)
# Who may read it, who may not, and kinds of items that no public agenda names: asked in a title and in a short line.
HINTS = re.compile(
    rf"\b(?:kun|alene|udelukkende|forbeholdt|begrænset)\s+(?:(?:til|for|af|adgang|beregnet|synlig|brug"
    rf"|læses)\w*\s+){{0,3}}?"
    rf"(?:\w+s\s+)?(?:{READERS})\b|\b(?:kun|alene)\s+(?:til\s+|for\s+)?intern|\b(?:kun"
    rf"|alene)\s+(?:\w+\s+)?(?:titel|overskrift)"
    r"|\bintern[te]?\s+(?:sag|punkt|pkt|møde|dagsorden|drøftelse|behandling|orientering|brug|materiale|dokument"
    r"|del\b)\w*"
    r"|^\W*intern[te]?\s*(?:[:–—-]|\W*$)|(?:[,;:/|·]|\s[-–—])\s*intern[te]?\W*$"
    r"|\bperson(?:ale)?(?:sag|punkt)\w*|\b(?:ansættelses|afskedigelses|afskeds|disciplinær|klient)sag\w*"
    r"|\btjenstlig\w*\s+sag\w*"
    r"|\bprivate?\s+(?:sag|punkt|forhold|møde)\w*|\bpersonlige?\s+forhold|\bfølsomm?[et]?\s+(?:person)?(?:oplys"
    r"|sag|punkt|karakter|indhold)"
    r"|\b(?:må|skal|bør)\s+(?:\w+\s+){0,2}?(?:ikke|ej)\s+(?:\w+\s+){0,3}?(?:videre(?:giv|send|bring|form)"
    r"|dele?s?\b|distribu|udlever"
    r"|kopier|omtal|frigiv|hjemmeside|(?:inter)?nettet|spredes|refereres|publi)"
    r"|\bikke\s+(?:til|på|i)\s+(?:\w+\s+)?(?:videre|(?:kommunens\s+)?hjemmeside|(?:inter)?nettet|presse|udlever"
    r"|distribu|deling|borger|referat)"
    r"|\b(?:uden|ingen)\s+(?:\w+\s+)?(?:adgang|tilhører|publikum|presse)|\badgang\W+(?:forbudt|begrænset|kun)"
    r"|\badgangsbegræns"
    r"|\bbegrænset\s+(?:adgang|kreds|læse)|\bembargo|\bklausuleret\b|\bdiskretion\b|\brestricted\b|\bclassified\b"
    r"|\binternal\b"
    r"|\boffentliggør\w*\s+(?:\w+\s+)?(?:først|tidligst)\b|\b(?:først|tidligst)\s+(?:\w+\s+){0,2}?offentliggør"
    r"|\b(?:udgår|udelad|udelades|udeladt|fjernes|fjernet|slettes)\s+(?:\w+\s+){1,4}?offentl\w+"
    r"|\bluk(?:ke|ning(?:en)?)\s+(?:af\s+)?\w*(?:dør|møde|punkt|pkt|sag|dagsorden)"
    r"|\bdøre(?:ne)?\s+(?:\w+\s+){0,2}?luk|\bluk+es\b|\bi\.o\."
)
# In prose: only what can be said of an item.
STRONG = re.compile(
    r"\bluk+edes?\s+(?:døre|punkt|sag|møde|dagsorden)|\bluk+et\s+(?:punkt|sag|møde|dagsorden|behandling|dør|del\b)"
    r"|\b(?:punkt|sag|møde|dagsorden)\w*\s+(?:\w+\s+){0,2}?luk+e[td]|fortrolig|konfidentiel|\btavshedspligt"
    r"|\b(?:ikke|ej|må\s+ikke)[\s-]+(?:\w+\s+){0,2}?offentlig|(?:undtag"
    r"|unddrag)\w*\s+(?:\w+\s+){0,2}?(?:offentlighed|aktind)"
    r"|\b(?:punkt|sag|dør|møde)\w*\s+(?:\w+\s+)?lukkes\b|\bluk+e\s+(?:dør|møde|punkt|sag)\w*"
)
PARAGRAPH_10 = re.compile(r"(?:(?<!§)§+|\bparagraf|\bpar\.)\s*10\b(?!\s*[a-z]\b(?!\.))")
# § 10 of another law that is named has nothing to do with doors.
OTHER_LAW = re.compile(
    r"\b(?!(?:kommune)?styrelseslov)\w{3,}lov(?:en|ens)?\b|\blov\s+om\b(?!\s+kommunernes\s+styrelse)"
)
OWN_LAW = re.compile(r"styrelseslov|kommunernes styrelse|\bkst|\bksl")

# What none of these stands in says nothing: most lines of an agenda, which need no closer look.
TOUCHES = re.compile(
    r"luk|åb|aab|fort|fot|konf|hemm|tavs|offentl|publi[ck]|closed|confid|open|\boff|§|\bpar|undtag|unddrag|fritag"
    r"|intern|nettet|hjemmeside|\bweb|synlig|tilgængelig|\bkun\b|person(?:ale)?(?:sag|punkt)|\bvis|\budgiv"
    r"|tjenestebrug|personføls|styrelseslov|lov\w* § |\boffl|\bl\b|\blu\b"
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
# What stands for it, below “Åben/lukket” and alone: “LP” may be a local plan, and “F” a party.
LETTERS = {
    **dict.fromkeys(("l", "lu", "luk", "lukk"), Says.CLOSED),
    **dict.fromkeys(("lp", "ls", "ld", "lb", "f", "fort", "fortr", "io", "i.o"), Says.UNSURE),
    **dict.fromkeys(("å", "åp", "ås", "åd", "åb"), Says.OPEN),
}
LETTER = r"(?:L|LP|LS|LD|LB|F|f(?=\.?\s*[)\]}])|[Ll]u|IO|Å|ÅP|ÅS|ÅD|ÅB)"
# “Salg, L”, “/L/”, “L - Salg”, “(F)”, “L 4. Salg”; not of a list of parties, “A, F, Ø”, nor the “A/L” of a company.
LETTER_MARK = re.compile(
    rf"(?:^|(?<!\b\w/)(?<!\b\w,\s)(?<=[–—,:;/|·•(\[{{*.!?-])|(?<!\b\w,\s)(?<=[–—,:;/|·•*.!?-]\s))(?P<letter>{LETTER})"
    rf"\.?(?!,\s\w\b)\s*(?:$|[–—,:;/|·•)\]}}*-]|(?<=^L\s)\d{{1,3}}\s*[.:)–—-]|(?<=^L)\d{{1,3}}\s*[.:)–—-]"
    rf"|(?<=^L\.\s))"
)
PARTY = re.compile(r"\b(?:SF|[Ff]olkeparti)\s*[(,]?\s*F\b\)?")  # Socialistisk Folkeparti (F)
SEPARATOR = re.compile(r"[\s:;|/·•,.–—!?=-]+")
AGENDA = re.compile(r"\b\w*(?:dagsorden|referat)")


def judge(text: str) -> Verdict:
    """What a title, a heading or a line says of the doors; what only comes near to saying it is not understood."""
    text = straightened(text)
    verdict = _judged(text)
    if verdict.says in (Says.CLOSED, Says.UNSURE) or len(text) > JUDGED_LENGTH:
        return verdict
    alike = in_own_letters(text)
    is_alike = alike is not text and _judged(alike).says in (Says.CLOSED, Says.UNSURE)
    return Verdict(Says.UNSURE, text) if is_alike or comes_near(alike) else verdict


def _judged(text: str) -> Verdict:
    if len(text) > JUDGED_LENGTH:
        return Verdict(Says.UNSURE if _speaks(text.casefold()) else Says.NOTHING, text)
    has_letter = bool(_letters_in(text))
    if not has_letter and not TOUCHES.search(text.casefold()) and not HINTS.search(text.casefold()):
        return Verdict(Says.NOTHING, text)
    if has_letter and (alone := _of_letters(text)):
        return alone
    said = _said(text)
    if said.says is not Says.NOTHING:
        # “Sag (lukket)”: what stands before the brackets is the title, whatever its words.
        parts = _by_pieces(text) if MARK_BEHIND.search(text) else said
        return parts if parts.says is said.says and parts.rest else said
    small = text.casefold()
    is_near = has_letter or OPENING_WORD.search(small) or _speaks(small) or HINTS.search(small)
    return _by_pieces(text) if is_near else Verdict(Says.NOTHING, text)


def judge_line(text: str) -> Verdict:
    """What a line within an item says; one that says more than how the doors are is not understood."""
    if len(text) > SHORT:
        small = straightened(text).casefold()
        is_marked = judge(text[:SHORT]).says is Says.CLOSED or STRONG.search(small) or _is_of_own_law(small)
        return Verdict(Says.UNSURE, text) if is_marked else NOTHING
    verdict = judge(text)
    if verdict.says is Says.UNSURE and verdict.rest and _is_only_hinted(straightened(text)):
        return NOTHING
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


def is_overruled(verdict: Verdict, text: str, before: Verdict) -> bool:
    """Whether “Åben dagsorden” above the items opens none, as something else said of the whole that it is closed."""
    is_of_whole = verdict.says is Says.OPEN and AGENDA.search(text.casefold())
    return bool(is_of_whole) and before.says in (Says.CLOSED, Says.UNSURE)


def names_doors(name: str) -> bool:
    """True of a column or label under which stands whether an item is closed: “Lukket”, “Åben/lukket”, “Off.”."""
    return _says_of_name(straightened(name).casefold()) is not Says.NOTHING


def judge_cell(name: str, value: str) -> Verdict:
    """What a cell says in a column for it; what is not understood there is closed, and empty is not always open."""
    of_name, said = _says_of_name(straightened(name).casefold()), straightened(value).casefold()
    if not said or (of_name is not Says.CLOSED and not said.strip(" .:-–—")):
        # A cross stands where it applies: an empty cell in “Lukket” says nothing, one in “Åben” may say closed.
        return NOTHING if of_name is Says.CLOSED else Verdict(Says.UNSURE)
    if said.strip(" .()") in YES | NO and of_name is not Says.UNSURE:
        return _answer(of_name, said.strip(" .()") in YES)
    whole = _whole(said)  # “Åben” below “Lukket” is what the row says
    verdict = whole if whole.says is not Says.NOTHING else _answered(name, value)
    return verdict if verdict.says is not Says.NOTHING else Verdict(Says.UNSURE)


def straightened(text: str) -> str:
    """The text with one space between words, no invisible signs, and spaced letters together."""
    seen = ODD.sub(_seen, composed(text, "NFKC"))
    return SPACED.sub(_together, " ".join(seen.replace("_", " ").split()))


def _seen(found: re.Match[str]) -> str:
    return "" if unicodedata.category(found[0]) == "Cf" else found[0]


def _together(found: re.Match[str]) -> str:
    joined = re.sub(r"[ .]", "", found[0])
    return joined if SPEAKS.search(joined.casefold()) or OPENING.fullmatch(joined.casefold()) else found[0]


def _speaks(small: str) -> bool:
    is_of_law = PARAGRAPH_10.search(small) and (OWN_LAW.search(small) or not OTHER_LAW.search(small))
    return bool(SPEAKS.search(small) or is_of_law)


def _is_only_hinted(text: str) -> bool:
    """Whether a line is too long to be a mark in words of its own, or ends with a party's letter as names do."""
    small = text.casefold()
    if _speaks(small) or OPENING_WORD.search(small) or comes_near(text):
        return False
    return not _letters_in(text) - {"f"} and (len(text) > MARK_LENGTH or not HINTS.search(small))


def _letters_in(text: str) -> set[str]:
    """The letters that stand in a text as marks do."""
    return {found["letter"].casefold() for found in LETTER_MARK.finditer(PARTY.sub("", text))}


def _of_letters(text: str) -> Verdict | None:
    """What letters alone say: “L”, “(LP)”."""
    says = LETTERS.get(text.strip(" .:()[]{}*/|–—-").casefold())
    return Verdict(says, is_bare=says is not Says.UNSURE) if says else None


def is_letter_of_closed(text: str) -> bool:
    return LETTERS.get(straightened(text).strip(" .:()[]{}*/|–—-").casefold()) in (Says.CLOSED, Says.UNSURE)


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
    if letter := LETTERS.get(small.strip(" .:()?")):
        return Says.OPEN if letter is Says.OPEN else Says.CLOSED  # a cross below “F” can mean nothing else
    words = [word for word in WORDS.findall(small) if not ANSWER.fullmatch(word)]  # “Lukket (ja/nej)”
    if SHOWN.fullmatch(" ".join(words)):
        return Says.OPEN
    if HELD.fullmatch(" ".join(words)):
        return Says.CLOSED
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
        is_over_several=_is_over_several(words),
    )


def _is_over_several(words: list[str]) -> bool:
    is_plural = PLURAL.fullmatch(words[0]) and not any(ONE.fullmatch(word) for word in words)
    return "behandles" not in words and bool(is_plural or any(SEVERAL.fullmatch(word) for word in words))


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
    has_mark = any(LETTERS.get(letter) is not Says.OPEN for letter in _letters_in(text))
    if is_denied or has_mark or _speaks(text.casefold()) or HINTS.search(text.casefold()):
        return Verdict(Says.UNSURE, text)
    return Verdict(Says.OPEN if said else Says.NOTHING, rest or text, is_over_several=is_over_several)


def _is_of_law(piece: str) -> bool:
    words = WORDS.findall(piece.casefold())
    is_known = all(OF_LAW.fullmatch(word) or FILLING.fullmatch(word) for word in words)
    return is_known and any(OF_LAW.fullmatch(word) for word in words)


def _of_piece(piece: str) -> Verdict:
    inner = piece.strip()[1:-1] if IN_BRACKETS.fullmatch(piece.strip()) else piece
    is_letter = LETTER_ALONE.fullmatch(inner) or (inner is not piece and inner.strip(" .").casefold() in ("l", "lu"))
    return (_of_letters(inner) if is_letter else None) or _said(inner.strip())


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
LETTER_ALONE = re.compile(rf"\s*{LETTER}\.?\s*")
ODD = re.compile(r"[^\w\s]")
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
