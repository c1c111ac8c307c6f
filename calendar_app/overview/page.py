"""The overview in words: where we are, what was reached, what follows, and who is involved."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ishoj_process import rights
from ishoj_process.dates import danish as danish_dates
from ishoj_process.hierarchy.term_words import next_council_text
from ishoj_process.models import Meeting

Standing = Meeting.Standing


def position_text(plan, bridge, today):
    """The first line of the page."""
    if today < plan.starts:
        day, relative = danish_dates.date_text(plan.starts), danish_dates.relative_day_text(plan.starts, today)
        return _("The process plan begins on %(day)s, %(relative)s.") % {"day": day, "relative": relative}
    if today > plan.ends:
        return _("The process plan's period ended on %(day)s.") % {"day": danish_dates.date_text(plan.ends)}
    where = _("We are in the %(quarter)s.") % {"quarter": danish_dates.quarter_text(today)}
    return f"{where} {_next_text(bridge)}"


def _next_text(bridge):
    step = bridge.next_step
    if step:
        words = {"meeting": step.meeting.display_title, "relative": step.relative}
        return _("Next on the bridge: %(meeting)s, %(relative)s.") % words
    return _("No more meetings are planned on the council's track.")


def reached(plan, bridge, engine_room, user):
    """What the plan has led to so far, as it is recorded; nothing is taken for done that nobody said."""
    lines = []
    if steps := bridge.steps:
        held = sum(step.standing == Standing.HELD for step in steps)
        words = {"held": held, "total": len(steps)}
        lines.append(_("%(held)s of %(total)s meetings on the council's track were held.") % words)
        if passed := sum(step.standing == Standing.PASSED for step in steps):
            text = ngettext(
                "The date of %(count)s meeting has passed without a record of whether it was held.",
                "The dates of %(count)s meetings have passed without a record of whether they were held.",
                passed,
            )
            lines.append(text % {"count": passed})
    if plan.vision and rights.can_see_level(user, plan.vision):
        status = plan.vision.status_text
        lines.append(_("%(vision)s: %(status)s.") % {"vision": plan.vision.display_title, "status": status})
    words = {"adopted": engine_room.adopted, "total": engine_room.total}
    lines.append(_("%(adopted)s of %(total)s strategies are adopted.") % words)
    return lines


def follows(plan, today):
    """What comes after the plan: the rest of the term, and the next council's order of work."""
    term = plan.term
    ends = {"term": term.name, "day": danish_dates.date_text(term.ends)}
    if today <= term.ends:
        return [_("The council term %(term)s runs until %(day)s.") % ends, next_council_text(term)]
    return [
        _("The council term %(term)s ended on %(day)s.") % ends,
        _("No process plan has been entered for the new term yet."),
    ]
