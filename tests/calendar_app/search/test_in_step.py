"""The search is in step with what is stored: after each kind of writing it holds what making it anew would hold."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from calendar_app.agendas.acts import change_agenda_state
from calendar_app.minutes.acts import change_minutes_state
from calendar_app.models import PlannedMeeting, YearPlan
from calendar_app.year_plan.acts import adopt_year_plan
from ishoj_process.models import (
    AgendaItem,
    Attachment,
    Body,
    GuidingLine,
    MainPolicy,
    Meeting,
    SearchedQuerySet,
    SearchEntry,
    Strategy,
    VisionAim,
)
from ishoj_process.search.finding import find
from ishoj_process.search.index import COLUMNS, is_behind, readdress, rebuild
from ishoj_process.search.sources import SOURCES
from ishoj_process.text.stems import terms_of
from strategies.models import Consultation
from tests.calendar_app.conftest import make_attachment
from tests.conftest import TODAY
from tests.round_site import told
from vision.models import Theme


def held():
    """All that the search holds; SQLite's full text, which triggers keep, must hold the same."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    return {entry.key: [getattr(entry, name) for name in COLUMNS] for entry in SearchEntry.objects.all()}


def found(words):
    return {entry.title for entry in find(terms_of(words), user=AnonymousUser(), today=TODAY)}


@pytest.fixture
def house(make_meeting, council, committee, other_committee, vision, strategy, aim, uploads_in):
    """One of each thing, with what belongs to it."""
    meeting = make_meeting(council, title="Havnemøde", agenda_state="published")
    make_meeting(committee, title="")
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Havneplan", decision="<p>Vedtaget.</p>")
    make_attachment(item, title="Kort over havnen")
    strategy.text = "<p>Flere vilde hjørner.</p>"
    strategy.save()
    strategy.co_owners.add(committee)
    strategy.solutions.create(title="Frøposer", audience="citizens")
    days = {"opened_on": date(2023, 7, 1), "deadline": date(2023, 9, 1)}
    Consultation.objects.create(strategy=strategy, number=1, state="sent", is_public=True, text="<p>Sendt.</p>", **days)
    GuidingLine.objects.create(aim=aim, title="Byen ved vandet")
    Theme.objects.create(vision=vision, title="Kysten", is_published=True, raised_at=meeting)


def each(model):
    return model.objects.order_by("pk").first()


def change(model, **fields):
    """Save a row as a form does."""

    def act():
        row = each(model)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    return act


def move_attachment():
    other = AgendaItem.objects.create(meeting=each(Meeting), number=2, title="Andet")
    change(Attachment, item=other)()


def in_bulk_with_history():
    rows = [MainPolicy(title=f"Politik {n}", slug=f"politik-{n}") for n in range(3)]
    bulk_create_with_history(rows, MainPolicy)
    rows = list(MainPolicy.objects.all())
    for row in rows:
        row.text = "<p>Nyt.</p>"
    bulk_update_with_history(rows, MainPolicy, ["text"])


def adopt_a_year():
    plan = YearPlan.objects.create(year=2024)
    for month in (1, 2):
        PlannedMeeting.objects.create(plan=plan, body=each(Body), kind="council", date=date(2024, month, 2))
    adopt_year_plan(plan=plan, by=None, today=TODAY)


ACTS = {
    "a year of meetings is adopted": adopt_a_year,
    "a meeting is renamed": change(Meeting, title="Kystmøde"),
    "a meeting is moved": change(Meeting, start_date=date(2023, 9, 1), end_date=date(2023, 9, 1)),
    "a meeting is hidden": change(Meeting, is_published=False),
    "an item is closed": change(AgendaItem, is_closed=True, public_title="En sag"),
    "an item loses its decision": change(AgendaItem, decision=""),
    "an item is corrected": lambda: each(AgendaItem).corrections.create(what="Beløbet er rettet.", on=TODAY),
    "a statement is written": lambda: each(AgendaItem).minority_statements.create(by_whom="Et mindretal"),
    "an attachment is renamed": change(Attachment, title="Tegning"),
    "an attachment is moved": move_attachment,
    "an attachment is removed": lambda: each(Attachment).delete(),
    "a body is renamed": change(Body, name="Havneudvalget"),
    "a body holds a meeting as well": lambda: each(Meeting).bodies.add(Body.objects.last()),
    "a body holds other meetings": lambda: each(Body).meetings.set([Meeting.objects.last()]),
    "a body holds no meetings": lambda: each(Body).meetings.clear(),
    "nobody owns it as well": lambda: each(Strategy).co_owners.clear(),
    "a strategy gets an address": change(Strategy, slug="vild", title="Vild med vilje"),
    "a strategy is adopted": change(Strategy, status="adopted", adopted_on="2023-06"),
    "a solution is removed": lambda: each(Strategy).solutions.all().delete(),
    "a round is withdrawn and its text was another": change(Consultation, state="withdrawn", text="<p>Igen.</p>"),
    "an aim is renamed": change(VisionAim, title="En by ved vandet"),
    "a theme is dropped": change(Theme, state="dropped", drop_reason="For snævert", closed_on=TODAY),
    "a vision is removed with its themes": lambda: (
        GuidingLine.objects.all().delete(),
        each(VisionAim).vision.delete(),
    ),
    "a meeting is removed with its items": lambda: each(Meeting).delete(),
    "rows are removed in bulk": lambda: AgendaItem.objects.all().delete(),
    "meetings are updated in bulk": lambda: Meeting.objects.update(title="Fælles", start_date=date(2023, 8, 1)),
    "solutions are updated in bulk": lambda: each(Strategy).solutions.update(title="Fuglekasser"),
    "rounds are updated in bulk": lambda: Consultation.objects.update(state="prepared"),
    "attachments are moved in bulk": lambda: Attachment.objects.update(title="Bilag"),
    "items are made in bulk": lambda: AgendaItem.objects.bulk_create(
        AgendaItem(meeting=each(Meeting), number=n, title=f"Punkt {n}") for n in range(2, 5)
    ),
    "documents are written in bulk with history": in_bulk_with_history,
}


@pytest.mark.parametrize("act", ACTS)
def test_search_is_in_step_when(house, act):
    before = held()

    ACTS[act]()

    after = held()
    assert after != before or act == "a meeting is hidden"
    rebuild()
    assert after == held()


def test_agenda_is_found_while_it_is_published_and_a_decision_with_the_minutes(house, secretariat):
    meeting = Meeting.objects.get(title="Havnemøde")
    Meeting.objects.filter(pk=meeting.pk).update(agenda_state="draft", start_date=TODAY, end_date=TODAY)
    steps = [(change_agenda_state, "published"), (change_agenda_state, "draft"), (change_agenda_state, "published")]

    seen = [(found("havneplan"), found("vedtaget"))]
    for change_state, to in (*steps, (change_minutes_state, "published")):
        meeting.refresh_from_db()
        change_state(meeting=meeting, to=to, by=secretariat, today=TODAY)
        seen.append((found("havneplan"), found("vedtaget")))

    nothing, agenda, all_of_it = (set(), set()), ({"Havneplan"}, set()), ({"Havneplan"}, {"Havneplan"})
    assert seen == [nothing, agenda, nothing, agenda, all_of_it]


def test_what_is_removed_leaves_no_words_behind(house):
    Meeting.objects.get(title="Havnemøde").delete()

    assert not SearchEntry.objects.filter(text__contains="havnen").exists()
    assert found("havnemøde havneplan") == set()


def test_what_is_taken_back_is_not_found(house):
    with transaction.atomic():
        MainPolicy.objects.create(title="Fortrudt", slug="fortrudt")
        seen = found("fortrudt")
        transaction.set_rollback(True)

    assert (seen, found("fortrudt")) == ({"Fortrudt"}, set())


def test_closing_an_item_past_the_application_shows_nothing_of_it(house):
    """Who may see what is asked of the rows at each search: an entry that is behind leaks no word."""
    models.QuerySet(AgendaItem).update(is_closed=True, public_title="En sag")

    assert found("havneplan") == set()


def test_plan_that_is_loaded_is_found(ishoej):
    after = held()

    rebuild()

    assert after == held()
    assert "Temamøde 1 for Byrådet" in found("temamøder for byrådet")


def test_house_from_before_the_search_is_made_searchable(house, tmp_path, settings, capsys):
    settings.VAR_DIR = tmp_path
    assert not is_behind()
    whole = held()
    SearchEntry.objects.all().delete()
    assert (is_behind(), found("havneplan")) == (True, set())

    call_command("rebuild_search")

    assert (is_behind(), held()) == (False, whole)
    assert f"{len(whole)} entries" in capsys.readouterr().out


FOUND = """
import json
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from ishoj_process.dates import clock
from ishoj_process.search.finding import find
from ishoj_process.text.stems import terms_of
found = lambda words: [entry.title for entry in find(terms_of(words), user=AnonymousUser(), today=clock.today())]
if connection.vendor == "sqlite":
    connection.cursor().execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
words = ["havnepolitikken", "kajer", "kyst"]
print(json.dumps([[found(word) for word in words], connection.introspection.table_names()]))
"""


def test_house_of_the_release_before_finds_everything_once_it_is_migrated(house_of_before):
    (of_title, of_text, of_nothing), tables = told(house_of_before, FOUND)

    assert of_title == ["Havnepolitik"]
    assert "Havnepolitik" in of_text  # by the words that were kept: nothing was made anew
    assert of_nothing == []
    assert "modelsearch_indexentry" not in tables


ADDRESSES = """
import json
from ishoj_process.models import SearchEntry
print(json.dumps(dict(SearchEntry.objects.values_list("kind", "url"))))
"""


def test_hits_of_the_release_before_lead_to_where_things_are_read_now(house_of_before):
    """All three led to the policy; a vision and its themes have had addresses of their own since."""
    addresses = told(house_of_before, ADDRESSES)

    assert addresses["vision"] == "/vision/vision-2035/"
    assert addresses["theme"].startswith("/vision/temaer/")
    assert addresses["policy"] == "/politikker/havn/"


def test_addresses_alone_are_put_right(house):
    SearchEntry.objects.update(url="/")
    SearchEntry.objects.update(text="Kajerne.")

    assert readdress() == SearchEntry.objects.count()

    assert (SearchEntry.objects.filter(url="/").count(), readdress()) == (0, 0)
    assert {*SearchEntry.objects.values_list("text", flat=True)} == {"Kajerne."}


READ_BY_THE_SEARCH = {model.__name__: model for source in SOURCES for model in (source.model, *source.follows)}


@pytest.mark.parametrize("name", READ_BY_THE_SEARCH)
def test_bulk_writes_of_what_is_searched_are_followed(name):
    assert issubclass(type(READ_BY_THE_SEARCH[name].objects.all()), SearchedQuerySet)
