"""What the house says is Danish as a careful official writes it: signs, and words where there was a choice."""

import re

import polib

from tests.sources import ROOT

CATALOGUE = ROOT / "ishoj_process/locale/da/LC_MESSAGES/django.po"
TYPED_TEXTS = [ROOT / "ishoj_process/plans/ishoej-2023.toml", ROOT / "ishoj_process/plans/top-down.toml"]


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
