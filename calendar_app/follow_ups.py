"""What is to be done about the decisions of a body, for its quarterly review: the open ones first."""

from django.db.models import F, Q

from ishoj_process import rights
from ishoj_process.models import FollowUp, Meeting


def follow_ups_of(body, user):
    """The body's follow-ups that the reader may see: open ones by their day, then those that have ended, newest first.

    Those of closed items are seen by who may read the items.
    """
    found = FollowUp.objects.of_body(body).select_related("item__meeting").prefetch_related("item__meeting__bodies")
    if not (rights.is_secretariat(user) or body.pk in rights.body_ids_of(user)):
        found = found.filter(item__is_closed=False)
    return (
        found.filter(_minutes_seen(user))
        .order_by(F("done_on").desc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
        .distinct()
    )


def _minutes_seen(user):
    if rights.is_staff_side(user):
        return Q()
    return ~Q(item__meeting__minutes_state=Meeting.MinutesState.DRAFT)
