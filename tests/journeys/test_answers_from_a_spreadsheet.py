"""The administration reads answers from outside from a spreadsheet: faults first, then all of them, then undone."""

from datetime import date

from playwright.sync_api import expect

from ishoj_process.models import Body, Strategy
from strategies.models import Consultation, Response

FAULTY = "Type;Svar;Navn\r\nborger;Flere træer.;x\r\nkat;Mjav;y\r\n"
MENDED = "Type;Svar;Navn\r\nborger;Flere træer.;x\r\nforening;Flere stier.;y\r\n"


def choose(page, text):
    """As Excel saves a .csv file in Danish."""
    page.locator("[name=file]").set_input_files(
        {"name": "svar.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    )
    page.get_by_role("button", name="Indlæs svarene").click()


def test_answers_are_read_when_the_file_is_right_and_taken_back(log_in, ishoej):
    strategy = Strategy.objects.filter(owner=Body.objects.get(abbreviation="KMU")).first()
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, is_public=True, state="sent", opened_on=date(2023, 8, 1),
        deadline=date(2023, 9, 11), text="<p>Udkast</p>",
    )  # fmt: skip
    page = log_in("administration")
    page.goto(consultation.get_absolute_url())
    page.get_by_role("link", name="Indlæs svar fra et regneark").click()

    choose(page, FAULTY)
    expect(page.get_by_role("heading", name="Der er noget, der skal rettes")).to_be_visible()
    expect(page.get_by_role("row").nth(1)).to_contain_text("3")
    expect(page.get_by_text("Disse kolonner læses ikke, og intet fra dem gemmes: Navn.")).to_be_visible()
    assert Response.objects.count() == 0

    choose(page, MENDED)
    expect(page.get_by_text("2 svar er indlæst.")).to_be_visible()
    expect(page.get_by_text("Flere stier.")).to_be_visible()

    page.get_by_role("link", name="Træk svarene tilbage").click()
    page.get_by_role("button", name="Træk svarene tilbage").click()
    expect(page.get_by_text("Svarene er trukket tilbage.")).to_be_visible()
    assert Response.objects.count() == 0
