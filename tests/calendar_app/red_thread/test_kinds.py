"""The kinds on a red thread: each has its row, and what somebody made up has none."""

import pytest

from calendar_app.red_thread.kinds import ABOUT, STEPS, WITH_THREAD, Kind, kind_of
from calendar_app.red_thread.nodes import nodes_of
from calendar_app.red_thread.walk import Walk


def test_each_kind_has_its_row():
    assert list(ABOUT) == list(Kind)


@pytest.mark.parametrize("kind", WITH_THREAD)
def test_kind_whose_thread_is_followed_says_who_reads_it(kind):
    assert kind.about.rows
    assert kind_of(kind.about.model()) is kind


def test_each_step_has_its_nodes(today):
    assert list(nodes_of(Walk(Kind.THEME, None), today)) == STEPS


def test_word_in_the_address_names_its_kind():
    assert [Kind.named(kind.slug) for kind in Kind] == list(Kind)
    assert Kind.named("made-up") is None


@pytest.mark.parametrize("kind", [kind.slug for kind in Kind if kind not in WITH_THREAD] + ["made-up", "THEME"])
def test_thread_of_what_has_none_is_not_found(client, db, kind):
    assert client.get(f"/traad/{kind}/1/").status_code == 404
    assert client.get(f"/traad/{kind}/1.pdf").status_code == 404
