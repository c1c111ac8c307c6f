"""What a line of a page becomes in a Word document, where nobody sees a colour and nobody presses a link."""

import pytest

from ishoj_process.output.docx.inline import pieces_of
from ishoj_process.text.html_tree import parse


def said(html):
    return "".join(piece.text for piece in pieces_of(list(parse(html)))).strip()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<dd><span class="badge-mark badge-open">Under udarbejdelse</span></dd>', "Under udarbejdelse"),
        ('<dd><span class="badge-mark">Vedtaget</span> <span>ubekræftet</span></dd>', "Vedtaget ubekræftet"),
        ('<p>Salg <span class="badge-mark">Lukket punkt</span></p>', "Salg (Lukket punkt)"),
        (
            '<p class="source">Notatet. <a href="https://www.ishoj.dk/notat" rel="noreferrer">Kilde</a></p>',
            "Notatet. Kilde: https://www.ishoj.dk/notat",
        ),
        ('<p>Se <a href="https://www.ishoj.dk/">kommunen</a></p>', "Se kommunen"),
    ],
)
def test_marks_and_sources_in_words(html, text):
    assert said(html) == text
