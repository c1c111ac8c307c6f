"""The administration reads answers from outside from a spreadsheet: faults first, then all of them, then undone."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from ishoj_process.models import Body, Strategy
from strategies.models import Consultation, Response

from .plainly import words_of

FAULTY = "Type;Svar;Navn\r\nborger;Flere træer.;x\r\nkat;Mjav;y\r\n"
MENDED = "Type;Svar;Navn\r\nborger;Flere træer.;x\r\nforening;Flere stier.;y\r\n"


def choose(page, text):
    """As Excel saves a .csv file in Danish."""
    page.press("Indlæs svarene", file=SimpleUploadedFile("svar.csv", text.encode("cp1252"), "text/csv"))


def test_answers_are_read_when_the_file_is_right_and_taken_back(walk_as):
    strategy = Strategy.objects.filter(owner=Body.objects.get(abbreviation="KMU")).first()
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, is_public=True, state="sent", opened_on=date(2023, 8, 1),
        deadline=date(2023, 9, 11), text="<p>Udkast</p>",
    )  # fmt: skip
    page = walk_as("administration")
    page.goto(consultation.get_absolute_url())
    page.follow("Indlæs svar fra et regneark")

    choose(page, FAULTY)
    assert "Der er noget, der skal rettes" in page.words
    assert "3" in words_of([*page.root.iter("tr")][1])
    assert "Disse kolonner læses ikke, og intet fra dem gemmes: Navn." in page.words
    assert Response.objects.count() == 0

    choose(page, MENDED)
    assert "2 svar er indlæst." in page.words
    assert "Flere stier." in page.words

    page.follow("Træk svarene tilbage")
    page.press("Træk svarene tilbage")
    assert "Svarene er trukket tilbage." in page.words
    assert Response.objects.count() == 0
