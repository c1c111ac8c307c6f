"""All that the memo of spring 2023 says is in Ishøj's plan, and is found on the screen on 14 August 2023."""

import re
from datetime import date

import pytest
from django.utils.translation import gettext as _

from ishoj_process.models import (
    Body,
    CouncilTerm,
    MainPolicy,
    Meeting,
    ProcessPlan,
    Strategy,
    Track,
    Vision,
    WorkPeriod,
)
from vision.models import Challenge, DebatePaper

from .memo import QUESTIONS, SEMINAR, SPRING_SEMINAR, THEME_MEETING_1, THEME_MEETING_2, at, missing

pytestmark = pytest.mark.usefixtures("plan_of_2023", "db")

CHALLENGES = [
    "Uddannelsesniveau",
    "Beskæftigelse",
    "Negativ social arv",
    "Klima",
    "Sundhed",
    "Udvikling af tværkulturelt lokalsamfund",
    "Rekrutteringsudfordringer for kommunen",
]
QUARTERS = ["2. kvartal 2023", "3. kvartal 2023", "4. kvartal 2023"]


# The background: the seminar in March, and the challenges that were raised there.


def test_seminar_in_march_is_held_before_the_plan_begins():
    seminar = at(SPRING_SEMINAR)

    assert (seminar.start_date, seminar.end_date) == (date(2023, 3, 8), date(2023, 3, 9))
    assert (seminar.kind, seminar.is_held) == (Meeting.Kind.SEMINAR, True)
    assert seminar.end_date < ProcessPlan.objects.get().starts


@pytest.mark.parametrize("url", ["/moeder/?fra=2023-01-01&til=2023-12-31", "/tidslinje/?fra=2023-01-01&til=2023-12-31"])
def test_seminar_in_march_is_shown(page, url):
    assert missing(["onsdag den 8. marts – torsdag den 9. marts 2023"], page(url)) == []


def test_challenges_are_examples_raised_at_the_seminar():
    assert [challenge.title for challenge in Challenge.objects.all()] == CHALLENGES
    assert {challenge.raised_at for challenge in Challenge.objects.all()} == {at(SPRING_SEMINAR)}


def test_debate_paper_shows_the_challenges_as_an_open_list(page):
    assert missing([*CHALLENGES, "fx", "mv."], page("/vision/vision-2035/debatoplaeg/")) == []


# The vision is the whole council's, with guiding lines under two aims.


def test_vision_has_two_aims_and_no_invented_guiding_lines():
    vision = Vision.objects.get()

    assert (vision.title, vision.horizon, vision.text) == ("Vision 2035", 2035, "")
    assert [aim.title for aim in vision.aims.all()] == ["Et robust lokalsamfund", "En robust kommune"]
    assert [aim.guiding_lines.count() for aim in vision.aims.all()] == [0, 0]


def test_vision_page_shows_the_aims_to_which_guiding_lines_will_belong(page):
    words = ["samlet byråd", "Et robust lokalsamfund", "En robust kommune", "sigtelinje"]

    assert missing(words, page("/vision/vision-2035/")) == []


# Two tracks, and who leads each.


def test_tracks_are_the_memos_two():
    assert list(Track.objects.values_list("kind", "title", "lead_actor")) == [
        ("vision", "Vision 2035", "Byrådet"),
        ("strategies", "Strategier på udvalgenes politikområder", "Fagudvalg, inkl. ØPU"),
    ]


@pytest.mark.parametrize("url", ["/", "/tidslinje/"])
def test_tracks_are_shown_with_who_leads_them(page, url):
    words = ["Vision 2035", "Byrådet", "Strategier på udvalgenes politikområder", "Fagudvalg, inkl. ØPU"]

    assert missing(words, page(url)) == []


def test_memo_is_a_proposal_and_convenes_nobody():
    plan = ProcessPlan.objects.get()

    assert plan.state == ProcessPlan.State.PROPOSED
    assert {meeting.state for meeting in Meeting.objects.filter(track__plan=plan)} == {Meeting.State.PLANNED}


@pytest.mark.parametrize("url", ["/", "/tidslinje/", "/kaskade/"])
def test_every_view_of_the_plan_says_that_it_is_proposed(page, url):
    assert missing([_("The process plan is a proposal. The council has not adopted it yet.")], page(url)) == []


# Three levels as a cascade.


def test_cascade_shows_the_three_levels_and_every_document(page):
    titles = [strategy.title for strategy in Strategy.objects.all()]
    words = ["Vision 2035", "Medborgerpolitik", "Velfærdspolitik", "Miljøpolitik", *titles]

    cascade = page("/kaskade/")

    assert missing(words, cascade) == []
    assert cascade.count(str(MainPolicy.untitled)) >= 3


# What is so in this term, from the term's own settings.


def test_term_works_on_vision_and_strategies_at_the_same_time_and_the_next_one_top_down():
    term = CouncilTerm.objects.get()

    assert (term.works_in_parallel, term.next_works_top_down) == (True, True)
    assert (term.vision_is_new_level, term.main_policies_concluded) == (True, True)
    assert {policy.vision for policy in MainPolicy.objects.all()} == {None}


SAYS_OF_TERM = ["samtidig", "nyt, ekstra", "som udgangspunkt", "næste byråd"]


@pytest.mark.parametrize("url", ["/kaskade/", "/tidslinje/"])
def test_pages_say_how_the_term_works(page, url):
    assert missing(SAYS_OF_TERM, page(url)) == []


@pytest.mark.parametrize("url", ["/kaskade/", "/tidslinje/"])
def test_pages_say_it_from_the_terms_own_settings(page, url):
    term = CouncilTerm.objects.get()
    term.level_order = CouncilTerm.LevelOrder.ONE_AFTER_THE_OTHER
    term.vision_is_new_level = term.main_policies_concluded = False
    term.save()

    said_before = ["samtidig", "nyt, ekstra", "som udgangspunkt"]
    assert missing(said_before, page(url)) == said_before


# The debate paper.


def test_debate_paper_is_the_executive_boards_and_not_written_yet():
    paper = DebatePaper.objects.get()

    assert (paper.author, paper.state) == ("Direktionen", DebatePaper.State.PLANNED)
    assert paper.presented_at == at(THEME_MEETING_1)


def test_debate_paper_seeks_solutions_in_partnership(page):
    words = ["Direktionen", "partnerskaber mellem kommune, erhvervsliv og civilsamfund", *QUESTIONS]

    assert missing(words, page("/vision/vision-2035/debatoplaeg/")) == []


def test_work_on_the_vision_lies_between_its_meetings():
    first, second = WorkPeriod.objects.all()

    assert (first.actor, first.first_day, first.until) == ("Direktionen", None, at(THEME_MEETING_1))
    assert (second.actor, second.after, second.until) == ("Administrationen", at(THEME_MEETING_2), at(SEMINAR))


# The committees and their strategies.


def test_finance_and_planning_committee_has_the_special_duty():
    assert [body.abbreviation for body in Body.objects.filter(leads_cross_cutting=True)] == ["ØPU"]
    assert Strategy.objects.filter(is_cross_cutting=True).exists() is False


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/udvalg/oekonomi-og-planudvalget/", ["Økonomi- og Planudvalget", "tværgående"]),
        ("/udvalg/klima-og-miljoeudvalget/", ["KMU", "Sammen om et VILDERE"]),
        ("/strategier/biodiversitetsstrategi/", ["Klima- og Miljøudvalget", "20. juni 2023", "8 uger"]),
        ("/strategier/planstrategi-2024-2036/", ["Under udarbejdelse", "Mere end 460 svar", "11. september 2023"]),
        ("/strategier/sundhedsstrategi/", ["Velfærdspolitik", "ubekræftet"]),
        ("/politikker/velfaerdspolitik/", ["juni 2018", "Ældrestrategi", "ubekræftet"]),
        ("/politikker/hovedpolitik-4/", ["juni 2018", "ikke oplyst"]),
    ],
)
def test_committees_policies_and_strategies_show_what_is_known(page, url, words):
    assert missing(words, page(url)) == []


def test_strategies_track_says_how_committees_work():
    words = ["høre andre udvalg", "ikke i samme takt", "graden af borgerinddragelse", "tværgående strategier"]

    assert missing(words, Track.objects.get(kind="strategies").purpose) == []


# Citizens.


def test_overview_says_where_citizens_are_involved(page):
    words = ["Borgerne inddrages ikke i formuleringen af visionen", "Borgerne inddrages i arbejdet med strategierne"]

    assert missing(words, page("/")) == []


def test_overview_says_it_from_the_terms_own_settings(page):
    term = CouncilTerm.objects.get()
    term.citizens_shape_vision = True
    term.save()

    assert missing(["Borgerne inddrages ikke"], page("/")) == ["Borgerne inddrages ikke"]


# The time table.


def test_timeline_opens_on_the_memos_quarters(page):
    timeline = page("/tidslinje/")

    assert missing([*QUARTERS, "Spor", "Primær aktør"], timeline) == []
    assert missing(["1. kvartal 2023", "1. kvartal 2024"], timeline) == ["1. kvartal 2023", "1. kvartal 2024"]


def test_timeline_is_a_table_too(client):
    table = re.search(r"(?s)<table.*?</table>", client.get("/tidslinje/").content.decode()).group()

    assert missing(["<caption", 'scope="col"', 'scope="row"', *QUARTERS], table) == []


def test_committees_row_is_given_no_dates_of_its_own():
    assert WorkPeriod.objects.filter(track__kind=Track.Kind.STRATEGIES).exists() is False
