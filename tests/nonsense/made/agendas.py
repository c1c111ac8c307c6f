"""Agendas of which it is known what each word is: seen, hidden or struck out, of an item that is closed or not.

One agenda is written as a pasted text and as a Word document; another kind as a spreadsheet.
"""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.calendar_app.agenda_import.files import raw_word_file

PLAIN, HIDDEN, STRUCK = "plain", "hidden", "struck"
LETTERS = "bcdfghjklmnpqrstvxz"
FILL = st.sampled_from(
    [
        "kommunen",
        "skolen",
        "æble",
        "øre",
        "åbning",
        "budget",
        "og",
        "den",
        "2024",
        "12",
        "(bilag)",
        "1.2",
        "–",
        "kl. 17",
    ]
)
NUMBERS = ["{}. {}", "Punkt {}: {}", "{}.{}", "{} - {}", "Pkt. {} {}", "Sag nr. {}: {}", "{}) {}"]
# In each the item is closed, or the reader of the file is asked.
IN_TITLE = [
    "Lukket sag: {}", "{} (lukket)", "Lukket - {}", "[Fortroligt] {}", "{} – lukket punkt", "Lukket: {}",
    "{} (lukket, jf. § 10, stk. 2)",
    "{} (ikke offentligt)", "{} - behandles for lukkede døre", "{}, fortroligt", "Ikke offentlig: {}",
    "Fortrolig sag. {}",
    "{} [personsag – lukket]", "Lukket punkt: {}", "{} / lukket", "(Lukket) {}", "{} (ej offentlig)",
    "Luk. {} (lukket)",
]  # fmt: skip
ON_LINE = [
    "Lukket", "Lukket sag", "Status: Lukket", "(Fortrolig)", "Punktet er lukket", "Behandles for lukkede døre",
    "Lukket, jf. styrelseslovens § 10", "Åben/lukket: Lukket", "Offentlig: Nej", "Ikke offentlig",
    "Punktet behandles for lukkede døre",
    "Fortroligt punkt", "Sagen er fortrolig", "Lukket punkt, jf. § 10, stk. 2", "Åbent punkt: Nej",
    "Punktets status: Lukket punkt",
]  # fmt: skip
CLOSED_GROUPS = [
    "Lukkede punkter",
    "Lukket dagsorden",
    "Til behandling for lukkede døre",
    "LUKKEDE SAGER",
    "Lukket møde",
]
OPEN_GROUPS = ["Åbne punkter", "Åben dagsorden", "Offentlige punkter"]
SECTIONS = [
    "Beslutningstema",
    "Sagsfremstilling",
    "Lovgrundlag",
    "Økonomi",
    "Indstilling",
    "Beslutning",
    "Bilag",
    "Konklusion",
]
SPELT = st.sampled_from([str, str, str, str.upper, lambda text: f"{text}.", lambda text: f" {text} ", str.capitalize])


@dataclass
class Made:
    """An agenda as blocks: (kind, runs) of a paragraph, heading or entry, ("table", rows of runs)."""

    blocks: list = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)  # {word: how it is written}
    closed: set[str] = field(default_factory=set)  # words of items that are closed, or asked about
    number: int = 0

    def word(self, kind=PLAIN):
        self.number += 1
        word, number = "", self.number
        for _place in range(3):
            number, digit = divmod(number, len(LETTERS))
            word += LETTERS[digit]
        self.words[f"ord{word}"] = kind
        return f"ord{word}"


@st.composite
def agendas(draw):
    made, is_heading = Made(), draw(st.booleans())
    pattern = draw(st.sampled_from(NUMBERS))
    in_closed_group = False
    for number in range(1, draw(st.integers(1, 4)) + 1):
        if draw(st.integers(0, 5)) == 0:
            in_closed_group = draw(st.booleans())
            group = draw(st.sampled_from(CLOSED_GROUPS if in_closed_group else OPEN_GROUPS))
            made.blocks.append(("h1" if is_heading else "p", [(group, PLAIN)]))
        word = made.word()
        title = f"Ny {word} {draw(FILL)}"
        is_closed = in_closed_group
        if draw(st.integers(0, 3)) == 0:
            title = draw(SPELT)(draw(st.sampled_from(IN_TITLE))).format(title)
            title, is_closed = _with_word(title, word), True
        made.blocks.append(("h1" if is_heading else "p", [(pattern.format(number, title.strip()), PLAIN)]))
        for _block in range(draw(st.integers(0, 4))):
            _add_block(draw, made)
        if draw(st.integers(0, 5)) == 0:
            made.blocks.append(("p", [(draw(SPELT)(draw(st.sampled_from(ON_LINE))), PLAIN)]))
            is_closed = True
        if is_closed:
            made.closed.add(word)
    return made


def _with_word(title, word):
    """The title with its own word as it was, however the rest is spelt."""
    return " ".join(word if piece.lower() == word else piece for piece in title.split(" "))


def _runs(draw, made):
    runs = []
    for _run in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from([PLAIN, PLAIN, PLAIN, HIDDEN, STRUCK]))
        runs.append((f"{draw(FILL)} {made.word(kind)} ", kind))
    return runs


def _add_block(draw, made):
    kind = draw(st.sampled_from(["p", "p", "section", "line", "ul", "table", "h2"]))
    if kind == "section":
        made.blocks.append((draw(st.sampled_from(["h2", "p"])), [(draw(st.sampled_from(SECTIONS)), PLAIN)]))
    elif kind == "line":
        made.blocks.append(("p", [(f"{draw(st.sampled_from(SECTIONS))}: ", PLAIN), *_runs(draw, made)]))
    elif kind == "table":
        width = draw(st.integers(1, 3))
        rows = [[_runs(draw, made) for _cell in range(width)] for _row in range(draw(st.integers(1, 3)))]
        made.blocks.append(("table", rows))
    else:
        made.blocks.append((kind, _runs(draw, made)))


# As a pasted text


HIDING = ['<span style="display:none">{}</span>', "<span hidden>{}</span>", '<span style="mso-hide:all">{}</span>']
STRIKING = ["<s>{}</s>", "<del>{}</del>", '<span style="text-decoration:line-through">{}</span>', "<strike>{}</strike>"]


def as_html(made):
    return "".join(_html_of(kind, content, number) for number, (kind, content) in enumerate(made.blocks))


def _html_of(kind, content, number):
    if kind == "table":
        rows = ("".join(f"<td>{_html_runs(cell, number)}</td>" for cell in row) for row in content)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    if kind == "ul":
        return f"<ul><li>{_html_runs(content, number)}</li></ul>"
    return f"<{kind}>{_html_runs(content, number)}</{kind}>"


def _html_runs(runs, number):
    ways = {PLAIN: "{}", HIDDEN: HIDING[number % len(HIDING)], STRUCK: STRIKING[number % len(STRIKING)]}
    return "".join(ways[kind].format(text) for text, kind in runs)


# As a Word document


WAYS = {PLAIN: [""], HIDDEN: ["<w:vanish/>"], STRUCK: ["<w:strike/>", "<w:dstrike/>", "deleted"]}


def as_word(made, name="dagsorden.docx"):
    return raw_word_file(
        *(_xml_of(kind, content, number) for number, (kind, content) in enumerate(made.blocks)), name=name
    )


def _xml_of(kind, content, number):
    if kind == "table":
        rows = ("".join(f"<w:tc>{_xml_of('p', cell, number)}</w:tc>" for cell in row) for row in content)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    style = {"h1": "Heading1", "h2": "Heading2", "ul": "ListBullet"}.get(kind)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_run(text, way, number) for text, way in content)}</w:p>"


def _run(text, kind, number):
    way = WAYS[kind][number % len(WAYS[kind])]
    if way == "deleted":
        return f'<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'
    return f'<w:r><w:rPr>{way}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
