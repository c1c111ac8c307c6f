"""What the house says is Danish as a careful official writes it: signs, and words where there was a choice."""

import re
from functools import cache

import polib

from tests.sources import ROOT

CATALOGUE = ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po"
TYPED_TEXTS = [ROOT / "ishoj_process/plans/ishoej-2023.toml", ROOT / "ishoj_process/plans/top-down.toml"]
OF_THE_MEMO = "som den første opgave i byrådsperioden"  # its words are given as they stand
GLOSSARY = ROOT / "docs/glossary.md"
DAYS = r"day|deadline|out|when|came|invited|moment|first|last|as_of|date|today_text"
# Of these the value says more than “21. august 2023”: its weekday, “i juni 2023”, or no day at all.
WITH_WORDS = {
    "a weekday, as `weekday_date_text` has it": {
        "%(body)s meets %(day)s, too late to answer before the deadline, %(deadline)s.",
        "%(meeting)s on %(day)s has %(things)s.",
        "%(meeting)s on %(day)s has been edited or decided about.",
        "%(Who)s has too little time before its meeting on %(meeting)s. The last day would be %(day)s.",
        "%(Who)s meets %(day)s and has less time after the deadline than the rule says.",
        "Adopted by the council at the meeting on %(day)s.",
        "Cancel %(meeting)s, %(day)s?",
        "Change the hours of %(meeting)s, %(day)s?",
        "Demonstration: the pages are shown as they look on %(today_text)s.",
        "It is out for consultation until %(day)s.",
        "More have been asked. The deadline is %(day)s.",
        "Move %(meeting)s, %(day)s, from %(from)s to %(to)s?",
        "Moved from %(day)s, on which it cannot be held.",
        "Moved from %(day)s: %(holiday)s.",
        "Moved to %(day)s",
        "Not sent yet: The deadline is changed to %(day)s. Look at the new meeting days, and press Send again.",
        "Save the change of %(meeting)s, %(day)s?",
        "The agenda goes out late: it should have been out by %(day)s, %(rule)s before.",
        "The agenda is to be out by %(day)s, %(rule)s before.",
        "The agenda went out on %(out)s, in time (%(rule)s before).",
        "The agenda went out on %(out)s. It should have been out by %(day)s, %(rule)s before.",
        "The consultation has been sent. The deadline is %(day)s.",
        "The consultation is running. The deadline is %(day)s. %(answered)s",
        "The consultation is shorter than the rule. It may end on %(day)s at the earliest.",
        "The deadline has been extended to %(day)s.",
        "The deadline is %(day)s",
        "The deadline was %(day)s",
        "The deadline was %(day)s, %(relative)s",
        "The deadline would be %(day)s.",
        "The meeting is moved to %(when)s.",
        "in consultation until %(day)s",
        "moved to %(day)s",
    },
    "as `RoughDate.when` has it, or `named`": {
        "Adopted on %(day)s",
        "Adopted %(day)s.",
        "Edition %(number)s, adopted %(day)s by %(body)s.",
        "adopted %(day)s",
        "adopted %(day)s at the meeting of",
        "adopted %(day)s by %(body)s",
        "from %(day)s to the adoption",
        "to be reached %(day)s",
        "was due %(day)s, not reached",
        "“%(milestone)s” was due: %(day)s.",
    },
    "no day of a month, or none in a sentence": {
        "%(first)s and %(last)s",
        "%(weekday)s every %(every)s weeks, from week %(first)s.",
        "Choose a year from %(first)s to %(last)s.",
        "The date %(date)s does not exist.",
        "The rule's %(day)s: %(why)s.",
        "The year must lie between %(first)s and %(last)s.",
        "between %(first)s and %(second)s",
        "day %(day)s of %(days)s",
    },
}
# What people type, in files and in the search, is understood in all its words.
UNDERSTOOD = ("names of a column", "names of a role")
SEARCHED_FOR = "term council term hand-over"


def danish_texts():
    """Each Danish text of the catalogue and of the plans that come with the house, by the place where it stands."""
    for entry in polib.pofile(str(CATALOGUE)):
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            yield entry.msgid, text
    for path in TYPED_TEXTS:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.name}:{number}", line


def find(pattern):
    return [(place, text) for place, text in danish_texts() if re.search(pattern, text)]


# Retskrivningsordbogen § 58: Danish has no quotation mark “.
def test_quotation_marks_are_danish():
    assert not find("“")


def test_templates_quote_what_they_show_in_danish():
    translated = re.compile(r"{% blocktranslate.*?{% endblocktranslate %}", re.DOTALL)
    sources = {path: translated.sub("", path.read_text()) for path in (ROOT / "templates").rglob("*.*")}
    assert not [path for path, source in sources.items() if "“{{" in source]


# “Rediger” and “Marker” have none either, and Retskrivningsordbogen leaves it free (§ 5).
def test_verbs_have_no_accent():
    assert not find(r"(?i)\b\w+[bcdfghjklmnprstv]ér\b")


def not_chosen():
    """Each word of the glossary that was not chosen, with the one that was."""
    table = GLOSSARY.read_text().partition("## Words chosen")[2]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    for chosen, _of_what, others in rows[1:]:
        for word in others.split(", "):
            yield word, chosen


def pattern_of(word):
    """A word, or words with a gap, as they may stand in a sentence; a name's small letters are the fault itself."""
    text = re.escape(word).replace(r"\*", r"\w*").replace(r"…\ ", r"(?:\w+\ ){1,3}")
    return re.compile(rf"(?<!\w){text}(?!\w)", 0 if word.startswith("byråd") else re.IGNORECASE)


@cache
def spoken_texts():
    return [
        (entry.msgid, text)
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgid != SEARCHED_FOR and not (entry.msgctxt or "").startswith(UNDERSTOOD)
        for text in entry.msgstr_plural.values() or [entry.msgstr]
    ]


def written_texts():
    """What stands in Danish beside the catalogue: in the plans that come with the house, and bare in templates."""
    tags = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{[%{#].*?[%}#]}|<[^>]*>", re.DOTALL)
    for path in [*TYPED_TEXTS, *(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]:
        for number, line in enumerate(tags.sub("", path.read_text()).splitlines(), 1):
            yield f"{path.name}:{number}", line.replace(OF_THE_MEMO, "")


def test_the_words_chosen_are_those_of_the_glossary():
    spoken, words = [*spoken_texts(), *written_texts()], list(not_chosen())
    assert len(words) > 60

    found = [
        f"{text} ({word} is said {chosen}: {msgid})"
        for word, chosen in words
        for msgid, text in spoken
        if pattern_of(word).search(text)
    ]
    assert not found, "\n".join(found)


def test_a_field_that_may_be_empty_says_when():
    assert not find(r"\b[Tt]omt?:")


def test_a_day_in_a_sentence_has_its_den():
    """`Fristen er den 21. august 2023`; behind a comma, a colon or “pr.” a day stands alone."""
    says_more = set().union(*WITH_WORDS.values())
    bare = re.compile(rf"(?!den )\b\w*[^\W\d] %\((?:{DAYS})\)s")
    found = {msgid: text for msgid, text in spoken_texts() if bare.search(text)}

    assert {msgid: text for msgid, text in found.items() if msgid not in says_more} == {}
    assert says_more - set(found) == set()
