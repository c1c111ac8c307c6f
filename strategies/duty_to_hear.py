"""The duty to hear: which committees a strategy touches, and which of them have been heard.

The memo asks the committees to be attentive to involving and hearing each other. Whether this reminds or refuses is
the term's own setting.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ishoj_process.models import Body, CouncilTerm, Strategy

from .models import Consultation, Invitation, LeftOut


@dataclass(frozen=True)
class Touch:
    """A committee that a strategy touches, why, and whether it has been heard."""

    body: Body
    why: str
    is_heard: bool = False
    is_being_heard: bool = False
    left_out: str = ""  # the reason

    @property
    def is_missing(self):
        return not (self.is_heard or self.is_being_heard or self.left_out)


def touched_bodies(strategy, today):
    """The committees that a strategy touches beside its owner, each once with the first reason, in Danish order."""
    reasons = {}
    for body, why in _touching(strategy):
        body = body.successor or body
        if body.pk != strategy.owner_id and body.is_subject_committee:
            reasons.setdefault(body, why)
    standing = _standing(strategy, today)
    return [Touch(body, reasons[body], **standing.get(body.pk, {})) for body in sorted(reasons, key=_in_order)]


def _in_order(body):
    return body.sort_key


def _touching(strategy):
    """Each body with why it is touched: by the main policy, by a guiding line, or since the strategy cuts across."""
    policy = strategy.main_policy
    if policy and policy.lead_committee:
        yield policy.lead_committee, _("it has primary responsibility for %(policy)s") % {"policy": policy}
    lines = strategy.alignments.values("guiding_line")
    beside = Strategy.objects.latest_editions().filter(alignments__guiding_line__in=lines).exclude(pk=strategy.pk)
    for other in beside.filter(owner__isnull=False).select_related("owner__successor").distinct():
        yield other.owner, _("its strategy %(strategy)s serves the same part of the vision") % {"strategy": other}
    if strategy.is_cross_cutting:
        for body in Body.objects.filter(leads_cross_cutting=True).select_related("successor"):
            yield body, _("it has a special duty to the cross-cutting strategies")


def _standing(strategy, today):
    """How each body stands to the strategy, by its key: heard, being heard, or left out for a reason.

    A body that was asked and did not answer in time has been heard: it had its say.
    """
    found = {}
    sent = Invitation.objects.filter(consultation__strategy=strategy, consultation__state=Consultation.State.SENT)
    for invitation in sent.select_related("consultation", "response"):
        is_waited_for = invitation.sent_response is None and invitation.consultation.is_running(today)
        marks = found.setdefault(invitation.body_id, {"is_heard": False, "is_being_heard": False})
        marks["is_being_heard" if is_waited_for else "is_heard"] = True
    for body, reason in LeftOut.objects.filter(strategy=strategy).values_list("body", "reason"):
        found.setdefault(body, {})["left_out"] = reason
    return found


def missing_hearings(strategy, today):
    """What is missing before the strategy goes to decision, as sentences; empty where everybody has been heard."""
    return [sentence for touch in touched_bodies(strategy, today) if (sentence := _missing_text(touch))]


def _missing_text(touch):
    words = {"body": touch.body, "why": touch.why}
    if touch.is_missing:
        return _("%(body)s has not been heard: %(why)s.") % words
    if touch.is_being_heard and not (touch.is_heard or touch.left_out):
        return _("%(body)s is being heard and has not answered yet.") % words
    return ""


def must_hear(day):
    """Whether the term that the day lies in refuses a decision before all have been heard."""
    return CouncilTerm.objects.on(day).filter(must_hear=True).exists()
