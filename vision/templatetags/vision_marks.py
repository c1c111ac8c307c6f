"""Marks of the council's track: how far the debate paper is, and who sees a theme."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from ishoj_process.dates import clock
from ishoj_process.templatetags.ui import badge
from vision import rights
from vision.contributions.page import for_list
from vision.models import Contribution, DebatePaper, Round
from vision.paper.news import anchor_of
from vision.rounds.page import open_round_for
from vision.track.way import Mark

register = template.Library()

PAPER_KINDS = {
    DebatePaper.State.PLANNED: "proposed",  # a sheet that is still empty
    DebatePaper.State.DRAFT: "draft",
    DebatePaper.State.SHARED: "unpublished",
    DebatePaper.State.PUBLISHED: "published",
}


DESTINATION_KINDS = {
    Contribution.Destination.UNSORTED: "unknown",
    Contribution.Destination.VISION: "adopted",
    Contribution.Destination.COMMITTEE: "chosen",
    Contribution.Destination.ASIDE: "dropped",
}
STEP_ICONS = {
    Mark.DONE: "circle-check",
    Mark.PASSED: "calendar-x",
    Mark.UNKNOWN: "circle-question-mark",
    Mark.CANCELLED: "circle-x",
    Mark.TO_DO: "circle-dashed",
    Mark.WORK: "pencil",
    Mark.NOW: "circle-dot",
    Mark.NEXT: "circle-arrow-right",
    Mark.LATER: "circle",
}
MOST_CONTRIBUTIONS = 5


@register.inclusion_tag("components/badge.html")
def contribution_badge(contribution):
    """Where a contribution went, by name where that is a committee."""
    label = contribution.body or Contribution.Destination(contribution.destination).label
    return badge(DESTINATION_KINDS[contribution.destination], label)


@register.inclusion_tag("vision/contributions/_box.html", takes_context=True)
def contributions_of_meeting(context, meeting):
    """What was said at a meeting, for the council and the staff, and the way to write more."""
    asked, is_to_come = f"?moede={meeting.pk}", meeting.start_date > clock.today()
    may_write = meeting.gathers_contributions and rights.can_write_contributions(context["user"])
    return _box(context["user"], Contribution.objects.filter(meeting=meeting), asked) | {
        "heading": _("Contributions for the meeting") if is_to_come else _("Contributions from the meeting"),
        "none_text": _("Nothing has been written down yet."),
        "write_url": reverse("any_contribution_create") + asked if may_write else "",
    }


@register.inclusion_tag("vision/contributions/_box.html", takes_context=True)
def contributions_of_committee(context, body):
    """What was sent to a committee's strategies, for the council and the staff."""
    return _box(context["user"], Contribution.objects.for_committee(body), f"?udvalg={body.slug}") | {
        "heading": _("Contributions for the committee's strategies"),
        "none_text": _("No contributions have been sent to the committee."),
    }


def _box(user, contributions, asked):
    if not rights.can_see_contributions(user):
        # Not a heading either: that something was said would be told by it.
        return {"is_shown": False}
    found = for_list(contributions, user).select_related("vision").defer("vision__text")[:MOST_CONTRIBUTIONS]
    # The list is that of one vision: the one that they were about.
    all_url = found[0].vision.address("contribution_list") + asked if found else ""
    return {"is_shown": True, "contributions": found, "all_url": all_url}


@register.inclusion_tag("components/badge.html")
def paper_badge(paper):
    # A state that this release does not know looks like what nobody is shown, and goes by its stored name.
    return badge(PAPER_KINDS.get(paper.state, "draft"), paper.get_state_display())


@register.inclusion_tag("vision/paper/_news_mark.html")
def news_mark(news, anchor):
    """Whether a part of the debate paper is new or changed to the reader, in a word; nothing where it is neither."""
    # None on paper, and for whoever is not known: the document has no reader of its own.
    change = news.changes.get(anchor) if news else None
    return {"word": change.word if change else ""}


@register.inclusion_tag("vision/paper/_news_mark.html")
def news_mark_of(news, row):
    return news_mark(news, anchor_of(row))


@register.inclusion_tag("components/badge.html")
def round_badge(round_):
    """Whether a round is prepared, open or closed."""
    kinds = {Round.State.DRAFT: "draft", Round.State.OPEN: "convened", Round.State.CLOSED: "held"}
    return badge(kinds.get(round_.state, "draft"), round_.get_state_display())


@register.inclusion_tag("vision/rounds/_open.html", takes_context=True)
def open_round(context, meeting=None):
    """The round, of this meeting where one is named, that waits for the reader's points, with the way to it."""
    return {"round": open_round_for(context["user"], clock.today(), meeting.rounds.all() if meeting else None)}


@register.inclusion_tag("vision/rounds/_box.html", takes_context=True)
def rounds_of_meeting(context, meeting):
    """The rounds held at a meeting, for those who may know of them."""
    rounds = Round.objects.visible_to(context["user"]).filter(meeting=meeting)
    # The public is not told that there was a round.
    return {"rounds": rounds if rights.can_see_rounds(context["user"]) else []}


@register.inclusion_tag("components/badge.html")
def theme_state(theme):
    """That a theme was merged or dropped."""
    return badge("superseded" if theme.is_merged else "dropped", theme.get_state_display())


@register.inclusion_tag("vision/themes/_reach.html")
def theme_reach(theme):
    """Who else sees the theme, where that is not everybody."""
    if theme.is_published:
        return {}
    label = _("shown to the council, not to the public") if theme.is_shared else _("only shown to the staff")
    return {"mark": badge("unpublished", label)}


@register.simple_tag
def step_icon(step):
    """The shape of a step on the way, beside its word."""
    return lucide(STEP_ICONS[step.mark], size=18, aria_hidden="true")
