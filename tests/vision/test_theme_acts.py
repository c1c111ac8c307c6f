"""Structuring themes: gather, move, merge, split, drop, take up again; what was closed stays to be found."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from ishoj_process.actions.levels import TransitionRefused
from vision.actions.themes import drop_theme, gather, merge_theme, move_theme, reopen_theme, split_theme
from vision.models import Contribution, Theme

BOARD, TODAY = "/vision/temaer/tavle/", date(2023, 8, 14)


@pytest.fixture
def make_contribution(vision, member):
    def make(text="Flere skal lære mere.", **fields):
        fields = {"member": member, "written_by": member, "said_on": TODAY, **fields}
        return Contribution.objects.create(vision=vision, text=text, **fields)

    return make


@pytest.fixture
def two(make_theme):
    return make_theme(), make_theme("Uddannelse")


def url(theme, act):
    return f"/vision/temaer/{theme.pk}/{act}/"


def texts(theme):
    return sorted(row.text for row in theme.contributions.all())


# The board.


def test_contribution_is_moved_from_one_theme_to_another_and_back(browser, two, make_contribution):
    (one, other), row = two, make_contribution()
    browser.post(BOARD, {"contribution": row.pk, "target": one.pk})

    response = browser.post(BOARD, {"contribution": row.pk, "source": one.pk, "target": other.pk})
    moved = (texts(one), texts(other))
    browser.post(BOARD, {"contribution": row.pk, "source": other.pk, "target": one.pk})

    assert response.url == f"{BOARD}#tema-{other.pk}"
    assert moved == ([], [row.text])
    assert (texts(one), texts(other)) == ([row.text], [])


def test_contribution_serves_two_themes(browser, two, make_contribution):
    (one, other), row = two, make_contribution()
    one.contributions.add(row)

    browser.post(BOARD, {"contribution": row.pk, "source": one.pk, "target": other.pk, "also": "on"})

    assert (texts(one), texts(other)) == ([row.text], [row.text])


def test_gathering_sorts_it_to_the_vision(browser, make_theme, make_contribution):
    row = make_contribution()

    browser.post(BOARD, {"contribution": row.pk, "target": make_theme().pk})

    row.refresh_from_db()
    assert (row.destination, row.sorted_on, row.version) == ("vision", TODAY, 2)


def test_what_was_set_aside_is_not_gathered(browser, administration, make_theme, make_contribution):
    theme, row = make_theme(), make_contribution(destination="aside", reason="Budget.")

    with pytest.raises(TransitionRefused) as refused:
        gather(theme=theme, contributions=[row], by=administration, on=TODAY)
    page = browser.post(BOARD, {"contribution": row.pk, "target": theme.pk}, follow=True).text

    reason = "Nogle af dem er sendt til et udvalg eller lagt til side. Fordel dem til visionen først."
    assert (refused.value.reasons, reason in page, texts(theme)) == ([reason], True, [])


def test_moved_twice_is_moved_once(browser, two, make_contribution):
    (one, other), row = two, make_contribution()
    one.contributions.add(row)
    move = {"contribution": row.pk, "source": one.pk, "target": other.pk}

    browser.post(BOARD, move)
    browser.post(BOARD, move)

    assert (texts(one), texts(other)) == ([], [row.text])


def test_nonsense_on_the_board_is_said_and_changes_nothing(browser, make_theme):
    page = browser.post(BOARD, {"contribution": "x", "target": make_theme().pk}, follow=True).text

    assert "Det kunne ikke læses. Se på tavlen igen." in page


def test_board_shows_what_has_no_theme(browser, make_theme, make_contribution, committee):
    make_theme().contributions.add(make_contribution("Samlet"))
    loose = make_contribution("Løst")
    make_contribution("Til udvalget", destination="committee", body=committee)

    assert list(browser.get(BOARD).context["page"]) == [loose]


def test_contribution_of_a_dropped_theme_is_loose_again(browser, administration, make_theme, make_contribution):
    theme, row = make_theme(), make_contribution()
    theme.contributions.add(row)

    drop_theme(theme=theme, reason="Dækket.", by=administration, on=TODAY)

    assert list(browser.get(BOARD).context["page"]) == [row]


def test_themes_change_places(browser, two):
    one, other = two

    browser.post(url(other, "flyt"), {"retning": "op"})
    browser.post(url(other, "flyt"), {"retning": "op"})

    assert list(Theme.objects.current()) == [other, one]


def test_last_theme_goes_no_further_down(administration, two):
    move_theme(theme=two[1], up=False, by=administration)

    assert list(Theme.objects.current()) == list(two)


@pytest.mark.parametrize("count", [1, 3, 100])
def test_board_costs_the_same_at_any_size(
    browser, make_theme, make_contribution, theme_meeting, django_assert_num_queries, count
):
    for number in range(count):
        make_theme(f"Tema {number}").contributions.add(make_contribution(meeting=theme_meeting))
        make_contribution(meeting=theme_meeting)

    with django_assert_num_queries(16):
        browser.get(BOARD)


# Merging.


def test_merged_theme_leads_to_the_other_which_takes_over(browser, two, make_contribution, challenge, line):
    one, other = two
    one.contributions.add(make_contribution("Fra det ene"))
    one.challenges.add(challenge)
    one.guiding_lines.add(line)
    other.contributions.add(make_contribution("Fra det andet"))

    response = browser.post(url(one, "saml"), {"into": other.pk})

    one.refresh_from_db()
    assert response.url == other.get_absolute_url()
    assert (one.state, one.merged_into, one.closed_on) == ("merged", other, TODAY)
    assert texts(other) == ["Fra det andet", "Fra det ene"]
    assert (list(other.challenges.all()), list(other.guiding_lines.all())) == ([challenge], [line])
    assert "Det er samlet med" in browser.get(one.get_absolute_url()).text
    assert one.title in browser.get("/vision/temaer/").text


def test_merged_twice_is_merged_once(administration, two):
    one, other = two

    for _attempt in range(2):
        merge_theme(theme=one, into=other, by=administration, on=TODAY)

    one.refresh_from_db()
    assert (one.version, one.merged_into) == (2, other)


def test_merging_goes_in_no_circle(administration, two):
    one, other = two
    merge_theme(theme=one, into=other, by=administration, on=TODAY)

    with pytest.raises(TransitionRefused) as refused:
        merge_theme(theme=other, into=one, by=administration, on=TODAY)

    assert refused.value.reasons == ["“Foreningsliv” er ikke længere gældende. Vælg et andet."]


def test_theme_is_not_merged_into_itself(administration, make_theme):
    theme = make_theme()

    with pytest.raises(TransitionRefused) as refused:
        merge_theme(theme=theme, into=theme, by=administration, on=TODAY)

    assert refused.value.reasons == ["Et tema kan ikke samles med sig selv."]


def test_merged_theme_is_taken_up_again_with_what_it_had(browser, administration, two, make_contribution):
    one, other = two
    one.contributions.add(make_contribution())
    merge_theme(theme=one, into=other, by=administration, on=TODAY)

    browser.post(url(one, "genoptag"))

    one.refresh_from_db()
    assert (one.state, one.merged_into, texts(one)) == ("current", None, ["Flere skal lære mere."])


# Splitting.


def test_split_gives_the_new_theme_what_was_chosen(browser, make_theme, make_contribution, challenge):
    theme, stays, goes = make_theme(), make_contribution("Bliver"), make_contribution("Flytter")
    theme.contributions.add(stays, goes)
    theme.challenges.add(challenge)

    browser.post(url(theme, "udskil"), {"title": "Skolen", "contributions": [goes.pk]})

    part = Theme.objects.get(title="Skolen")
    assert (part.split_from, list(part.challenges.all())) == (theme, [challenge])
    assert (texts(part), texts(theme)) == (["Flytter"], ["Bliver"])
    assert "Udskilt fra" in browser.get(part.get_absolute_url()).text


@pytest.mark.parametrize(("typed", "field"), [({"title": " "}, "title"), ({"contributions": []}, "contributions")])
def test_split_that_lacks_something_is_refused_at_its_field(browser, make_theme, make_contribution, typed, field):
    theme, row = make_theme(), make_contribution()
    theme.contributions.add(row)

    response = browser.post(url(theme, "udskil"), {"title": "Skolen", "contributions": [row.pk]} | typed)

    assert (list(response.context["form"].errors), Theme.objects.count()) == ([field], 1)


def test_closed_theme_is_not_split(administration, make_theme, make_contribution):
    theme = make_theme(state="dropped", drop_reason="Dækket.")

    with pytest.raises(TransitionRefused) as refused:
        split_theme(theme=theme, title="Skolen", contributions=[make_contribution()], by=administration)

    assert refused.value.reasons == ["Temaet er ikke længere gældende. Genoptag det først."]


# Dropping.


def test_dropped_theme_says_why_and_is_taken_up_again(browser, make_theme):
    theme = make_theme()
    browser.post(url(theme, "udgaa"), {"reason": "Dækket af et andet."})

    dropped = browser.get(theme.get_absolute_url()).text
    browser.post(url(theme, "genoptag"))

    theme.refresh_from_db()
    assert "Udgået 14. august 2023: Dækket af et andet." in dropped
    assert (theme.state, theme.drop_reason, theme.closed_on, theme.history.count()) == ("current", "", None, 3)


def test_theme_is_not_dropped_without_a_reason(browser, make_theme):
    theme = make_theme()

    response = browser.post(url(theme, "udgaa"), {"reason": "  "})

    theme.refresh_from_db()
    assert (list(response.context["form"].errors), theme.state) == (["reason"], "current")


def test_merged_theme_is_not_dropped(administration, two):
    merge_theme(theme=two[0], into=two[1], by=administration, on=TODAY)

    with pytest.raises(TransitionRefused) as refused:
        drop_theme(theme=two[0], reason="Dækket.", by=administration, on=TODAY)

    assert refused.value.reasons == ["Temaet er samlet med et andet."]


def test_reopened_twice_is_reopened_once(administration, make_theme):
    theme = make_theme(state="dropped", drop_reason="Dækket.")

    for _attempt in range(2):
        reopen_theme(theme=theme, by=administration)

    theme.refresh_from_db()
    assert (theme.state, theme.version) == ("current", 2)


def test_theme_with_contributions_is_not_removed(browser, make_theme, make_contribution):
    theme = make_theme()
    theme.contributions.add(make_contribution())

    browser.post(url(theme, "fjern"), {"version": 1})

    assert Theme.objects.count() == 1
    assert "Lad det udgå i stedet." in browser.get(url(theme, "fjern")).text


@pytest.mark.parametrize("who", ["member", "secretariat"])
@pytest.mark.parametrize("act", ["saml", "udskil", "udgaa", "genoptag", "flyt"])
def test_others_do_not_structure(client_of, request, make_theme, who, act):
    theme = make_theme()

    assert client_of(request.getfixturevalue(who)).post(url(theme, act), {"reason": "Nej."}).status_code == 403


# Where it comes from, and the input to the seminar.


def test_theme_shows_its_contributions_to_the_council_and_not_to_the_public(
    client, client_of, member, make_theme, make_contribution
):
    theme = make_theme(is_published=True)
    theme.contributions.add(make_contribution())

    pages = [browser.get(theme.get_absolute_url()).text for browser in (client_of(member), client)]

    assert ["Flere skal lære mere." in page for page in pages] == [True, False]


def test_input_to_the_seminar_is_a_tagged_document(client_of, member, make_theme, make_contribution, challenge):
    theme = make_theme()
    theme.contributions.add(make_contribution("æøå 😀 <b>fed</b>"))
    theme.challenges.add(challenge)
    make_theme("Kun for forvaltningen", is_shared=False)

    response = client_of(member).get("/vision/temaer/input.pdf")

    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("da", True)
        assert [entry.title for entry in outline.root[0].children] == ["Foreningsliv"]
    assert response["Cache-Control"] == "private, no-store"


def test_input_page_says_the_same(client_of, member, make_theme, make_contribution):
    make_theme().contributions.add(make_contribution())

    page = client_of(member).get("/vision/temaer/input/").text

    assert ("Foreningsliv" in page, "Flere skal lære mere." in page) == (True, True)
