"""What the house says is Danish as a careful official writes it: signs, and words where there was a choice."""

import re

import polib

from tests.sources import ROOT

CATALOGUE = ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po"
TYPED_TEXTS = [ROOT / "ishoj_process/plans/ishoej-2023.toml", ROOT / "ishoj_process/plans/top-down.toml"]
GLOSSARY = ROOT / "docs/glossary.md"
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


def spoken_texts():
    return [
        (entry.msgid, text)
        for entry in polib.pofile(str(CATALOGUE))
        if entry.msgid != SEARCHED_FOR and not (entry.msgctxt or "").startswith(UNDERSTOOD)
        for text in entry.msgstr_plural.values() or [entry.msgstr]
    ]


def test_the_words_chosen_are_those_of_the_glossary():
    spoken, words = spoken_texts(), list(not_chosen())
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
