"""Nobody finds what their pages do not show: each word of each thing, by each reader, in the search and on its page."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from ishoj_process.models import AgendaItem, Body, CouncilTerm, GuidingLine, MainPolicy, Strategy, Vision, VisionAim
from ishoj_process.rights import can_read_item
from ishoj_process.search.finding import find
from ishoj_process.text.stems import terms_of
from strategies.models import Consultation
from tests import rows
from tests.calendar_app.conftest import make_attachment
from tests.conftest import TODAY
from vision.models import Theme

ROLES = ["public", "member", "owner", "administration", "secretariat"]
SECTIONS = (*AgendaItem.PRESENTATION, AgendaItem.Section.DECISION)


class Words:
    """Words that stand nowhere else, each by the name of the thing on whose page it may stand."""

    def __init__(self):
        self.name_of, self.things = {}, {}

    def __call__(self, name, html=False):
        word = f"qx{len(self.name_of):04}"
        self.name_of[word] = name
        return f"<p>{word} er skrevet.</p>" if html else word

    def of(self, name):
        return {word for word, other in self.name_of.items() if other == name}


@pytest.fixture(scope="module")
def readers(django_db_setup, django_db_blocker):
    """The owner sits in the committee that owns the strategies; the member in the bodies that meet."""
    with django_db_blocker.unblock(), transaction.atomic():
        term, committee = rows.term(), rows.other_committee()
        yield {
            "public": AnonymousUser(),
            "member": rows.member(term, rows.council(), rows.committee()),
            "owner": rows.seated("ejer@example.org", term, committee),
            "administration": rows.administration(),
            "secretariat": rows.secretariat(),
        }
        transaction.set_rollback(True)


def meetings(words):
    """Published or not, with agenda and minutes published or not, each with an open and a closed item full of words."""
    for is_published in (True, False):
        for agenda, minutes in (("draft", "draft"), ("published", "draft"), ("published", "published")):
            name = f"moede-{is_published}-{agenda}-{minutes}"
            meeting = rows.meeting(
                Body.objects.get(kind="council"),
                title=words(name),
                place=words(name),
                purpose=words(name, html=True),
                outcome=words(name, html=True),
                is_published=is_published,
                agenda_state=agenda,
                minutes_state=minutes,
            )
            words.things[name] = meeting
            for number, is_closed in enumerate((False, True), start=1):
                _item(words, name, number, is_closed)


def _item(words, name, number, is_closed):
    meeting = words.things[name]
    texts = {section: words(name, html=True) for section in SECTIONS}
    if is_closed:
        texts |= {"public_title": words(name), "public_decision": words(name, html=True)}
    texts["late_reason"] = words(name)
    item = AgendaItem.objects.create(meeting=meeting, number=number, title=words(name), is_closed=is_closed, **texts)
    make_attachment(item, title=words(name))
    item.corrections.create(what=words(name), on=TODAY)
    item.minority_statements.create(by_whom=words(name), text=words(name, html=True))


def documents(words):
    """Policies shown or not; strategies of each status, shown or not, sent for consultation in each way or in none."""
    owner = Body.objects.get(slug="klima-og-miljoeudvalget")
    for is_published in (True, False):
        policy = MainPolicy.objects.create(title="P", slug=f"p-{is_published}", is_published=is_published)
        _write(words, policy)
        for status in ("", "in_preparation", "adopted"):
            for sent in ("not", "prepared", "council", "public", "withdrawn"):
                slug = f"s-{is_published}-{status or 'ukendt'}-{sent}"
                strategy = Strategy(slug=slug, status=status, owner=owner, is_published=is_published)
                _write(words, strategy)
                strategy.solutions.create(title=words(slug), audience="citizens", text=words(slug))
                _send(words, strategy, sent)


def _write(words, thing, name=None):
    name = name or thing.slug
    thing.title, thing.summary, thing.text = words(name), words(name), words(name, html=True)
    thing.save()
    words.things[name] = thing


def _send(words, strategy, sent):
    if sent == "not":
        return
    days = {"opened_on": date(2023, 7, 1), "deadline": date(2023, 9, 1)}
    states = {"prepared": "prepared", "withdrawn": "withdrawn"}
    for number, is_public in enumerate([False, True] if sent != "council" else [True, False], start=1):
        Consultation.objects.create(
            strategy=strategy,
            number=number,
            is_public=is_public and sent != "council",
            state=states.get(sent, "sent"),
            text=words(strategy.slug, html=True),
            **days,
        )


def vision_track(words):
    """A vision in force with aims and lines, one before it, one that is begun, and themes for each circle."""
    vision = rows.vision(CouncilTerm.objects.get())
    vision.status = "adopted"
    _write(words, vision)
    begun = Vision(slug="vision-2035", term=vision.term, edition=2, supersedes=vision, status="in_preparation")
    _write(words, begun, "begun")
    for name, edition in (("vision-2035", vision), ("begun", begun)):
        aim = VisionAim.objects.create(vision=edition, title=words(name))
        GuidingLine.objects.create(aim=aim, title=words(name), explanation=words(name))
    for shared, published in ((False, False), (True, False), (True, True), (False, True)):
        theme = Theme(vision=vision, is_shared=shared, is_published=published)
        _write(words, theme, f"theme-{shared}-{published}")
    dropped = Theme(vision=vision, state="dropped", drop_reason=words("dropped"), closed_on=TODAY)
    _write(words, dropped, "dropped")


@pytest.fixture(scope="module", params=[meetings, documents, vision_track], ids=lambda things: things.__name__)
def words(request, readers, django_db_blocker):
    """Things full of words, made once for all who read them."""
    with django_db_blocker.unblock(), transaction.atomic():
        planted = Words()
        request.param(planted)
        yield planted
        transaction.set_rollback(True)


def found_by(user, query="qx"):
    """The words of all that a reader finds."""
    texts = (f"{entry.title} {entry.text}" for entry in find(terms_of(query), user=user, today=TODAY))
    return {word for text in texts for word in text.replace(":", "").split() if word.startswith("qx")}


def shown_to(client, words):
    """The words that the pages show, each on the page of its thing."""
    shown = set()
    for name, thing in words.things.items():
        response = client.get(thing.get_absolute_url())
        page = response.content.decode() if response.status_code == 200 else ""
        shown |= {word for word in words.of(name) if word in page}
    return shown


@pytest.mark.parametrize("role", ROLES)
def test_reader_finds_what_the_pages_show_and_nothing_else(db, readers, words, client_of, role):
    user = readers[role]

    found = found_by(user)

    shown = shown_to(client_of(None if role == "public" else user), words)
    assert found == shown
    assert shown
    assert role in ("administration", "secretariat") or shown < words.name_of.keys()


@pytest.mark.parametrize("words", [meetings], indirect=True, ids=["meetings"])
@pytest.mark.parametrize("role", ROLES)
def test_read_whole_by_agrees_with_can_read_item(db, readers, words, role):
    read = set(AgendaItem.objects.visible_to(readers[role]).read_whole_by(readers[role]))

    assert read == {item for item in AgendaItem.objects.all() if can_read_item(readers[role], item)}
