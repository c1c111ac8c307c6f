"""The red thread: whole from each of its ends, gaps said in words, and dead ends told."""

from datetime import date

import pytest

from calendar_app.red_thread.kinds import WITH_THREAD
from ishoj_process.models import Alignment, GuidingLine, MainPolicy, Strategy
from vision.models import Challenge, Contribution, Theme
from vision.themes.acts import merge_themes

from .chain import WHOLE, gaps, node, titles, whole_chain


@pytest.fixture
def unadopted(vision, aim, council, committee, member):
    return whole_chain(vision, aim, council, committee, member, adopted=False)


@pytest.mark.parametrize("kind", WITH_THREAD)
def test_whole_thread_is_read_from_each_end(chain, administration, read, kind):
    thread = read(administration, getattr(chain, kind))

    assert titles(thread) == WHOLE
    assert gaps(thread) == {}
    assert thread.position == "Den røde tråd er ubrudt, fra det blev rejst, til det blev vedtaget."
    assert [one.title for step in thread.steps for one in step.nodes if one.is_here] == WHOLE[kind]


def test_each_node_says_when_and_where_and_where_it_came_from(chain, administration, read):
    thread = read(administration, chain.indspil)

    assert {step.kind: (step.nodes[0].lines, step.nodes[0].came_from) for step in thread.steps} == {
        "moede": (("mandag den 21. august 2023", "Indkaldt"), ""),
        "udfordring": ((), "”Temamøde 1”"),
        "spoergsmaal": (("Temamøde 1, punkt 2", "mandag den 21. august 2023"), "”Temamøde 1”"),
        "indspil": (("Demo: byrådsmedlem", "21. august 2023"), "”Hvad er kerneopgaven?”"),
        "tema": ((), "”Uddannelsesniveau”, ”Flere skal lære mere.”"),
        "retning": (("Vision 2035, udkast",), "”Uddannelse”"),
        "hovedpolitik": (("Status ikke kendt",), "”Flere i uddannelse”"),
        "strategi": (("Kultur- og Fritidsudvalget", "Vedtaget"), "”Børnepolitik”"),
        "vedtagelse": (
            ("Ishøj Byråd, punkt 4", "tirsdag den 5. december 2023", "Vision 2035"),
            "”Flere i uddannelse”",
        ),
    }


def test_each_node_leads_to_its_page_and_its_own_thread(chain, administration, read):
    thread = read(administration, chain.tema)

    assert node(thread, "moede").url == chain.meeting.get_absolute_url()
    assert node(thread, "vedtagelse").url == chain.vision.adopted_at_item.get_absolute_url()
    assert [link.url for link in node(thread, "spoergsmaal").other_links] == [chain.item.get_absolute_url()]
    assert [link.url for link in node(thread, "strategi").other_links] == [f"/traad/strategi/{chain.strategi.pk}/"]
    assert node(thread, "tema").other_links == []


def test_merged_theme_is_followed_to_its_target(chain, administration, read):
    other = Theme.objects.create(vision=chain.vision, title="Unge i job")
    said = Contribution.objects.create(
        vision=chain.vision,
        text="Flere i lære.",
        member=chain.indspil.member,
        written_by=chain.indspil.member,
        said_on=date(2023, 8, 22),
    )
    other.contributions.add(said)
    merge_themes(themes=[other], into=chain.tema, by=administration, on=date(2023, 9, 3))
    chain.tema.contributions.remove(said)

    below = read(administration, said)
    above = read(administration, chain.strategi)

    assert titles(below)["tema"] == ["Unge i job", "Uddannelse"][::-1]
    assert titles(below)["retning"] == ["Flere i uddannelse"]
    assert node(below, "tema", 1).lines == ("Slået sammen med ”Uddannelse” den 3. september 2023",)
    assert titles(above)["indspil"] == ["Flere skal lære mere.", "Flere i lære."]


def test_what_else_came_into_its_theme_is_not_on_the_line_of_a_contribution(chain, administration, read):
    other = Contribution.objects.create(
        vision=chain.vision,
        text="Noget andet.",
        member=chain.indspil.member,
        written_by=chain.indspil.member,
        said_on=date(2023, 8, 22),
    )
    chain.tema.contributions.add(other)

    assert titles(read(administration, chain.indspil))["indspil"] == ["Flere skal lære mere."]
    assert titles(read(administration, chain.tema))["indspil"] == ["Flere skal lære mere.", "Noget andet."]


def test_policy_above_a_strategy_that_serves_the_line_itself_is_shown_without_its_other_strategies(
    chain, administration, read
):
    policy = MainPolicy.objects.create(title="Kulturpolitik", slug="kulturpolitik")
    strategy = Strategy.objects.create(title="Biblioteksplan", slug="biblioteksplan", main_policy=policy)
    Strategy.objects.create(title="Museumsplan", slug="museumsplan", main_policy=policy)
    Alignment.objects.create(guiding_line=chain.retning, strategy=strategy, how="Bøger")

    thread = read(administration, chain.retning)

    assert titles(thread)["hovedpolitik"] == ["Børnepolitik", "Kulturpolitik"]
    assert titles(thread)["strategi"] == ["Skolestrategi", "Biblioteksplan"]


# What is taken away, from where it is read, and the steps that are gaps then.
MISSING = [
    (lambda chain: chain.tema.challenges.clear(), "tema", ["udfordring"]),
    (lambda chain: Contribution.objects.update(question=None), "tema", ["spoergsmaal"]),
    (lambda chain: chain.tema.contributions.clear(), "tema", ["spoergsmaal", "indspil"]),
    (
        lambda chain: chain.tema.delete(),
        "indspil",
        ["udfordring", "tema", "retning", "hovedpolitik", "strategi"],
    ),
    (lambda chain: chain.tema.guiding_lines.clear(), "tema", ["retning", "hovedpolitik", "strategi"]),
    (lambda chain: Alignment.objects.all().delete(), "tema", ["hovedpolitik", "strategi"]),
    (lambda chain: chain.strategi.delete(), "tema", ["strategi"]),
    (
        lambda chain: Alignment.objects.all().delete(),
        "strategi",
        ["moede", "udfordring", "spoergsmaal", "indspil", "tema", "retning"],
    ),
]


@pytest.mark.parametrize(("take_away", "kind", "missing"), MISSING)
def test_gap_is_not_yet_before_adoption(unadopted, administration, read, take_away, kind, missing):
    take_away(unadopted)

    thread = read(administration, getattr(unadopted, kind))

    assert gaps(thread) == dict.fromkeys([*missing, "vedtagelse"], "Ikke endnu")
    assert thread.position.startswith("Den røde tråd er ikke ubrudt endnu. Endnu ikke nået: ")


@pytest.mark.parametrize(("take_away", "kind", "missing"), MISSING[:3] + MISSING[5:6])
def test_gap_is_missing_after_adoption(chain, administration, read, take_away, kind, missing):
    take_away(chain)

    thread = read(administration, getattr(chain, kind))

    assert gaps(thread) == dict.fromkeys(missing, "Mangler")
    assert thread.position.startswith("Den røde tråd er ikke ubrudt. Der mangler: ")


def test_adopted_policy_is_not_taken_for_the_visions_adoption(unadopted, administration, read):
    policy = unadopted.hovedpolitik
    policy.status, policy.adopted_on = "adopted", "2018-06"
    policy.save()

    thread = read(administration, unadopted.tema)

    assert titles(thread)["vedtagelse"] == ["Vedtaget i juni 2018"]
    assert gaps(thread) == {"vedtagelse": "Vision 2035: ikke vedtaget endnu"}


def test_line_that_nobody_carries_out_says_so_where_another_is(unadopted, aim, administration, read):
    other = GuidingLine.objects.create(aim=aim, title="Fællesskaber", position=9)
    unadopted.tema.guiding_lines.add(other)

    thread = read(administration, unadopted.tema)

    assert [node(thread, "retning", number).leads_nowhere for number in (0, 1)] == ["", "er ikke ført videre endnu"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"destination": "aside", "reason": "Er sagt før"}, "Lagt til side: Er sagt før"),
        ({"destination": "committee"}, "Sendt til strategierne i: Kultur- og Fritidsudvalget"),
    ],
)
def test_thread_of_a_contribution_that_went_elsewhere_ends_there(
    unadopted, committee, administration, read, fields, why
):
    body = committee if fields["destination"] == "committee" else None
    unadopted.tema.contributions.clear()
    Contribution.objects.update(body=body, **fields)

    thread = read(administration, unadopted.indspil)

    assert thread.position == f"Tråden ender her. {why}"
    assert gaps(thread)["tema"] == gaps(thread)["strategi"] == "Tråden er endt før dette"
    assert node(thread, "indspil").leads_nowhere == ""


def test_thread_of_a_dropped_theme_ends_there(unadopted, administration, read):
    theme = unadopted.tema
    theme.guiding_lines.clear()
    theme.state, theme.drop_reason, theme.closed_on = "dropped", "Dækkes andetsteds", date(2023, 9, 3)
    theme.save()

    thread = read(administration, unadopted.indspil)

    assert thread.position == "Tråden ender her. Udgået den 3. september 2023: Dækkes andetsteds"


def test_ring_of_merged_themes_ends(chain, administration, read):
    other = Theme.objects.create(vision=chain.vision, title="Unge i job")
    Theme.objects.filter(pk=chain.tema.pk).update(state="merged", merged_into=other)
    Theme.objects.filter(pk=other.pk).update(state="merged", merged_into=chain.tema)

    assert titles(read(administration, chain.indspil))["tema"] == ["Uddannelse", "Unge i job"]


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [("udfordring", 20), ("indspil", 20), ("tema", 19), ("retning", 20), ("hovedpolitik", 19), ("strategi", 19)],
)
def test_thread_costs_the_same_at_any_size(
    chain, client_of, administration, django_assert_num_queries, count, kind, queries
):
    grow(chain, count)
    client, url = client_of(administration), f"/traad/{kind}/{getattr(chain, kind).pk}/"

    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


def grow(chain, count):
    """So many of each thing, all tied to the thread."""
    member, paper = chain.indspil.member, chain.paper
    for number in range(count):
        question = paper.questions.create(text=f"Spørgsmål {number}", item=chain.item)
        said = Contribution.objects.create(
            vision=chain.vision,
            text=f"Sagt {number}",
            meeting=chain.meeting,
            question=question,
            member=member,
            written_by=member,
            said_on=date(2023, 8, 21),
        )
        theme = Theme.objects.create(vision=chain.vision, title=f"Tema {number}", raised_at=chain.meeting)
        challenge = Challenge.objects.create(paper=paper, title=f"Udfordring {number}", raised_at=chain.meeting)
        line = GuidingLine.objects.create(aim=chain.retning.aim, title=f"Linje {number}")
        policy = MainPolicy.objects.create(title=f"Politik {number}", slug=f"p-{number}")
        strategy = Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=policy)
        chain.tema.contributions.add(said)
        chain.tema.challenges.add(challenge)
        chain.tema.guiding_lines.add(line)
        theme.contributions.add(chain.indspil)
        theme.challenges.add(chain.udfordring)
        theme.guiding_lines.add(chain.retning)
        Alignment.objects.create(guiding_line=line, main_policy=policy, how="Sådan")
        Alignment.objects.create(guiding_line=line, strategy=chain.strategi, how="Sådan")
        Alignment.objects.create(guiding_line=chain.retning, strategy=strategy, how="Sådan")
        Alignment.objects.create(guiding_line=line, main_policy=chain.hovedpolitik, how="Sådan")


def test_a_vision_without_lines_is_not_said_to_have_none_that_are_loose(client_of, administration, vision):
    page = client_of(administration).get("/traad/").text

    assert "Visionen har ingen sigtelinjer endnu." in page
    assert ("Der er ingen temaer endnu." in page, "Der er ingen indspil endnu." in page) == (True, True)
    assert "Ingen.</p>" not in page
