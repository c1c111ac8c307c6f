"""Entering an agenda: items, their order, publishing and taking back."""

from datetime import date

import pytest

from calendar_app.agendas.acts import delete_agenda_item
from ishoj_process.models import AgendaItem, Meeting

PUBLISHED = "Dagsordenen er offentliggjort."


@pytest.fixture
def browser(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def three_items(make_item):
    return [make_item(title) for title in ("a", "b", "c")]


@pytest.fixture
def seminar(make_meeting, council):
    return make_meeting(council, title="Seminar", start_date=date(2023, 10, 31), end_date=date(2023, 11, 1))


def in_order(meeting):
    return list(meeting.items.values_list("title", flat=True))


def said(response):
    return [str(message) for message in response.context["messages"]]


def typed(item=None, **changes):
    sent = {"title": item.title, "version": item.version} if item else {"title": "Et punkt"}
    return sent | changes


def move(browser, item, way, seen=None):
    sent = {"retning": way, "nummer": seen or item.number}
    return browser.post(f"/punkter/{item.pk}/flyt/", sent, follow=True)


def publish(browser, meeting, to="published"):
    return browser.post(f"/moeder/{meeting.pk}/dagsorden/offentliggoer/", {"to": to}, follow=True)


def test_item_is_created_last_with_all_its_sections(browser, agenda_item, vision, strategy, council, secretariat):
    meeting = agenda_item.meeting
    sections = {name: f"Tekst om {name}" for name in AgendaItem.PRESENTATION}

    response = browser.post(
        f"/moeder/{meeting.pk}/punkter/nyt/",
        typed(**sections, deciding_body=council.pk, documents=[f"vision-{vision.pk}", f"strategy-{strategy.pk}"]),
    )

    item = meeting.items.last()
    assert response.url == f"/moeder/{meeting.pk}/#punkt-{item.pk}"
    assert (item.number, item.title, item.updated_by) == (2, "Et punkt", secretariat)
    assert [getattr(item, name) for name in AgendaItem.PRESENTATION] == [f"<p>{text}</p>" for text in sections.values()]
    assert [treatment.level for treatment in item.treatments.all()] == [vision, strategy]


def test_documents_are_added_and_taken_away(browser, agenda_item, vision, strategy):
    url = f"/punkter/{agenda_item.pk}/rediger/"
    browser.post(url, typed(agenda_item, documents=[f"vision-{vision.pk}"]))
    kept = agenda_item.treatments.get()

    browser.post(url, typed(agenda_item, version=2, documents=[f"vision-{vision.pk}", f"strategy-{strategy.pk}"]))
    assert [treatment.level for treatment in agenda_item.treatments.all()] == [vision, strategy]
    assert agenda_item.treatments.first() == kept

    browser.post(url, typed(agenda_item, version=3))
    assert agenda_item.treatments.count() == 0


def test_closed_item_needs_a_public_title(browser, agenda_item):
    response = browser.post(f"/punkter/{agenda_item.pk}/rediger/", typed(agenda_item, is_closed="on"))

    expected = "Et lukket punkt skal have en titel, som må vises for offentligheden."
    assert response.context["form"].errors == {"__all__": [expected]}


def test_document_that_does_not_exist_is_refused(browser, agenda_item):
    response = browser.post(f"/punkter/{agenda_item.pk}/rediger/", typed(agenda_item, documents=["vision-999"]))

    assert list(response.context["form"].errors) == ["documents"]


def test_item_is_given_one_of_the_meetings_days(browser, seminar):
    browser.post(f"/moeder/{seminar.pk}/punkter/nyt/", typed(day="2023-11-01"))
    wrong = browser.post(f"/moeder/{seminar.pk}/punkter/nyt/", typed(day="2023-11-02"))

    assert seminar.items.get().day == date(2023, 11, 1)
    assert wrong.context["form"].errors == {"day": ["Dagen ligger uden for mødet."]}


def test_draft_is_numbered_by_day(browser, seminar, make_item):
    make_item("anden dag", meeting=seminar, day=date(2023, 11, 1))
    make_item("uden dag", meeting=seminar)

    browser.post(f"/moeder/{seminar.pk}/punkter/nyt/", typed(title="første dag", day="2023-10-31"))

    assert list(seminar.items.values_list("number", "title")) == [(1, "første dag"), (2, "anden dag"), (3, "uden dag")]


def test_new_item_of_a_published_agenda_disturbs_no_number(browser, seminar, make_item):
    make_item("anden dag", meeting=seminar, day=date(2023, 11, 1))
    publish(browser, seminar)

    browser.post(f"/moeder/{seminar.pk}/punkter/nyt/", typed(title="første dag", day="2023-10-31", late_reason="x"))

    assert list(seminar.items.values_list("number", "title")) == [(1, "anden dag"), (2, "første dag")]


@pytest.mark.parametrize(
    ("place", "way", "expected"),
    [(1, "op", "bac"), (1, "ned", "acb"), (0, "op", "abc"), (2, "ned", "abc"), (2, "op", "acb")],
)
def test_item_moves_one_place(browser, three_items, theme_meeting, place, way, expected):
    response = move(browser, three_items[place], way)

    assert "".join(in_order(theme_meeting)) == expected
    assert response.redirect_chain[0][0].endswith(f"#punkt-{three_items[place].pk}")
    assert list(theme_meeting.items.values_list("number", flat=True)) == [1, 2, 3]


def test_moving_twice_by_a_double_click_moves_once(browser, three_items, theme_meeting):
    move(browser, three_items[2], "op", seen=3)
    move(browser, three_items[2], "op", seen=3)

    assert in_order(theme_meeting) == ["a", "c", "b"]


def test_item_moves_within_its_day(browser, seminar, make_item):
    first = make_item("første", meeting=seminar, day=date(2023, 10, 31))
    make_item("anden", meeting=seminar, day=date(2023, 11, 1))

    move(browser, first, "ned")

    assert in_order(seminar) == ["første", "anden"]


def test_moving_disturbs_nobody_who_edits_the_item(browser, three_items, theme_meeting):
    move(browser, three_items[2], "op")

    response = browser.post(f"/punkter/{three_items[2].pk}/rediger/", typed(three_items[2], title="c2"))

    assert response.status_code == 302
    assert in_order(theme_meeting) == ["a", "c2", "b"]


def test_items_of_a_published_agenda_stay(browser, three_items, theme_meeting):
    publish(browser, theme_meeting)

    response = move(browser, three_items[1], "op")

    assert said(response) == [PUBLISHED]
    assert in_order(theme_meeting) == ["a", "b", "c"]
    assert f"Punkterne kan ikke bytte plads: {PUBLISHED}" in " ".join(response.text.split())


@pytest.mark.parametrize("sent", [{"retning": "hen", "nummer": "1"}, {"retning": "op", "nummer": "x"}, {}])
def test_move_that_makes_no_sense_is_not_found(browser, agenda_item, sent):
    assert browser.post(f"/punkter/{agenda_item.pk}/flyt/", sent).status_code == 404


def test_item_is_deleted_after_asking(browser, three_items, theme_meeting, secretariat):
    asked = browser.get(f"/punkter/{three_items[0].pk}/slet/")
    assert "Det kan ikke fortrydes." in asked.text
    assert AgendaItem.objects.count() == 3

    response = browser.post(f"/punkter/{three_items[0].pk}/slet/", follow=True)

    assert said(response) == ["Punktet er slettet."]
    assert list(theme_meeting.items.values_list("number", "title")) == [(1, "b"), (2, "c")]
    assert AgendaItem.history.filter(history_type="-").get().history_user == secretariat
    assert browser.post(f"/punkter/{three_items[0].pk}/slet/").status_code == 404


def test_item_deleted_by_a_double_click_is_deleted_once(three_items, theme_meeting, secretariat):
    for _click in range(2):
        delete_agenda_item(item=three_items[0], by=secretariat)

    assert in_order(theme_meeting) == ["b", "c"]
    assert AgendaItem.history.filter(history_type="-").count() == 1


def test_item_of_a_published_agenda_is_not_deleted(browser, agenda_item):
    publish(browser, agenda_item.meeting)

    assert PUBLISHED in browser.get(f"/punkter/{agenda_item.pk}/slet/").text
    assert said(browser.post(f"/punkter/{agenda_item.pk}/slet/", follow=True)) == [PUBLISHED]
    assert AgendaItem.objects.count() == 1


def test_item_at_which_a_document_was_adopted_is_not_deleted(browser, agenda_item, strategy):
    strategy.adopted_at_item = agenda_item
    strategy.save()

    response = browser.post(f"/punkter/{agenda_item.pk}/slet/", follow=True)

    assert said(response) == ["Et dokument er vedtaget under dette punkt."]


def test_agenda_is_published_and_taken_back(browser, agenda_item, secretariat):
    meeting = agenda_item.meeting

    assert [text.startswith(PUBLISHED) for text in said(publish(browser, meeting))] == [True]  # with the way on
    meeting.refresh_from_db()
    assert (meeting.agenda_state, meeting.version, meeting.updated_by) == ("published", 2, secretariat)

    assert said(publish(browser, meeting, "draft")) == ["Dagsordenen er et udkast igen."]
    meeting.refresh_from_db()
    assert meeting.agenda_state == "draft"


def test_publishing_twice_stores_one_version(browser, agenda_item):
    publish(browser, agenda_item.meeting)
    publish(browser, agenda_item.meeting)

    assert Meeting.objects.get().version == 2


def test_empty_agenda_is_not_published(browser, theme_meeting):
    reason = "Dagsordenen har ingen punkter endnu."

    assert reason in browser.get(f"/moeder/{theme_meeting.pk}/").text
    assert said(publish(browser, theme_meeting)) == [reason]
    assert Meeting.objects.get().agenda_state == "draft"


def test_unknown_agenda_state_is_not_found(browser, theme_meeting):
    assert publish(browser, theme_meeting, "secret").status_code == 404


def test_later_of_two_edits_is_shown_both_texts_and_overwrites_nothing(browser, agenda_item, vision):
    url = f"/punkter/{agenda_item.pk}/rediger/"
    browser.post(url, typed(agenda_item, economy="Ti kroner", documents=[f"vision-{vision.pk}"]))

    response = browser.post(url, typed(agenda_item, economy="Tyve kroner"))

    agenda_item.refresh_from_db()
    assert (response.status_code, agenda_item.economy) == (409, "<p>Ti kroner</p>")
    shown = {row.label: (row.theirs, row.mine) for row in response.context["conflict"]}
    assert shown["Økonomi"] == ("Ti kroner", "Tyve kroner")
    assert shown["Behandler disse dokumenter"] == ("Vision 2035", "")
    assert "Tyve kroner" in response.text


def test_double_click_creates_one_item(browser, theme_meeting):
    url = f"/moeder/{theme_meeting.pk}/punkter/nyt/"
    token = str(browser.get(url).context["form"].initial["token"])

    browser.post(url, typed(token=token))
    browser.post(url, typed(token=token))

    assert theme_meeting.items.count() == 1


ACTS = {
    "/moeder/{meeting}/punkter/nyt/": ("get", "post"),
    "/punkter/{item}/rediger/": ("get", "post"),
    "/punkter/{item}/slet/": ("get", "post"),
    "/punkter/{item}/flyt/": ("post",),
    "/moeder/{meeting}/dagsorden/offentliggoer/": ("post",),
}


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize(("who", "status"), [(None, 302), ("member", 403), ("administration", 403)])
def test_only_the_secretariat_changes_agendas(request, client_of, agenda_item, path, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)
    url = path.format(meeting=agenda_item.meeting_id, item=agenda_item.pk)

    assert {getattr(client, method)(url).status_code for method in ACTS[path]} == {status}
    assert AgendaItem.objects.get().version == 1


@pytest.mark.parametrize("path", ACTS)
def test_acts_answer_other_methods_with_405(browser, agenda_item, path):
    url = path.format(meeting=agenda_item.meeting_id, item=agenda_item.pk)

    for method in {"get", "post", "put", "delete"} - set(ACTS[path]):
        assert getattr(browser, method)(url).status_code == 405
