"""Readers of every kind, and who of them is answered yes: by the predicate and by the set, which must say the same."""

from ishoj_process.readers import reader_of
from ishoj_process.rules import select

ELECTED = {"elected"}  # to the coming term, and let to read by the secretariat
STAFF = {"administration", "secretariat"}
ROLES = STAFF | ELECTED | {"public", "unknown", "member", "other_member", "former", "coming"}
INSIDE = STAFF | {"member", "other_member"}
READING = INSIDE | ELECTED
KNOWN = ROLES - {"public"}


def who(readers, predicate):
    """Those to whom a right without a row is given; what is neither True nor False is no answer."""
    answers = {role: predicate(user) for role, user in readers.items()}
    assert set(answers.values()) <= {True, False}
    return {role for role, is_so in answers.items() if is_so}


def who_of(readers, predicate, rule, row):
    """Those who are answered yes about a row."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    asked = who(readers, lambda user: predicate(user, rows.get()))
    selected = {role for role, user in readers.items() if select(rows, rule(reader_of(user))).exists()}
    assert asked == selected
    return asked
