"""A new edition of an adopted vision: begun as a copy, worked on beside it, and taking its place when adopted."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, Alignment, GuidingLine, Meeting, StatusChange, Vision
from vision.adoption.acts import adopt_vision, begin_new_edition, change_vision_status

BEGIN = "/vision/vision-2035/ny-udgave/"
TODAY = date(2023, 8, 14)


@pytest.fixture
def adopted(vision, line):
    vision.status, vision.text = "adopted", "<p>Vi vil.</p>"
    vision.save()
    line.state = "adopted"
    line.save()
    return vision


@pytest.fixture
def begun(adopted, term, administration):
    return begin_new_edition(vision=adopted, term=term, note="Nyt byråd.", by=administration, on=TODAY)


@pytest.fixture
def item(make_meeting, council):
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 8, 8))
    return AgendaItem.objects.create(meeting=meeting, number=7, title="Vision 2035")


@pytest.fixture
def take_over(begun, item, administration):
    """The new edition adopted by the council."""

    def adopt():
        Vision.objects.filter(pk=begun.pk).update(status="before_decision")
        return adopt_vision(
            vision=begun, item=item, is_unanimous=True, dissenting_groups=[], dissent="",
            note="Vedtaget.", by=administration, today=TODAY,
        )  # fmt: skip

    return adopt


def test_new_edition_is_a_copy_with_its_thread(adopted, line, make_theme, strategy, term, administration):
    theme = make_theme()
    theme.guiding_lines.add(line)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")

    edition = begin_new_edition(vision=adopted, term=term, note="Nyt byråd.", by=administration, on=TODAY)

    copy = GuidingLine.objects.get(aim__vision=edition)
    assert (edition.edition, edition.status, edition.text, edition.supersedes) == (
        2,
        "in_preparation",
        "<p>Vi vil.</p>",
        adopted,
    )
    assert (copy.title, copy.state, copy.aim.title) == (line.title, "draft", line.aim.title)
    assert (list(copy.themes.all()), [row.how for row in copy.alignments.all()]) == ([theme], ["Sådan."])
    assert (StatusChange.objects.get().vision, edition.updated_by) == (edition, administration)


def test_adopted_one_stays_in_force_while_the_new_one_is_worded(client, client_of, member, adopted, begun):
    council = client_of(member)

    assert client.get("/vision/vision-2035/").context["vision"] == adopted
    assert "En ny udgave er ved at blive formuleret." in council.get("/vision/vision-2035/").text
    assert "En ny udgave" not in client.get("/vision/vision-2035/").text
    assert council.get("/vision/vision-2035/udgave/2/").context["vision"] == begun
    assert client.get("/vision/vision-2035/udgave/2/").status_code == 404


def test_what_is_entered_goes_to_the_edition_that_is_worded(browser, adopted, begun, sent):
    edit = "/vision/vision-2035/udgave/2/rediger/"

    response = browser.post(edit, sent(browser, edit, text="Nye ord."))

    adopted.refresh_from_db()
    begun.refresh_from_db()
    assert (adopted.text, begun.text) == ("<p>Vi vil.</p>", "<p>Nye ord.</p>")
    assert response.url == "/vision/vision-2035/udgave/2/"


def test_adopted_edition_takes_the_place_and_the_policies(client, adopted, begun, main_policy, take_over):
    main_policy.vision = adopted
    main_policy.save()

    take_over()

    adopted.refresh_from_db()
    main_policy.refresh_from_db()
    assert (adopted.status, main_policy.vision, main_policy.version) == ("superseded", begun, 2)
    assert client.get("/vision/vision-2035/").context["vision"] == begun
    assert client.get("/vision/vision-2035/udgave/1/").context["vision"] == adopted
    assert "En nyere udgave har taget dens plads." in client.get("/vision/vision-2035/udgave/1/").text
    assert GuidingLine.objects.filter(state="adopted").count() == 2


def test_adoption_by_mistake_gives_the_place_back(adopted, begun, main_policy, take_over, administration):
    main_policy.vision = adopted
    main_policy.save()
    take_over()

    change_vision_status(level=begun, to="in_preparation", note="En fejl.", by=administration, on=TODAY)

    adopted.refresh_from_db()
    main_policy.refresh_from_db()
    assert (adopted.status, main_policy.vision) == ("adopted", adopted)


def test_begun_twice_is_begun_once(adopted, begun, term, administration):
    again = begin_new_edition(vision=adopted, term=term, note="Nyt byråd.", by=administration, on=TODAY)

    assert (again, Vision.objects.count(), GuidingLine.objects.count()) == (begun, 2, 2)


def test_edition_that_was_given_up_is_taken_up_again_as_it_was_left(browser, adopted, begun, term, administration):
    Vision.objects.filter(pk=begun.pk).update(status="dropped", text="<p>Ordene fra dengang.</p>")
    page = browser.get("/vision/vision-2035/")

    again = begin_new_edition(vision=adopted, term=term, note="Vi tager den op.", by=administration, on=TODAY)

    assert page.context["acts"].may_begin_edition
    assert (again, again.status, again.text) == (begun, "in_preparation", "<p>Ordene fra dengang.</p>")
    latest = StatusChange.objects.filter(vision=begun).first()
    assert (latest.from_status, latest.note, latest.by) == ("dropped", "Vi tager den op.", administration)
    assert Vision.objects.count() == 2


def test_page_tells_that_the_edition_was_given_up(browser, adopted, begun):
    Vision.objects.filter(pk=begun.pk).update(status="dropped")

    assert "Udgave 2 blev opgivet. Den genoptages, som den blev efterladt." in browser.get(BEGIN).text


def test_vision_that_is_not_adopted_gets_no_new_edition(vision, term, administration):
    with pytest.raises(Refused) as refused:
        begin_new_edition(vision=vision, term=term, note="Nyt byråd.", by=administration, on=TODAY)

    assert refused.value.reasons == ["Kun en vedtaget vision får en ny udgave."]


def test_page_begins_the_edition_and_leads_to_it(browser, adopted, term):
    response = browser.post(BEGIN, {"term": term.pk, "note": "Nyt byråd."})

    assert (response.status_code, response.url) == (302, "/vision/vision-2035/udgave/2/")


def test_page_asks_why_and_keeps_what_was_typed(browser, adopted, term):
    response = browser.post(BEGIN, {"term": term.pk, "note": " "})

    assert (list(response.context["form"].errors), Vision.objects.count()) == (["note"], 1)


@pytest.mark.parametrize("who", ["member", "secretariat"])
def test_others_begin_no_edition(client_of, request, adopted, term, who):
    response = client_of(request.getfixturevalue(who)).post(BEGIN, {"term": term.pk, "note": "Nyt byråd."})

    assert (response.status_code, Vision.objects.count()) == (403, 1)


def test_dropped_edition_is_told_of_no_more(client_of, member, adopted, begun):
    Vision.objects.filter(pk=begun.pk).update(status="dropped")

    assert "En ny udgave" not in client_of(member).get("/vision/vision-2035/").text


def test_cascade_shows_the_edition_in_force(client, adopted, begun):
    cascade = client.get("/kaskade/").text

    assert "Fællesskaber, der bærer" in cascade
    assert cascade.count("/vision/vision-2035/udgave/2/") == 0


def test_note_of_who_came_second_is_shown_to_them(client_of, begun, term, administration):
    sent = {"term": term.pk, "note": "Mit ønske"}
    page = client_of(administration).post(BEGIN, sent, follow=True)
    same = client_of(administration).post(BEGIN, {"term": term.pk, "note": "Nyt byråd."}, follow=True)

    assert "Det, du skrev, er ikke gemt: ”Mit ønske”" in page.text
    assert "ikke gemt" not in same.text
