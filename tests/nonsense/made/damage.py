"""Files as they are when something went wrong on their way: bytes changed, parts of an archive spoiled or missing."""

import re
import zipfile
from functools import cache
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from ..promises import is_danish

ATTRIBUTE = re.compile(rb'"[^"<>]*"')
ELEMENT = re.compile(rb"<(\w+:?\w*)[^<>]*/>")
TEXT = re.compile(rb">([^<>]+)<")
TAG = re.compile(rb"<(/?)((?:\w+:)?\w+)")
VALUES = [
    b"",
    b"-1",
    b"0",
    b"99999999999",
    b"1e400",
    b"nan",
    b"inf",
    b"x",
    b"A0",
    b"XFD1048577",
    b"true",
    b"2023-13-45",
    b"\xff",
    b"&x;",
]
NAMES = [b"zz", b"w:p", b"w:t", b"w:tbl", b"row", b"c", b"table:table-row", b"text:p"]
KINDS = st.sampled_from(["attribute", "drop", "text", "tag", "byte", "twice", "cut"])
EDITS = st.lists(
    st.tuples(KINDS, st.integers(0, 10**6), st.sampled_from(VALUES), st.sampled_from(NAMES), st.integers(0, 255)),
    min_size=1,
    max_size=5,
)


@cache
def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archives(files):
    """Files of these, each with one of its parts spoiled, or missing."""

    @st.composite
    def spoiled(draw):
        name, content = draw(st.sampled_from(files))
        parts = parts_of(content)
        told = sorted(part for part in parts if part.endswith((".xml", ".rels")) and "theme" not in part)
        target = draw(st.sampled_from(told))
        data = edited(parts[target], draw(EDITS))
        is_there = draw(st.integers(0, 19))
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for part, kept in parts.items():
                if part != target:
                    archive.writestr(part, kept)
                elif is_there:
                    archive.writestr(part, data)
        return name, made.getvalue(), target

    return spoiled()


def bytes_of(files):
    """Files of these with some of their bytes others, or cut off."""

    @st.composite
    def spoiled(draw):
        name, content = draw(st.sampled_from(files))
        at, length = draw(st.integers(0, len(content))), draw(st.integers(0, 60))
        instead = draw(st.binary(max_size=60))
        content = content[:at] + instead + content[at + length :]
        return name, content[: draw(st.sampled_from([len(content), at, at + 30]))], ""

    return spoiled()


def edited(data, edits):
    for kind, at, value, name, byte in edits:
        data = _edited(data, kind, at, value, name, byte)
    return data


def _edited(data, kind, at, value, name, byte):
    if kind in ("attribute", "drop", "text", "tag"):
        pattern = {"attribute": ATTRIBUTE, "drop": ELEMENT, "text": TEXT, "tag": TAG}[kind]
        found = list(pattern.finditer(data))
        if not found:
            return data
        one = found[at % len(found)]
        if kind == "attribute":
            return data[: one.start() + 1] + value + data[one.end() - 1 :]
        if kind == "drop":
            return data[: one.start()] + data[one.end() :]
        if kind == "text":
            return data[: one.start(1)] + value + data[one.end(1) :]
        # All of a name, so that the part stays well formed.
        return re.sub(rb"(</?)" + re.escape(one[2]) + rb"(?=[\s/>])", rb"\1" + name, data)
    place = at % max(1, len(data))
    if kind == "byte":
        return data[:place] + bytes([byte]) + data[place + 1 :]
    if kind == "cut":
        return data[:place]
    found = list(ELEMENT.finditer(data))
    if not found:
        return data
    one = found[at % len(found)]
    return data[: one.end()] + one[0] * byte + data[one.end() :]


def upload(name, content):
    return SimpleUploadedFile(name, content)


def read_or_refused(read, *arguments):
    """What is read; None where it is refused, which is in Danish."""
    try:
        return read(*arguments)
    except ValidationError as refusal:
        reasons = refusal.messages
    assert [reason for reason in reasons if not is_danish(reason)] == []
    return None
