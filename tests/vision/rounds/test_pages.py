"""The pages of a round: three clicks to start, points from a phone, a screen that follows, and nothing that leaks."""

from datetime import date

import pytest
from django.utils import timezone
from django.utils.html import escape

from ishoj_process.models import PartyGroup, Seat, User
from vision.models import Ballot, Candidate, Round, Substitute
from vision.rounds.acts import close_round

LIST, NEW = "/vision/vision-2035/prioritering/", "/vision/vision-2035/prioritering/ny/"


def page_of(round_, below=""):
    return f"/vision/prioritering/{round_.pk}/{below}"


def give(browser, round_, seat, *points):
    keys = round_.candidates.values_list("pk", flat=True)
    typed = {f"point-{key}": number for key, number in zip(keys, points, strict=False)}
    return browser.post(page_of(round_), {"seat": seat.pk, **typed})


def test_plain_open_round_is_opened_from_the_preset_form(secretary, make_theme, sent):
    for title in ("Foreningsliv", "Uddannelse"):
        make_theme(title)

    response = secretary.post(NEW, sent(secretary, NEW) | {"open": "1"})
    told = secretary.get(response.url).content.decode()

    round_ = Round.objects.get()
    assert response.url == page_of(round_)
    assert (round_.state, round_.points, round_.is_secret, round_.is_live) == ("open", 5, False, True)
    assert "Runden er åben." in told
    assert list(round_.candidates.values_list("title", flat=True)) == ["Foreningsliv", "Uddannelse"]


def test_round_is_kept_for_later_and_changed(secretary, make_theme, sent):
    themes = [make_theme("Foreningsliv"), make_theme("Uddannelse"), make_theme("Klima")]
    secretary.post(NEW, sent(secretary, NEW))
    url = page_of(Round.objects.get(), "rediger/")

    secretary.post(url, sent(secretary, url, candidates=[themes[0].pk, themes[2].pk], points="3"))

    round_ = Round.objects.get()
    assert (round_.state, round_.points, round_.candidates.count()) == ("draft", 3, 2)


def test_guiding_lines_are_prioritised_too(secretary, line, aim, sent):
    aim.guiding_lines.create(title="En robust kommune", position=1)
    url = f"{NEW}?om=sigtelinjer"

    secretary.post(url, sent(secretary, url) | {"open": "1"})

    assert [row.guiding_line.title for row in Candidate.objects.all()] == [line.title, "En robust kommune"]


def test_secret_round_is_not_shown_while_open_whatever_was_ticked(secretary, make_theme, sent):
    make_theme("Foreningsliv"), make_theme("Uddannelse")

    secretary.post(NEW, sent(secretary, NEW, is_secret="1", is_live="on") | {"open": "1"})

    assert list(Round.objects.values_list("state", "is_secret", "is_live")) == [("open", True, False)]


@pytest.mark.parametrize(
    ("typed", "field"), [({"points": "0"}, "points"), ({"points": "101"}, "points"), ({"title": ""}, "title")]
)
def test_wrong_settings_are_refused_at_their_field(secretary, make_theme, sent, typed, field):
    make_theme("Foreningsliv"), make_theme("Uddannelse")

    response = secretary.post(NEW, sent(secretary, NEW) | typed | {"open": "1"})

    assert (list(response.context["form"].errors), Round.objects.count()) == ([field], 0)


def test_round_of_one_is_refused_and_nothing_is_half_stored(secretary, make_theme, sent):
    make_theme("Foreningsliv")

    response = secretary.post(NEW, sent(secretary, NEW) | {"open": "1"})

    assert "Vælg mindst to at prioritere mellem." in response.text
    assert Round.objects.count() == 0


def test_opened_round_is_not_edited(secretary, make_round, sent):
    """It was a draft when its form was opened."""
    round_ = make_round(opened=False)
    url = page_of(round_, "rediger/")
    typed = sent(secretary, url, points="9")
    Round.objects.update(state="open", opened_at=timezone.now())

    response = secretary.post(url, typed)

    assert "Runden har været åbnet." in response.text
    assert Round.objects.get().points == 5


def test_draft_is_opened_from_its_form_though_nothing_else_is_changed(secretary, make_round, sent):
    url = page_of(make_round(opened=False), "rediger/")

    secretary.post(url, sent(secretary, url) | {"open": "1"})

    assert Round.objects.get().is_open


def test_draft_is_opened_once_by_a_double_click(secretary, make_round, sent):
    url = page_of(make_round(opened=False), "rediger/")
    typed = sent(secretary, url, points="3") | {"open": "1"}

    answers = [secretary.post(url, typed) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Round.objects.get().history.filter(state="open").count() == 1


def test_new_round_is_opened_once_by_a_double_click(secretary, make_theme, sent):
    make_theme("Foreningsliv"), make_theme("Uddannelse")
    typed = sent(secretary, NEW) | {"open": "1"}

    answers = [secretary.post(NEW, typed) for _click in range(2)]

    assert ([answer.status_code for answer in answers], Round.objects.count()) == ([302, 302], 1)


@pytest.mark.parametrize(("day", "preset"), [("2023-08-14", "first"), ("2023-09-05", "second"), ("2023-09-06", None)])
def test_new_round_is_about_the_meeting_that_runs_or_comes_next(
    secretary, settings, two, theme_meeting, make_meeting, council, day, preset
):
    settings.PROCESS_TODAY = day
    second = make_meeting(council, kind="seminar", start_date=date(2023, 9, 4), end_date=date(2023, 9, 5))

    form = secretary.get(NEW).context["form"]

    assert form["meeting"].value() == {"first": theme_meeting.pk, "second": second.pk}.get(preset)


@pytest.mark.parametrize(
    ("below", "field", "said"),
    [
        ("luk/", {}, "Runden er ikke åbnet."),
        ("stedfortraeder/", {"seat": "x"}, "Vælg en plads og en stedfortræder."),
    ],
)
def test_act_that_is_refused_says_why(secretary, make_round, below, field, said):
    round_ = make_round(opened=False)

    response = secretary.post(page_of(round_, below), field, follow=True)

    assert said in response.text
    assert Round.objects.get().is_draft


def test_opening_and_closing_twice_says_the_same_and_does_it_once(secretary, make_round):
    round_ = make_round(opened=False)

    for act in ("aabn/", "aabn/", "luk/", "luk/"):
        secretary.post(page_of(round_, act))

    assert list(round_.history.order_by("history_id").values_list("state", flat=True)) == ["draft", "open", "closed"]


def test_round_that_was_opened_and_closed_is_not_opened_again(secretary, make_round):
    round_ = make_round()
    secretary.post(page_of(round_, "luk/"))

    response = secretary.post(page_of(round_, "aabn/"), follow=True)

    assert "Runden har været åbnet før." in response.text


def test_draft_shows_what_it_is_about(secretary, make_round):
    page = secretary.get(page_of(make_round(opened=False))).text

    assert [word for word in ("Foreningsliv", "Hvert medlem får 5 point at give.") if word not in page] == []


def test_member_gives_points_and_changes_them(voter, make_round, seat):
    round_ = make_round()
    give(voter, round_, seat, 5)

    response = give(voter, round_, seat, 2, 3)

    assert response.url == page_of(round_)
    assert sorted(seat_points()) == [2, 3]
    assert "Dine point er talt med." in voter.get(page_of(round_)).text


def seat_points():
    return list(Ballot.objects.get().votes.values_list("points", flat=True))


def test_too_many_points_are_refused_with_what_was_typed(voter, make_round, seat):
    response = give(voter, make_round(), seat, 4, 4)

    assert "Du har givet 3 point for meget." in response.text
    assert 'value="4"' in response.text
    assert Ballot.objects.count() == 0


def test_refused_change_says_that_the_earlier_points_still_count(voter, make_round, seat):
    round_ = make_round()
    give(voter, round_, seat, 2, 3)

    response = give(voter, round_, seat, 4, 4)

    assert "Det, du sendte nu, er ikke talt med. Det, du sendte før, gælder stadig." in response.text
    assert sorted(seat_points()) == [2, 3]


@pytest.mark.parametrize("points", [("x", 1), ("-1", 1), ("1.5", 1), ("9" * 40, 1)])
def test_points_that_are_no_points_are_refused(voter, make_round, seat, points):
    response = give(voter, make_round(), seat, *points)

    assert (response.status_code, Ballot.objects.count()) == (200, 0)


@pytest.mark.parametrize("who", ["administration", "secretariat"])
def test_staff_gives_no_points(client_of, request, make_round, seat, who):
    response = give(client_of(request.getfixturevalue(who)), make_round(), seat, 5)

    assert "Du stemmer ikke i denne runde." in response.text
    assert Ballot.objects.count() == 0


def test_closed_round_shows_the_result_and_takes_nothing_more(voter, secretary, make_round, seat):
    round_ = make_round()
    give(voter, round_, seat, 5)
    secretary.post(page_of(round_, "luk/"))

    response = give(voter, round_, seat, 0, 5)

    assert "Runden er lukket. Det, du sendte nu, er ikke talt med." in response.text
    assert seat_points() == [5]


def test_secretariat_sees_who_has_voted(voter, secretary, make_round, seat, term, council):
    other = User.objects.create_user("anden@example.org", name="Den anden", role=User.Role.MEMBER)
    Seat.objects.create(body=council, term=term, user=other)
    round_ = make_round(is_secret=True, is_live=False)
    give(voter, round_, seat, 5)

    by_vote = secretary.get(page_of(round_)).context["by_vote"]

    assert [row.who for row in by_vote["voted"]] == ["Demo: byrådsmedlem"]
    assert [row.who for row in by_vote["missing"]] == ["Den anden"]


def test_secret_round_tells_nobody_what_was_given(
    voter, secretary, client_of, administration, make_round, seat, term, council
):
    group = PartyGroup.objects.create(letter="Q", name="Gruppe Q")
    Seat.objects.filter(pk=seat.pk).update(party_group=group)
    seat.refresh_from_db()
    round_ = make_round(is_secret=True, is_live=False)
    give(voter, round_, seat, 4, 1)

    texts = [
        browser.get(page_of(round_, below)).text
        for browser in (secretary, client_of(administration))
        for below in ("", "skaerm/", "stilling/")
    ]
    closed = close_round(round_=round_, by=administration)
    texts += [secretary.get(page_of(closed, below)).text for below in ("", "skaerm/", "stilling/")]

    assert [text for text in texts if "Gruppe Q" in text or 'value="4"' in text or "round-bar" in text] == []
    assert "1 af 1 har stemt." in texts[0]


def test_open_round_names_who_gave_what(voter, secretary, make_round, seat):
    round_ = make_round()
    give(voter, round_, seat, 4, 1)

    given = secretary.get(page_of(round_)).context["given"]

    assert [(row.who, row.text) for row in given] == [("Demo: byrådsmedlem", "Foreningsliv:\xa04, Uddannelse:\xa01")]


def test_hidden_count_is_not_on_the_screen_until_it_is_closed(voter, secretary, make_round, seat):
    round_ = make_round(is_live=False)
    give(voter, round_, seat, 5)

    while_open = secretary.get(page_of(round_, "stilling/")).text
    secretary.post(page_of(round_, "luk/"))
    after = secretary.get(page_of(round_, "stilling/")).text

    assert ("round-bar" in while_open, "round-bar" in after) == (False, True)


def test_screen_is_told_that_nothing_is_new_at_small_cost(voter, make_round, seat, django_assert_num_queries):
    round_ = make_round()
    url = page_of(round_, "stilling/")
    first = voter.get(url)
    assert f'data-etag="{escape(first["ETag"])}"' in voter.get(page_of(round_, "skaerm/")).text

    with django_assert_num_queries(5):
        again = voter.get(url, headers={"If-None-Match": first["ETag"]})
    give(voter, round_, seat, 5)
    after = voter.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, after.status_code) == (304, 200)


def test_screen_follows_the_council_as_its_seats_change(voter, make_round, make_seat):
    url = page_of(make_round(), "stilling/")
    first = voter.get(url)

    make_seat()
    second = voter.get(url, headers={"If-None-Match": first["ETag"]})

    assert ("0 af 1 har stemt." in first.text, "0 af 2 har stemt." in second.text) == (True, True)


def test_screen_is_built_once_for_all_who_follow(voter, secretary, make_round, django_assert_num_queries):
    url = page_of(make_round(), "stilling/")
    voter.get(url)

    with django_assert_num_queries(4):
        secretary.get(url)


def test_screen_says_when_the_round_is_closed_so_that_it_asks_no_more(secretary, make_round):
    round_ = make_round()

    states = [f'data-round-state="{state}"' for state in ("open", "closed")]
    shown = [states[0] in secretary.get(page_of(round_, "stilling/")).text]
    secretary.post(page_of(round_, "luk/"))

    assert [*shown, states[1] in secretary.get(page_of(round_, "stilling/")).text] == [True, True]


def test_substitute_votes_on_the_seat(client_of, secretary, make_round, seat):
    round_ = make_round()
    substitute = User.objects.create_user("suppl@example.org", name="Stedfortræder", role=User.Role.MEMBER)
    secretary.post(page_of(round_, "stedfortraeder/"), {"seat": seat.pk, "user": substitute.pk})

    give(client_of(substitute), round_, seat, 5)

    assert (Substitute.objects.count(), Ballot.objects.get().seat) == (1, seat)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(secretary, vision, make_round, make_theme, django_assert_num_queries, count):
    round_ = make_round()
    for number in range(count):
        title = f"Tema {number}"
        Candidate.objects.create(round=round_, theme=make_theme(title), title=title)

    with django_assert_num_queries(11):
        secretary.get(page_of(round_))
