"""The table of rights as the README has it, read so that a test can hold every address to it."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
ROLES = ("public", "member", "administration", "secretariat")
ANSWERS = {"yes", "log in", "no", "absent"}


def rights_table():
    """{(method, address): {role: answer}} of the README's first table whose rows begin with a method."""
    rows = re.findall(r"^\| (GET|POST) `([^`]+)` \|(.+)\|$", README.read_text(), flags=re.MULTILINE)
    return {
        (method, address): dict(zip(ROLES, [cell.strip() for cell in cells.split("|")], strict=True))
        for method, address, cells in rows
    }
