"""A new vision beside the one in force: begun, made, adopted, taken back; each keeps its address for ever."""

import random
from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.hierarchy.visions import in_force_on, stands_of_all, visions_on
from ishoj_process.models import AgendaItem, Alignment, CouncilTerm, GuidingLine, Meeting, Vision
from tests.nonsense.promises import IS_LONG
from vision.adoption.acts import adopt_vision, begin_new_edition, begin_new_vision, change_vision_status
from vision.models import Theme

NEW, TODAY = "/vision/ny/", date(2023, 8, 14)


@pytest.fixture
def adopted(vision, line):
    vision.status, vision.text, vision.line_words_the = "adopted", "<p>Vi vil.</p>", "pejlemærkerne"
    vision.save()
    line.state = "adopted"
    line.save()
    return vision


@pytest.fixture
def next_term(db):
    return CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31))


@pytest.fixture
def begin(adopted, next_term, administration):
    def make(title="Vision 2040", term=next_term, **more):
        fields = {"slug": "", "with_lines": False, "is_published": True, "note": "Nyt byråd.", **more}
        return begin_new_vision(title=title, term=term, by=administration, on=TODAY, **fields)

    return make


@pytest.fixture
def adopt(make_meeting, council, administration):
    """Let the council adopt a vision, whatever status it has."""

    def act(vision, day=TODAY):
        meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=day)
        item = AgendaItem.objects.create(meeting=meeting, number=7, title="Vision")
        aim = vision.aims.first() or vision.aims.create(title="Mål")
        if not aim.guiding_lines.exists():
            GuidingLine.objects.create(aim=aim, title="Fællesskaber")
        Vision.objects.filter(pk=vision.pk).update(status="before_decision")
        return adopt_vision(
            vision=vision, item=item, is_unanimous=True, dissenting_groups=[], dissent="",
            note="Vedtaget.", by=administration, today=day,
        )  # fmt: skip

    return act


def test_new_vision_is_empty_and_stands_beside_the_one_in_force(client, client_of, member, adopted, begin, strategy):
    Alignment.objects.create(guiding_line=adopted.aims.get().guiding_lines.get(), strategy=strategy, how="Sådan.")

    new = begin()

    assert (new.slug, new.edition, new.supersedes, new.line_words_the) == ("vision-2040", 1, adopted, "pejlemærkerne")
    assert (new.aims.count(), new.get_absolute_url()) == (0, "/vision/vision-2040/")
    for browser in (client, client_of(member)):
        assert browser.get("/vision/").url == "/vision/vision-2035/"
        page = browser.get("/vision/vision-2035/")
        assert page.context["vision"] == adopted
        assert "En ny vision er under udarbejdelse: ”Vision 2040”." in page.text
        assert "”Vision 2035” er i kraft, indtil Byrådet vedtager den nye." in browser.get("/vision/vision-2040/").text


@pytest.mark.parametrize("page", ["/kaskade/", "/daekning/", "/udvalg/ishoej-byraad/", "/strategier/{strategy}/"])
def test_no_page_shows_the_one_in_the_making_in_its_place(browser, adopted, begin, council, strategy, page):
    url = page.format(strategy=strategy.slug)
    before = browser.get(url).text

    begin(with_lines=True)

    assert browser.get(url).text.count("Vision 2040") == before.count("Vision 2040") == 0


def test_lines_come_along_only_when_asked_for_and_without_their_ties(adopted, begin, line, strategy, make_theme):
    make_theme().guiding_lines.add(line)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")

    copy = GuidingLine.objects.get(aim__vision=begin(with_lines=True))

    assert (copy.title, copy.state, copy.carries_on) == (line.title, "draft", line)
    assert (copy.themes.count(), copy.alignments.count()) == (0, 0)


def test_second_one_of_a_term_is_refused_with_its_reason(begin, next_term):
    begin()

    with pytest.raises(Refused) as refused:
        begin("Vision 2045")

    reason = "”Vision 2040” er allerede under udarbejdelse for 2026–2029. Gør den færdig eller opgiv den først."
    assert (refused.value.reasons, Vision.objects.count()) == ([reason], 2)


def test_edition_of_the_same_term_is_refused_while_a_new_vision_is_made(adopted, begin, next_term, administration):
    begin()

    with pytest.raises(Refused):
        begin_new_edition(vision=adopted, term=next_term, note="Ny.", by=administration, on=TODAY)


def test_begun_twice_is_begun_once(begin):
    assert begin() == begin()


@pytest.mark.parametrize("slug", ["temaer", "udgave", "ny", "Status", "vision-2035"])
def test_address_that_is_taken_or_a_word_of_the_addresses_is_refused(browser, adopted, next_term, slug):
    typed = {"title": "Vision 2040", "slug": slug, "term": next_term.pk, "note": "Nyt byråd."}

    response = browser.post(NEW, typed)

    assert (list(response.context["form"].errors), Vision.objects.count()) == (["slug"], 1)


def test_title_that_is_a_word_of_the_addresses_gets_a_number(begin):
    assert begin("Udkast").slug == "udkast-2"


def test_page_begins_it_and_leads_to_it(browser, adopted, next_term):
    page = browser.get(NEW).text

    response = browser.post(NEW, {"title": "Vision 2040", "term": next_term.pk, "note": "Nyt byråd."})

    assert "Begynd med en kopi af pejlemærkerne i ”Vision 2035”" in page
    assert (response.status_code, response.url) == (302, "/vision/vision-2040/")
    assert not Vision.objects.get(slug="vision-2040").is_published


def test_adopted_it_takes_the_place_and_the_old_one_keeps_its_address(client, adopted, begin, adopt, main_policy):
    main_policy.vision = adopted
    main_policy.save()
    new = adopt(begin())

    adopted.refresh_from_db()
    main_policy.refresh_from_db()
    assert (adopted.status, new.supersedes, main_policy.vision) == ("superseded", adopted, adopted)
    assert client.get("/vision/").url == "/vision/vision-2040/"
    old = client.get("/vision/vision-2035/")
    assert (old.status_code, old.context["vision"]) == (200, adopted)
    assert "”Vision 2040” har taget dens plads." in old.text
    assert client.get("/vision/vision-2035/udgave/1/").url == "/vision/vision-2035/"


def test_page_says_which_lines_nobody_carries_yet(client, begin, adopt):
    adopt(begin())

    assert "Fællesskaber" in client.get("/daekning/").text


def test_taken_back_it_gives_the_place_back(client, adopted, begin, adopt, administration):
    new = adopt(begin())

    change_vision_status(level=new, to="in_preparation", note="En fejl.", by=administration, on=TODAY)

    adopted.refresh_from_db()
    assert (adopted.status, client.get("/vision/").url) == ("adopted", "/vision/vision-2035/")
    adopt(Vision.objects.get(pk=new.pk))
    adopted.refresh_from_db()
    assert (adopted.status, client.get("/vision/").url) == ("superseded", "/vision/vision-2040/")


def test_old_one_is_put_in_force_again_only_by_taking_the_new_one_back(adopted, begin, adopt, administration):
    adopt(begin())

    with pytest.raises(Refused) as refused:
        change_vision_status(level=adopted, to="adopted", note="Nej.", by=administration, on=TODAY)

    assert refused.value.reasons == ["”Vision 2040” er i kraft. Træk først vedtagelsen af den tilbage."]


def test_alignments_said_meanwhile_follow_into_the_edition_once(adopted, line, strategy, adopt, term, administration):
    edition = begin_new_edition(vision=adopted, term=term, note="Ny.", by=administration, on=TODAY)
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")

    adopt(edition)
    for _time in range(2):
        change_vision_status(level=edition, to="in_preparation", note="En fejl.", by=administration, on=TODAY)
        adopt(Vision.objects.get(pk=edition.pk))

    copy = GuidingLine.objects.get(aim__vision=edition)
    assert [(row.strategy, row.how) for row in copy.alignments.all()] == [(strategy, "Sådan.")]


def test_what_is_numbered_leads_within_its_own_vision(browser, adopted, begin, adopt):
    theme = Theme.objects.create(vision=adopted, title="Foreningsliv", is_published=True)
    adopt(begin())

    page = browser.get(f"/vision/temaer/{theme.pk}/").text

    assert "/vision/vision-2035/udgave/1/temaer/" in page
    assert "/vision/vision-2040/" not in page


def test_found_adoption_of_before_takes_no_place(adopted, term, administration, council):
    Vision.objects.filter(pk=adopted.pk).update(adopted_on="2022-05-01")
    found = Vision.objects.create(title="Vision 2020", slug="vision-2020", term=term)

    words = {"adopted_on": "2012", "adopted_by": council}
    change_vision_status(level=found, to="adopted", note="Fundet.", by=administration, on=TODAY, **words)

    adopted.refresh_from_db()
    assert (adopted.status, in_force_on(stands_of_all(), TODAY).pk) == ("adopted", adopted.pk)


@pytest.mark.hypothesis  # though it is none: `make break` looks at more of them
@pytest.mark.parametrize("seed", range(200 if IS_LONG else 8))
def test_whatever_is_done_in_whatever_order_one_or_none_is_in_force(
    adopted, term, next_term, adopt, begin, administration, council, seed
):
    """Begin, adopt, take back, give up and take up again, by chance."""
    chance = random.Random(seed)  # noqa: S311 -- a test that is the same each time

    def begin_vision():
        begin(f"Vision {Vision.objects.count()}", term=chance.choice([term, next_term]))

    def begin_edition():
        chosen = {"vision": chance.choice(Vision.objects.all()), "term": chance.choice([term, next_term])}
        begin_new_edition(note="Ny.", by=administration, on=TODAY, **chosen)

    def decide():
        open_ = [row for row in Vision.objects.all() if not (row.was_adopted or row.meaning.was_given_up)]
        if open_:
            adopt(chance.choice(open_))

    def move():
        vision = chance.choice(Vision.objects.all())
        to = chance.choice(["adopted", "in_preparation", "dropped", "superseded"])
        words = {"adopted_on": "2023-08-14", "adopted_by": council} if to == "adopted" else {}
        change_vision_status(level=vision, to=to, note="Flyttet.", by=administration, on=TODAY, **words)

    for _step in range(15):
        try:
            chance.choice([begin_vision, begin_edition, decide, move])()
        except Refused:
            continue
        assert Vision.objects.in_force().count() <= 1
        visions = visions_on(administration, TODAY)
        assert list(Vision.objects.in_force()) == ([visions.in_force] if visions.in_force else [])
        for row in Vision.objects.all():
            assert row.supersedes_id != row.pk
            assert not row.was_adopted or row.meaning.is_in_force or row.get_absolute_url().endswith(f"{row.edition}/")
