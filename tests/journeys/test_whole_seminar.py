"""The council's whole track: from what was said at a seminar to an adopted vision on paper.

What scripts do on the way is shown in a browser by the journeys of each part.
"""

import re

import pytest

from tests.ishoj_process.output.test_pdf import text_of
from vision.models import Ballot, Contribution

from .plainly import words_of

SEMINAR, COUNCIL_DAY = "2023-10-31", "2023-11-07"

SAID = {
    "medlem": "Foreningerne skal have lettere ved at låne kommunens lokaler.",
    "medlem2": "Alle unge skal i gang med en uddannelse, også dem som droppede ud første gang.",
    "medlem3": "Flere frivillige skal være med i idrætten.",
}
THEMES = {"Stærke foreninger": ("medlem", "medlem3"), "Uddannelse til alle": ("medlem2",)}
LINES = {
    "Vi bygger på foreningerne": ("Stærke foreninger", "Et robust lokalsamfund"),
    "Alle unge får en uddannelse": ("Uddannelse til alle", "En robust kommune"),
}
TEXT = "I 2035 er Ishøj en kommune, hvor alle har et fællesskab at høre til."
PASSAGE = "alle har et fællesskab at høre til"


@pytest.fixture
def members(walk_as, three_members):
    return {who: walk_as(who) for who in three_members}


def test_seminar_goes_from_what_was_said_to_an_adopted_vision_on_paper(members, walk_as, settings):
    secretary, staff = walk_as("secretariat"), walk_as("administration")
    settings.PROCESS_TODAY = SEMINAR
    for who, page in members.items():
        write_contribution(page, SAID[who])
    make_themes_of_contributions(staff)
    hold_a_round(secretary, members.values())
    write_the_vision(staff)
    comment_on_a_passage(members["medlem2"])
    settings.PROCESS_TODAY = COUNCIL_DAY
    prepare_the_council_meeting(secretary)
    adopt(staff)
    read_the_outcome(members["medlem3"])


def write_contribution(page, text):
    """From the overview, two taps and a text field, while the seminar is on."""
    page.goto("/")
    page.follow("Byrådsseminar")
    assert page.heading.startswith("Byrådsseminar, 31. oktober")
    page.follow("Skriv et indspil")
    page.fill("Dit indspil", text)
    page.press("Send")
    assert "Det har du skrevet" in page.words
    (shown,) = [words_of(row) for row in page.main.iter("li") if text in words_of(row)]
    assert "Byrådsseminar" in shown


def make_themes_of_contributions(page):
    """All that was said is the vision's, and stands under a theme that the council sees."""
    page.goto("/vision/vision-2035/indspil/?til=unsorted")
    for number in range(len(SAID), 0, -1):
        assert len([name for name, _link in page.links() if name.startswith("Fordel")]) == number
        page.follow("Fordel")
        page.check("Visionen")
        page.press("Fordel")  # leads back to those that are left
    assert not [name for name, _link in page.links() if name.startswith("Fordel")]
    page.goto("/vision/vision-2035/temaer/tavle/")
    for title, speakers in THEMES.items():
        for who in speakers:
            page.check(SAID[who])
        page.fill("Det nye temas titel", title)
        page.press("Opret temaet")
        column = words_of(page.region(title))
        assert [SAID[who] in column for who in speakers] == [True] * len(speakers)


def hold_a_round(secretary, members):
    """Opened in three steps, voted in, followed, and closed."""
    secretary.goto("/vision/vision-2035/")
    secretary.follow("Prioritering")
    secretary.follow("Ny runde")
    secretary.press("Åbn runden")
    assert "0 af 3 har stemt." in secretary.words
    for number, page in enumerate(members, start=1):
        vote(page)
        secretary.reload()
        assert f"{number} af 3 har stemt." in secretary.words
    secretary.follow("Luk runden")
    secretary.press("Luk runden")
    assert "12" in words_of(secretary.row("Stærke foreninger"))


def vote(page):
    page.goto("/")
    page.follow("Giv dine point")
    page.fill("Stærke foreninger", "4")
    page.fill("Uddannelse til alle", "1")
    page.press("Giv pointene")
    assert "Dine point er talt med." in page.words


def write_the_vision(page):
    """A text, guiding lines tied to their themes, and the wording kept as draft 1."""
    page.goto("/vision/vision-2035/")
    page.follow("Rediger visionen")
    page.fill("text", TEXT)
    page.press("Gem")
    assert TEXT in words_of(page.main)
    for line, (theme, aim) in LINES.items():
        page.follow(re.compile(f"Tilføj sigtelinje.*{aim}"))
        page.fill("Titel", line)
        page.check(theme)
        page.press("Gem")
        assert line in page.words
    page.follow("Udkast til visionen")
    page.fill("Hvad der er nyt", "Efter seminaret.")
    page.press("Gem udkastet")
    assert "Udkast 1" in [name for name, _link in page.links()]


def comment_on_a_passage(page):
    page.goto("/vision/vision-2035/")
    page.follow("Kommentarer til teksten")
    page.follow(re.compile(f"Kommenter her.*{TEXT[:12]}"))
    page.fill("De ord, den handler om", PASSAGE)
    page.fill("Kommentar", "Også de nye borgere.")
    page.press("Send kommentaren")
    assert [words_of(mark) for mark in page.main.iter("mark")] == [PASSAGE]
    assert "Også de nye borgere." in words_of(page.main)


def prepare_the_council_meeting(page):
    """The meeting at which the council decides, with its item, convened."""
    page.goto("/moeder/")
    page.follow("Nyt møde")
    page.choose("Type", "byrådsmøde")
    page.check("Ishøj Byråd")
    page.fill("Første dag", "07-11-2023")
    page.press("Gem")
    assert "7. november 2023" in words_of(page.main)
    page.fill("title", "Vedtagelse af Vision 2035")
    page.fill("Find et dokument", "Vision 2035")
    page.press("Søg")
    page.press("Tilføj Vision 2035")
    page.press("Gem")
    assert "Vedtagelse af Vision 2035" in words_of(page.main)
    page.press("Offentliggør dagsordenen")
    page.press("Registrer som indkaldt uden at sende mail")
    assert "Mødet er nu indkaldt. Der er endnu ikke sendt mail" in words_of(page.main)


def adopt(page):
    page.goto("/vision/vision-2035/")
    page.follow("Skift status")
    page.check("Afventer beslutning")
    page.fill("Hvorfor", "Byrådet har udkastet.")
    page.press("Skift status")
    page.follow("Registrer, at Byrådet har vedtaget visionen")
    page.choose("Vedtaget under punkt", 1)
    page.check("Enstemmigt")
    page.press("Registrer vedtagelsen")
    assert "Visionen er vedtaget." in page.words


def read_the_outcome(page):
    """The vision stands in the cascade, and a member takes it home on paper."""
    page.goto("/kaskade/")
    page.follow("Vision 2035")
    assert "Enstemmigt" in words_of(page.main)
    assert "Vedtagelse af Vision 2035" in [name for name, _link in page.links()]
    paper = next(link for name, link in page.links() if name.startswith("Hele procesplanen (PDF)"))
    words = " ".join(text_of(page.client.get(paper.get("href")).content).split())
    assert "Udgave 1, vedtaget den 7. november 2023 af Ishøj Byråd." in words
    assert [line for line in LINES if line in words] == list(LINES)
    assert (Contribution.objects.count(), Ballot.objects.count()) == (3, 3)
