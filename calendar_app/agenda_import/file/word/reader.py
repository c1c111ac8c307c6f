"""A Word document as sanitised HTML: mammoth reads its styles, and what it leaves out is told."""

import re
import zipfile
from html import unescape
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process.text.richtext import clean_html

from .at_once import collecting_later
from .xml import MARK, MARK_END, Prepared

LONGEST = 2_000_000  # characters of HTML
LARGEST_PART = 8_000_000  # bytes of XML: some hundred pages
LARGEST_TOGETHER = 30_000_000  # of all parts of XML: there may be thousands, each within its bound
MOST_TAGS = 400_000  # in them, of which each becomes an object while it is read
# The embedded map of a foreign file is not followed.
STYLE_MAP = "p[style-name='Quote'] => blockquote > p:fresh"
NOTE_MARK = re.compile(r'<sup><a href="#(?:foot|end)note-\d+" id="[^"]*">(\[\d+\])</a></sup>')
NOTES = re.compile(r'<ol>(<li id="(?:foot|end)note-\d+">.*)</ol>$', re.DOTALL)
NOTE = re.compile(r'<li id="(?:foot|end)note-(\d+)">(.*?)</li>(?=<li id="|$)', re.DOTALL)
WAY_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-\d+">[^<]*</a>')
TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
TICK_BOX = re.compile(r'<input [^>]*type="checkbox"[^>]*>')
NUMBER = re.compile(f"{MARK}(\\d+);(.){MARK_END}")
NUMBERED = re.compile(rf"<li>((?:<[^>]*>)*){NUMBER.pattern}")
ABOUT_STYLES = re.compile(r"^Unrecognised \w+ style|style with ID .* was referenced but not defined")
PASSED_OVER = re.compile(r"An unrecognised element was ignored: (.*)")
# Elements that hold no words: marks of places, and of what was drawn where.
WITHOUT_WORDS = {
    *("w:permStart", "w:permEnd", "w:fldData", "w:ptab", "w:pgNum", "w:softHyphen", "w:separator"),
    *("w:continuationSeparator", "w:cr", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd", "w:tblPrEx"),
    *("w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:dayShort", "w:sdtPr", "w:sdtEndPr"),
}
LEFT_OUT = re.compile(r"word/(?:header|footer)\d*\.xml")


def read_word(file: IO[bytes]) -> tuple[str, list[str]]:
    """The text of a Word document as sanitised HTML, and sentences about what it leaves out."""
    import mammoth  # takes a moment to load, and few requests need it

    pictures = []

    def without_picture(image: Any) -> dict[str, str]:
        pictures.append(image.alt_text or "")
        # Empty, as mammoth would write the whole picture into the text, for the sanitiser to take out again.
        return {"src": ""}

    try:
        remarks = _left_out(file)
        with collecting_later():
            prepared = _prepared(file)
            result = mammoth.convert_to_html(
                prepared.file,
                style_map=STYLE_MAP,
                include_embedded_style_map=False,
                # A document may point at files of the server.
                external_file_access=False,
                convert_image=mammoth.images.img_element(without_picture),
            )
    except ValidationError:
        raise
    except Exception as error:  # a reader of foreign files fails in ways of its own
        raise unreadable() from error
    if pictures:
        remarks.append(_pictures_text(pictures))
    html, boxes = TICK_BOX.subn(_tick_box, result.value)
    html = clean_html(with_numbers(_notes_in_place(html)), longest=LONGEST, keeps_levels=True)
    prepared.lost_in(html)
    return html, [*remarks, *prepared.remarks(), *_boxes_text(boxes), *_messages_text(result.messages)]


def _prepared(file: IO[bytes]) -> Prepared:
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        return Prepared(archive)


def _tick_box(found: re.Match[str]) -> str:
    return "☒" if "checked=" in found[0] else "☐"


def _boxes_text(count: int) -> list[str]:
    told = ngettext(
        "%(count)s tick box has been read as a sign: ☒ is ticked, ☐ is not.",
        "%(count)s tick boxes have been read as signs: ☒ is ticked, ☐ is not.",
        count,
    )
    return [told % {"count": count}] if count else []


def _messages_text(messages: list[Any]) -> list[str]:
    """What the library says that it passed over; the names of styles say nothing of words."""
    told = [message.message for message in messages if not ABOUT_STYLES.search(message.message)]
    names = [found[1] if (found := PASSED_OVER.fullmatch(message)) else message for message in told]
    shown = ", ".join(dict.fromkeys(name for name in names if name not in WITHOUT_WORDS))
    return [_("These parts of the document could not be read: {text}").format(text=shown)] if shown else []


def with_numbers(html: str) -> str:
    """The lists with the numbers that stand before their items."""
    html = NUMBERED.sub(lambda found: f'<li value="{found[2]}" type="{found[3]}">{found[1]}', html)
    return NUMBER.sub("", html)


def hidden_text(hidden: list[str]) -> list[str]:
    """The sentence that tells what a text hid."""
    told = _("Hidden text has been left out: “{text}”")
    return [told.format(text=" · ".join(dict.fromkeys(hidden)))] if hidden else []


def _pictures_text(pictures: list[str]) -> str:
    told = ngettext("%(count)s picture is left out.", "%(count)s pictures are left out.", len(pictures))
    described = "; ".join(filter(None, pictures))
    return f"{told % {'count': len(pictures)}} {described}".strip()


def _left_out(file: IO[bytes]) -> list[str]:
    """What stands in a document beside its text: told, not read."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        if _is_too_large(
            archive, [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
        ):
            raise ValidationError(_("The document is too large to be read."))
        names = archive.namelist()
        if any(_has_own_grammar(archive, name) for name in names if name.endswith((".xml", ".rels"))):
            raise unreadable()
        # A document has a head for first, odd and even pages, often the same: each is told once.
        edges = [_words(archive.read(name)) for name in sorted(names) if LEFT_OUT.fullmatch(name)]
        comments = _words(archive.read("word/comments.xml")) if "word/comments.xml" in names else ""
    remarks = []
    if text := " · ".join(filter(None, dict.fromkeys(edges))):
        remarks.append(_("The head and foot of the pages are left out: “%(text)s”") % {"text": text})
    if comments:
        remarks.append(_("The comments are left out: “%(text)s”") % {"text": comments})
    return remarks


def _is_too_large(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    # The sizes first, as the archive tells them: a small file may unpack to gigabytes.
    sizes = [entry.file_size for entry in entries]
    if sum(sizes) > LARGEST_TOGETHER or any(size > LARGEST_PART for size in sizes):
        return True
    return sum(archive.read(entry).count(b"<") for entry in entries) > MOST_TAGS


def _has_own_grammar(archive: zipfile.ZipFile, name: str) -> bool:
    """True of XML that declares entities, which no word processor writes and which may unfold without end."""
    with archive.open(name) as part:
        start = part.read(4096)
    return any("<!DOCTYPE".encode(encoding) in start for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def unreadable() -> ValidationError:
    return ValidationError(_("The document could not be read. Save it again as .docx."))


def _words(xml: bytes) -> str:
    return " ".join(unescape(" ".join(TEXTS.findall(xml.decode("utf-8", "replace")))).split())


def _notes_in_place(html: str) -> str:
    """Footnotes in the text where they are pointed at: at the document's end they would be the last item's."""
    found = NOTES.search(html)
    if not found:
        return html
    notes: dict[str | Any, str] = {
        f"[{place}]": text for place, (_id, text) in enumerate(NOTE.findall(found[1]), start=1)
    }
    html = html[: found.start()]
    return NOTE_MARK.sub(lambda mark: f" ({_flat(notes.get(mark[1], mark[1]))})", html)


def _flat(note: str) -> str:
    return re.sub(r"</?(?:p|ul|ol|li)\b[^>]*>", " ", WAY_BACK.sub("", note)).strip()
