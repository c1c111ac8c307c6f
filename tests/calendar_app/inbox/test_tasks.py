"""The one list of what waits: the first page, the own page and the mail say the same; each kind may be declined."""

import ast
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from calendar_app.inbox.digest import letter_for, mail_of
from calendar_app.inbox.tasks import tasks_of, waiting_for
from calendar_app.models import MailChoice
from ishoj_process.models import Meeting, Track
from ishoj_process.tasks import Kind, Task
from strategies.models import Consultation, Consultee
from tests.calendar_app.timeline.rows import make_plan, track_of
from vision.models import Contribution

TODAY = date(2023, 8, 14)
ROLES = ["member", "administration", "secretariat"]
TASK_KINDS = [kind for kind in Kind if kind != Kind.NEWS]


@pytest.fixture
def full_site(term, vision, strategy, committee, member, make_meeting, council):
    """Something that waits for everybody, of several kinds: about the vision, strategies and meetings."""
    plan = make_plan(term, vision)
    make_meeting(council, title="Temamøde 1", kind=Meeting.Kind.THEME, track=track_of(plan, Track.Kind.VISION))
    said = {"vision": vision, "said_on": TODAY, "member": member, "written_by": member}
    Contribution.objects.create(text="Flere skal lære mere.", **said)
    vision.drafts.create(number=1, note="Det første.", made_on=TODAY, title="Vision 2035")
    strategy.text, strategy.status = "<p>Målet.</p>", ""
    strategy.save()
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on=date(2023, 8, 1), deadline=date(2023, 9, 11)
    )
    Consultee.objects.create(consultation=consultation, body=committee)


def told(groups):
    return [(group.heading, [task.text for task in group.tasks]) for group in groups]


@pytest.mark.parametrize("who", ROLES)
def test_first_page_own_page_and_mail_tell_the_same_in_the_same_order(request, client_of, full_site, who):
    user = request.getfixturevalue(who)
    client = client_of(user)

    expected = told(waiting_for(user, TODAY).groups)

    assert {Kind.VISION} < {task.kind for task in tasks_of(user, TODAY)}
    assert told(client.get("/").context["personal"].waiting.groups) == expected
    assert told(client.get("/min-side/").context["waiting"].groups) == expected
    assert told(letter_for(user, TODAY).waiting.groups) == expected
    words = [text for heading, texts in expected for text in (heading, *texts)]
    body = mail_of(user, letter_for(user, TODAY), TODAY).body
    for page in (client.get("/").text, client.get("/min-side/").text, body):
        places = [(page.find(f"{word}<") if "<!doctype" in page else page.find(word)) for word in words]
        assert -1 not in places
        assert places == sorted(places)


def test_list_stands_in_the_order_of_the_kinds(full_site, secretariat, administration):
    for user in (secretariat, administration):
        kinds = [task.kind for task in tasks_of(user, TODAY)]
        assert kinds == sorted(kinds, key=list(Kind).index)


def test_nothing_waits_for_the_public_and_nothing_is_looked_up(full_site, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert tasks_of(AnonymousUser(), TODAY) == []


def test_each_kind_is_yielded_by_some_package():
    paths = ["vision/tasks.py", "strategies/tasks.py", "calendar_app/inbox/tasks.py"]
    nodes = [node for path in paths for node in ast.walk(ast.parse((settings.BASE_DIR / path).read_text()))]
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Kind"}

    assert [kind.name for kind in TASK_KINDS if kind.name not in named] == []


@pytest.mark.parametrize("kind", TASK_KINDS)
def test_each_kind_stands_in_the_mail_until_it_is_declined(request, client_of, monkeypatch, kind):
    user = next(u for u in map(request.getfixturevalue, ROLES) if kind.may_wait_for(u))
    task = Task(kind, "Noget venter", "/moeder/")
    monkeypatch.setattr("vision.tasks.tasks_of", lambda user, way: iter([task]))
    client = client_of(user)
    others = [each.value for each in Kind.that_may_wait_for(user) if each != kind]

    assert "- Noget venter\n" in mail_of(user, letter_for(user, TODAY), TODAY).body
    client.post("/min-side/mails/", {"wanted": others, "version": "1"})

    assert MailChoice.objects.get().declined == [kind.value]
    assert letter_for(user, TODAY).tasks == []
    assert [group.tasks for group in client.get("/min-side/").context["waiting"].groups] == [[task]]


def test_kind_that_is_no_more_is_ignored_where_somebody_declined_it(client_of, full_site, member):
    MailChoice.objects.create(user=member, declined=["answer", "what_was_once"])
    client = client_of(member)

    form = client.get("/min-side/mails/").context["form"]

    assert form.initial["wanted"] == ["vision", "invited", "news"]
    assert {task.kind for task in letter_for(member, TODAY).tasks} == {Kind.VISION}
    client.post("/min-side/mails/", {"wanted": ["vision", "invited"], "version": form["version"].value()})
    assert MailChoice.objects.get().declined == ["answer", "news"]
