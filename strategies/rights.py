"""Who may see and do what on the committees' track. The ground's own predicates stay in its own rights."""

from django.db.models import Q

from ishoj_process.dates import clock
from ishoj_process.models import Seat, Strategy
from ishoj_process.models.status import statuses
from ishoj_process.rights import (
    body_ids_of,
    can_edit_hierarchy,
    is_administration,
    is_council_member,
    is_staff_side,
)


def can_edit_strategies(user):
    """The administration enters strategies, their status and what is done about them."""
    return can_edit_hierarchy(user)


def can_edit_consultations(user):
    """The administration prepares and sends rounds on behalf of the committee that owns the strategy."""
    return is_administration(user)


def can_see_hearing_matrix(user):
    """Which committees should be heard about what is being worked on: the council's own and the staff's."""
    return is_staff_side(user) or is_council_member(user)


def can_see_pace(user):
    """Whether a strategy keeps to its own plan is reckoned by the house, not decided: the council's and the staff's."""
    return is_staff_side(user) or is_council_member(user)


def can_read_wording(user, strategy):
    """The text and the solutions of a strategy that is being worked on: its owners' and the staff's.

    Others read them as they were sent for consultation, and when they have been adopted.
    """
    if not strategy.meaning.is_secret or is_staff_side(user):
        return True
    own = body_ids_of(user) if is_council_member(user) else frozenset()
    return bool(own) and (strategy.owner_id in own or any(body.pk in own for body in strategy.co_owners.all()))


def wordings_read_by(user):
    """The set twin of `can_read_wording`: the strategies whose wording the user reads as it stands."""
    if is_staff_side(user):
        return Strategy.objects.all()
    own = body_ids_of(user) if is_council_member(user) else frozenset()
    open_to_all = statuses(lambda row: not row.is_secret)
    together = Strategy.co_owners.through.objects.filter(body__in=own).values("strategy")
    return Strategy.objects.filter(Q(status__in=open_to_all) | Q(owner__in=own) | Q(pk__in=together))


def can_see_consultation(user, round_):
    """A round that is being prepared is the staff's and the owner's; one that was sent the council's.

    The public sees a round that asks the public about a strategy that is shown to it.
    """
    if is_staff_side(user):
        return True
    if is_council_member(user):
        return round_.has_gone_out or round_.strategy.owner_id in body_ids_of(user)
    return round_.has_gone_out and round_.is_public and round_.strategy.is_published


def can_answer_consultation(user, invitation):
    """The chair of the body that was asked, or the administration for it."""
    return is_administration(user) or invitation.body_id in chaired_body_ids(user)


def chaired_body_ids(user):
    """The bodies that the user chairs today. Asked once for each user object."""
    if not is_council_member(user):
        return frozenset()
    if not hasattr(user, "_chaired_body_ids"):
        chairs = user.seats.on(clock.today()).filter(role=Seat.Role.CHAIR)
        user._chaired_body_ids = frozenset(chairs.values_list("body_id", flat=True))
    return user._chaired_body_ids


def can_see_response(user, response):
    """A body's draft is its own and the staff's; a sent answer the council's.

    The public reads the answers of a public round together with what became of them.
    """
    if is_staff_side(user):
        return True
    if is_council_member(user):
        return response.is_sent or (
            response.invitation_id is not None and response.invitation.body_id in body_ids_of(user)
        )
    round_ = response.consultation
    return response.is_sent and round_.reported_on is not None and round_.is_public and round_.strategy.is_published
