"""Structuring themes: gather, move, merge, split, drop, take up again; what was closed stays to be found."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from vision.models import Theme
from vision.themes.acts import drop_theme, merge_themes, reopen_theme, split_theme

from .board_cards import texts

TODAY = date(2023, 8, 14)


def url(theme, act):
    return f"/vision/temaer/{theme.pk}/{act}/"


# Merging.


def test_merged_theme_leads_to_the_other_which_takes_over(browser, two, make_contribution, challenge, line):
    one, other = two
    one.contributions.add(make_contribution("Fra det ene", destination="vision"))
    one.challenges.add(challenge)
    one.guiding_lines.add(line)
    other.contributions.add(make_contribution("Fra det andet"))

    response = browser.post(url(one, "saml"), {"into": other.pk, "version": 1})

    one.refresh_from_db()
    assert response.url == other.get_absolute_url()
    assert (one.state, one.merged_into, one.closed_on) == ("merged", other, TODAY)
    assert texts(other) == ["Fra det andet", "Fra det ene"]
    assert (list(other.challenges.all()), list(other.guiding_lines.all())) == ([challenge], [line])
    assert "Det er slået sammen med" in browser.get(one.get_absolute_url()).text
    assert one.title in browser.get("/vision/vision-2035/temaer/").text


def test_merged_twice_is_merged_once(administration, two):
    one, other = two

    for _attempt in range(2):
        merge_themes(themes=[one], into=other, by=administration, on=TODAY)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.version, one.merged_into, other.version) == (2, other, 2)


def test_several_are_merged_into_one(browser, two, make_theme, make_contribution):
    (one, other), target = two, make_theme("Idræt")
    for number, theme in enumerate(two):
        theme.contributions.add(make_contribution(f"{number}", destination="vision"))

    browser.post(url(one, "saml"), {"into": target.pk, "others": [other.pk], "version": 1})

    assert texts(target) == ["0", "1"]
    assert [theme.title for theme in target.merged_from.all()] == ["Foreningsliv", "Uddannelse"]


def test_target_is_not_merged_along(browser, two):
    one, other = two

    response = browser.post(url(one, "saml"), {"into": other.pk, "others": [other.pk], "version": 1})

    assert response.context["form"].errors == {"others": ["Et tema kan ikke slås sammen med sig selv."]}


def test_theme_that_was_changed_meanwhile_is_looked_at_before_it_is_merged(browser, two):
    one, other = two
    Theme.objects.filter(pk=one.pk).update(version=2)

    refused = browser.post(url(one, "saml"), {"into": other.pk, "version": 1})
    again = browser.post(url(one, "saml"), {"into": other.pk, "version": refused.context["form"]["version"].value()})

    assert refused.status_code == 409
    assert "En anden har ændret ”Foreningsliv”, siden du så det. Se på det igen." in refused.text
    assert again.url == other.get_absolute_url()


def test_merged_on_leads_all_the_way(browser, administration, two, make_theme):
    (one, other), last = two, make_theme("Idræt")
    merge_themes(themes=[one], into=other, by=administration, on=TODAY)
    other.refresh_from_db()
    merge_themes(themes=[other], into=last, by=administration, on=TODAY)

    page = browser.get(one.get_absolute_url())

    assert (page.context["merged_into"], page.context["led_to"]) == (other, last)
    assert "slået sammen med" in page.text


def test_what_was_sent_elsewhere_meanwhile_is_not_taken_over(administration, two, make_contribution):
    one, other = two
    one.contributions.add(make_contribution("Til side", destination="aside", reason="Budget."))

    merge_themes(themes=[one], into=other, by=administration, on=TODAY)

    assert texts(other) == []


def test_merging_goes_in_no_circle(administration, two):
    one, other = two
    merge_themes(themes=[one], into=other, by=administration, on=TODAY)
    other.refresh_from_db()

    with pytest.raises(Refused) as refused:
        merge_themes(themes=[other], into=one, by=administration, on=TODAY)

    assert refused.value.reasons == ["”Foreningsliv” er ikke længere gældende. Vælg et andet."]


def test_theme_is_not_merged_into_itself(administration, make_theme):
    theme = make_theme()

    with pytest.raises(Refused) as refused:
        merge_themes(themes=[theme], into=theme, by=administration, on=TODAY)

    assert refused.value.reasons == ["Et tema kan ikke slås sammen med sig selv."]


def test_merged_theme_is_taken_up_again_with_what_it_had(browser, administration, two, make_contribution):
    one, other = two
    one.contributions.add(make_contribution())
    merge_themes(themes=[one], into=other, by=administration, on=TODAY)

    browser.post(url(one, "genoptag"))

    one.refresh_from_db()
    assert (one.state, one.merged_into, texts(one)) == ("current", None, ["Flere skal lære mere."])


# Splitting.


def test_split_gives_the_new_theme_what_was_chosen(browser, make_theme, make_contribution, challenge):
    theme, stays, goes = make_theme(), make_contribution("Bliver"), make_contribution("Flytter")
    theme.contributions.add(stays, goes)
    theme.challenges.add(challenge)

    browser.post(url(theme, "udskil"), {"title": "Skolen", "contributions": [goes.pk], "version": 1})

    part = Theme.objects.get(title="Skolen")
    assert (part.split_from, list(part.challenges.all())) == (theme, [challenge])
    assert (texts(part), texts(theme)) == (["Flytter"], ["Bliver"])
    assert "Udskilt fra" in browser.get(part.get_absolute_url()).text


@pytest.mark.parametrize(("typed", "field"), [({"title": " "}, "title"), ({"contributions": []}, "contributions")])
def test_split_that_lacks_something_is_refused_at_its_field(browser, make_theme, make_contribution, typed, field):
    theme, row = make_theme(), make_contribution()
    theme.contributions.add(row)

    response = browser.post(url(theme, "udskil"), {"title": "Skolen", "contributions": [row.pk], "version": 1} | typed)

    assert (list(response.context["form"].errors), Theme.objects.count()) == ([field], 1)


def test_closed_theme_is_not_split(administration, make_theme, make_contribution):
    theme = make_theme(state="dropped", drop_reason="Dækket.")

    with pytest.raises(Refused) as refused:
        split_theme(
            theme=theme,
            title="Skolen",
            contributions=[make_contribution()],
            seen_version=1,
            by=administration,
            on=TODAY,
        )

    assert refused.value.reasons == ["”Foreningsliv” er ikke længere gældende. Genoptag det først."]


def test_split_by_a_double_click_makes_one_theme(browser, make_theme, make_contribution):
    theme, row = make_theme(), make_contribution()
    theme.contributions.add(row)
    token = browser.get(url(theme, "udskil")).context["form"]["token"].value()
    sent = {"title": "Skolen", "contributions": [row.pk], "version": 1, "token": token}

    answers = [browser.post(url(theme, "udskil"), sent).url for _click in range(2)]

    assert (answers, Theme.objects.count()) == ([Theme.objects.get(title="Skolen").get_absolute_url()] * 2, 2)


def test_split_of_a_theme_that_was_changed_is_asked_about_again(browser, make_theme, make_contribution):
    theme, row = make_theme(version=2), make_contribution()
    theme.contributions.add(row)

    response = browser.post(url(theme, "udskil"), {"title": "Skolen", "contributions": [row.pk], "version": 1})

    assert (response.status_code, Theme.objects.count()) == (409, 1)
    assert (response.context["form"]["title"].value(), response.context["form"]["version"].value()) == ("Skolen", "2")


# Dropping.


def test_dropped_theme_says_why_and_is_taken_up_again(browser, make_theme):
    theme = make_theme()
    browser.post(url(theme, "udgaa"), {"reason": "Dækket af et andet.", "version": 1})

    dropped = browser.get(theme.get_absolute_url()).text
    browser.post(url(theme, "genoptag"))

    theme.refresh_from_db()
    assert "Udgået den 14. august 2023: Dækket af et andet." in dropped
    assert (theme.state, theme.drop_reason, theme.closed_on, theme.history.count()) == ("current", "", None, 3)


@pytest.mark.parametrize("reason", ["  ", "\u200b", "", "a" * 301])
def test_theme_is_not_dropped_without_a_reason(browser, make_theme, reason):
    theme = make_theme()

    response = browser.post(url(theme, "udgaa"), {"reason": reason, "version": 1})

    theme.refresh_from_db()
    assert (list(response.context["form"].errors), theme.state) == (["reason"], "current")


def test_merged_theme_is_not_dropped(administration, two):
    merge_themes(themes=[two[0]], into=two[1], by=administration, on=TODAY)

    with pytest.raises(Refused) as refused:
        drop_theme(theme=two[0], reason="Dækket.", seen_version=2, by=administration, on=TODAY)

    assert refused.value.reasons == ["Temaet er slået sammen med et andet."]


def test_dropped_twice_is_dropped_once_with_the_first_reason(administration, make_theme):
    theme = make_theme()
    drop = {"theme": theme, "seen_version": 1, "by": administration, "on": TODAY}

    for _click in range(2):
        drop_theme(reason="Dækket.", **drop)
    with pytest.raises(Refused) as refused:
        drop_theme(reason="En anden grund.", **drop)

    theme.refresh_from_db()
    assert (theme.version, theme.drop_reason) == (2, "Dækket.")
    assert refused.value.reasons == ["Temaet er allerede udgået."]


def test_theme_that_was_changed_meanwhile_is_not_dropped(browser, make_theme):
    theme = make_theme(version=2)

    response = browser.post(url(theme, "udgaa"), {"reason": "Dækket.", "version": 1})

    theme.refresh_from_db()
    assert (response.status_code, theme.state) == (409, "current")


def test_reopened_theme_has_what_still_is_the_visions(administration, make_theme, make_contribution):
    theme = make_theme(state="dropped", drop_reason="Dækket.")
    theme.contributions.add(
        make_contribution("Visionen", destination="vision"),
        make_contribution("Til side", destination="aside", reason="Budget."),
    )

    reopen_theme(theme=theme, by=administration)

    assert texts(theme) == ["Visionen"]


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


def test_merged_theme_is_not_removed(browser, administration, two):
    merge_themes(themes=[two[0]], into=two[1], by=administration, on=TODAY)

    for theme in two:
        browser.post(url(theme, "fjern"), {"version": 2})

    assert Theme.objects.count() == 2
    assert "Det kan stadig findes." in browser.get(url(two[0], "fjern")).text


@pytest.mark.parametrize("act", ["genoptag", "flyt"])
def test_what_only_acts_is_not_opened(browser, make_theme, act):
    assert browser.get(url(make_theme(), act)).status_code == 405


@pytest.mark.parametrize("who", ["member", "secretariat"])
@pytest.mark.parametrize("act", ["saml", "udskil", "udgaa", "genoptag", "flyt"])
def test_others_do_not_structure(client_of, request, make_theme, who, act):
    theme = make_theme()

    assert client_of(request.getfixturevalue(who)).post(url(theme, act), {"reason": "Nej."}).status_code == 403
