"""Drafts of the vision: kept whole, laid side by side, commented on; the council's and the staff's own work."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from vision.drafts.acts import remove_comment
from vision.models import Comment, Draft

DRAFTS, COMPARE, COMMENTS, NEW = (
    "/vision/vision-2035/udkast/",
    "/vision/vision-2035/udkast/sammenlign/",
    "/vision/vision-2035/kommentarer/",
    "/vision/vision-2035/kommentarer/ny/",
)


@pytest.fixture
def worded(vision, line):
    vision.text = "<p>Ishøj er en by med fællesskaber.</p><p>Kommunen skal være robust.</p>"
    vision.save()
    return vision


@pytest.fixture
def comment(worded, member):
    return Comment.objects.create(
        vision=worded, quote="Kommunen skal være robust.", text="Hvad betyder robust?", by=member, on=date(2023, 8, 14)
    )


def keep(browser, note="Til temamødet"):
    return browser.post(DRAFTS, {"note": note})


def word(vision, text):
    vision.text = text
    vision.save()


# Keeping.


def test_draft_keeps_text_and_guiding_lines_with_who_and_when(browser, administration, worded, line):
    response = keep(browser)

    draft = Draft.objects.get()
    assert (response.status_code, response.url) == (302, DRAFTS)
    assert (draft.number, draft.note, draft.made_by, draft.made_on) == (
        1,
        "Til temamødet",
        administration,
        date(2023, 8, 14),
    )
    assert draft.text == worded.text
    assert draft.lines == [
        {"line": line.pk, "aim": "Et robust lokalsamfund", "title": "Fællesskaber, der bærer", "explanation": ""}
    ]


def test_same_wording_is_not_kept_twice(browser, worded):
    keep(browser)
    response = keep(browser)

    assert Draft.objects.count() == 1
    assert "Der er ikke ændret noget siden udkast 1." in response.text


def test_next_draft_has_the_next_number(browser, worded):
    keep(browser)
    word(worded, "<p>Nyt.</p>")
    keep(browser, "Efter seminaret")

    assert list(Draft.objects.values_list("number", "note")) == [(2, "Efter seminaret"), (1, "Til temamødet")]


def test_nothing_worded_is_not_kept(browser, vision):
    assert "Der er ikke formuleret noget endnu." in keep(browser).text
    assert Draft.objects.count() == 0


def test_draft_without_a_note_is_refused_at_its_field(browser, worded):
    assert list(keep(browser, " ").context["form"].errors) == ["note"]


def test_member_reads_drafts_and_does_not_keep_them(client_of, member, browser, worded):
    keep(browser)
    reader = client_of(member)

    assert "Til temamødet" in reader.get(DRAFTS).text
    assert "Ishøj er en by" in reader.get(f"{DRAFTS}1/").text
    assert (reader.post(DRAFTS, {"note": "Mit"}).status_code, Draft.objects.count()) == (403, 1)


@pytest.mark.parametrize("url", [DRAFTS, f"{DRAFTS}1/", COMPARE, COMMENTS, NEW])
def test_public_is_asked_to_log_in(client, browser, worded, url):
    keep(browser)

    response = client.get(url)

    assert (response.status_code, response.url.startswith("/log-ind/")) == (302, True)


# Side by side.


def test_two_drafts_stand_side_by_side_with_words_marked(browser, worded):
    keep(browser)
    word(worded, "<p>Ishøj er en by med stærke fællesskaber.</p><p>Kommunen skal være robust.</p>")
    keep(browser, "Efter mødet")

    page = browser.get(f"{COMPARE}?fra=1&til=2")

    rows = page.context["comparison"].text
    assert [row.is_changed for row in rows] == [True, False]
    assert [(s.kind, s.text) for s in rows[0].new if s.kind != "equal"] == [("added", "stærke ")]
    assert '<ins><span class="visually-hidden">tilføjet: </span>stærke </ins>' in page.text


def test_comparison_tells_of_guiding_lines_new_gone_and_moved(browser, worded, line, aim):
    keep(browser)
    other = aim.guiding_lines.create(title="En robust kommune", position=0)
    line.position = 5
    line.save()
    keep(browser, "Ny linje")
    line.delete()

    first = browser.get(f"{COMPARE}?fra=1&til=2").context["comparison"]
    since = browser.get(f"{COMPARE}?fra=2").context["comparison"]

    assert [(row.title, row.is_new, row.is_gone) for row in first.lines] == [
        ("En robust kommune", True, False),
        ("Fællesskaber, der bærer", False, False),
    ]
    assert [(row.title, row.is_gone) for row in since.lines] == [
        (other.title, False),
        ("Fællesskaber, der bærer", True),
    ]


def test_lines_that_changed_places_are_said_to_be_moved(browser, worded, line, aim):
    other = aim.guiding_lines.create(title="En robust kommune", position=1)
    keep(browser)
    line.position, other.position = 1, 0
    line.save()
    other.save()

    comparison = browser.get(COMPARE).context["comparison"]

    assert [row.is_moved for row in comparison.lines] == [True, True]
    assert not comparison.is_without_changes


def test_nothing_changed_is_said(browser, worded):
    keep(browser)

    assert "Der er ikke ændret noget." in browser.get(COMPARE).text


@pytest.mark.parametrize("query", ["?fra=9", "?fra=x", ""])
def test_draft_that_is_not_there_is_not_found(browser, worded, query):
    assert browser.get(f"{COMPARE}{query}").status_code == 404


# Comments.


def test_comment_is_stored_with_its_words_and_those_around(client_of, member, worded):
    browser = client_of(member)

    response = browser.post(NEW, {"quote": "skal være robust", "text": "Hvad betyder robust?"})

    comment = Comment.objects.get()
    assert response.url == f"{COMMENTS}#kommentar-{comment.pk}"
    assert (comment.by, comment.on, comment.before[-9:], comment.after) == (member, date(2023, 8, 14), "Kommunen ", ".")


def test_comment_stays_with_its_passage_when_the_text_moves(browser, worded, comment):
    word(worded, "<p>Kommunen skal være robust.</p><p>Nyt afsnit.</p><p>Ishøj er en by med fællesskaber.</p>")

    paragraphs = browser.get(COMMENTS).context["paragraphs"]

    assert [[shown.comment for shown in paragraph.comments] for paragraph in paragraphs] == [[comment], [], []]


def test_passage_that_was_changed_shows_what_became_of_its_words(browser, worded, comment):
    word(worded, "<p>Kommunen skal altid være robust.</p>")

    [paragraph] = browser.get(COMMENTS).context["paragraphs"]

    assert [(s.kind, s.text) for s in paragraph.comments[0].change if s.kind != "equal"] == [("added", "altid ")]


def test_comment_whose_words_are_gone_stands_apart(browser, worded, comment):
    word(worded, "<p>Helt andre ord.</p>")

    page = browser.get(COMMENTS)

    assert [shown.comment for shown in page.context["gone"]] == [comment]
    assert "Hvad betyder robust?" in page.text


def test_words_that_do_not_stand_in_the_text_are_refused_at_the_field(client_of, member, worded):
    response = client_of(member).post(NEW, {"quote": "findes ikke", "text": "Hvorfor?"})

    assert list(response.context["form"].errors) == ["quote"]
    assert "Hvorfor?" in response.text
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_empty_comment_is_refused_at_its_field(client_of, member, worded, text):
    response = client_of(member).post(NEW, {"quote": "robust", "text": text})

    assert list(response.context["form"].errors) == ["text"]


def test_pasted_html_is_stored_as_text_and_shown_harmlessly(client_of, member, worded):
    browser = client_of(member)
    browser.post(NEW, {"quote": "robust", "text": "<script>alert(1)</script> 😀 \u202eabc"})

    # What turns the reading round is a sign that nobody sees, and stays outside.
    assert Comment.objects.get().text == "<script>alert(1)</script> 😀 abc"
    assert "<script>alert(1)" not in browser.get(COMMENTS).text


def test_guiding_line_is_commented_on(client_of, member, worded, line):
    browser = client_of(member)
    browser.post(f"{NEW}?linje={line.pk}", {"text": "God linje."})

    [shown] = browser.get(COMMENTS).context["lines"]
    assert [one.comment.text for one in shown.comments] == ["God linje."]


def test_double_click_comments_once(client_of, member, worded, sent):
    browser = client_of(member)
    typed = sent(browser, NEW, quote="robust", text="Hvorfor?")

    first, second = browser.post(NEW, typed), browser.post(NEW, typed)

    assert (first.url == second.url, Comment.objects.count()) == (True, 1)


def test_adopted_vision_is_commented_on_no_more(client_of, member, worded):
    worded.status = "adopted"
    worded.save()

    response = client_of(member).post(NEW, {"quote": "robust", "text": "Hvorfor?"}, follow=True)

    assert "Visionen er vedtaget. Ordlyden ændres kun med en ny udgave." in response.text
    assert Comment.objects.count() == 0


def test_administration_says_what_became_of_a_comment(browser, administration, comment):
    response = browser.post(f"/vision/kommentarer/{comment.pk}/afslut/", {"note": "Ordet er forklaret."})

    comment.refresh_from_db()
    assert response.status_code == 302
    assert (comment.settled_note, comment.settled_on) == ("Ordet er forklaret.", date(2023, 8, 14))
    assert comment.settled_by == administration
    assert "Ordet er forklaret." in browser.get(COMMENTS).text


def test_member_does_not_settle_comments(client_of, member, comment):
    assert client_of(member).post(f"/vision/kommentarer/{comment.pk}/afslut/", {"note": "Nej."}).status_code == 403


def test_writer_takes_a_comment_back(client_of, member, comment):
    client_of(member).post(f"/vision/kommentarer/{comment.pk}/fjern/")

    assert Comment.objects.count() == 0


def test_comment_is_taken_back_once_however_often_it_is_asked(comment, member):
    for _click in range(2):
        remove_comment(comment=comment, by=member)

    assert Comment.objects.count() == 0


def test_act_itself_refuses_to_take_back_what_another_wrote(comment, administration):
    with pytest.raises(Refused) as refused:
        remove_comment(comment=comment, by=administration)

    assert refused.value.reasons == ["Kun den, der har skrevet en kommentar, trækker den tilbage."]


def test_others_do_not_take_it_back(browser, comment):
    assert browser.post(f"/vision/kommentarer/{comment.pk}/fjern/").status_code == 404


def test_answered_comment_stays(client_of, member, browser, comment):
    browser.post(f"/vision/kommentarer/{comment.pk}/afslut/", {"note": "Ordet er forklaret."})

    response = client_of(member).post(f"/vision/kommentarer/{comment.pk}/fjern/", follow=True)

    assert "Kommentaren er besvaret og bliver stående." in response.text
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3, 30])
def test_comments_ask_the_same_number_of_queries(browser, worded, member, django_assert_num_queries, count):
    for number in range(count):
        Comment.objects.create(vision=worded, quote="robust", text=f"Nr. {number}", by=member, on=date(2023, 8, 14))

    with django_assert_num_queries(5):
        browser.get(COMMENTS)
