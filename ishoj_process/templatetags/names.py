"""How pages call things so that no two neighbours are called the same."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ishoj_process.models import Meeting, ProcessPlan

register = template.Library()

MORE = '{}<span class="visually-hidden">, {}</span>'


@register.simple_tag
def meeting_name(meeting: Meeting) -> SafeString:
    """A meeting as the text of a link beside which its day stands: whoever hears the links alone hears the day, too."""
    return format_html(MORE, meeting.display_title, meeting.when_text)


@register.simple_tag
def plan_name(plan: ProcessPlan) -> SafeString:
    """A process plan as the text of a link, with its term and number for whoever hears the links alone."""
    return format_html(MORE, plan.title, f"{plan.term}, {plan.number}")
