"""The debate paper as a page and as a document."""

from io import BytesIO

import pikepdf
import pytest

from ishoj_process.models import Meeting
from vision.models import Challenge, DebatePaper


def bookmarks(outline):
    return [(str(entry.title), bookmarks(entry.children)) for entry in outline]


def raised(response):
    return [(group.meeting, [str(row) for row in group.challenges]) for group in response.context["raised"]]


def test_page_without_a_paper_says_so(client, vision):
    assert "Der er ikke registreret et debatoplæg." in client.get("/vision/vision-2035/debatoplaeg/").text
    assert client.get("/vision/vision-2035/debatoplaeg.pdf").status_code == 404


def test_challenges_are_examples_from_where_they_were_raised(client, paper, theme_meeting):
    Challenge.objects.create(paper=paper, title="Klima", raised_at=theme_meeting)
    Challenge.objects.create(paper=paper, title="Sundhed", raised_at=theme_meeting)
    Challenge.objects.create(paper=paper, title="Kom til senere")

    response = client.get("/vision/vision-2035/debatoplaeg/")

    assert raised(response) == [(theme_meeting, ["Klima", "Sundhed"]), (None, ["Kom til senere"])]
    assert "Listen er ikke udtømmende" in response.text


def test_meeting_that_the_reader_may_not_know_of_is_not_named(client, client_of, member, paper, theme_meeting):
    Challenge.objects.create(paper=paper, title="Klima", raised_at=theme_meeting)
    Meeting.objects.update(is_published=False)

    public, council = (
        client.get("/vision/vision-2035/debatoplaeg/"),
        client_of(member).get("/vision/vision-2035/debatoplaeg/"),
    )

    assert (raised(public), public.context["meeting"]) == ([(None, ["Klima"])], None)
    assert "Temamøde 1" not in public.text
    assert (raised(council), council.context["meeting"]) == ([(theme_meeting, ["Klima"])], theme_meeting)


def test_question_leads_to_its_agenda_item_once_the_agenda_is_published(client, question, theme_meeting):
    before = client.get("/vision/vision-2035/debatoplaeg/")
    Meeting.objects.update(agenda_state="published")
    after = client.get("/vision/vision-2035/debatoplaeg/")

    assert [(row.question, row.item) for row in before.context["asked"]] == [(question, None)]
    assert [row.item for row in after.context["asked"]] == [question.item]
    assert question.item.get_absolute_url() in after.text


@pytest.mark.parametrize(("who", "reads"), [(None, False), ("member", False), ("administration", True)])
def test_draft_says_to_the_public_only_that_it_is_on_its_way(request, client_of, challenge, who, reads):
    DebatePaper.objects.update(state="draft", source_note="Notat til direktionen")
    client = client_of(request.getfixturevalue(who) if who else None)

    page = client.get("/vision/vision-2035/debatoplaeg/").text

    words = ["Indledningen.", "Partnerskaber.", "Flere skal lære mere.", "Uddannelsesniveau", "Notat til direktionen"]
    assert [word in page for word in words] == [reads] * 5
    assert "Direktionens debatoplæg" in page


def test_themes_beside_a_challenge_are_those_that_the_reader_may_see(client, challenge, make_theme):
    for theme in (make_theme("Offentligt", is_published=True), make_theme("Delt")):
        theme.challenges.add(challenge)

    response = client.get("/vision/vision-2035/debatoplaeg/")

    shown = response.context["raised"][0].challenges[0].shown_themes
    assert [theme.title for theme in shown] == ["Offentligt"]


@pytest.mark.parametrize("url", ["/vision/vision-2035/debatoplaeg/", "/vision/vision-2035/debatoplaeg.pdf"])
def test_reading_answers_post_with_405(client, paper, url):
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_page_costs_the_same_at_any_size(
    client, paper, question, theme_meeting, make_theme, django_assert_num_queries, count
):
    rows = Challenge.objects.bulk_create(
        Challenge(paper=paper, title=f"Udfordring {number}", raised_at=theme_meeting) for number in range(count)
    )
    make_theme(is_published=True).challenges.set(rows)

    with django_assert_num_queries(10):
        response = client.get("/vision/vision-2035/debatoplaeg/")

    assert len(response.context["raised"][0].challenges) == count


def test_document_is_tagged_danish_and_bookmarked(client, challenge, question):
    response = client.get("/vision/vision-2035/debatoplaeg.pdf")

    assert response["Content-Disposition"] == 'inline; filename="debatoplaeg.pdf"'
    with pikepdf.open(BytesIO(response.content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "da"
        assert str(pdf.docinfo["/Title"]) == "Direktionens debatoplæg"
        assert pdf.Root.MarkInfo.Marked
        parts = ["Udfordringerne", "Løsninger i partnerskab", "Det skal Byrådet drøfte"]
        assert bookmarks(outline.root) == [("Direktionens debatoplæg", [(part, []) for part in parts])]


@pytest.mark.each_paper_written
def test_document_logs_no_error(client, challenge, question, caplog):
    client.get("/vision/vision-2035/debatoplaeg.pdf")

    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.each_paper_written
def test_document_is_the_same_bytes_until_something_changes(client, paper):
    first = client.get("/vision/vision-2035/debatoplaeg.pdf")
    again = client.get("/vision/vision-2035/debatoplaeg.pdf", headers={"If-None-Match": first["ETag"]})
    paper.title = "Et andet navn"
    paper.save()
    changed = client.get("/vision/vision-2035/debatoplaeg.pdf", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_staffs_document_is_nobody_elses(client, browser, paper):
    DebatePaper.objects.update(state="draft")

    own = browser.get("/vision/vision-2035/debatoplaeg.pdf")
    public = client.get("/vision/vision-2035/debatoplaeg.pdf")

    assert own["Cache-Control"] == "private, no-store"
    assert own.content != public.content
