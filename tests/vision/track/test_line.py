"""The stepped line of the way: which step is done, which is next, and what the reader may know of it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import Meeting, Vision
from vision.models import Draft
from vision.paper.page import paper_of
from vision.track.facts import TrackFacts, line_of
from vision.track.way import way_of


@pytest.fixture
def line_on(plan, vision):
    """The steps on a day, for the public unless somebody is named."""

    def make(today, user=None, line_count=0):
        user, stored = user or AnonymousUser(), Vision.objects.get()
        track = TrackFacts(user=user, vision=stored, way=way_of(plan, stored, user, today))
        return line_of(track, paper_of(stored), line_count)

    return make


def marks(steps):
    return [step.mark.value for step in steps]


def current(steps):
    return [step.title for step in steps if step.is_current]


@pytest.mark.parametrize(
    ("today", "expected", "here"),
    [
        (date(2023, 6, 20), ["to_do", "next", "later", "later", "later", "later"], "Temamøde 1 for Byrådet"),
        (date(2023, 8, 21), ["to_do", "now", "next", "later", "later", "later"], "Temamøde 1 for Byrådet"),
        (date(2023, 8, 22), ["unknown", "passed", "next", "later", "later", "later"], "Temamøde 2 for Byrådet"),
        (date(2023, 10, 31), ["unknown", "passed", "passed", "now", "next", "later"], "Byrådsseminar"),
        (date(2023, 11, 2), ["unknown", "passed", "passed", "passed", "next", "later"], "Udkast"),
        (date(2023, 12, 6), ["unknown", "passed", "passed", "passed", "next", "unknown"], "Udkast"),
    ],
)
def test_line_says_where_we_are_day_by_day(line_on, meetings, paper, council_item, today, expected, here):
    steps = line_on(today)

    assert marks(steps) == expected
    assert current(steps) == [here]


def test_line_names_its_steps_with_their_days(line_on, meetings, paper, council_item):
    assert [(step.title, step.when) for step in line_on(date(2023, 6, 20))] == [
        ("Debatoplæg", "inden den 21. august 2023"),
        ("Temamøde 1 for Byrådet", "21. august 2023"),
        ("Temamøde 2 for Byrådet", "5. september 2023"),
        ("Byrådsseminar", "31. oktober – 1. november 2023"),
        ("Udkast", "ikke begyndt endnu"),
        ("Vedtagelse", "5. december 2023"),
    ]


@pytest.mark.parametrize(
    ("state", "shared_on", "mark", "when"),
    [
        ("planned", None, "to_do", "inden den 21. august 2023"),
        ("draft", None, "work", "inden den 21. august 2023"),
        ("shared", date(2023, 8, 1), "done", "sendt den 1. august 2023"),
        ("published", None, "done", "offentliggjort"),
    ],
)
def test_paper_is_done_when_the_council_has_it(line_on, meetings, paper, state, shared_on, mark, when):
    paper.state, paper.shared_on = state, shared_on
    paper.save()

    step = line_on(date(2023, 8, 14))[0]

    assert (step.mark.value, step.when, step.url) == (mark, when, "/vision/vision-2035/debatoplaeg/")


def test_held_and_cancelled_meetings_say_so_and_a_cancelled_one_is_never_next(line_on, meetings):
    Meeting.objects.filter(pk=meetings[0].pk).update(is_held=True)
    Meeting.objects.filter(pk=meetings[1].pk).update(state="cancelled")

    steps = line_on(date(2023, 8, 25))

    assert marks(steps) == ["done", "cancelled", "next", "later", "later"]


def test_drafts_are_named_to_those_who_may_see_them(line_on, meetings, vision, member):
    Draft.objects.create(vision=vision, number=2, note="Anden", made_on=date(2023, 11, 2), title="Vision 2035")
    today = date(2023, 11, 3)

    council, public = line_on(today, member)[-2], line_on(today)[-2]

    assert (council.mark.value, council.when, council.url) == (
        "work",
        "2. november 2023",
        "/vision/vision-2035/udkast/2/",
    )
    assert (public.mark.value, public.when, public.url) == ("next", "ikke begyndt endnu", "")


def test_wording_under_way_is_no_secret_when_the_public_sees_it(line_on, meetings):
    step = line_on(date(2023, 11, 3), line_count=1)[-2]

    assert (step.mark.value, step.when, step.url) == ("work", "", "#visionen")


def test_adopted_vision_has_gone_the_whole_way(line_on, meetings):
    Vision.objects.update(status="adopted", adopted_on=RoughDate(2023, 12, 5))

    steps = line_on(date(2023, 12, 10))

    assert (marks(steps)[-2:], steps[-1].when, current(steps)) == (["done", "done"], "5. december 2023", [])


def test_dropped_vision_has_no_next_step(line_on, meetings):
    Vision.objects.update(status="dropped")

    assert (current(line_on(date(2023, 8, 14))), "next" in marks(line_on(date(2023, 8, 14)))) == ([], False)


def test_unpublished_meeting_and_draft_agenda_are_not_on_the_publics_line(line_on, meetings, council_item, member):
    Meeting.objects.filter(pk=meetings[1].pk).update(is_published=False)
    Meeting.objects.filter(pk=council_item.meeting_id).update(agenda_state="draft")
    today = date(2023, 8, 14)

    public, council = line_on(today), line_on(today, member)

    assert [step.title for step in public] == ["Temamøde 1 for Byrådet", "Byrådsseminar", "Udkast", "Vedtagelse"]
    assert public[-1].when == "dag ikke fastsat endnu"
    assert len(council) == 5


def test_paper_that_was_never_sent_is_not_to_be_written_for_an_adopted_vision(client, line_on, paper, vision):
    Vision.objects.update(status="adopted", adopted_on="2023-05-02")
    step = line_on(date(2023, 6, 20))[0]

    assert (step.mark.value, step.when) == ("unknown", "")
    assert "Skal skrives" not in client.get(vision.get_absolute_url()).text
