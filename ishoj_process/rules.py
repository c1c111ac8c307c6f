"""Rules about rows, each written once: `select` asks the database which rows it holds of, `holds` asks one row.

A rule is a Q. Two things a Q cannot say by itself: that it holds whatever the row (`allow`), and that it holds of one
of many related rows (`some`): a path over many rows would find the row once for each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from typing import Any, TypeVar, cast

from django.core.exceptions import FieldError, ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet

Rows = TypeVar("Rows", bound=QuerySet)
Question = tuple[str, Any]  # a path with its lookup, and what is wanted there

# A NULL satisfies none of them, as in the database; asking for it is `isnull`.
LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gte": lambda value, wanted: value >= wanted,
    "endswith": lambda value, wanted: value.endswith(wanted),
}


@dataclass(frozen=True)
class Some:
    """That one of many related rows satisfies the rule."""

    rule: Q


def allow(so: bool) -> Q:
    """Every row, or none."""
    # Not an empty Q: joined by | with a question it vanishes, and “all, or those” becomes “those”.
    return ~Q(pk__in=()) if so else Q(pk__in=())


def some(path: str, rule: Q) -> Q:
    """The rows of which one related row, of the many at the end of the path, satisfies the rule."""
    return Q((path, Some(rule)))


def below(path: str, rule: Q) -> Q:
    """The rule asked of the one row that the path leads to."""
    children = [
        below(path, child) if isinstance(child, Q) else (f"{path}__{child[0]}", child[1]) for child in _children(rule)
    ]
    return Q(*children, _connector=rule.connector, _negated=rule.negated)


def select(rows: Rows, rule: Q) -> Rows:
    """Those of a set of which the rule holds."""
    found = _reduced(rule, rows.model)
    if isinstance(found, bool):
        return rows if found else rows.none()
    return rows.filter(found)


def holds(rule: Q, row: Model) -> bool:
    """Whether the rule holds of a row. What is loaded is not asked for again, and what decides nothing not at all."""
    answers = (holds(each, row) if isinstance(each, Q) else _is_so(*each, row) for each in _children(rule))
    return _connect(rule)(answers) != rule.negated


def _children(rule: Q) -> list[Q | Question]:
    return cast("list[Q | Question]", rule.children)


def _connect(rule: Q) -> Callable[..., bool]:
    return {Q.AND: all, Q.OR: any}[rule.connector]


def _is_so(path: str, wanted: Any, row: Model) -> bool:
    names, lookup = _parts(path, wanted)
    if isinstance(wanted, Some):
        owner = _followed(row, names[:-1])
        return owner is not None and _some_is_so(owner, names[-1], wanted.rule)
    value = _value(row, names)
    if lookup == "isnull":
        return (value is None) == wanted
    return value is not None and LOOKUPS[lookup](value, wanted)


def _parts(path: str, wanted: Any) -> tuple[list[str], str]:
    if wanted is None:
        raise FieldError(f"Ask by isnull whether {path} is empty.")
    names = path.split("__")
    lookup = names.pop() if names[-1] in LOOKUPS or names[-1] == "isnull" else "exact"
    return names, lookup


def _some_is_so(owner: Model, name: str, rule: Q) -> bool:
    _many(owner._meta.model, name)
    related = getattr(owner, name)
    if name in getattr(owner, "_prefetched_objects_cache", {}):
        return any(holds(rule, each) for each in related.all())
    return select(related.all(), rule).exists()


def _value(row: Model, names: list[str]) -> Any:
    """What stands at the end of the path; None where a row on the way is missing."""
    names = names[:-1] if len(names) > 1 and names[-1] == "pk" else names  # a key needs no row to be loaded
    owner = _followed(row, names[:-1])
    return None if owner is None else getattr(owner, _column(owner._meta.model, names[-1]))


def _followed(row: Model | None, names: list[str]) -> Model | None:
    for name in names:
        if row is None:
            return None
        _single(row._meta.model, name)
        row = _related(row, name)
    return row


def _related(row: Model, name: str) -> Model | None:
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:  # nothing points back, or an earlier version points at what was deleted since
        return None


def _single(model: type[Model], name: str) -> type[Model]:
    """The model that a step of a path leads to, where it leads to one row."""
    field = model._meta.get_field(name)
    if not field.is_relation or field.one_to_many or field.many_to_many:
        raise FieldError(
            f"{model.__name__}.{name} does not lead to one row: ask its rows by some, or by a known lookup."
        )
    return cast(type[Model], field.related_model)


def _many(model: type[Model], name: str) -> Any:
    """A field that leads to many rows: the model's own, or a key of theirs that points here."""
    field = model._meta.get_field(name)
    if not (field.one_to_many or (field.many_to_many and field.concrete)):
        raise FieldError(f"{model.__name__}.{name} does not lead to many rows.")
    return field


def _column(model: type[Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if not field.concrete or field.many_to_many:
        raise FieldError(f"{model.__name__}.{name} holds no value: ask its rows by some.")
    return field.attname


def _reduced(rule: Q, model: type[Model], turned: bool = False) -> Q | bool:
    """The rule as the database reads it, without what is always or never so: no table is joined for nothing.

    A negation is brought down to each question, where `_turned` can answer for rows that have nothing to be asked.
    """
    # An XOR is refused here, as it is of one row: nothing below would notice it.
    _connect(rule)
    turned = turned != rule.negated
    decides, left = (rule.connector == Q.OR) != turned, []
    for child in _children(rule):
        part = _reduced(child, model, turned) if isinstance(child, Q) else _asked(*child, model, turned)
        if part is decides:
            return decides
        if isinstance(part, Q):
            left.append(part)
    return Q(*left, _connector=Q.OR if decides else Q.AND) if left else not decides


def _asked(path: str, wanted: Any, model: type[Model], turned: bool) -> Q | bool:
    names, lookup = _parts(path, wanted)
    owner = reduce(_single, names[:-1], model)
    if isinstance(wanted, Some):
        path, wanted = "__".join([*names[:-1], "pk__in"]), _some_of(owner, names[-1], wanted.rule)
        is_never = wanted is None
    else:
        _column(owner, names[-1])
        is_never = lookup == "in" and not wanted
    if is_never:
        return turned
    return _turned(Q((path, wanted)), names, model) if turned else Q((path, wanted))


def _turned(question: Q, names: list[str], model: type[Model]) -> Q:
    """The other answer to one question, of rows without what it asks about, too.

    Beside other questions about the same row Django joins it in a way that loses those that have none.
    """
    # A plain ~Q is kept where no row on the way may be missing: it costs no subquery.
    steps = accumulate(names[:-1], _single, initial=model)
    if not any(owner._meta.get_field(name).null for owner, name in zip(steps, names[:-1], strict=False)):
        return ~question
    return ~Q(pk__in=model._base_manager.filter(question).values("pk"))


def _some_of(model: type[Model], name: str, rule: Q) -> QuerySet | None:
    """The keys of those rows of a model of which one related row satisfies the rule; None where none can."""
    field = _many(model, name)
    found = _reduced(rule, field.related_model)
    if found is False:
        return None
    if field.many_to_many:
        rows, key = field.remote_field.through._base_manager.all(), field.m2m_field_name()
        found = found if found is True else below(field.m2m_reverse_field_name(), found)
    else:
        # Without those that point nowhere: at a NULL among the keys, NOT IN finds nobody.
        rows, key = field.related_model._base_manager.exclude(**{field.field.name: None}), field.field.name
    return (rows if found is True else rows.filter(found)).values(key)
