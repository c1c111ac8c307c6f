"""What rounds and strategies ask of a reader: to answer, send and treat rounds, to update and review strategies."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from ishoj_process.models import Strategy
from ishoj_process.rights import body_ids_of, is_administration, is_council_member
from strategies.consultations.calendar import rules_on, what_has_moved
from strategies.consultations.list import Standing
from strategies.portfolio.pace import Sign, paces_of

from .models import Consultation, Invitation

TO_ANSWER = ngettext_lazy(
    "%(count)s consultation waits for an answer from your committee",
    "%(count)s consultations wait for an answer from your committee",
    "count",
)
TO_ANSWER_LATE = ngettext_lazy(
    "%(count)s consultation has had no answer from your committee, and its deadline has passed",
    "%(count)s consultations have had no answer from your committee, and their deadlines have passed",
    "count",
)
TO_TREAT = ngettext_lazy(
    "The answers to %(count)s consultation are to be treated",
    "The answers to %(count)s consultations are to be treated",
    "count",
)
TO_SEND = ngettext_lazy(
    "%(count)s consultation has been prepared and not sent",
    "%(count)s consultations have been prepared and not sent",
    "count",
)


TO_EXTEND = ngettext_lazy(
    "The deadline of %(count)s consultation no longer fits a meeting that was moved",
    "The deadlines of %(count)s consultations no longer fit meetings that were moved",
    "count",
)
NOT_UPDATED = ngettext_lazy(
    "The status of %(count)s strategy has not been updated for long",
    "The status of %(count)s strategies has not been updated for long",
    "count",
)
TO_REVIEW = ngettext_lazy("%(count)s strategy is to be reviewed", "%(count)s strategies are to be reviewed", "count")
REVIEW_SOON = timedelta(days=60)


def asked_by_consultations(user, today):
    """What is asked of the reader, as (kind, text, rows): texts with a count, and the rounds that they are about."""
    if is_council_member(user):
        return [
            ("answer", TO_ANSWER, _to_answer(user, today, Standing.RUNNING)),
            ("answer", TO_ANSWER_LATE, _to_answer(user, today, Standing.ENDED)),
        ]
    if is_administration(user):
        rounds = Consultation.objects.select_related("strategy")
        return [
            ("treat", TO_TREAT, rounds.at_standing(Standing.ENDED, today).order_by("deadline")),
            ("moved", TO_EXTEND, _to_extend(today)),
            ("send", TO_SEND, rounds.at_standing(Standing.PREPARED, today).order_by("id")),
        ]
    return []


def asked_by_strategies(user, today):
    """The same of strategies: those that nobody has said anything of for long, and those that are to be reviewed."""
    if not is_administration(user):
        return []
    return [("update", NOT_UPDATED, not_updated(today)), ("review", TO_REVIEW, _to_review(today))]


def not_updated(today):
    """The strategies that are worked on and of which nobody has said for long where they stand."""
    strategies = list(Strategy.objects.latest_editions().under_way().defer("text"))
    paces = paces_of(strategies, today)
    return [row for row in strategies if row.pk in paces and paces[row.pk].sign == Sign.NOT_UPDATED]


def _to_extend(today):
    """The running rounds whose meetings were moved or cancelled since, so that the deadline no longer fits."""
    rounds = Consultation.objects.running(today).select_related("strategy", "decides_at")
    rounds = rounds.prefetch_related("invitations__body", "invitations__meeting", "invitations__response")
    rules = rules_on(today)
    return [row for row in rounds.order_by("deadline") if what_has_moved(row, rules)]


def _to_review(today):
    """Those in force whose day of review has come, or comes within two months."""
    strategies = Strategy.objects.latest_editions().filter(review_on__lte=today + REVIEW_SOON)
    return strategies.covering().defer("text").order_by("review_on", "sort_key")


def _to_answer(user, today, standing):
    """The rounds so standing in which a body that the user sits in was asked and has not answered.

    An answer that comes late is still taken until the report is finished.
    """
    answered = Q(response__sent_on__isnull=False)
    waiting = Invitation.objects.filter(body__in=body_ids_of(user)).exclude(answered).values("consultation")
    rounds = Consultation.objects.at_standing(standing, today).filter(pk__in=waiting)
    return rounds.select_related("strategy").order_by("deadline")
