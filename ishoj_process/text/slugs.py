"""Addresses in Danish: made from titles, and the words in them that tell kinds apart."""

from enum import StrEnum
from typing import Any, Self

from django.utils.text import slugify

from .incoming import incoming

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST = 100


class Slug(StrEnum):
    """Kinds that stand in addresses: the value is the Danish word there, the name is what the code calls it."""

    @property
    def slug(self) -> str:
        return self.value

    @classmethod
    def named(cls, word: str | None) -> Self | None:
        """The member with that word; None of a word that somebody made up."""
        return next((member for member in cls if member.value == word), None)


def danish_slug(title: str) -> str:
    """`Sammen om et vildere Ishøj` → `sammen-om-et-vildere-ishoej`."""
    # slugify drops what is no ASCII: without the table `høring` would become `hring`.
    return slugify(incoming(title).casefold().translate(LETTERS))[:LONGEST].strip("-")


# Words that stand in addresses of their own beside the documents.
TAKEN = {"ny", "nyt"}


def free_slug(model: Any, title: str, *, fallback: str) -> str:
    """An address for the title that no document of the model has yet: the words, then a number behind them."""
    base = danish_slug(title) or fallback
    used = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | TAKEN
    numbered = (f"{base}-{number}" for number in range(2, len(used) + 3))
    return next(slug for slug in (base, *numbered) if slug not in used)


def at_address(documents: Any, slug: str) -> Any:
    """The document at the address, or else the one that stood there before it got its name; None where none did."""
    # An address that was once handed out leads on: minutes and mails hold it.
    before = documents.model.history.filter(slug=slug).values("id")
    return documents.filter(slug=slug).first() or documents.filter(pk__in=before).order_by("-pk").first()
