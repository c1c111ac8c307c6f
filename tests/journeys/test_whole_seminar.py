"""The council's whole track in a browser: from what was said at a seminar to an adopted vision on paper."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from vision.models import Ballot, Contribution

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
def windows(log_in, three_members):
    """One secretary at a desk and three members on phones, in a browser each."""
    return {"secretariat": log_in("secretariat")} | {who: log_in(who, width=360) for who in three_members}


def test_seminar_goes_from_what_was_said_to_an_adopted_vision_on_paper(windows, log_in, settings):
    members = {who: page for who, page in windows.items() if who != "secretariat"}
    secretary = windows["secretariat"]
    settings.PROCESS_TODAY = SEMINAR
    for who, page in members.items():
        write_contribution(page, SAID[who])
    staff = log_in("administration")
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
    page.get_by_role("link", name="Byrådsseminar").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Byrådsseminar")
    page.get_by_role("link", name="Skriv et indspil").click()
    page.get_by_label("Hvad der blev sagt").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Det har du skrevet")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=text)).to_contain_text("Byrådsseminar")


def make_themes_of_contributions(page):
    """All that was said is the vision's, and stands under a theme that the council sees."""
    page.goto("/vision/vision-2035/indspil/?til=unsorted")
    for number in range(len(SAID), 0, -1):
        expect(page.get_by_role("link", name="Fordel")).to_have_count(number)
        page.get_by_role("link", name="Fordel").first.click()
        page.get_by_role("radio", name="Visionen").check()
        page.get_by_role("button", name="Fordel").click()  # leads back to those that are left
    expect(page.get_by_role("link", name="Fordel")).to_have_count(0)
    page.goto("/vision/vision-2035/temaer/tavle/")
    for title, speakers in THEMES.items():
        for who in speakers:
            page.get_by_role("checkbox", name=SAID[who]).check()
        page.get_by_text("Nyt tema af de valgte").click()
        page.get_by_label("Det nye temas titel").fill(title)
        page.get_by_role("button", name="Opret temaet").click()
        column = page.get_by_role("region", name=title)
        for who in speakers:
            expect(column).to_contain_text(SAID[who])


def hold_a_round(secretary, members):
    """Opened in three clicks, voted in on phones, followed on the screen without reloading, and closed."""
    secretary.goto("/vision/vision-2035/")
    secretary.get_by_role("link", name="Prioritering", exact=True).first.click()
    secretary.get_by_role("link", name="Ny runde", exact=True).click()
    secretary.get_by_role("button", name="Åbn runden").first.click()
    expect(secretary.get_by_text("0 af 3 har stemt.")).to_be_visible()
    secretary.get_by_role("link", name="Vis på skærmen").click()
    secretary.wait_for_url("**/skaerm/")
    secretary.evaluate("globalThis.isTheSamePage = true")
    for number, page in enumerate(members, start=1):
        vote(page)
        expect(secretary.get_by_role("row", name="Stærke foreninger")).to_contain_text(str(4 * number))
        expect(secretary.get_by_role("status")).to_have_text(f"{number} af 3 har stemt.")
    assert secretary.evaluate("globalThis.isTheSamePage") is True
    secretary.get_by_role("link", name="Tilbage til runden").click()
    secretary.get_by_role("link", name="Luk runden").click()
    secretary.get_by_role("button", name="Luk runden").click()
    expect(secretary.get_by_role("row", name="Stærke foreninger")).to_contain_text("12")


def vote(page):
    page.goto("/")
    page.get_by_role("link", name="Giv dine point").first.click()
    for _click in range(4):
        page.get_by_role("button", name="+1: Stærke foreninger").click()
    page.get_by_role("button", name="+1: Uddannelse til alle").click()
    expect(page.get_by_text("Alle point er givet")).to_be_visible()
    page.get_by_role("button", name="Giv pointene").click()
    expect(page.get_by_text("Dine point er talt med.").first).to_be_visible()


def write_the_vision(page):
    """A text, guiding lines tied to their themes, and the wording kept as draft 1."""
    page.goto("/vision/vision-2035/")
    page.get_by_role("link", name="Rediger visionen").click()
    expect(page.get_by_role("toolbar")).to_be_visible()  # the editor has come
    page.get_by_role("textbox", name="Tekst").fill(TEXT)
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text(TEXT)
    for line, (theme, aim) in LINES.items():
        page.get_by_role("link", name=re.compile(f"Tilføj sigtelinje.*{aim}")).click()
        page.get_by_label("Titel").fill(line)
        page.get_by_role("checkbox", name=theme).check()
        page.get_by_role("button", name="Gem").click()
        expect(page.get_by_role("heading", name=line)).to_be_visible()
    page.get_by_role("link", name="Udkast til visionen").click()
    page.get_by_label("Hvad der er nyt").fill("Efter seminaret.")
    page.get_by_role("button", name="Gem udkastet").click()
    expect(page.get_by_role("link", name="Udkast 1", exact=True)).to_be_visible()


def comment_on_a_passage(page):
    page.goto("/vision/vision-2035/")
    page.get_by_role("link", name="Kommentarer til teksten").click()
    page.get_by_role("link", name=re.compile(f"Kommenter her.*{TEXT[:12]}")).click()
    page.get_by_label("De ord, den handler om").fill(PASSAGE)
    page.get_by_role("textbox", name="Kommentar").fill("Også de nye borgere.")
    page.get_by_role("button", name="Send kommentaren").click()
    expect(page.locator("mark")).to_have_text(PASSAGE)
    expect(page.get_by_role("main")).to_contain_text("Også de nye borgere.")


def prepare_the_council_meeting(page):
    """The meeting at which the council decides, with its item, convened."""
    page.goto("/moeder/")
    page.get_by_role("link", name="Nyt møde").click()
    page.get_by_label("Type").select_option(label="byrådsmøde")
    page.get_by_role("checkbox", name="Ishøj Byråd").check()
    page.get_by_label("Første dag").fill("07-11-2023")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("7. november 2023")
    page.get_by_role("link", name="Nyt punkt").click()
    page.locator("[name=title]").fill("Vedtagelse af Vision 2035")
    page.get_by_role("checkbox", name="Vision 2035").check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("Vedtagelse af Vision 2035")
    page.get_by_role("button", name="Offentliggør dagsordenen").click()
    page.get_by_role("button", name="Indkald til mødet").click()
    expect(page.get_by_role("main")).to_contain_text("Mødet er nu indkaldt. Der er endnu ikke sendt mail")


def adopt(page):
    page.goto("/vision/vision-2035/")
    page.get_by_role("link", name="Skift status").click()
    page.get_by_role("radio", name="Afventer beslutning").check()
    page.get_by_label("Hvorfor").fill("Byrådet har udkastet.")
    page.get_by_role("button", name="Skift status").click()
    page.get_by_role("link", name="Registrer, at Byrådet har vedtaget visionen").click()
    page.get_by_label("Vedtaget under punkt").select_option(index=1)
    page.get_by_role("radio", name="Enstemmigt", exact=True).check()
    page.get_by_role("button", name="Registrer vedtagelsen").click()
    expect(page.get_by_text("Visionen er vedtaget.", exact=True)).to_be_visible()


def read_the_outcome(page):
    """The vision stands in the cascade, and a member takes it home on paper."""
    page.goto("/kaskade/")
    page.get_by_role("main").get_by_role("link", name="Vision 2035").first.click()
    expect(page.get_by_role("main")).to_contain_text("Enstemmigt")
    expect(page.get_by_role("link", name="Vedtagelse af Vision 2035").first).to_be_visible()
    link = page.get_by_role("link", name="Hele procesplanen (PDF)")
    link.evaluate("link => { link.download = '' }")  # kept as a file; else the browser shows it
    with page.expect_download() as download:
        link.click()
    words = words_of(download.value)
    assert "Udgave 1, vedtaget den 7. november 2023 af Ishøj Byråd." in words
    assert [line for line in LINES if line in words] == list(LINES)
    assert (Contribution.objects.count(), Ballot.objects.count()) == (3, 3)


def words_of(download):
    text = subprocess.run(["pdftotext", download.path(), "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(text.split())
