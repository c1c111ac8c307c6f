"""What a Word document hides, strikes out and counts, made plain in its XML before it is read; what is lost is told.

The library that reads it knows neither hidden text nor styles that strike out, drops numbers, and passes over what it
does not know. Names with § are those of ECMA-376, part 1.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Collection
from html import unescape
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from ishoj_process.output.ooxml import rewritten, tree_of
from ishoj_process.text.incoming import incoming

from .looks import HIDDEN, UNSEEN, Styles
from .numbers import Element, is_on, list_of, read_numbering, value_of, w

BODIES = {"document", "footnotes", "endnotes"}
SPACE_OF = {"tab", "br", "cr", "p", "tc", "noBreakHyphen"}
# Elements that only stand around words: the library passes over them and all that is in them.
AROUND = {"dir", "bdo", "fldSimple", "ruby", "rubyBase"}
# What is looked at while a document is made plain.
READ = AROUND | {"del", "moveFrom", "ins", "moveTo", "r", "tr", "tc", "instrText", "ffData", "rt", "showingPlcHdr"}
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
FORMULAS = {f"{{{MATH}}}{name}" for name in ("oMath", "oMathPara")}
READ_TAGS = {w(name): name for name in READ}
# Of how a run looks the library makes no more than this; what differs in colour alone is one run to it.
LOOKS_READ = {w(name) for name in ("rStyle", "b", "i", "strike", "vertAlign")}
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
GRAPHICS = {"chart": "chart", "relIds": "diagram", "wgp": "diagram", "wpc": "diagram"}
GRAPHIC_TAGS = [f"{{*}}{name}" for name in GRAPHICS]
WITHIN_WORDS = re.compile(r"</?(?:s|sub|sup|strong|em|a)\b[^>]*>")
# Reading takes a time that grows with the pieces and no faster, most of it in the library: a second for ten thousand on
# a quiet processor, which the pages of others wait for. The longest agendas that councils publish have half as many.
MOST_PIECES = 32_000  # paragraphs, cells and runs, of which each is looked at
MOST_READ = 16_000  # of them when those that read alike are joined: some two hundred and fifty pages
MARKS_OF_NOTES = ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "commentReference")
PLACE_OF = {"superscript": "superscript", "subscript": "subscript", "above": "superscript", "below": "subscript"}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARK, MARK_END = "\ue000", "\ue001"  # signs of no alphabet, around the number of a list's item


class Prepared:
    """A document whose XML says what its readers see, and the sentences about what they do not."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = archive.namelist()
        trees = {name: tree_of(archive.read(name)) for name in names if re.fullmatch(r"word/[\w-]+\.xml", name)}
        # The shortest name last: beside its styles a document may have the same once more for other programs.
        longest_first = sorted(trees, key=len, reverse=True)
        by_kind = {etree.QName(trees[name]).localname: trees[name] for name in longest_first}
        self.styles = Styles(by_kind.get("styles"))
        self.numbering = read_numbering(by_kind.get("numbering"), by_kind.get("styles"))
        self.told: dict[str, list[str]] = {}
        bodies = {name: tree for name, tree in trees.items() if etree.QName(tree).localname in BODIES}
        for tree in bodies.values():
            _join_runs(tree)
        _hold_to(MOST_PIECES, bodies.values())
        for tree in bodies.values():
            self._prepare(tree)
        _hold_to(MOST_READ, bodies.values())
        self.words = " ".join(words_of(tree) for tree in bodies.values())
        for paragraph in [one for tree in bodies.values() for one in tree.iter(w("p"))]:
            self._count(paragraph)
        self._tell_parts(archive, names)
        self.file: BytesIO = rewritten(archive, {name: etree.tostring(tree) for name, tree in bodies.items()})

    def _tell(self, kind: str, text: str) -> None:
        self.told.setdefault(kind, []).append(" ".join(text.split()))

    def _prepare(self, tree: Element) -> None:
        _take_apart_alternatives(tree)
        for run in _runs_of_codes(tree):
            self._take_out(run, "hidden")
        _keep_last_marks(tree)
        for node in list(tree.iter(*FORMULAS, *READ_TAGS)):
            if node.tag in FORMULAS:
                self._take_out(node, "formula")
            elif _is_in(node):
                self._take(node, READ_TAGS[str(node.tag)])
        _move_text_boxes(tree, self)
        # What was asked of the looks is done: runs that differ in nothing that is read are one.
        _leave_out_looks(tree)
        _join_runs(tree)

    def _take(self, node: Element, name: str) -> None:
        if name in ("del", "moveFrom") and len(node):
            self._take_out(node, "deleted")
        elif name in ("ins", "moveTo") and len(node):
            self._tell("inserted", words_of(node, {"t"}))
        elif name == "r":
            self._take_run(node)
        elif name == "tr":
            self._take_row(node)
        elif name == "tc" and node.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
            self._tell("deleted", words_of(node))
            _empty(node)
        elif name == "instrText":
            self._take_field(node.text or "")
        elif name == "ffData":
            self._take_choice(node)
        elif name in AROUND:
            self._take_field(node.get(w("instr"), ""))
            _unwrap(node)
        elif name == "rt":
            self._take_out(node, "unread")
        elif name == "showingPlcHdr" and is_on(node):
            self._take_placeholder(node)

    def _take_run(self, run: Element) -> None:
        looks = self.styles.of(run)
        if looks & HIDDEN:
            self._take_out(run, "hidden")
            return
        properties = run.find(w("rPr"))
        if "struck" in looks and (
            properties is None or properties.find(w("strike")) is None or _has_double(properties)
        ):
            properties = etree.Element(w("rPr")) if properties is None else properties
            for old in properties.findall(w("strike")):
                properties.remove(old)
            properties.append(etree.Element(w("strike")))
            run.insert(0, properties)
        _raise(run, looks)
        for graphic in run.iter(*GRAPHIC_TAGS):
            self._tell(GRAPHICS[etree.QName(graphic).localname], _description(run))

    def _take_placeholder(self, mark: Element) -> None:
        """What Word shows in a field that nobody has filled in is no text of the document (§ 17.5.2.39)."""
        field = next(mark.iterancestors(w("sdt")), None)
        content = field.find(w("sdtContent")) if field is not None else None
        if content is None:
            return
        self._tell("placeholder", words_of(content) or "…")
        for run in list(content.iter(w("r"))):
            _remove(run)

    def _take_row(self, row: Element) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            return
        if any(properties.find(w(name)) is not None for name in ("del", "moveFrom")):
            self._take_out(row, "deleted")
        elif is_on(properties.find(w("hidden"))):
            self._take_out(row, "hidden")

    def _take_out(self, node: Element, kind: str) -> None:
        self._tell(kind, words_of(node) or "…")
        _remove(node)

    def _take_field(self, instruction: str) -> None:
        """A field stands with the text that it had when the document was saved (§ 17.16)."""
        name = instruction.split()[0].upper() if instruction.split() else ""
        if name.isalpha() and name not in ("HYPERLINK", "FORMCHECKBOX"):
            self._tell("field", name)

    def _take_choice(self, node: Element) -> None:
        """What was chosen in a form's list stands as a number in it, and nowhere as text (§ 17.16.9)."""
        choices = node.find(w("ddList"))
        run = node.getparent().getparent() if node.getparent() is not None else None
        if choices is None or run is None:
            return
        entries = [entry.get(w("val"), "") for entry in choices.iter(w("listEntry"))]
        chosen = value_of(choices, "result") or value_of(choices, "default") or "0"
        if chosen.isdecimal() and int(chosen) < len(entries):
            run.addprevious(_run_of(entries[int(chosen)]))

    def _count(self, paragraph: Element) -> None:
        """Write what Word shows before a paragraph: of a list's item for `with_numbers` to read, else in words."""
        properties = paragraph.find(w("pPr"))
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and (mark.find(w("del")) is not None or any(is_on(mark.find(w(one))) for one in UNSEEN)):
            return  # it goes with the next one, and neither is counted
        place = list_of(paragraph, self.styles.nodes)
        counted = self.numbering.next(*place) if place else None
        if not counted or properties is None:
            return
        is_heading = self.styles.is_heading(value_of(properties, "pStyle"))
        if counted.is_plain and not is_heading:
            properties.addnext(_run_of(f"{MARK}{counted.number};{counted.kind}{MARK_END}"))
            return
        # “§ 3”, “Punkt 3:” and “1.2” are no numbers of a list of HTML, and a heading is in none.
        label = f"{counted.label}." if is_heading and counted.label.isdecimal() else counted.label
        properties.addnext(_run_of(f"{label} "))
        _leave_list(properties)

    def _tell_parts(self, archive: zipfile.ZipFile, names: list[str]) -> None:
        """The words of charts and diagrams, which lie in parts of their own."""
        for kind, pattern in (("chart", r"word/charts/chart\d*\.xml"), ("diagram", r"word/diagrams/data\d*\.xml")):
            for name in sorted(name for name in names if re.fullmatch(pattern, name)):
                texts = [node.text or "" for node in tree_of(archive.read(name)).iter("{*}t")]
                self._tell(kind, " ".join(texts))

    def remarks(self) -> list[str]:
        sentences = {
            "hidden": _("Hidden text has been left out: “{text}”"),
            "placeholder": _("Fields that nobody has filled in have been left out: “{text}”"),
            "deleted": _("Tracked changes: deleted text has been left out: “{text}”"),
            "inserted": _("Tracked changes: inserted text has been read as it stands: “{text}”"),
            "formula": _("Formulas have been left out: “{text}”"),
            "chart": _("Charts have been left out: “{text}”"),
            "diagram": _("Drawings with text have been left out: “{text}”"),
            "field": _("Fields have been read with the text that they had: {text}"),
            "box": _("Text boxes have been read behind the paragraph that they stand at: “{text}”"),
            "unread": _("This could not be read: “{text}”"),
        }
        shown = {kind: " · ".join(dict.fromkeys(filter(None, texts))) for kind, texts in self.told.items()}
        return [sentences[kind].format(text=shown[kind] or "…") for kind in sentences if kind in shown]

    def lost_in(self, html: str) -> None:
        """Tell of the words of the document that stand nowhere in what was read of it."""
        text = unescape(re.sub(r"<[^>]*>", " ", WITHIN_WORDS.sub("", html)))
        if lost := Counter(_words_in(incoming(self.words))) - Counter(_words_in(text)):
            self._tell("unread", " ".join(lost))


def _hold_to(most: int, bodies: Collection[Element]) -> None:
    if sum(1 for tree in bodies for _one in tree.iter(w("p"), w("r"), w("tc"))) > most:
        raise ValidationError(_("The document is too long or consists of too many parts. Divide it."))


def _raise(run: Element, looks: set[str]) -> None:
    """Let a run itself say that it does not stand on the line: the library asks it alone, and of `vertAlign` alone."""
    place = next((place for look, place in PLACE_OF.items() if look in looks), "")
    properties = run.find(w("rPr"))
    if not place or any(run.find(w(name)) is not None for name in MARKS_OF_NOTES):
        return  # the library raises the marks of notes by itself
    if place not in looks and _is_initial(run):
        return
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    for old in properties.findall(w("vertAlign")):
        properties.remove(old)
    etree.SubElement(properties, w("vertAlign")).set(w("val"), place)


def _is_initial(run: Element) -> bool:
    """Whether a run is the large letter that a text begins with, which hangs below its line (§ 17.3.1.11)."""
    frames = [one.find(f"{w('pPr')}/{w('framePr')}") for one in run.iterancestors(w("p"))]
    return any(frame is not None and frame.get(w("dropCap"), "none") != "none" for frame in frames)


def _has_double(properties: Element) -> bool:
    return is_on(properties.find(w("dstrike"))) and not is_on(properties.find(w("strike")))


def words_of(node: Element, elements: Collection[str] = ("t", "delText")) -> str:
    """The words in a part of a document, deleted ones too."""
    found = ""
    for one in node.iter(etree.Element):
        name = etree.QName(one).localname
        if name in elements:
            found += one.text or ""
        elif name in SPACE_OF:
            found += " "
    return " ".join(found.split())


def _words_in(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def _description(run: Element) -> str:
    """What a picture's or chart's author wrote of it."""
    return " ".join(node.get("descr") or node.get("title") or "" for node in run.iter("{*}docPr"))


def _run_of(text: str) -> Element:
    run = etree.Element(w("r"))
    words = etree.SubElement(run, w("t"))
    words.text = text
    words.set(SPACE, "preserve")
    return run


def _leave_list(properties: Element) -> None:
    """No list: its number stands in words now (0 takes a paragraph out of its style's list, § 17.9.18)."""
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    none = etree.SubElement(properties, w("numPr"))
    etree.SubElement(none, w("ilvl")).set(w("val"), "0")
    etree.SubElement(none, w("numId")).set(w("val"), "0")


def _is_in(node: Element) -> bool:
    """Whether an element still stands in its document: what is around it may have been taken out."""
    top = [node, *node.iterancestors()][-1]
    return etree.QName(top).localname in BODIES


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _empty(cell: Element) -> None:
    for child in list(cell):
        if child.tag != w("tcPr"):
            cell.remove(child)
    cell.append(etree.Element(w("p")))


def _unwrap(node: Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    for child in list(node):
        node.addprevious(child)
    parent.remove(node)


def _leave_out_looks(tree: Element) -> None:
    """Nothing of how words look but what is read: each element takes time."""
    for properties in list(tree.iter(w("rPr"))):
        parent = properties.getparent()
        if parent is None or parent.tag != w("r"):
            continue
        for child in list(properties):
            if child.tag not in LOOKS_READ:
                properties.remove(child)
        if not len(properties):
            parent.remove(properties)
    for node in list(tree.iter(w("proofErr"))):  # where Word has found a word misspelt
        _remove(node)


def _join_runs(tree: Element) -> None:
    """One run of those beside each other that look alike: Word parts them at each edit, and each takes time."""
    before: Element | None = None
    look_before = b""
    for run in list(tree.iter(w("r"))):
        words = [child for child in run if child.tag != w("rPr")]
        is_plain = bool(words) and all(child.tag == w("t") for child in words)
        properties = run.find(w("rPr"))
        look = etree.tostring(properties) if is_plain and properties is not None else b""
        if is_plain and before is not None and run.getprevious() is before and look == look_before:
            last = before[-1]
            last.text = "".join(filter(None, [last.text, *(child.text for child in words)]))
            last.set(SPACE, "preserve")
            _remove(run)
            continue
        before, look_before = (run, look) if is_plain else (None, b"")


def _keep_last_marks(tree: Element) -> None:
    """A paragraph whose deleted mark joins it to the next one stands where there is none: the library drops it."""
    for mark in list(tree.iter(w("del"))):
        properties = mark.getparent()
        paragraph = (
            properties.getparent().getparent() if properties is not None and properties.tag == w("rPr") else None
        )
        if paragraph is not None and paragraph.tag == w("p") and _next_tag(paragraph) != w("p"):
            _remove(mark)


def _next_tag(node: Element) -> str:
    after = node.getnext()
    return str(after.tag) if after is not None else ""


def _take_apart_alternatives(tree: Element) -> None:
    """Of a drawing that is there twice, for new programs and for old ones, the new one: it alone is always whole."""
    for node in list(tree.iter(f"{{{MC}}}AlternateContent")):
        choice, fallback = node.find(f"{{{MC}}}Choice"), node.find(f"{{{MC}}}Fallback")
        chosen = choice if choice is not None else fallback
        if chosen is not None:
            for child in list(chosen):
                node.addprevious(child)
        _remove(node)


def _move_text_boxes(tree: Element, prepared: Prepared) -> None:
    """The paragraphs of text boxes behind the one that they hang at: the library reads but one of their kinds."""
    for box in list(tree.iter(w("txbxContent"))):
        paragraph = next(box.iterancestors(w("p")), None)
        if paragraph is None:
            continue
        if _is_hidden_box(box, paragraph):
            prepared._take_out(box, "hidden")
            continue
        prepared._tell("box", words_of(box))
        # The outermost first: a box within a box is moved out of it in turn.
        for child in reversed(list(box)):
            paragraph.addnext(child)


HIDDEN_SHAPE = re.compile(
    r"visibility\s*:\s*hidden|display\s*:\s*none|mso-hide\s*:\s*all|(?:width|height)\s*:\s*0(?:\D|$)", re.I
)


def _is_hidden_box(box: Element, paragraph: Element) -> bool:
    """Whether a text box is not shown: hidden by name (§ 20.4.2.5), by the style of an older shape, or without size."""
    for node in box.iterancestors():
        if node is paragraph:
            return False
        name = etree.QName(node).localname
        shown = list(node.iterchildren("{*}docPr", "{*}extent")) if name in ("anchor", "inline") else []
        is_flat = any(one.get(side) == "0" for one in shown for side in ("cx", "cy"))
        is_called = any(one.get("hidden", "0") in ("1", "true", "on") for one in (node, *shown))
        if is_flat or is_called or HIDDEN_SHAPE.search(node.get("style", "")):
            return True
    return False


def _runs_of_codes(tree: Element) -> list[Element]:
    """The runs with words within the code of a field, which Word does not show (§ 17.16.18).

    A field within it has a result of its own, such as the name that `IF` compares.
    """
    marks = [(node, node.get(w("fldCharType"))) for node in tree.iter(w("fldChar"))]
    begun: list[Element] = []
    ended: set[Element] = set()  # the beginnings of fields that have an end: others would take all that is left
    for node, kind in marks:
        if kind == "begin":
            begun.append(node)
        elif kind == "end" and begun:
            ended.add(begun.pop())
    if not ended:
        return []
    found: list[Element] = []
    open_codes: list[bool] = []
    for node in tree.iter(w("fldChar"), w("t"), w("delText")):
        kind = node.get(w("fldCharType")) if node.tag == w("fldChar") else None
        if node in ended:
            open_codes.append(True)
        elif kind == "separate" and open_codes:
            open_codes[-1] = False
        elif kind == "end" and open_codes:
            open_codes.pop()
        elif kind is None and any(open_codes) and (run := node.getparent()) is not None and (node.text or "").strip():
            found.append(run)
    return list(dict.fromkeys(found))
