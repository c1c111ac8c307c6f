"""Each value of a choice in turn over the rows, where it decides nothing about who reads them."""

from django.db import IntegrityError, transaction

from .words import own_models

# Choices that the house sets by itself, since rights or constraints go by them.
SET = {
    "Meeting.state", "Meeting.kind", "Meeting.agenda_state", "Meeting.minutes_state",
    "Vision.status", "MainPolicy.status", "Strategy.status",
    "Consultation.state", "Round.state", "Theme.state", "DebatePaper.state", "ProcessPlan.state", "YearPlan.state",
    "User.role", "Body.kind", "Seat.role", "Track.kind", "Contribution.speaker",
    "MeetingInvitation.answer", "MeetingInvitation.answered_via", "InvitationMail.method", "ReceivedReply.trouble",
    "Round.subject", "CouncilTerm.level_order", "CouncilTerm.next_level_order",
}  # fmt: skip


def choices():
    """Each column of choices: (model, field)."""
    for model in own_models():
        yield from ((model, field) for field in model._meta.concrete_fields if field.choices)


def spread():
    for model, field in choices():
        if f"{model.__name__}.{field.name}" not in SET:
            # Of those that the constraints of a row allow, the one that has waited longest.
            values = [value for value, _label in field.flatchoices if value != ""]
            for key in model._base_manager.order_by("pk").values_list("pk", flat=True):
                if (taken := next((value for value in values if _takes(model, key, field, value)), None)) is not None:
                    values.remove(taken)
                    values.append(taken)


def _takes(model, key, field, value):
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=key).update(**{field.name: value}))
    except IntegrityError:
        return False
