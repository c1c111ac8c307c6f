"""Plain text and HTML into each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.text.plain import to_html, to_plain, visible_text
from ishoj_process.text.richtext import clean_html

WORDS = st.sampled_from(["Byrådet", "hører <udvalgene>", "æ & ø", "21. august", "3 * 4", "pris*", "a-b", "kl. 17.00"])
LINES = st.one_of(WORDS, WORDS.map("- {}".format), WORDS.map("## {}".format), WORDS.map("**{}**".format), st.just(""))


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>Første<br>anden</p><p>næste</p>", "Første\nanden\n\nnæste"),
        ("<p>Vi vil</p><ul><li>høre</li><li>handle</li></ul>", "Vi vil\n\n- høre\n- handle"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<h3>Økonomi</h3><h4>Drift</h4><p>x</p>", "## Økonomi\n\n### Drift\n\nx"),
        ("<p><strong>fed</strong> og <em>kursiv</em></p>", "**fed** og *kursiv*"),
        ("<p>5 &lt; 6</p>", "5 < 6"),
    ],
)
def test_simple_html_is_plain_text_and_back(html, plain):
    assert to_plain(html) == plain
    assert to_html(plain) == html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x">l</a></p>',
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
        "<ol><li>kun ét</li></ol>",
        "<p>- ikke en liste</p>",
        "<p>**</p><p>*stjerner*</p>",
        "<blockquote><p>citat</p></blockquote>",
    ],
)
def test_html_that_plain_text_cannot_say_is_told_so(html):
    assert clean_html(html) == html
    assert to_plain(html) is None


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_written_text_survives_being_stored_and_edited_again(text):
    html = clean_html(to_html(text))

    assert html == to_html(text)
    assert to_html(to_plain(html)) == html


def test_visible_text_has_no_marks():
    html = (
        "<h3>Økonomi</h3><p><strong>Drift</strong> &amp; anlæg<br>i alt</p><ol><li>a<ul><li>b</li></ul></li></ol>"
        "<blockquote><p>citat</p></blockquote>"
        "<table><thead><tr><th>År</th><th>Kr.</th></tr></thead><tbody><tr><td>2023</td><td>5</td></tr></tbody></table>"
    )

    assert visible_text(html) == "Økonomi\n\nDrift & anlæg\ni alt\n\n1. a\n  - b\n\ncitat\n\nÅr | Kr.\n2023 | 5"


def test_visible_text_of_plain_text_is_itself():
    assert visible_text("5 < 6\n- a") == "5 < 6\n- a"


@pytest.mark.parametrize("part", ["<div>", "<b>", "<ul><li>"])
def test_visible_text_nested_too_deeply_keeps_its_words(part):
    assert visible_text(f"før {part * 1_000}x &amp; y") == "før x & y"


def test_visible_text_of_what_was_sent_is_without_scripts():
    assert visible_text("<div>a<script>x</script></div><p>b &aring;") == "a\n\nb å"
