"""Two texts compared word by word."""

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.text.word_diff import Segment, word_diff

TEXTS = st.lists(st.sampled_from(["Byrådet ", "vil ", "høre ", "udvalgene. ", "2035 ", "\n", "\n\n"]), max_size=30).map(
    "".join
)


@pytest.mark.parametrize(
    ("old", "new", "segments"),
    [
        ("", "", []),
        ("Ét", "Ét", [Segment("equal", "Ét ")]),
        ("", "Nyt", [Segment("added", "Nyt ")]),
        ("Gammelt", "", [Segment("removed", "Gammelt ")]),
        (
            "Byrådet vil høre udvalgene",
            "Byrådet skal høre alle udvalgene",
            [
                Segment("equal", "Byrådet "),
                Segment("removed", "vil "),
                Segment("added", "skal "),
                Segment("equal", "høre "),
                Segment("added", "alle "),
                Segment("equal", "udvalgene "),
            ],
        ),
        (
            "<p>Vision <strong>2035</strong></p><ul><li>ét</li></ul>",
            "<p><em>Vision</em> 2035</p><ul><li>ét</li></ul>",
            [Segment("equal", "Vision 2035\n\n- ét ")],
        ),
        ("en\nto", "en\n\nto", [Segment("equal", "en\n\nto ")]),
        ("en to", "en\nto", [Segment("equal", "en "), Segment("added", "\n"), Segment("equal", "to ")]),
    ],
)
def test_difference_is_told_in_words(old, new, segments):
    assert word_diff(old, new) == segments


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_difference(old, new):
    segments = word_diff(old, new)

    assert "".join(s.text for s in segments if s.kind != "removed").split() == new.split()
    assert "".join(s.text for s in segments if s.kind != "added").split() == old.split()


def test_usual_words_of_a_long_text_are_compared_too():
    old = "og " * 500 + "slut"

    assert [segment.kind for segment in word_diff(old, f"nyt {old}")] == ["added", "equal"]


def test_difference_is_shown_by_more_than_colour():
    shown = Template("{% load richtext %}{% word_diff old new %}").render(
        Context({"old": "<p>et <b>gammelt</b> ord</p>", "new": "<p>et nyt &amp; &lt;ord&gt;</p>"})
    )

    assert shown.strip() == (
        '<div class="word-diff typed-text">et '
        '<del><span class="visually-hidden">slettet: </span>gammelt ord </del>'
        '<ins><span class="visually-hidden">tilføjet: </span>nyt &amp; &lt;ord&gt; </ins></div>'
    )
