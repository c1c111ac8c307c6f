"""Who reads what of a red thread: nothing on it tells of what another reader alone may know."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from calendar_app.red_thread.kinds import WITH_THREAD
from ishoj_process.models import AgendaItem, GuidingLine, MainPolicy, Strategy, Vision, VisionAim
from vision.models import Theme
from vision.themes.acts import merge_themes

from .chain import WHOLE, node, titles, words_of

PUBLIC = AnonymousUser()
STEPS_OF_ALL = [kind for kind in WHOLE if kind not in ("spoergsmaal", "indspil")]


@pytest.mark.parametrize("kind", [kind for kind in WITH_THREAD if kind != "indspil"])
def test_public_reads_the_thread_without_knowing_that_contributions_exist(chain, read, kind):
    thread = read(PUBLIC, getattr(chain, kind))

    assert titles(thread) == {step: WHOLE[step] for step in STEPS_OF_ALL}
    assert [word for word in ("lære mere", "kerneopgaven", "ndspil") if word in words_of(thread)] == []


def test_contribution_is_not_found_by_the_public(chain, member, read):
    assert read(PUBLIC, chain.indspil) is None
    assert titles(read(member, chain.indspil)) == WHOLE


def hide_meeting(chain):
    chain.meeting.is_published = False
    chain.meeting.save()


def hide_theme(chain):
    Theme.objects.update(is_published=False)


def hide_vision(chain):
    Vision.objects.update(is_published=False)


def hide_policy(chain):
    MainPolicy.objects.update(is_published=False)


def hide_strategy(chain):
    Strategy.objects.update(is_published=False)


def close_items(chain):
    AgendaItem.objects.update(is_closed=True, public_title="Lukket punkt")


def draft_agendas(chain):
    for meeting in {item.meeting for item in AgendaItem.objects.select_related("meeting")}:
        meeting.agenda_state = "draft"
        meeting.save()


@pytest.mark.parametrize(
    ("hide", "hidden"),
    [
        (hide_meeting, ["Temamøde"]),
        (hide_theme, ["Uddannelse"]),
        (hide_vision, ["Vision 2035", "Flere i uddannelse", "Uddannelsesniveau"]),
        (hide_policy, ["Børnepolitik"]),
        (hide_strategy, ["Skolestrategi"]),
        (close_items, ["Vedtagelse af", "Lukket punkt", "punkt 4", "punkt-"]),
        (draft_agendas, ["Vedtagelse af", "punkt 4", "punkt-"]),
    ],
)
def test_what_is_hidden_from_the_public_stands_on_no_thread(chain, secretariat, read, hide, hidden):
    hide(chain)

    for kind in WITH_THREAD:
        thread = read(PUBLIC, getattr(chain, kind))
        said = words_of(thread).replace("Uddannelsesniveau" if hide is hide_theme else "\0", "") if thread else ""
        assert (kind, [word for word in hidden if word in said]) == (kind, [])
    assert all(word in words_of(read(secretariat, chain.tema)) for word in hidden if word != "Lukket punkt")


def test_line_behind_a_hidden_theme_is_not_reached_through_it(chain, read):
    hide_theme(chain)

    assert titles(read(PUBLIC, chain.udfordring))["retning"] == []
    assert titles(read(PUBLIC, chain.retning))["udfordring"] == []


def test_strategy_below_a_hidden_policy_is_not_tied_to_the_line_by_it(chain, read):
    hide_policy(chain)

    assert titles(read(PUBLIC, chain.retning))["strategi"] == []
    assert titles(read(PUBLIC, chain.strategi))["retning"] == []


def test_theme_that_is_merged_into_a_hidden_one_does_not_name_it(chain, administration, read):
    hidden = Theme.objects.create(vision=chain.vision, title="Fortroligt", is_shared=False)
    merge_themes(themes=[chain.tema], into=hidden, by=administration, on=date(2023, 9, 3))
    chain.tema.refresh_from_db()

    thread = read(PUBLIC, chain.tema)

    assert "Fortroligt" not in words_of(thread)
    assert node(thread, "tema").lines == ("Slået sammen med et andet tema den 3. september 2023",)


def test_edition_that_is_being_worked_on_is_the_councils_and_the_staffs(chain, term, member, read):
    edition = Vision.objects.create(
        title="Ny vision", slug="vision-2035", edition=2, term=term, supersedes=chain.vision
    )
    line = GuidingLine.objects.create(aim=VisionAim.objects.create(vision=edition, title="Nyt"), title="Ny sigtelinje")
    chain.tema.guiding_lines.add(line)

    assert read(PUBLIC, line) is None
    assert titles(read(PUBLIC, chain.tema))["retning"] == ["Flere i uddannelse"]
    assert "Ny sigtelinje" in titles(read(member, chain.tema))["retning"]


def test_member_outside_of_a_closed_meeting_is_told_the_day_and_not_the_item(chain, council, committee, member, read):
    """The strategy was adopted behind closed doors in a committee in which the member does not sit."""
    member.seats.filter(body=committee).delete()
    AgendaItem.objects.filter(title="Vedtagelse af strategien").update(is_closed=True, public_title="Lukket punkt")

    thread = read(type(member).objects.get(pk=member.pk), chain.strategi)

    assert titles(thread)["vedtagelse"] == ["Vedtagelse af visionen", "Vedtaget den 6. februar 2024"]
