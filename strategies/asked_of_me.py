"""What consultation rounds ask of a reader: an answer for a body, to send what is prepared, to treat the answers."""

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from ishoj_process.rights import body_ids_of, is_administration, is_council_member

from .consultation_list import Standing
from .models import Consultation, Invitation

TO_ANSWER = ngettext_lazy(
    "%(count)s consultation waits for an answer from your committee",
    "%(count)s consultations wait for an answer from your committee",
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


def asked_by_consultations(user, today):
    """What is asked of the reader, as (text, rows): texts with a count, and the rounds that they are about."""
    if is_council_member(user):
        return [(TO_ANSWER, _to_answer(user, today))]
    if is_administration(user):
        rounds = Consultation.objects.select_related("strategy")
        return [
            (TO_TREAT, rounds.at_standing(Standing.ENDED, today).order_by("deadline")),
            (TO_SEND, rounds.at_standing(Standing.PREPARED, today).order_by("id")),
        ]
    return []


def _to_answer(user, today):
    """The running rounds in which a body that the user sits in was asked and has not answered."""
    answered = Q(response__sent_on__isnull=False)
    waiting = Invitation.objects.filter(body__in=body_ids_of(user)).exclude(answered).values("consultation")
    return Consultation.objects.running(today).filter(pk__in=waiting).select_related("strategy").order_by("deadline")
