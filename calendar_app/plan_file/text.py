"""Open a plan file: bytes from anybody, made into tables or refused in words."""

import re
import tomllib
from pathlib import Path

from django.utils.translation import gettext as _

from .problems import PlanRefused, Problem

MAX_BYTES = 1_000_000  # the plan of 2023 is a twentieth of it
MAX_LINE = 4_000  # characters; a key of many thousand dots in one line would keep the reader busy for minutes
MAX_MISWRITTEN = 50  # dates that are mended, to be named by their keys, before the reader gives up

HEADER = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?$")
PAIR = re.compile(r"(\s*([\w.-]+)\s*=\s*)(\d[\w:.+ -]*?)(\s*(?:#.*)?)$")
KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")
PLACE = re.compile(r"at line (\d+), column \d+")


def open_plan(path):
    """The tables of the file; PlanRefused where it cannot be read."""
    return parse(_decoded(_content(Path(path))))


def _content(path):
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refused(_("The file cannot be opened.")) from error
    if len(content) > MAX_BYTES:
        raise _refused(_("The file is larger than %(size)s kB; a plan never is.") % {"size": MAX_BYTES // 1000})
    return content


def _decoded(content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(_("Line %(line)s is not UTF-8. Save the file as UTF-8.") % {"line": line}) from error
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > MAX_LINE:
            reason = _("Line %(line)s is longer than %(length)s characters. Break it.")
            raise _refused(reason % {"line": number, "length": MAX_LINE})
    return text


def parse(text):
    """The tables of a TOML text. A bare date that does not exist becomes a string, named later by its key."""
    for _attempt in range(MAX_MISWRITTEN):
        try:
            return tomllib.loads(text)
        except RecursionError as error:
            raise _refused(_("The file is nested too deeply.")) from error
        except tomllib.TOMLDecodeError as error:
            mended = _with_date_as_string(text, _line_of(error))
            if mended is None:
                raise _syntax_problem(text, error) from error
            text = mended
    raise _refused(_("More than %(count)s dates or times do not exist.") % {"count": MAX_MISWRITTEN})


def _line_of(error):
    place = PLACE.search(str(error))
    return int(place.group(1)) if place else None


def _with_date_as_string(text, number):
    """The text with the bare date or time of a line in quotes; None where the line holds no such thing."""
    lines = text.split("\n")
    pair = PAIR.match(lines[number - 1].rstrip("\r")) if number else None
    if not pair:
        return None
    lines[number - 1] = f'{pair[1]}"{pair[3]}"{pair[4]}'
    return "\n".join(lines)


def _syntax_problem(text, error):
    number = _line_of(error)
    message = str(error)
    if "overwrite" in message or "twice" in message or "already" in message:
        reason = _("The key stands twice.")
    else:
        reason = _("This cannot be read as TOML; is a quotation mark or a bracket missing?")
    lines = text.split("\n")
    if number is None:
        return _refused(_("The file cannot be read to its end: %(reason)s") % {"reason": reason})
    where = _("Line %(line)s: %(reason)s") % {"line": number, "reason": reason}
    return PlanRefused([Problem(_path_at(lines[:number]), where)])


def _path_at(lines):
    """The path of the key in the last of the lines: the nearest header above it, and its own name."""
    header = next((found[1] for line in reversed(lines) if (found := HEADER.match(line))), "")
    key = KEY.match(lines[-1])
    return ".".join(part for part in (header, key[1] if key else "") if part)


def _refused(reason):
    return PlanRefused([Problem("", reason)])
