"""The box that puts a meeting, or the meetings of a body, into one's calendar; any page may show it."""

from django import template

from calendar_app.feeds.addresses import of_all, of_body

register = template.Library()


@register.inclusion_tag("calendar_app/feeds/_calendar_links.html")
def calendar_links(meeting=None, body=None):
    """Download and subscriptions of a meeting, or of a body, or of all."""
    bodies = [body] if body else list(meeting.bodies.all()) if meeting else []
    return {
        "meeting": meeting,
        "addresses": [of_body(each) for each in bodies] or [of_all()],
    }
