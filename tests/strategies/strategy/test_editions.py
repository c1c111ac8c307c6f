"""A new edition of a strategy: begun beside the one in force, heard, put on an agenda, adopted, and what follows."""

from datetime import date

import pytest

from calendar_app.agendas.documents import found_by
from ishoj_process.models import AgendaItem, Alignment, GuidingLine, Meeting, Strategy, Treatment
from strategies.adoption.acts import adopt_document
from strategies.consultations.acts import send_consultation
from strategies.models import Consultation
from strategies.strategy.acts import begin_document_edition, move_by_hand

TODAY = date(2023, 8, 14)
PAGE = "/strategier/biodiversitetsstrategi/"
BEGUN = f"{PAGE}udgave/2/"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def adopted(strategy, committee):
    strategy.status, strategy.text = "adopted", "<p>Flere vilde hjørner.</p>"
    strategy.save()
    strategy.co_owners.add(committee)
    strategy.solutions.create(title="Vilde bede", audience="citizens")
    strategy.milestones.create(title="Sået", due="2023-05-01", reached_on="2023-05-01")
    strategy.milestones.create(title="Slået", due="2023-09-01")
    return strategy


@pytest.fixture
def begin(adopted, administration):
    def act():
        level = Strategy.objects.get(pk=adopted.pk)
        return begin_document_edition(level=level, note="Ny.", by=administration, on=TODAY)

    return act


@pytest.fixture
def item(make_meeting, other_committee):
    meeting = make_meeting(other_committee, kind=Meeting.Kind.COMMITTEE, start_date=date(2023, 8, 8))
    return AgendaItem.objects.create(meeting=meeting, number=3, title="Biodiversitet")


@pytest.fixture
def adopt(item, administration):
    def act(edition):
        Strategy.objects.filter(pk=edition.pk).update(status="before_decision")
        stored = Strategy.objects.get(pk=edition.pk)
        return adopt_document(document=stored, item=item, note="Vedtaget.", by=administration, today=TODAY)

    return act


def parts(strategy):
    return (
        [row.title for row in strategy.solutions.all()],
        [row.title for row in strategy.milestones.all()],
        list(strategy.co_owners.all()),
    )


def test_edition_has_what_hangs_on_the_strategy_and_not_what_was_reached(begin, adopted, committee):
    edition = begin()

    assert (edition.edition, edition.text, edition.owner, edition.main_policy) == (
        2,
        adopted.text,
        adopted.owner,
        adopted.main_policy,
    )
    assert parts(edition) == (["Vilde bede"], ["Slået"], [committee])


def test_nothing_of_it_is_counted_beside_the_one_in_force(browser, adopted, begin):
    pages = ("/strategier/", "/kaskade/", "/daekning/", "/udvalg/klima-og-miljoeudvalget/", "/tidslinje/", "/kalender/")
    before = [browser.get(url).text.count("Biodiversitetsstrategi") for url in pages]

    begin()

    assert [browser.get(url).text.count("Biodiversitetsstrategi") for url in pages] == before


def test_what_is_worked_on_stands_among_what_others_are_to_be_heard_about(browser, begin):
    begin()

    matrix = browser.get("/hoeringer/overblik/").text
    assert f'<a href="{BEGUN}">Biodiversitetsstrategi, 2. udgave</a>' in matrix


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_each_edition_is_a_document_of_its_own(client, client_of, member, begin, adopt, ending):
    edition = begin()

    assert client.get(f"{PAGE}udgave/2.{ending}").status_code == 404
    assert client_of(member).get(f"{PAGE}udgave/2.{ending}").status_code == 200
    adopt(edition)
    for url in (f"{PAGE[:-1]}.{ending}", f"{PAGE}udgave/1.{ending}"):
        assert client.get(url).status_code == 200


def test_old_edition_stays_readable_and_leads_to_the_newer(client, adopted, begin, adopt):
    adopt(begin())

    old = client.get(f"{PAGE}udgave/1/")
    assert (old.status_code, "Flere vilde hjørner." in old.text) == (200, True)
    assert f'En nyere udgave har taget dens plads. <a href="{PAGE}">Se udgave 2</a>' in old.text
    assert client.get(PAGE).context["level"].edition == 2
    adopted.refresh_from_db()
    assert adopted.status == "superseded"


def test_what_comes_meanwhile_follows_once_however_often_it_is_adopted(adopted, begin, adopt, administration, aim):
    edition = begin()
    line = GuidingLine.objects.create(aim=aim, title="Natur")
    Alignment.objects.create(guiding_line=line, strategy=adopted, how="Siden.")
    adopted.solutions.create(title="Bier", audience="citizens")
    adopted.milestones.filter(title="Slået").update(reached_on="2023-08-10")

    for _time in range(3):
        adopt(edition)
        words = {"level": Strategy.objects.get(pk=edition.pk), "to": "in_preparation", "note": "En fejl."}
        move_by_hand(by=administration, on=TODAY, **words)

    adopted.refresh_from_db()
    assert (adopted.status, edition.alignments.count()) == ("adopted", 1)
    assert parts(edition)[:2] == (["Vilde bede", "Bier"], ["Slået"])
    assert str(edition.milestones.get().reached_on) == "2023-08-10"


def test_what_it_was_to_replace_is_superseded_in_whichever_edition(begin, adopt, administration, adopted):
    other = Strategy.objects.create(title="Naturplan", slug="naturplan", owner=adopted.owner, status="before_decision")
    other.text = "<p>Natur.</p>"
    other.save()
    other.replaces.add(adopted)
    edition = adopt(begin())

    adopt(other)

    edition.refresh_from_db()
    assert edition.status == "superseded"


def test_agenda_offers_it_by_name_beside_the_one_in_force(begin):
    begin()

    offered = [name for _code, name in found_by("biodiversitet")[0]]

    assert "Strategi: Biodiversitetsstrategi" in offered
    assert "Strategi: Biodiversitetsstrategi, 2. udgave (under udarbejdelse)" in offered


def test_agenda_does_not_offer_what_was_given_up(begin):
    Strategy.objects.filter(pk=begin().pk).update(status="dropped")

    assert [name for _code, name in found_by("biodiversitet")[0] if "2. udgave" in name] == []


def test_agenda_says_which_edition_it_treats(client_of, member, begin, item):
    item.meeting.agenda_state = "published"
    item.meeting.save()
    Treatment.objects.create(item=item, strategy=begin())

    page = client_of(member).get(item.meeting.get_absolute_url()).text

    assert f'<a href="{BEGUN}">Biodiversitetsstrategi, 2. udgave</a>' in page


def test_committees_and_citizens_are_heard_about_it_while_the_old_one_is_in_force(
    client, client_of, member, begin, administration, committee
):
    edition = begin()
    hearing = Consultation.objects.create(strategy=edition, number=1, is_public=True)
    hearing.consultees.create(body=committee)
    assert client.get(BEGUN).status_code == 404

    deadline = date(2023, 10, 1)
    send_consultation(consultation=hearing, deadline=deadline, meetings={}, by=administration, on=TODAY)

    for browser in (client, client_of(member)):
        assert browser.get(hearing.get_absolute_url()).status_code == 200
        assert browser.get(BEGUN).status_code == 200
        assert browser.get(PAGE).context["level"].edition == 1
    assert f'En ny udgave er under udarbejdelse. <a href="{BEGUN}">' in client.get(PAGE).text


def test_hearing_of_committees_alone_keeps_it_from_the_public(client, begin, administration, committee):
    hearing = Consultation.objects.create(strategy=begin(), number=1)
    hearing.consultees.create(body=committee)

    deadline = date(2023, 10, 1)
    send_consultation(consultation=hearing, deadline=deadline, meetings={}, by=administration, on=TODAY)

    assert client.get(BEGUN).status_code == 404


def test_parts_of_the_edition_are_entered_at_its_address(browser, begin, adopted):
    edition = begin()

    response = browser.post(f"{BEGUN}milepaele/ny/", {"title": "Høstet", "due": "2023-10-01"})

    assert response.url.startswith(BEGUN)
    assert [row.title for row in edition.milestones.all()] == ["Slået", "Høstet"]
    assert adopted.milestones.count() == 2
