"""The box that puts meetings into one's calendar."""

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

HELP = "/kalender/abonner/#saadan"


def box(tag, **context):
    return Template("{% load calendar_links %}{% calendar_links " + tag + " %}").render(Context(context))


def addresses(html):
    return re.findall(r'href="([^"]+)"', html)


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://plan.example.org"


def test_a_meeting_offers_its_file_and_the_feeds_of_its_bodies(make_meeting, council, committee):
    meeting = make_meeting(council, committee)

    assert addresses(box("meeting=meeting", meeting=meeting)) == [
        reverse("meeting_ics", args=[meeting.pk]),
        "webcal://plan.example.org/kalender/ishoej-byraad.ics",
        "webcal://plan.example.org/kalender/kultur-og-fritidsudvalget.ics",
        HELP,
    ]


def test_a_body_offers_its_feed_in_two_ways(committee):
    html = box("body=body", body=committee)

    assert addresses(html) == ["webcal://plan.example.org/kalender/kultur-og-fritidsudvalget.ics", HELP]
    assert 'value="https://plan.example.org/kalender/kultur-og-fritidsudvalget.ics" readonly' in html


def test_a_list_offers_all_meetings():
    assert addresses(box("")) == ["webcal://plan.example.org/kalender.ics", HELP]
