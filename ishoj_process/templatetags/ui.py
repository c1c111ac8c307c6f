"""The atoms of every page: badges, empty states, menu links, breadcrumbs, pages of a list, sources."""

import json
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django import template
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import constants
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ishoj_process.editing.acting import told, told_with
from ishoj_process.editing.acts import way_out_of
from ishoj_process.editing.faults import Fault, faults_of, forms_in
from ishoj_process.editing.versions import versions_url
from ishoj_process.hierarchy.words import no_lines_text
from ishoj_process.models import GuidingLine, Level, Meeting, ProcessPlan, Vision
from ishoj_process.models.base import Sourced
from ishoj_process.models.status import MEANINGS, label_of, meaning_of
from ishoj_process.site.menu import Menu
from ishoj_process.site.soft_hyphens import softened_on

register = template.Library()
KEPT = "faults_of_the_page"
register.simple_tag(versions_url)
register.filter(told)

# A tone is a colour, and an icon beside the words: nothing is said by colour alone.
# Other things borrow the look of a document's status, as a theme that was dropped.
TONES = {
    **{status: (meaning.tone, meaning.icon) for status, meaning in MEANINGS.items()},
    "planned": ("quiet", "calendar"),
    "convened": ("work", "mail-check"),
    "cancelled": ("stop", "circle-x"),
    "held": ("done", "circle-check"),
    "passed": ("quiet", "calendar-x"),
    "proposed": ("gap", "file-question-mark"),
    "draft": ("work", "pencil"),
    "published": ("done", "eye"),
    "closed": ("stop", "lock"),
    "not_placed": ("gap", "circle-dashed"),
    "unknown": ("gap", "circle-question-mark"),
    "consultation": ("work", "messages-square"),
    "prepared": ("quiet", "pencil"),
    "running": ("work", "messages-square"),
    "ended": ("gap", "hourglass"),
    "reported": ("done", "circle-check"),
    "withdrawn": ("quiet", "circle-x"),
    "to_be_asked": ("quiet", "circle-dashed"),
    "invited": ("quiet", "mail"),
    "seen": ("quiet", "eye"),
    "overdue": ("gap", "hourglass"),
    "answered": ("done", "message-square-text"),
    "answered_late": ("work", "clock"),
    "no_remarks": ("done", "check"),
    "point_adopted": ("done", "circle-check"),
    "point_partly": ("work", "circle-dot"),
    "point_not": ("quiet", "circle-x"),
    "point_waiting": ("gap", "circle-dashed"),
    "owns": ("quiet", "house"),
    "heard": ("done", "circle-check"),
    "being_heard": ("work", "messages-square"),
    "left_out": ("quiet", "circle-minus"),
    "not_heard": ("gap", "circle-dashed"),
    "on_time": ("quiet", "calendar-check"),
    "late": ("gap", "clock-alert"),
    "not_updated": ("gap", "refresh-ccw"),
    "milestone_reached": ("done", "flag"),
    "cross_cutting": ("quiet", "split"),
    "main_policy": ("quiet", "layers"),
    "unpublished": ("gap", "eye-off"),
    "proposal": ("gap", "file-question-mark"),
    "by_hand": ("quiet", "pencil"),
    "already_there": ("quiet", "calendar"),
    "moved": ("work", "calendar-x"),
    "hard": ("stop", "circle-x"),
    "clash": ("work", "split"),
    "remark": ("quiet", "circle-dot"),
}


@register.inclusion_tag("components/badge.html")
def badge(kind: str, label: str | Promise) -> dict[str, str]:
    """A small mark: `kind` is a key of TONES and gives colour and icon, `label` the words."""
    # One that this release does not know: by its word, and with the look of what is not known.
    tone, icon = TONES.get(kind, TONES["unknown"])
    return {"tone": tone, "icon": icon, "label": capfirst(str(label))}


@register.inclusion_tag("components/badge.html")
def status_badge(status: str) -> dict[str, str]:
    """Where documents stand; one that the table does not know is shown plainly, by the value that is stored."""
    meaning = meaning_of(status)
    return {"tone": meaning.tone, "icon": meaning.icon, "label": capfirst(label_of(status))}


@register.inclusion_tag("components/badge.html")
def level_badge(level: Level) -> dict[str, str]:
    """A document's status; one that nobody has said yet is shown as unknown."""
    return status_badge(level.status)


@register.inclusion_tag("components/badge.html")
def meeting_badge(meeting: Meeting, today: date) -> dict[str, str]:
    """A meeting's standing on a day."""
    standing = meeting.standing(today)
    return badge(standing.value, standing.label)


@register.inclusion_tag("components/badge.html")
def guiding_line_badge(line: GuidingLine) -> dict[str, str]:
    return badge(line.state, line.get_state_display())


@register.simple_tag
def address(level: Level, name: str, *more: str | int) -> str:
    """Where a page about the edition of a document stands, by the name of its address."""
    return level.address(name, *more)


@register.simple_tag
def plan_state(plan: ProcessPlan) -> SafeString:
    """Whether the process plan is a proposal or was adopted, and at which meeting."""
    if plan.is_adopted:
        meeting = cast(Meeting, plan.adopted_at)  # by the constraint `plan_adopted_at_a_meeting`
        text = _("Adopted by the council at the meeting on %(day)s.") % {"day": meeting.date_text}
    else:
        text = _("The process plan is a proposal. The council has not adopted it yet.")
    mark = render_to_string("components/badge.html", badge(plan.state, plan.get_state_display()))
    return format_html('<p class="plan-state">{} {}</p>', mark, text)


@register.inclusion_tag("components/empty.html")
def empty(text: str, url: str = "", link: str = "") -> dict[str, str]:
    """What stands where nothing is: says what is missing and, where there is a way, what to do."""
    return {"text": text, "url": url, "link": link}


@register.filter
def way_out(reason: object) -> str:
    """Why something cannot be done, with the link that removes it where there is one."""
    return told_with(str(reason), way_out_of(reason))


@lru_cache(maxsize=1000)  # there are fewer addresses
def _public_menu(page: str | None, route: str) -> Menu:
    """What the menu says to the public hangs on the page alone: it is made once for each."""
    return Menu(AnonymousUser(), page, route)


@register.inclusion_tag("components/menu.html", takes_context=True)
def main_menu(context: template.Context) -> dict[str, Any]:
    """The main menu; beside what waits for the reader its number, on pages that know it."""
    request = context.get("request")
    match, user = getattr(request, "resolver_match", None), getattr(request, "user", None)
    is_of_the_public = match is not None and user is not None and not user.is_authenticated
    return {
        "menu": _public_menu(match.url_name, match.route) if match and is_of_the_public else Menu.of(request),
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "waiting": context.get("waiting_count"),
    }


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context, *crumbs: str) -> str:
    """The way down to this page: label and address in turn, else as the menu has it; at last the page's own name."""
    pairs = list(zip(*[iter(crumbs)] * 2, strict=True)) or _way_to(context)
    if not pairs:
        return ""
    steps = format_html_join("", '<li><a href="{}">{}</a></li>', ((url, capfirst(str(label))) for label, url in pairs))
    here = _title_of(context)
    last = format_html('<li><span aria-current="page">{}</span></li>', here) if here else ""
    return format_html('<nav class="breadcrumbs" aria-label="{}"><ol>{}{}</ol></nav>', _("You are here"), steps, last)


def _way_to(context: template.Context) -> list[tuple[Any, str]]:
    """By the menu; and where a row is edited, the row."""
    way: list[tuple[Any, str]] = [(crumb.label, crumb.url) for crumb in Menu.of(context.get("request")).crumbs]
    row = getattr(context.get("form"), "instance", None)
    if row is not None and row.pk and hasattr(row, "get_absolute_url"):
        url = row.get_absolute_url()
        # Only where the page leads back to it: some rows have no page of their own.
        return [*way, (row, url)] if url == context.get("cancel_url") and url not in dict(way).values() else way
    return way


def _title_of(context: template.Context) -> str:
    """What the page says in its title, which no template has to say twice."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    title = blocks.get_block("title") if blocks else None
    return mark_safe(" ".join(title.render(context).split())) if title else ""


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page) -> dict[str, Any]:
    """Previous and next, with the filters of the page kept."""
    query = context["request"].GET.copy()
    query.pop("side", None)
    return {"page": page, "query": f"{query.urlencode()}&" if query else ""}


@register.inclusion_tag("components/source.html")
def source(fact: Sourced) -> dict[str, Any]:
    """Where a fact was read, and whether it is confirmed."""
    return {
        "is_unconfirmed": fact.is_unconfirmed,
        "note": fact.source_note,
        # Only addresses of the web: a row may be written past its form, and `javascript:` would run as a link.
        "url": fact.source_url if fact.source_url.startswith("http") else "",
        "has_anything": fact.is_unconfirmed or fact.source_note or fact.source_url,
    }


@register.filter
def no_lines(vision: Vision) -> str:
    """`Ingen sigtelinjer endnu`, in the vision's own word; without the last word once the vision is adopted."""
    return no_lines_text(vision)


@register.filter
def level_kind(level: Level) -> str:
    """`vision`, `hovedpolitik` or `strategi` (or its kind) for a document."""
    kind = getattr(level, "get_kind_display", None)
    return str(kind() if kind else level._meta.verbose_name)


MORE = '{}<span class="visually-hidden">, {}</span>'


@register.simple_tag(takes_context=True)
def meeting_name(context: template.Context, meeting: Meeting, names_hosts: bool = False) -> SafeString:
    """A meeting as the text of a link beside which its day stands: whoever hears the links alone hears the day, too.

    Where several bodies may meet on one day for the same thing, those who hold it are said as well.
    """
    more = ", ".join(filter(None, [meeting.when_text, meeting.hosts_text if names_hosts else ""]))
    return format_html(MORE, softened_on(context, meeting.display_title), more)


@register.simple_tag(takes_context=True)
def plan_name(context: template.Context, plan: ProcessPlan) -> SafeString:
    """A process plan as the text of a link, with its term and number for whoever hears the links alone."""
    return format_html(MORE, softened_on(context, plan.title), f"{plan.term}, {plan.number}")


@register.simple_tag(takes_context=True)
def fault_mark(context: template.Context) -> str:
    """`Fejl: `, first in the title of a page that tells of something that was not done."""
    is_told = any(message.level >= constants.ERROR for message in context.get("messages") or [])
    request = context.get("request")
    # Pages of more than forms say in a box of their own why something was refused.
    is_refused = bool(request and request.method == "POST" and (context.get("reasons") or context.get("refused")))
    return _("Error:") + " " if is_told or is_refused or context.get("conflict") or _wrong(context) else ""


@register.simple_tag(takes_context=True)
def error_summary(context: template.Context) -> str:
    """A line for each error, which leads to its field; nothing where there is none."""
    if not (found := _wrong(context)):
        return ""
    faults: list[Fault] = [fault for form in found for fault in faults_of(form)]
    request = context.get("request")
    told = {
        "faults": list(dict.fromkeys(faults)),
        "is_sent": bool(request and request.method == "POST"),
        # What was stored of a form that was refused in part.
        "kept_text": " ".join(filter(None, (getattr(form, "kept_text", "") for form in found))),
        "has_files": any(form.files for form in found),  # chosen, and lost: no browser sends them again
        "has_password": any("password" in name for form in found for name in form.fields),
    }
    return render_to_string("components/error_summary.html", told)


@register.simple_tag
def form_words() -> str:
    """What `forms.js` says, which has no catalogue."""
    return json.dumps(
        {
            "found": _("You have a draft of {when}."),
            "fetch": _("Fetch it"),
            "drop": _("Delete it"),
            "today": pgettext("a draft of", "today"),
            "yesterday": pgettext("a draft of", "yesterday"),
            "onDay": pgettext("a draft of", "{day}"),
            "atHour": _("{day} at {hour}"),
            "date": _("Choose a day in the calendar"),
            "time": _("Choose an hour"),
            "month": _("Choose a month in the calendar"),
            "close": pgettext("a message", "Close"),
        }
    )


def _wrong(context: template.Context) -> list[Any]:
    request = context.get("request")
    # Nothing was sent: a page that is only read is not looked through.
    if not (request and (request.method == "POST" or request.GET)) and "form" not in context:
        return []
    if KEPT not in context.render_context:
        context.render_context[KEPT] = forms_in(context.flatten().values())
    found: list[Any] = context.render_context[KEPT]
    return found
