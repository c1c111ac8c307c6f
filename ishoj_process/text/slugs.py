"""Addresses in Danish: made from titles, and the words in them that tell kinds apart."""

from enum import StrEnum
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

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


# Words that stand in addresses of their own beside or below the documents: a document there could not be reached.
# As the addresses have them (`tests/ishoj_process/hierarchy/test_addresses.py`), and those that they may come to need.
RESERVED = frozenset(
    {
        "aktiviteter", "bidrag", "borgerne", "debatoplaeg", "dokumenter", "hoeringer", "inddraget", "indspil",
        "kommentarer", "loesninger", "milepaele", "ny", "ny-udgave", "nyt", "prioritering", "rediger", "sigtelinjer",
        "status", "tekst", "temaer", "udeladt", "udgave", "udkast", "vedtag",
    }
)  # fmt: skip


def not_reserved(slug: str) -> None:
    """Refuse an address that is a word of the addresses themselves. Raises ValidationError."""
    if slug.casefold() in RESERVED:
        raise ValidationError(_("“%(word)s” is a word of the addresses. Choose another."), params={"word": slug})


def free_slug(model: Any, title: str, *, fallback: str) -> str:
    """An address for the title that no document of the model has yet: the words, then a number behind them."""
    base = danish_slug(title) or fallback
    used = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED
    numbered = (f"{base}-{number}" for number in range(2, len(used) + 3))
    return next(slug for slug in (base, *numbered) if slug not in used)


def edition_at(documents: Any, slug: str, edition: int | None = None) -> Any:
    """The edition that an address names, or without a number the one that stands there; None where there is none.

    That is the newest that was adopted, and before any was the first: what is worked on has its number.
    """
    rows = _at(documents, slug)
    if edition is not None:
        return next((row for row in rows if row.edition == edition), None)
    return next((row for row in reversed(rows) if row.was_adopted), None) or next(iter(rows), None)


def _at(documents: Any, slug: str) -> list[Any]:
    """All editions at the address, or else those that stood there before they got their name."""
    rows = list(documents.filter(slug=slug).order_by("edition"))
    if rows:
        return rows
    # An address that was once handed out leads on: minutes and mails hold it.
    before = documents.filter(pk__in=documents.model.history.filter(slug=slug).values("id")).order_by("-pk").first()
    return list(documents.filter(slug=before.slug).order_by("edition")) if before else []
