"""The table of rights as docs/rights.md has it, read so that a test can hold every address to it."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "rights.md"
ROLES = ("public", "member", "administration", "secretariat", "unseated")
READERS = ROLES[:4]  # who has no seat reads as the public: the table of rights and the walk see to that
ANSWERS = {"yes", "log in", "no", "absent"}


def rights_table():
    """{(method, address): {role: answer}} of the first table whose rows begin with a method."""
    rows = re.findall(r"^\| (GET|POST) `([^`]+)` \|(.+)\|$", PAGE.read_text(), flags=re.MULTILINE)
    return {
        (method, address): dict(zip(ROLES, [cell.strip() for cell in cells.split("|")], strict=True))
        for method, address, cells in rows
    }


def answer_of(response):
    if response.status_code == 302 and response.url.startswith("/log-ind/"):
        return "log in"
    return {403: "no", 404: "absent"}.get(response.status_code, "yes")
