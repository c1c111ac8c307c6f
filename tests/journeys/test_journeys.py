"""Whole jobs in a real browser: a member reads the plan, the administration enters, the secretariat sends."""

import icalendar
import pikepdf
from playwright.sync_api import expect

from ishoj_process.models import StatusChange
from vision.models import Theme

from .plainly import words_of


def test_member_reads_from_the_overview_to_the_agenda_and_up_the_cascade(log_in_by_the_page):
    page = log_in_by_the_page("medlem")

    page.get_by_role("link", name="Temamøde 1 for Byrådet").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Temamøde 1 for Byrådet, 21. august 2023")
    expect(page.get_by_role("main")).to_contain_text("Mandag den 21. august 2023 kl. 17.00–19.00")

    menu = page.get_by_role("navigation", name="Hovedmenu")
    menu.get_by_text("Strategier", exact=True).first.click()
    menu.get_by_role("link", name="Hovedpolitikker og kaskade").click()
    page.get_by_role("link", name="Sundhedsstrategi").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sundhedsstrategi")
    page.get_by_role("main").get_by_role("link", name="Velfærdspolitik").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Velfærdspolitik")


def test_administration_enters_a_theme_and_a_status(walk_as):
    page = walk_as("administration")

    page.goto("/vision/vision-2035/temaer/nyt/")
    page.fill("Titel", "Flere skal have en uddannelse")
    page.press("Gem")
    assert page.heading == "Flere skal have en uddannelse"

    page.goto("/strategier/")
    page.follow("Beskæftigelsesstrategi")
    page.follow("Skift status")
    page.check("Afventer beslutning")
    page.fill("Hvorfor", "Udvalget har drøftet udkastet.")
    page.press("Skift status")

    assert "Udvalget har drøftet udkastet." in words_of(page.main)
    assert [theme.title for theme in Theme.objects.all()] == ["Flere skal have en uddannelse"]
    assert [(c.from_status, c.to_status, c.note) for c in StatusChange.objects.all()] == [
        ("in_preparation", "before_decision", "Udvalget har drøftet udkastet.")
    ]


def test_secretariat_downloads_an_agenda_and_an_invitation(log_in_by_the_page, tmp_path):
    page = log_in_by_the_page("secretariat")
    page.goto("/moeder/?fra=2023-08-01&til=2023-12-31")
    page.get_by_role("link", name="Byrådsseminar").first.click()
    page.wait_for_url("**/moeder/*/")

    with page.expect_download() as calendar:
        page.get_by_role("link", name="Hent i kalender").click()
    event = icalendar.Calendar.from_ical(calendar.value.path().read_bytes()).events[0]
    assert (str(event.start), str(event.end), event["STATUS"]) == ("2023-10-31", "2023-11-02", "TENTATIVE")

    answer = page.request.get(page.url + "dagsorden.pdf")
    (tmp_path / "dagsorden.pdf").write_bytes(answer.body())
    with pikepdf.open(tmp_path / "dagsorden.pdf") as pdf:
        assert (answer.headers["content-type"], str(pdf.Root.Lang)) == ("application/pdf", "da")
