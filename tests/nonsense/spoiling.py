"""How a form is filled in: as somebody might, with some of it or all of it spoiled."""

import re
import zipfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import count
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.calendar_app.agenda_import.files import ods_file, sheet_file, word_file

URL_ENCODED = "application/x-www-form-urlencoded"
# “{}” is a word of its own, by which the text is known again.
TEXTS = [
    "{}", "{}", "{}", "", " ", "\u00a0", "\u200b", "\x00{}", "{}\x0b\x1f", "\u202e{}\u202c", "a\u030a{}",
    "{}\u00ad\u200b",
    "<script>1</script>{}", "<b>{}</b>", "<p>{}</p>", "<p><s>{}</s></p>", "{} 👩‍👩‍👧‍👧 🇩🇰", "\r\n{}\r\n\r\n",
    "=1+1;{}", "%s %(x)s {}",
    "{{{{ 7 }}}} {}", "'; DROP TABLE {};--", "{} ٣²", "&#0;&nbsp;{}", "<![CDATA[{}]]>", "\ufffe{}", "\ud800{}",
    "\U000e0041{}",
    "<table><tr><td>{}</td></tr></table>", "<ol start='999999999999'><li>{}</li></ol>",
    "<p style='display:none'>x</p>{}",
    "{} " + "x" * 400, "{} " + "ord " * 3000, "{} " + "\u0301" * 300, "{} " + "<div>" * 300, "{}@example.org",
    "https://{}.example/",
]  # fmt: skip
NUMBERS = [
    "-1",
    "0",
    "1",
    "2",
    "9" * 30,
    str(2**31),
    str(2**63),
    "1e9",
    "1,5",
    "1.5",
    "NaN",
    "٣",
    "²",
    "x",
    " 3 ",
    "+4",
]
DAYS = [
    "21-08-2023", "2023-02-30", "29-02-2023", "0001-01-01", "01-01-0001", "9999-12-31", "31-12-9999",
    "01-01-10000", "00-00-0000",
    "32. august 2023", "2023", "2023-08", "efterår 2023", "٢١-٠٨-٢٠٢٣", "21/8", "24.00", "25.61", "-1.00", "02.30",
]  # fmt: skip
OTHERS = ["1", "2", "3", "5", "8", "13", "-1", "0", "999999", str(2**63), "x", "", "\x00", "True", "on", "off", "nul"]
TOKENS = ["", "x", "00000000-0000-0000-0000-000000000000", "not-a-uuid", "\x00"]
IS_DAY = re.compile(r"(?:^|[_-])(?:date|day|on|starts|ends|due|deadline|from|to|until|fra|til|dato|by)$")
IS_HOUR = re.compile(r"time$|(?:^|_)(?:hour|kl)$")
IS_COUNT = re.compile(r"(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")


@dataclass
class Sending:
    """What is sent of a form: {name: values}, and which of it is not as an honest reader would send it."""

    values: dict[str, list]
    words: dict[str, str] = field(default_factory=dict)  # {name of what is typed: the word that it is known by}
    spoiled: dict[str, list] = field(default_factory=dict)  # {name: the values before it was spoiled}

    def without(self, name):
        """The same with one name as an honest reader would send it."""
        values = {**self.values, name: self.spoiled[name]}
        spoiled = {other: before for other, before in self.spoiled.items() if other != name}
        return Sending(values, dict(self.words), spoiled)

    def body(self, is_multipart):
        """(bytes, content type)"""
        files = [value for values in self.values.values() for value in values if not isinstance(value, str)]
        for file in files:
            file.seek(0)
        if is_multipart:
            sent = {name: [_as_text(value) for value in values] for name, values in self.values.items()}
            return encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT
        return self.query().encode(), URL_ENCODED

    def query(self):
        texts = {name: [value for value in values if isinstance(value, str)] for name, values in self.values.items()}
        return urlencode(texts, doseq=True, errors="surrogatepass")

    def __str__(self):
        told = [f"{name}={', '.join(map(_shown, self.values[name])) or 'left out'}" for name in self.spoiled]
        return "; ".join(told) or "nothing spoiled"


def _as_text(value):
    # The library writes UTF-8, which has no halves of surrogate pairs.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _shown(value):
    if not isinstance(value, str):
        return f"file {value.name!r} of {value.size} bytes"
    return repr(value if len(value) < 80 else f"{value[:60]}… ({len(value)} characters)")


def filled(form, chance):
    """The form as an honest reader would send it, with the words by which the texts are known again."""
    # As each page has it; what it holds is not asked here.
    sending, numbers = Sending({"csrfmiddlewaretoken": ["x"]}), count(chance.randrange(10**6))
    buttons = [control for control in form.controls if control.kind == "button"]
    pressed = chance.choice(buttons).name if buttons else ""
    for control in form.controls:
        if control.kind == "button" and control.name != pressed:
            continue
        word = _word(next(numbers))
        sending.values[control.name] = values = _honest(control, word, chance)
        if control.is_typed and values == [_text_of(word)]:
            sending.words[control.name] = word
    return sending


def _word(number):
    letters = ""
    for _place in range(5):
        number, digit = divmod(number, 15)
        letters += "bcdfghjklmnpqrs"[digit]
    return f"kv{letters}"


def _text_of(word):
    return f"Rettet {word}"


def _honest(control, word, chance):
    if control.kind == "file":
        return [honest_file(chance)] if chance.random() < 0.8 else []
    if control.kind == "button":
        return [chance.choice(control.choices)]
    if control.choices:
        offered = [choice for choice in control.choices if choice]
        if offered and (not any(control.values) or chance.random() < 0.2):
            return [chance.choice(offered)]
        return list(control.values)
    if control.kind == "hidden" or (any(control.values) and chance.random() < 0.5):
        return list(control.values)
    if IS_DAY.search(control.name):
        return [chance.choice(["21-08-2023", "01-10-2023", "2024-03-05"])]
    if IS_HOUR.search(control.name):
        return [chance.choice(["17.00", "19.30"])]
    if control.kind == "number":
        return [str(chance.randint(1, 9))]
    return [_text_of(word) if control.is_typed else word]


def spoil(sending, form, chance):
    """Spoil one to three of what is sent, or all of it."""
    controls = {control.name: control for control in form.controls if control.name in sending.values}
    is_wild = chance.random() < 0.2
    names = list(controls) if is_wild else chance.sample(list(controls), min(len(controls), chance.randint(1, 3)))
    for name in names:
        word = sending.words.pop(name, "") or _word(chance.randrange(10**5))
        sending.spoiled[name] = sending.values[name]
        sending.values[name] = values = _spoiled(controls[name], sending.values[name], word, chance)
        if controls[name].is_typed and any(word in value for value in values if isinstance(value, str)):
            sending.words[name] = word
    if is_wild:
        sending.values[chance.choice(["id", "pk", "by", "user", "status", "meeting", "next"])] = [chance.choice(OTHERS)]
    return sending


def _spoiled(control, values, word, chance):
    way = chance.random()
    if way < 0.12:
        return []
    if way < 0.2 and not control.is_typed:
        return [*values, *values, *_odd(control, word, chance)]
    return _odd(control, word, chance)


def _odd(control, word, chance):
    if control.kind == "file":
        return [odd_file(chance)]
    if IS_COUNT.search(control.name):
        return [chance.choice(["-1", "0", "1", "3", "1000", "1001", str(10**9), "9" * 30, "x", ""])]
    if control.name.endswith("token"):
        return [chance.choice(TOKENS)]
    if control.name.endswith("version"):
        return [chance.choice([*NUMBERS, ""])]
    if control.choices:
        known = [*control.choices, *OTHERS]
        return [chance.choice(known) for _time in range(chance.choice([1, 1, 1, 2, 4]))]
    if control.kind == "hidden":
        return [chance.choice(OTHERS + NUMBERS)]
    if control.kind == "number":
        return [chance.choice(NUMBERS)]
    if IS_DAY.search(control.name) or IS_HOUR.search(control.name):
        return [chance.choice(DAYS + DAYS + [text.format(word) for text in TEXTS])]
    return [chance.choice([text.format(word) for text in TEXTS] * 3 + NUMBERS + DAYS)]


# Files


@cache
def honest_files():
    import pikepdf
    from PIL import Image

    pdf, picture, page = pikepdf.new(), BytesIO(), BytesIO()
    pdf.add_blank_page()
    pdf.save(page)
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    made = {"kort.pdf": page.getvalue(), "kort.png": picture.getvalue()}
    rows = (["Titel", "Indstilling"], ["Sag", "at ja"])
    answers = (["Afsender", "Svar"], ["borger", "Flere træer"])
    for name, file in {
        "dagsorden.docx": word_file((1, "1. Sag"), "Tekst"),
        "dagsorden.xlsx": sheet_file(*rows),
        "dagsorden.ods": ods_file(*rows),
        "svar.xlsx": sheet_file(*answers),
    }.items():
        made[name] = file.read()
    return made | {"svar.csv": "Afsender;Svar\nborger;Flere træer\n".encode()}


def honest_file(chance):
    name, content = chance.choice([*honest_files().items()])
    return SimpleUploadedFile(name, content)


@cache
def _bomb():
    """A small archive that unfolds into a very large one, named as the parts of a Word document are."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types><Override ContentType="x"/></Types>')
        archive.writestr("word/document.xml", b"0" * 210 * 1024 * 1024)
    return made.getvalue()


ODD_NAMES = [
    "../../etc/passwd.pdf",
    "a" * 300 + ".pdf",
    "\u202efdp.exe",
    "kort.PDF",
    "kort.pdf.exe",
    "nul\x00.pdf",
    "æøå 1.pdf",
    ".pdf",
]


def odd_file(chance):
    name, content = chance.choice([*honest_files().items()])
    way = chance.randrange(12)
    if way == 0:
        return SimpleUploadedFile(name, b"")
    if way == 1:
        return SimpleUploadedFile("bombe.docx", _bomb())
    if way == 2:
        return SimpleUploadedFile(name, content + b"0" * (20 * 1024 * 1024 + 1 if chance.random() < 0.1 else 20))
    if way < 5:
        return SimpleUploadedFile(chance.choice(ODD_NAMES), content)
    if way < 7:
        return SimpleUploadedFile(name, content[: chance.randrange(len(content))])
    if way < 9:
        place = chance.randrange(len(content))
        return SimpleUploadedFile(name, content[:place] + chance.randbytes(4) + content[place + 4 :])
    if way < 11:
        return SimpleUploadedFile(name, chance.choice([*honest_files().values()]))
    return SimpleUploadedFile(
        name, chance.choice([b"\x00", b"x" * 100, b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n"])
    )
