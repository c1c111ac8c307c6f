"""What is said when an act is done: what it was about, by name, with what one does next."""

from django.utils.html import escape

from ishoj_process.editing.acting import named, told_with
from ishoj_process.models import AgendaItem

from .test_faults import page_of


def said(response):
    """What stands in the one place that is always on the screen, with where its links lead."""
    (box,) = page_of(response).xpath("//main//div[@class='messages']")
    assert [line.get("role") for line in box.xpath("./p")] == ["status"] * len(box.xpath("./p"))
    return [" ".join(line.text_content().split()) for line in box.xpath("./p")], box.xpath(".//a/@href")


def test_what_is_saved_and_removed_is_named(client_of, secretariat, theme_meeting):
    client = client_of(secretariat)
    url = f"/moeder/{theme_meeting.pk}/punkter/nyt/"

    words, _links = said(client.post(url, {"title": "Broen over <åen>"}, follow=True))
    assert words == ["”1. Broen over <åen>” er gemt."]
    item = AgendaItem.objects.get()
    page = page_of(client.get(f"/punkter/{item.pk}/slet/"))
    assert page.xpath("string(//title)").startswith(
        "Slet punkt 1, Temamøde 1 for Byrådet, 21. august 2023: Broen over <åen>"
    )
    assert [word.text_content().strip() for word in page.xpath("//main//form//button | //main//form//a")] == [
        "Slet punkt 1, Temamøde 1 for Byrådet, 21. august 2023",
        "Behold",
    ]
    assert said(client.post(f"/punkter/{item.pk}/slet/", follow=True))[0] == ["Punktet er slettet."]


def test_publishing_an_agenda_leads_on_to_the_invitations(client_of, secretariat, theme_meeting):
    AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Broen")

    answer = client_of(secretariat).post(
        f"/moeder/{theme_meeting.pk}/dagsorden/offentliggoer/", {"to": "published"}, follow=True
    )

    assert said(answer) == (
        ["Dagsordenen er offentliggjort. Gå videre til indkaldelserne"],
        [f"/moeder/{theme_meeting.pk}/indkaldelser/"],
    )


def test_a_name_is_one_line_and_never_markup():
    assert named("To\nlinjer  " + "x" * 200) == "To linjer " + "x" * 69 + "…"
    assert escape("<b>") in told_with("<b>", ("Videre", "/"))
    assert told_with("<b>", None) == "<b>"
