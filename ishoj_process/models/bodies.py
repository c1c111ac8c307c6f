"""The bodies of the council: their names by day, how long they live, and who carries on the work of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from copy import copy
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, ProtectedError, Q
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.text.danish_sort import danish_key

from .base import DanishSorted, Edited, Sourced, Stamped
from .names import DAY, FormerNamesField, Name, Span, name_on, name_told_on, spans_of
from .search import SearchedQuerySet

LONGEST_NAME, LONGEST_ABBREVIATION = 120, 12  # as long as the columns
SUCCEEDS_ITSELF = _("A body cannot succeed itself.")
KEEPS_ITS_MEETINGS = _("A body that has held meetings, or is to hold some, is not deleted. Name its successor instead.")


class BodyQuerySet(SearchedQuerySet):
    def subject_committees(self) -> Self:
        """The committees that own strategies: the standing ones and the finance and planning committee."""
        return self.filter(kind__in=Body.SUBJECT_COMMITTEES)

    def living(self, day: date) -> Self:
        """Those that there are on a day: begun, not ended, and nobody has taken over from them."""
        return self.not_over(day).begun(day)

    def begun(self, day: date) -> Self:
        """Those that there are on a day, and those that there were: what is to come is not told before its day."""
        return self.filter(Q(begins__isnull=True) | Q(begins__lte=day))

    def not_over(self, day: date) -> Self:
        """Those that there are on a day, and those that are still to begin."""
        succeeded = Succession.objects.by(day).order_by().values("body")
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day)).exclude(pk__in=succeeded)

    def by_name(self) -> list[Body]:
        """In Danish order of the names that are shown, which the database does not know."""
        return sorted(self, key=lambda body: body.shown_key)  # type: ignore[arg-type]  # the set is of bodies

    def called(self, name: str, day: date) -> Body | None:
        """That which bears the name on a day; of several the one that there is on it."""
        rows = [body.on(day) for body in self]  # type: ignore[attr-defined]  # the set is of bodies
        found = [body for body in rows if str(body) == name]
        return min(found, key=lambda body: not body.is_within_its_days(day), default=None)

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        for body in self:
            body.refuse_to_lose_meetings()  # type: ignore[attr-defined]  # the set is of bodies
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]  # no template may call it
    delete.queryset_only = True  # type: ignore[attr-defined]  # and no manager, as with the one that it stands for


class Body(DanishSorted, Sourced, Edited):
    """A council, committee or board. Permanent, with a permanent address; who sits in it changes by term.

    What it is called changes, too. `str` and `short_name` say the name of a day: that of the row by which the body was
    reached (`BodyKey`), that of a meeting (`Meeting.hosts`), else today's. `name` is the newest that was entered.
    """

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        FINANCE = "finance", _("finance and planning committee")
        STANDING = "standing", _("standing committee")
        ADVISORY = "advisory", _("other board or council")

    # The memo counts the finance and planning committee among those that write strategies.
    SUBJECT_COMMITTEES = (Kind.FINANCE, Kind.STANDING)

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=LONGEST_ABBREVIATION, blank=True)
    former_names = FormerNamesField(_("former names"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    areas = models.TextField(_("areas"), blank=True)
    leads_cross_cutting = models.BooleanField(
        _("has a special duty to develop the more cross-cutting strategies"), default=False
    )
    agenda_days = models.PositiveSmallIntegerField(
        _("working days before a meeting on which its agenda is to be sent out"),
        null=True,  # empty: no rule is known, and nothing is warned about
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
    )
    # How its meetings usually are, as its secretariat states it. Empty: nobody has said, and nothing is guessed.
    usual_place = models.CharField(_("usual place"), max_length=200, blank=True)
    usual_start = models.TimeField(_("usually starts at"), null=True, blank=True)
    usual_minutes = models.PositiveSmallIntegerField(
        _("usual length in minutes"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    begins = models.DateField(_("first day"), null=True, blank=True)  # empty: as long as is known
    ends = models.DateField(_("last day"), null=True, blank=True)  # empty: no end is known

    objects = BodyQuerySet.as_manager()

    named_on: date | None = None  # the day whose name it says; None: today
    tells_what_comes = False  # whether it says a name that is held back until a term begins, too

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="body_ends_after_it_begins",
                violation_error_message=_("The last day cannot lie before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.called.name

    def get_absolute_url(self) -> str:
        return reverse("body_detail", args=[self.slug])

    def clean(self) -> None:
        """Two bodies may bear one name at different times, and never on the same day."""
        if other := self.namesake():
            raise ValidationError({"name": _("There is another body of this name: %(body)s.") % {"body": other.slug}})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_to_lose_meetings()
        return super().delete(*args, **kwargs)

    def refuse_to_lose_meetings(self) -> None:
        """Raise ProtectedError where the body has met or is to meet: whose meeting was it, nobody could say any more.

        The database cannot protect it, as many bodies meet in many meetings; a successor is named instead.
        """
        meetings: set[models.Model] = {*self.meetings.all()}
        if meetings:
            raise ProtectedError(str(KEEPS_ITS_MEETINGS), meetings)

    def on(self, day: date | None) -> Body:
        """The body as it is called on a day. The row itself stays as it is, since others may hold it."""
        if day == self.named_on or not self.former_names:
            return self
        shown = copy(self)
        shown.named_on = day
        return shown

    def as_of(self, day: date) -> Body:
        """The same for those who prepare a coming term: by the name that it is to have."""
        shown = copy(self)
        shown.named_on, shown.tells_what_comes = day, True
        return shown

    def name_on(self, day: date) -> Name:
        return name_on(day, Name(self.name, self.abbreviation), self.former_names)

    @property
    def called(self) -> Name:
        """What it is called on the day that it stands for."""
        newest = Name(self.name, self.abbreviation)
        # Most have had one name, and of them no day needs to be known.
        if not self.former_names:
            return newest
        today = clock.today()
        day = self.named_on or today
        return self.name_on(day) if self.tells_what_comes else name_told_on(day, today, newest, self.former_names)

    @property
    def short_name(self) -> str:
        """The abbreviation where one is known to be used, else the whole name."""
        return self.called.short

    @property
    def shown_key(self) -> str:
        """Where the name that is shown stands in the alphabet; `sort_key` is the place of the newest."""
        return danish_key(str(self))

    @property
    def spans(self) -> list[Span]:
        """Each of its names with its days, the oldest first."""
        return spans_of(Name(self.name, self.abbreviation), self.former_names, self.begins, self.ends)

    @property
    def all_names(self) -> list[str]:
        """Every name and abbreviation that it has had, has or is to have, each once: what it is searched for by."""
        names = [word for span in [*self.former_names, Name(self.name, self.abbreviation)] for word in _words(span)]
        return list(dict.fromkeys(names))

    def namesake(self) -> Body | None:
        """Another body that bears one of this one's names on one of the same days."""
        own = [(span.name.name.casefold(), span) for span in self.spans]
        for other in Body.objects.exclude(pk=self.pk):
            for theirs in other.spans:
                if any(name == theirs.name.name.casefold() and span.overlaps(theirs) for name, span in own):
                    return other
        return None

    def heirs_on(self, day: date, lineage: Lineage | None = None) -> list[Body]:
        """Those who carry on its work on a day: itself, while nobody has taken over."""
        keys = (lineage or Lineage.read()).heirs(self.pk, day)
        return [self.on(day)] if keys == [self.pk] else _bodies_on(keys, day)

    def predecessors_on(self, day: date) -> list[Body]:
        """Those whose work it carries on by a day, of whichever generation."""
        return _bodies_on(Lineage.read().predecessors(self.pk, day), day)

    def works_on(self, day: date, lineage: Lineage | None = None) -> set[int]:
        """Its own key, and those of all whose work it carries on by the day: what they had is asked of it now."""
        return {self.pk, *(lineage or Lineage.read()).predecessors(self.pk, day)}

    def is_within_its_days(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)

    @property
    def is_subject_committee(self) -> bool:
        return self.kind in self.SUBJECT_COMMITTEES


def usual_minutes_of(bodies: Iterable[Body]) -> int | None:
    """How long a meeting of these bodies usually takes: of a joint one the longest, where each has said so."""
    stated = [body.usual_minutes for body in bodies]
    return max((minutes for minutes in stated if minutes), default=None) if all(stated) else None


def _words(name: Name) -> list[str]:
    return [word for word in (name.name, name.abbreviation) if word]


def _bodies_on(keys: Collection[int], day: date) -> list[Body]:
    found = [body.on(day) for body in Body.objects.filter(pk__in=keys)]
    return sorted(found, key=lambda body: body.shown_key)


class BodyByDay(ForwardManyToOneDescriptor):
    """Gives the body of a row as it was called on the row's day."""

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        body: Any = super().__get__(instance, cls)
        if instance is None or body is None:
            return body
        named = body.on(self.field.day_of(instance))
        if named is not body:
            # Kept in its place: what is read along with it must not be asked for again.
            self.field.set_cached_value(instance, named)
        return named


class BodyKey(models.ForeignKey):
    """A key to a body, which it names as it was called on the row's day. The one door to the body of a row.

    `day` names the attribute of the row that says which day that is; where there is none, or it holds None, the name is
    today's. What a page shows of 2023 so changes no word when a body is renamed in 2026.
    """

    forward_related_accessor_class = BodyByDay

    def __init__(self, to: Any, on_delete: Any, *, day: str = "", **kwargs: Any) -> None:
        self.day = day
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        # To the database it is a key like any other.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs

    def day_of(self, row: Any) -> date | None:
        if moment := getattr(row, "history_date", None):  # an earlier version: as it was called when it was stored
            return timezone.localdate(moment)
        day: date | None = getattr(row, self.day) if self.day else None
        return day


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def by(self, day: date) -> Self:
        """Those that have taken effect by a day."""
        return self.filter(Q(on__isnull=True) | Q(on__lte=day))


class Succession(Stamped):
    """One body carries on the work of another from a day: many heirs are a split, many bodies of one heir a merger.

    Nothing is moved: old minutes keep the body that wrote them, and what it owned finds its heirs here.
    """

    body = BodyKey(Body, on_delete=models.PROTECT, related_name="successions", verbose_name=_("body"), day="day_before")
    heir = BodyKey(Body, on_delete=models.PROTECT, related_name="inheritances", verbose_name=_("successor"), day="on")
    on = models.DateField(_("from"), null=True, blank=True)  # empty: from when on is not known, so at all times

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "heir"],
                name="succession_once",
                violation_error_message=_("This successor is named already."),
            ),
            models.CheckConstraint(
                condition=~Q(body=F("heir")),
                name="body_is_not_its_own_successor",
                violation_error_message=SUCCEEDS_ITSELF,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} → {self.heir}"

    def clean(self) -> None:
        if self.body_id and self.body_id == self.heir_id:
            raise ValidationError({"heir": SUCCEEDS_ITSELF})
        if self.body_id and self.heir_id and self.closes_a_ring():
            raise ValidationError({"heir": _("The bodies would succeed each other in a ring.")})

    def closes_a_ring(self) -> bool:
        """Whether the body would in the end carry on its own work."""
        others = Succession.objects.exclude(pk=self.pk)
        # Whatever the days: once begun a succession goes on, so a ring is closed as soon as its last part has begun.
        return self.body_id in Lineage(others.values_list("body", "heir", "on")).descendants(self.heir_id)

    @property
    def day_before(self) -> date | None:
        """The last day on which the body itself did its work."""
        return self.on - DAY if self.on else None


class Lineage:
    """Who carries on whose work, read once for a whole page: rows of body, heir and the day from which."""

    def __init__(self, rows: Iterable[tuple[int, int, date | None]]) -> None:
        self._heirs: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
        for body, heir, on in rows:
            self._heirs[body].append((heir, on))

    @classmethod
    def read(cls) -> Lineage:
        return cls(Succession.objects.values_list("body", "heir", "on"))

    def heirs(self, body: int, day: date) -> list[int]:
        """Those who carry on its work on a day, each once; itself while nobody has taken over, or in a ring."""
        reached = self._reached(body, day)
        return [key for key in reached if not self._next(key, day)] or [body]

    def predecessors(self, body: int, day: date) -> set[int]:
        """Those whose work it carries on by a day, of whichever generation."""
        return {key for key in self._heirs if key != body and body in self._reached(key, day)}

    def living(self, bodies: Iterable[Body], day: date) -> list[Body]:
        """Those of some bodies that there are on a day: the twin of `BodyQuerySet.living`."""
        return [body for body in bodies if body.is_within_its_days(day) and not self._next(body.pk, day)]

    def descendants(self, body: int) -> set[int]:
        """Itself and all who are ever to carry on its work."""
        return set(self._reached(body, date.max))

    def carried_on(self, bodies: Iterable[int]) -> dict[int, date | None]:
        """Who carries on the work of any of these, {key: from which day on}; None where that has always been so."""
        found: dict[int, date | None] = {}
        waiting: list[tuple[int, date | None]] = [(body, None) for body in bodies]
        while waiting:
            key, since = waiting.pop()
            for heir, on in self._heirs.get(key, ()):
                # By the last of the steps that lead to it: the others had begun.
                begun = max(filter(None, (since, on)), default=None)
                if heir not in found or _is_before(begun, found[heir]):
                    found[heir] = begun
                    waiting.append((heir, begun))
        return found

    def _next(self, body: int, day: date) -> list[int]:
        return [heir for heir, on in self._heirs.get(body, ()) if on is None or on <= day]

    def _reached(self, body: int, day: date) -> list[int]:
        reached, at = [body], 0
        while at < len(reached):
            reached += [key for key in dict.fromkeys(self._next(reached[at], day)) if key not in reached]
            at += 1
        return reached


def _is_before(one: date | None, other: date | None) -> bool:
    return other is not None and (one is None or one < other)
