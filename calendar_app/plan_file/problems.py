"""What is wrong with a plan file: where it stands and why it is refused."""

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _


class Problem(NamedTuple):
    """The key's whole path, empty for the file itself, and the reason in words."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.path else self.reason


class PlanRefused(Exception):
    """The plan is not stored. `problems` are all that were found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean “agenda”?` with a space before it, or nothing where no known word is near."""
    # Cut: comparing takes longer with the square of the length, and a file may hold any word.
    near = difflib.get_close_matches(word[:100], known, n=1)
    return " " + _("Did you mean “%(word)s”?") % {"word": near[0]} if near else ""
