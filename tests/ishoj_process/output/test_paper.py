"""Paper: wide tables are whole, addresses have no hyphen, headings do not stand alone, and all signs print."""

import re
import subprocess
from pathlib import Path

import pytest

from ishoj_process.output import paper
from ishoj_process.output.paper import ADDRESS, _syllables
from ishoj_process.output.pdf_engine import written

HEADS = ["Nr.", "Ansvarligt udvalg", "Projektbeskrivelse", "Sammenhængskraft", "Byggetilladelse", "Anlægsoverslag",
         "2023", "2024", "2025", "2026", "Driftsudgifter", "Finansieringskilde", "Myndighedsbehandling",
         "Bemærkninger"]  # fmt: skip
CELLS = ["1", "Økonomiudvalget", "Daginstitutionspladser", "Bosætningsstrategi", "Ja", "12.500.000", "2.500.000",
         "5.000.000", "5.100.000", "1.250.000", "350.000", "Låneoptagelse", "Miljøkonsekvensvurdering",
         "Ekspropriation"]  # fmt: skip


def table(heads, cells, rows=3):
    head = f"<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>" if heads else ""
    body = f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" * rows
    return f"<table>{head}<tbody>{body}</tbody></table>"


def printed(body, page="A4 portrait"):
    html = f'<html lang="da"><head><title>Prøve</title></head><body><h1>Prøve</h1>{body}</body></html>'
    return written(html, page, "https://example.org/")


def words(content):
    """Each word of each page with where it stands, as the pages say it."""
    html = text(content, "-bbox")
    pages = []
    for width, height, inner in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', html, re.DOTALL):
        found = re.findall(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>', inner)
        pages.append((float(width), float(height), [(float(left), float(right), word) for left, right, word in found]))
    return pages


def text(content, how="-raw"):
    command = ["pdftotext", how, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def joined(content):
    """The text with the words that were divided at the ends of lines put together again."""
    return re.sub(r"-\s+(?=[a-zæøå])", "", text(content))


def assert_whole(content, cells):
    for width, _height, found in words(content):
        assert all(left >= 0 and right <= width - 36 for left, right, _word in found)
    said = joined(content)
    assert [word for cell in cells for word in cell.split() if word not in said] == []


@pytest.mark.parametrize("page", ["A4 portrait", "A4 landscape", "A3 landscape"])
@pytest.mark.parametrize("heads", [HEADS, []], ids=["with a head", "without"])
def test_table_of_fourteen_columns_is_whole(heads, page):
    assert_whole(printed(f"<p>Før.</p>{table(heads, CELLS)}<p>Efter.</p>", page), CELLS)


@pytest.mark.parametrize("count", [2, 6, 8, 10, 14, 18, 22])
@pytest.mark.parametrize("cell", ["12.500.000", "Sammenhængskraften", "Ja", "Ishøj 2023"])
def test_no_word_is_cut_whatever_the_columns(count, cell):
    assert_whole(printed(table([], [cell] * count)), [cell])


@pytest.mark.parametrize(
    "around", ["<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "<div><section>{}</section></div>"]
)
def test_table_within_something_is_whole(around):
    assert_whole(printed(around.format(table(HEADS, CELLS))), CELLS)


@pytest.mark.parametrize("count", [40, 60])
def test_more_columns_than_any_sheet_holds_lose_nothing(count):
    """Numbers of seven digits in sixty columns are broken, and none is cut off."""
    content = printed(table([], ["1234567"] * count, rows=1))

    assert re.sub(r"\s", "", text(content)).count("1234567") == count
    assert all(right <= width for width, _height, found in words(content) for _left, right, _word in found)


def test_page_is_turned_for_the_table_alone_and_with_its_headings():
    content = printed(f"<p>Før.</p><h2>Anlæg</h2><h3>Overslag</h3>{table(HEADS, CELLS)}<p>Efter.</p><p>Sidst.</p>")
    across, upright = [], []
    for width, height, found in words(content):
        (across if width > height else upright).append({word for _left, _right, word in found})

    assert len(across) == 1
    assert {"Anlæg", "Overslag", "12.500.000"} <= across[0]
    assert not {"Før.", "Efter.", "Sidst."} & across[0]
    assert {"Efter.", "Sidst."} <= upright[-1]


def test_wide_tables_turn_their_pages_each():
    wide = table(HEADS, CELLS)
    content = printed(f"<p>Før.</p>{wide}<p>Imellem.</p>{wide}<h2>Tredje</h2>{wide}<p>Efter.</p>")

    turned = [width > height for width, height, _found in words(content)]
    assert turned == [False, True, False, True, False]  # the second and the third fit on one page


def test_table_that_fits_is_set_as_it_was():
    content = printed(table(["Dag", "Møde"], ["21. august", "Temamøde 1"]))

    assert [width < height for width, height, _found in words(content)] == [True]


# Addresses

ADDRESSES = [
    "https://www.ishoj.dk/politik/dagsordener-og-referater/sammenhaengskraftsstrategien/bilagsoversigten.pdf",
    "www.ishoejkommunessammenhaengskraftsstrategi.dk/borgerservice",
    "byraadssekretariatet.sammenhaengskraft@ishojkommunessekretariat.dk",
    "sammenhaengskraftsstrategien.ishojkommune.dk",
    "sammenhaengskraftsstrategi_bilagsoversigt_endelig.docx",
    "\\\\server\\faellesdrev\\sammenhaengskraft\\bilagsoversigten",
    "HTTPS://WWW.ISHOJ.DK/SAMMENHAENGSKRAFTSSTRATEGIEN",
    "mailto:byraadssekretariatet@ishojkommunessekretariat.dk",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_hyphen_is_written_into_an_address(address):
    """At whatever place of the line it stands, in a text, a list, a link, a cell and in bold."""
    shy = address.replace("sammenh", "sam\u00admenh")
    places = [f"<p>{'ord ' * count}{address} og så videre</p>" for count in range(9, 21)]
    places += [f"<ul><li>{'ord ' * 13}{address}</li></ul>", f'<p>{"ord " * 14}<a href="https://x.dk">{address}</a></p>']
    places += [table([], [address, "ord " * 60], rows=1), f"<p>{'ord ' * 14}<strong>{address}</strong> ord</p>"]
    places += [f"<p>{'ord ' * 14}<br>{shy}</p>"]
    said = re.sub(r"\s", "", text(printed("".join(places))))

    assert said.count(re.sub(r"\s", "", address)) == len(places)


@pytest.mark.parametrize(
    "word", ["Sammenhængskraftsstrategi", "12.500.000", "kl.17.00", "f.eks.", "og/eller", "Børne-/ungeudvalget"]
)
def test_words_are_no_addresses(word):
    assert not ADDRESS.fullmatch(word)


def test_words_are_divided_as_before():
    assert re.search(r"\w-\n", text(printed(f"<p>{'Om sammenhængskraftsstrategierne ' * 30}</p>")))


def test_parts_of_a_word_that_stand_on_a_line_of_their_own():
    assert "strategi" in _syllables("Bosætningsstrategi")
    assert max(_syllables("Ja"), key=len) == "Ja"


# Headings

NARROW = table(["Sag", "Tal"], ["FØLGER", "1"])
LONG = "ord " * 90
FOLLOWERS = {
    "text": f"<p>FØLGER {LONG}</p>",
    "list": f"<ul><li>FØLGER {LONG}</li></ul>",
    "table": NARROW,
    "table in a box": f"<div>{NARROW}</div>",
    "wide table": table(HEADS, ["FØLGER", *CELLS[1:]]),
    "wide table in a box": f"<div><div>{table(HEADS, ['FØLGER', *CELLS[1:]])}</div></div>",
    "heading": f"<h3>Mellem</h3><p>FØLGER {LONG}</p>",
    "bold line": "<p><strong>Mellem</strong></p><p>FØLGER</p>",
    "nothing": f"<p></p><p> </p><p>FØLGER {LONG}</p>",
    "page across": '<div class="wide-page"><p>FØLGER</p></div>',
    "new page": '<p class="new-page">FØLGER</p>',
    "quotation": f"<blockquote><p>FØLGER {LONG}</p></blockquote>",
}


@pytest.mark.parametrize("heading", ["<h2>OVERSKRIFT</h2>", "<section><header><h2>OVERSKRIFT</h2></header></section>"])
@pytest.mark.parametrize("follower", FOLLOWERS)
def test_heading_never_stands_alone(heading, follower):
    """Wherever on the page it falls: one line more before it each time."""
    for lines in range(38, 50, 2):
        content = printed(f"<p>{'ord<br>' * lines}</p>{heading}{FOLLOWERS[follower]}")
        pages = [{word for _left, _right, word in found} for _width, _height, found in words(content)]
        assert [page for page in pages if "OVERSKRIFT" in page] == [page for page in pages if "FØLGER" in page][:1]


# Letters and signs


def fonts(content):
    told = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return {line.split()[0].partition("+")[2] for line in told.splitlines()[2:]}


@pytest.mark.parametrize("html", ["<strong><em>x</em></strong>", "<em><strong>x</strong></em>"])
def test_bold_italic_is_both(html):
    assert any("Semi-Bold-Italic" in font for font in fonts(printed(f"<p>{html}</p>")))


def test_bold_italic_heading_has_its_own_letters():
    assert any("Bold-Italic" in font and "Semi" not in font for font in fonts(printed("<h2><em>x</em></h2>")))


SIGNS = [
    "✅",
    "👍🏽",
    "🇩🇰",
    "⚠️",
    "❤️",
    "👨‍👩‍👧",
    "1️⃣",
    "☑",
    "☐",
    "✔",
    "★",
    "→",
    "≥",
    "½",
    "€",
    "CO₂",
    "Łódź",
    "😀",
    "🚲",
    "🏳️‍🌈",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_sign_prints(sign, caplog):
    content = printed(f"<p>Ja {sign} 2023</p>")

    assert "notdef" not in caplog.text
    # What joins signs into one may be left out where they are read.
    assert sign[0] in text(content)
    assert any("Source-Sans-Pro" in font for font in fonts(content))


def test_digits_beside_signs_stay_in_the_house_typeface():
    """Fonts of emoji have digits, too."""
    content = printed("<p>✅ 2023</p>")

    assert [word for _w, _h, found in words(content) for *_place, word in found if word == "2023"]
    assert "2023" in text(content)
    assert len(fonts(content)) == 3  # heading, text, signs


def test_fonts_of_signs_are_installed_with_the_house(settings):
    packages = re.search(r"^RUN_PACKAGES := (.*)$", (Path(settings.BASE_DIR) / "Makefile").read_text(), re.MULTILINE)[1]

    assert {"fonts-noto-color-emoji", "fonts-dejavu-core"} <= set(packages.split())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Hilsen \ue000 herfra", "Hilsen [tegn U+E000] herfra"),
        ("\ue000\ue001", "[tegn U+E000 U+E001]"),
        ("\U000e0fff?", "[tegn U+E0FFF]?"),
        ("a\ue000b\ue001c", "a[tegn U+E000]b[tegn U+E001]c"),
    ],
)
def test_sign_that_no_font_has_is_named_by_its_number(typed, shown):
    content = printed(f"<p>{typed}</p>")

    assert shown in text(content)


def test_sign_of_another_alphabet_is_named_where_the_system_has_no_font_of_it(monkeypatch):
    monkeypatch.setattr(paper, "_signs_of_the_system", lambda: frozenset({range(0x20, 0x7F)}))
    paper._has_no_font.cache_clear()
    shown = text(printed("<p>Tak, 谢谢!</p><svg width='90' height='20'><text x='1' y='9'>谢</text></svg>"))
    paper._has_no_font.cache_clear()

    assert ("Tak, [tegn U+8C22 U+8C22]!" in shown, shown.count("[tegn U+8C22]")) == (True, 1)


@pytest.mark.parametrize("typed", ["✅", "👍🏽", "🇩🇰", "→", "½", "e\u0301", "Ж", "\u00a0", "👩‍🚒", "☎️", "1️⃣", "\u2011"])
def test_sign_that_a_font_has_is_left_alone(typed):
    assert paper._named(typed) == typed


def test_no_sign_is_named_where_nobody_knows_the_fonts(monkeypatch):
    monkeypatch.setenv("PATH", "")
    paper._signs_of_the_system.cache_clear()
    paper._has_no_font.cache_clear()
    named = paper._named("\ue000")
    paper._signs_of_the_system.cache_clear()
    paper._has_no_font.cache_clear()

    assert named == "\ue000"
