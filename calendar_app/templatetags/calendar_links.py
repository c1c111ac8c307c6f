"""The box that puts a meeting, or the meetings of a body, into one's calendar; any page may show it."""

from django import template

from calendar_app.feeds.addresses import calendar_links

register = template.Library()
register.inclusion_tag("calendar_app/feeds/_calendar_links.html")(calendar_links)
