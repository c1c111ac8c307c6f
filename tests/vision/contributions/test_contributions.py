"""Contributions: written by those who may, for whom they may, once; sorted with a reason; never the public's."""

import re
import uuid
from datetime import date

import pytest

from ishoj_process.models import Body, Meeting, PartyGroup, Seat
from vision.models import Contribution, Question

LIST, NEW = "/vision/vision-2035/indspil/", "/vision/vision-2035/indspil/nyt/"


@pytest.fixture
def group(member):
    group = PartyGroup.objects.create(letter="A", name="Gruppe A")
    Seat.objects.filter(user=member, body__kind="council").update(party_group=group)
    return group


@pytest.fixture
def writer(client_of, member, vision):
    return client_of(member)


@pytest.fixture
def contribution(vision, member):
    return Contribution.objects.create(
        vision=vision, text="Flere skal lære mere.", member=member, written_by=member, said_on=date(2023, 8, 14)
    )


def write(browser, text="Flere skal lære mere.", said_by="member", **fields):
    return browser.post(NEW, {"text": text, "said_by": said_by, **fields})


def stored():
    return [(c.text, c.speaker, c.speaker_text) for c in Contribution.objects.all()]


# Writing.


def test_member_writes_in_their_own_name_and_is_ready_for_the_next(writer, member, theme_meeting, question):
    response = write(writer, meeting=theme_meeting.pk, question=question.pk)

    row = Contribution.objects.get()
    assert response.url == f"{NEW}?moede={theme_meeting.pk}&spoergsmaal={question.pk}"
    assert (row.member, row.written_by, row.meeting, row.question) == (member, member, theme_meeting, question)
    assert (row.said_on, row.destination) == (date(2023, 8, 14), "unsorted")


def test_meeting_and_question_are_chosen_beforehand(writer, theme_meeting, question):
    form = writer.get(f"{NEW}?moede={theme_meeting.pk}&spoergsmaal={question.pk}").context["form"]

    assert (form["meeting"].value(), form["question"].value()) == (theme_meeting.pk, question.pk)
    assert form["said_by"].value() == "member"


def test_member_is_asked_for_their_own_and_told_who_reads_it(writer, paper, theme_meeting):
    long = "Er det de rigtige problemer, " * 10
    asked = Question.objects.create(paper=paper, text=long.strip(" ,"))

    page = writer.get(f"{NEW}?spoergsmaal={asked.pk}").text

    main = page.split("<main")[1]
    told = (f">{asked.text}</p>", "Kun Byrådet og administrationen kan læse det.", "Dit indspil", "På hvis vegne")
    assert [text in main for text in told] == [True] * 4
    # Folded: mostly one speaks for oneself.
    assert ("Hvad der blev sagt" in main, "<details" in main.split('name="said_by"')[0]) == (False, True)


@pytest.mark.parametrize("who", ["administration", "secretariat"])
def test_staff_write_down_and_save(client_of, request, vision, theme_meeting, who):
    main = client_of(request.getfixturevalue(who)).get(NEW).text.split("<main")[1]

    buttons = [re.sub(r"\s+", " ", text).strip() for text in re.findall(r"<button[^>]*>([^<]*)<", main)]
    assert ["Hvad der blev sagt" in main, "Hvem sagde det" in main] == [True, True]
    assert ("Gem" in buttons, "Gem og fordel" in buttons, "Send" in buttons) == (True, who == "administration", False)


def test_who_sent_one_goes_on_to_the_next_question_that_waits(writer, paper):
    first, second, third = (Question.objects.create(paper=paper, text=f"{n}?", position=n) for n in (1, 2, 3))

    led = [write(writer, question=asked.pk).url for asked in (second, third, first)]

    # After the last the first; where none waits, one may write more about the same.
    assert led == [f"{NEW}?spoergsmaal={asked.pk}" for asked in (third, first, first)]


def test_staff_stay_at_the_question_that_is_discussed(client_of, administration, paper, theme_meeting):
    first, _second = (Question.objects.create(paper=paper, text=f"{n}?", position=n) for n in (1, 2))

    response = write(client_of(administration), said_by="meeting", meeting=theme_meeting.pk, question=first.pk)

    assert response.url == f"{NEW}?moede={theme_meeting.pk}&spoergsmaal={first.pk}"


def test_meeting_that_runs_today_is_chosen_beforehand(writer, settings, theme_meeting):
    settings.PROCESS_TODAY = "2023-08-21"

    assert writer.get(NEW).context["form"]["meeting"].value() == theme_meeting.pk


def test_member_speaks_for_their_own_group_and_no_other(writer, group):
    other = PartyGroup.objects.create(letter="B", name="Gruppe B")

    write(writer, said_by=f"group-{group.pk}")
    refused = write(writer, said_by=f"group-{other.pk}")

    assert list(refused.context["form"].errors) == ["said_by"]
    assert stored() == [("Flere skal lære mere.", "group", "A – Gruppe A")]


def test_meeting_as_such_needs_a_meeting(writer, theme_meeting):
    refused = write(writer, said_by="meeting")
    write(writer, said_by="meeting", meeting=theme_meeting.pk)

    assert refused.context["form"].errors == {"meeting": ["Vælg mødet, hvor det blev sagt."]}
    assert [kind for _, kind, _ in stored()] == ["meeting"]


def test_form_that_the_administration_opens_can_be_sent_as_it_stands(client_of, administration, vision, theme_meeting):
    browser = client_of(administration)

    form = browser.get(NEW).context["form"]
    browser.post(NEW, {name: form[name].value() or "" for name in form.fields} | {"text": "Flere skal lære mere."})

    assert Contribution.objects.get().meeting == theme_meeting


@pytest.mark.parametrize("who", ["administration", "secretariat"])
def test_staff_writes_for_a_group_and_not_for_a_member(client_of, request, vision, group, who):
    browser = client_of(request.getfixturevalue(who))

    write(browser, said_by=f"group-{group.pk}")
    refused = write(browser, said_by="member")

    assert list(refused.context["form"].errors) == ["said_by"]
    assert [kind for _, kind, _ in stored()] == ["group"]


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\u200b\u200d", "\u00a0\u2003", "\u202e"])
def test_blank_text_is_refused_at_its_field(writer, text):
    response = write(writer, text)

    assert (list(response.context["form"].errors), Contribution.objects.count()) == (["text"], 0)


@pytest.mark.parametrize(
    "text",
    ["å" * 10_000, "😀🇩🇰 emoji", "abc שלום", "<script>alert(1)</script><b>fed</b>", "Linje 1\nLinje 2"],
)
def test_hostile_text_is_stored_as_text_and_shown_harmlessly(writer, text):
    write(writer, text)

    row = Contribution.objects.get()
    page = writer.get(f"/vision/indspil/{row.pk}/").text
    assert row.text == text
    assert "<script>alert" not in page
    assert "<b>fed" not in page


def test_text_of_10001_characters_is_refused_and_kept_on_the_screen(writer):
    response = write(writer, "å" * 10_001)

    assert list(response.context["form"].errors) == ["text"]
    assert "å" * 10_001 in response.text


def test_sent_twice_is_stored_once(writer):
    token = str(uuid.uuid4())

    first, second = write(writer, token=token), write(writer, token=token)

    assert (first.url == second.url, Contribution.objects.count()) == (True, 1)


def test_script_is_told_where_to_go(writer):
    answer = writer.post(NEW, {"text": "Kort.", "said_by": "member"}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (200, {"url": f"{NEW}?"})


def test_meeting_that_the_writer_may_not_know_of_is_refused(writer, make_meeting, other_committee):
    hidden = make_meeting(other_committee, is_published=False)

    assert list(write(writer, meeting=hidden.pk).context["form"].errors) == ["meeting"]


def test_council_meeting_is_not_among_the_choices(writer, make_meeting, council):
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL)

    assert list(write(writer, meeting=meeting.pk).context["form"].errors) == ["meeting"]


# Correcting and removing.


def test_writer_corrects_until_it_is_sorted(writer, contribution):
    url = f"/vision/indspil/{contribution.pk}/rediger/"
    response = writer.post(url, {"text": "Alle skal lære mere.", "said_by": "member", "version": 1})
    Contribution.objects.update(destination="vision")

    refused = writer.post(url, {"text": "Ingen.", "said_by": "member", "version": 2})

    contribution.refresh_from_db()
    assert (response.status_code, refused.status_code) == (302, 403)
    assert (contribution.text, contribution.history.count()) == ("Alle skal lære mere.", 2)


def test_administration_corrects_and_the_speaker_stays(browser, member, contribution):
    url = f"/vision/indspil/{contribution.pk}/rediger/"

    browser.post(url, {"text": "Alle skal lære mere.", "said_by": "member", "version": 1})

    contribution.refresh_from_db()
    assert (contribution.text, contribution.member) == ("Alle skal lære mere.", member)


def test_later_of_two_corrections_is_shown_both_texts(browser, contribution):
    url = f"/vision/indspil/{contribution.pk}/rediger/"
    browser.post(url, {"text": "Den ene.", "said_by": "member", "version": 1})

    response = browser.post(url, {"text": "Den anden.", "said_by": "member", "version": 1})

    assert response.status_code == 409
    assert [(row.theirs, row.mine) for row in response.context["conflict"]] == [("Den ene.", "Den anden.")]


def test_other_member_neither_corrects_nor_removes(client_of, term, council, contribution, vision):
    from ishoj_process.models import User

    other = User.objects.create_user("anden@example.org", role=User.Role.MEMBER)
    browser = client_of(other)

    assert browser.post(f"/vision/indspil/{contribution.pk}/rediger/", {"text": "Nej."}).status_code == 403
    assert browser.post(f"/vision/indspil/{contribution.pk}/fjern/", {"version": 1}).status_code == 403


def test_writer_removes_what_is_not_sorted(writer, contribution):
    writer.post(f"/vision/indspil/{contribution.pk}/fjern/", {"version": 1})

    assert Contribution.objects.count() == 0


# Sorting.


def sort(browser, contribution, **fields):
    return browser.post(f"/vision/indspil/{contribution.pk}/fordel/", {"version": contribution.version, **fields})


def test_sorted_to_a_committee_it_stands_on_its_page(browser, writer, client, committee, contribution):
    response = sort(browser, contribution, to="committee", body=committee.pk)

    contribution.refresh_from_db()
    assert response.url == f"{LIST}?til=unsorted"
    assert (contribution.body, contribution.sorted_on) == (committee, date(2023, 8, 14))
    assert "Flere skal lære mere." in writer.get(committee.get_absolute_url()).text
    assert "Flere skal lære mere." not in client.get(committee.get_absolute_url()).text


def test_set_aside_it_says_why(browser, writer, contribution):
    sort(browser, contribution, to="aside", reason="Hører til i budgettet.")

    assert "Hører til i budgettet." in writer.get(f"/vision/indspil/{contribution.pk}/").text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"to": "aside"}, "Skriv, hvorfor det lægges til side."),
        ({"to": "aside", "reason": "  "}, "Skriv, hvorfor det lægges til side."),
        ({"to": "committee"}, "Vælg udvalget."),
    ],
)
def test_sorting_without_what_it_needs_is_refused_with_the_reason(browser, contribution, fields, reason):
    response = sort(browser, contribution, **fields)

    contribution.refresh_from_db()
    errors = [text for texts in response.context["form"].errors.values() for text in texts]
    assert (errors, contribution.destination) == ([reason], "unsorted")


def test_council_itself_is_no_committee(browser, contribution, council):
    assert list(sort(browser, contribution, to="committee", body=council.pk).context["form"].errors) == ["body"]


def test_sorted_twice_is_sorted_once(browser, contribution):
    sort(browser, contribution, to="vision")
    sort(browser, contribution, to="vision")

    contribution.refresh_from_db()
    assert (contribution.version, contribution.history.count()) == (2, 2)


def test_sorting_what_somebody_changed_is_shown_again(browser, contribution):
    sort(browser, contribution, to="vision")

    response = sort(browser, contribution, to="aside", reason="Budget.")

    contribution.refresh_from_db()
    assert (response.status_code, contribution.destination) == (409, "vision")
    assert "Budget." in response.text


def test_what_stands_under_a_theme_is_not_set_aside(browser, contribution, make_theme):
    make_theme().contributions.add(contribution)

    response = sort(browser, contribution, to="aside", reason="Budget.")

    assert response.context["form"].errors == {"to": ["Det står under et tema. Tag det ud af temaet først."]}


@pytest.mark.parametrize("who", ["member", "secretariat"])
def test_others_do_not_sort(client_of, request, contribution, who):
    assert sort(client_of(request.getfixturevalue(who)), contribution, to="vision").status_code == 403


# Reading.


def test_public_finds_nothing_anywhere(client, contribution, theme_meeting, make_theme):
    contribution.meeting = theme_meeting
    contribution.save()
    theme = make_theme(is_published=True)
    theme.contributions.add(contribution)

    pages = [
        "/",
        "/vision/vision-2035/",
        "/vision/vision-2035/temaer/",
        theme.get_absolute_url(),
        theme_meeting.get_absolute_url(),
    ]

    assert [page for page in pages if "Flere skal" in client.get(page).text or "ndspil" in client.get(page).text] == []
    assert client.get(LIST).url.startswith("/log-ind/")


def test_meetings_page_shows_them_to_the_council_with_a_way_to_write(writer, contribution, theme_meeting):
    contribution.meeting = theme_meeting
    contribution.save()

    page = writer.get(theme_meeting.get_absolute_url()).text

    assert "Flere skal lære mere." in page
    assert f'href="/vision/indspil/nyt/?moede={theme_meeting.pk}"' in page


def test_list_is_narrowed_by_what_is_asked(writer, contribution, committee, vision, member):
    sorted_one = Contribution.objects.create(
        vision=vision, text="Til udvalget.", member=member, written_by=member,
        said_on=date(2023, 8, 14), destination="committee", body=committee,
    )  # fmt: skip

    def found(query):
        return list(writer.get(f"{LIST}{query}").context["page"])

    assert found("?til=unsorted") == [contribution]
    assert found(f"?udvalg={committee.slug}") == [sorted_one]
    assert found("?til=nonsense") == [sorted_one, contribution]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(writer, vision, member, theme_meeting, django_assert_num_queries, count):
    Contribution.objects.bulk_create(
        Contribution(
            vision=vision, text=f"Nr. {number}", member=member, written_by=member, meeting=theme_meeting,
            said_on=date(2023, 8, 14),
        )
        for number in range(count)
    )  # fmt: skip
    writer.get(LIST)

    with django_assert_num_queries(15):
        writer.get(LIST)


def test_advisory_board_gets_no_contributions(browser, contribution):
    board = Body.objects.create(name="Seniorrådet", slug="senioraadet", kind=Body.Kind.ADVISORY)

    assert list(sort(browser, contribution, to="committee", body=board.pk).context["form"].errors) == ["body"]
