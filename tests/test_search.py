"""The search: Danish word forms, the rights of each reader, and an index that is never behind what is stored."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendar_app.actions.publishing import change_agenda_state, change_minutes_state
from ishoj_process.models import AgendaItem, Attachment, Meeting, SearchEntry, Seat, Treatment, User
from ishoj_process.search.finding import find
from ishoj_process.search.index import is_behind, rebuild
from ishoj_process.search.stems import terms_of
from vision.models import Theme

from .conftest import TODAY

ROLES = ("public", "member", "outsider", "administration", "secretariat")


@pytest.fixture
def readers(member, administration, secretariat, term, other_committee):
    outsider = User.objects.create_user("anden@example.org", name="Demo: andet medlem")
    Seat.objects.create(user=outsider, body=other_committee, term=term)
    staff = {"administration": administration, "secretariat": secretariat}
    return {"public": None, "member": member, "outsider": outsider, **staff}


@pytest.fixture
def found(client_of, db):
    """The titles that a reader finds, in their order."""

    def found(query, user=None, **narrowed):
        response = client_of(user).get("/soeg/", {"q": query, **narrowed})
        assert response.status_code == 200
        return ["".join(piece.text for piece in hit.title) for hit in response.context["hits"]]

    return found


@pytest.fixture
def published_item(make_meeting, council):
    def make(title, **fields):
        meeting = make_meeting(council, title="Mødet", agenda_state="published", minutes_state="published")
        return AgendaItem.objects.create(meeting=meeting, number=1, title=title, **fields)

    return make


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("høring", "Høringerne er slut"),
        ("høringer", "En høring"),
        ("høring", "Høringsfristen nærmer sig"),
        ("HØRING", "høringen"),
        ("strategi", "Strategiernes mål"),
        ("byråd", "Byrådets beslutning"),
        ("skoler", "Skolens legeplads"),
        ("ældre", "Ældrerådet"),
        ("årsplan", "Årsplanerne"),
        ("skole plan", "Planen for skolerne"),
        ("økonomi", "ØKONOMIEN"),
    ],
)
def test_every_form_of_a_word_finds_every_other(found, published_item, asked, text):
    published_item(text)

    assert text in found(asked)


@pytest.mark.parametrize(("asked", "text"), [("råd", "Bygget af rod"), ("hør", "Horisont"), ("skole", "Skjule")])
def test_other_words_are_not_found(found, published_item, asked, text):
    published_item(text)

    assert found(asked) == []


def test_title_stands_before_text(found, published_item):
    published_item("Noget andet", case_presentation="<p>Om klimaet.</p>")
    published_item("Klimaplan")

    assert found("klima") == ["Klimaplan", "Noget andet"]


def test_decision_is_found_on_its_own(client, published_item):
    published_item("Budget", outcome="noted", decision="<p>Byrådet ønsker cykelstier.</p>")

    hits = client.get("/soeg/?q=cykelsti").context["hits"]
    assert [(str(hit.kind), hit.excerpt[-2].text) for hit in hits] == [("beslutning", "cykelstier")]
    assert client.get("/soeg/?q=efterretning").context["hits"][0].kind == "beslutning"


def count_of(word, user):
    """How many things the reader is told that there are."""
    return find(terms_of(word), user=user or AnonymousUser(), today=TODAY).count()


SECRETS = {
    "title": "Alfaord", "decision_question": "Betaord", "case_presentation": "Gammaord", "legal_basis": "Deltaord",
    "economy": "Epsilonord", "recommendation": "Zetaord", "decision": "Etaord", "late_reason": "Thetaord",
    "public_title": "Iotaord", "public_decision": "Kappaord",
}  # fmt: skip
BESIDE = ("Lambdaord", "Myord", "Nyord", "Xiord")
WORDS = (*SECRETS.values(), *BESIDE)


@pytest.fixture
def whole_item(make_meeting, council, strategy, tmp_path, settings):
    """An item with a word of its own in every place, closed or open, in every state of agenda and minutes."""

    def make(*, is_closed, agenda="published", minutes="published", **meeting_fields):
        meeting = make_meeting(council, title="Møde", agenda_state=agenda, minutes_state=minutes, **meeting_fields)
        texts = {
            name: word if name.endswith(("title", "reason")) else f"<p>{word}</p>" for name, word in SECRETS.items()
        }
        if not is_closed:
            texts |= {"public_title": "", "public_decision": ""}
        item = AgendaItem.objects.create(meeting=meeting, number=1, is_closed=is_closed, **texts)
        Attachment.objects.create(item=item, number=1, title="Lambdaord", size=1, file="x.pdf", original_name="x.pdf")
        item.corrections.create(what="Myord", on=TODAY)
        item.minority_statements.create(by_whom="Nyord", text="<p>Xiord</p>")
        Treatment.objects.create(item=item, strategy=strategy)
        return item

    return make


@pytest.mark.parametrize("is_closed", [False, True])
@pytest.mark.parametrize(
    "state",
    [
        {},
        {"minutes": "draft"},
        {"agenda": "draft", "minutes": "draft"},
        {"is_published": False},
    ],
    ids=["published", "minutes in the making", "draft", "meeting not public"],
)
def test_each_reader_finds_what_their_page_shows_and_nothing_else(client_of, readers, whole_item, is_closed, state):
    item = whole_item(is_closed=is_closed, **state)
    for role, user in readers.items():
        answer = client_of(user).get(item.meeting.get_absolute_url())
        page = answer.text if answer.status_code == 200 else ""

        shown = {word for word in WORDS if word in page}
        assert {word for word in WORDS if count_of(word, user)} == shown, role
        assert {word for word in WORDS if count_of(word[:-2], user)} == shown, role


def test_drafts_of_committees_and_themes_are_their_readers_own(client_of, readers, found, strategy, vision):
    strategy.text = "<p>Omikronord</p>"
    strategy.save()
    Theme.objects.create(vision=vision, title="Piord", is_published=False)
    pages = {"Omikronord": strategy.get_absolute_url(), "Piord": "/vision/temaer/"}

    for role, user in readers.items():
        for word, url in pages.items():
            shown = word in client_of(user).get(url).text
            assert bool(found(word, user)) == shown, (role, word)


def test_what_is_written_is_found_at_once_and_what_is_gone_is_not(found, published_item, secretariat):
    item = published_item("Alfaord")
    item.title = "Betaord"
    item.save()
    assert (found("Alfaord"), found("Betaord")) == ([], ["Betaord"])

    meeting = Meeting.objects.get(pk=item.meeting_id)
    meeting.agenda_published_on, meeting.minutes_state = TODAY, "draft"
    meeting.save()
    change_agenda_state(meeting=meeting, to="draft", by=secretariat, today=TODAY)
    assert found("Betaord") == []
    assert found("Betaord", secretariat) == ["Betaord"]
    item.meeting.delete()
    assert found("Betaord", secretariat) == []
    assert SearchEntry.objects.count() == 0


def test_decision_is_found_when_the_minutes_are_published(found, make_meeting, council, secretariat):
    meeting = make_meeting(council, agenda_state="published", start_date=date(2023, 8, 1))
    meeting.items.create(number=1, title="Punkt", decision="<p>Betaord</p>")
    assert found("Betaord") == []

    change_minutes_state(meeting=meeting, to="published", by=secretariat, today=TODAY)
    assert found("Betaord") == ["Punkt"]


def test_rows_that_are_written_at_once_are_followed(found, published_item):
    published_item("Alfaord")
    AgendaItem.objects.update(title="Betaord")
    assert (found("Alfaord"), found("Betaord")) == ([], ["Betaord"])


def test_plan_that_is_loaded_is_found_and_agrees_with_an_index_made_anew(found, db):
    call_command("load_plan", verbosity=0)
    before = sorted(SearchEntry.objects.values_list("kind", "object_id", "circle", "title", "text", "body_ids"))

    assert found("biodiversitet")[0].startswith("Biodiversitetsstrategi")
    assert found("temamøde")
    rebuild()
    assert sorted(SearchEntry.objects.values_list("kind", "object_id", "circle", "title", "text", "body_ids")) == before


def test_house_from_before_there_was_a_search_is_made_complete(found, published_item):
    published_item("Alfaord")
    SearchEntry.objects.all().delete()
    assert is_behind()

    call_command("rebuild_search", stdout=StringIO())
    assert not is_behind()
    assert found("Alfaord") == ["Alfaord"]


def test_search_is_narrowed_by_kind_body_and_period(found, make_meeting, council, committee, strategy):
    for body, day in ((council, date(2023, 9, 5)), (committee, date(2024, 3, 1))):
        make_meeting(body, title=f"Biodiversitet hos {body.name}", start_date=day)

    assert len(found("biodiversitet")) == 3
    assert found("biodiversitet", slags="strategy") == ["Biodiversitetsstrategi"]
    assert found("biodiversitet", udvalg=committee.slug) == [f"Biodiversitet hos {committee.name}"]
    assert found("biodiversitet", fra="01-09-2023", til="31-12-2023") == [f"Biodiversitet hos {council.name}"]
    assert found("biodiversitet", fra="x") == []


@pytest.mark.parametrize("count", [1, 3, 100])
def test_number_of_queries_is_fixed_and_the_list_paged(client, make_meeting, council, count, django_assert_num_queries):
    for number in range(count):
        make_meeting(council, title=f"Alfaord {number}")

    with django_assert_num_queries(9):
        page = client.get("/soeg/?q=Alfaord").context["page"]

    assert (page.paginator.count, len(page.object_list)) == (count, min(count, 20))


def test_nothing_found_leads_on(client, published_item):
    published_item("Alfaord")
    page = client.get("/soeg/?q=Alfaord+Omegaord&slags=strategy").text

    assert "Der blev ikke fundet noget" in page
    assert '?q=Alfaord"' in page
    assert "Søg uden" in page


@pytest.mark.parametrize(
    "asked",
    ["", " ", '"', "'", "*", "AND NOT NEAR(", "a OR b", "høring*", '"høring', "(", ":", "col:høring", "%", "\\", "\x00",
     "🙂", "og i at", "a" * 10_000, "-høring", "høring & | !", "^", "{", "<script>", "\u202e", "١٢٣", "ﬁ", "K\u212b"],
)  # fmt: skip
def test_hostile_query_gives_a_calm_page(client, db, asked):
    assert client.get("/soeg/", {"q": asked}).status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(asked=st.text(max_size=60))
def test_any_query_gives_a_calm_page(client, db, asked):
    assert client.get("/soeg/", {"q": asked}).status_code == 200


def test_what_is_found_is_marked_and_never_taken_for_an_element(client, published_item):
    published_item("Alfaord <script>x</script>")
    page = client.get("/soeg/?q=alfaord").text

    assert "<mark>Alfaord</mark> &lt;" in page
    assert "<script>x" not in page
