"""Answers to a consultation: a body's own with its draft, those from outside, their points, and the report on them."""

import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.editing.acts import Refused
from strategies.consultations.page import parts_of
from strategies.lookup import consultations_for_page
from strategies.models import Response, ResponsePoint, ResponseSheet
from strategies.responses.acts import remove_point, remove_response, store_point, store_response, take_back
from strategies.responses.forms import OutsideAnswerForm, PointForm
from strategies.rights import can_see_response
from tests.locks import held, tables_of

TODAY = date(2023, 8, 14)


def url(consultation, rest=""):
    return f"/hoeringer/{consultation.pk}/{rest}"


def part_url(consultation, body, rest):
    return url(consultation, f"parter/{consultation.consultees.get(body=body).pk}/{rest}")


def marks(consultation, today=TODAY):
    return [part.mark(today).key for part in consultation.consultees.select_related("response", "consultation")]


# The body's own answer.


def test_chair_keeps_a_draft_and_sends_it(client_of, chair, make_consultation, committee, make_item):
    consultation, item = make_consultation(committee), make_item(committee, date(2023, 8, 10))
    page, address = client_of(chair), part_url(consultation, committee, "svar/")

    page.post(address, {"has_remarks": "1", "text": "Husk skolerne.", "item": item.pk})
    draft = Response.objects.get()
    assert (draft.sent_on, marks(consultation)) == (None, ["invited"])
    page.post(address, {"has_remarks": "1", "text": "Husk skolerne.", "item": item.pk, "version": 1, "send": "on"})

    draft.refresh_from_db()
    assert (draft.sent_on, draft.item, marks(consultation)) == (TODAY, item, ["answered"])


def test_no_remarks_is_an_answer(client_of, chair, make_consultation, committee):
    consultation = make_consultation(committee)

    client_of(chair).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "", "text": "glemt", "send": "on"}
    )

    assert (Response.objects.get().text, marks(consultation)) == ("", ["no_remarks"])


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "a" * 20_001])
def test_remarks_must_say_something(client_of, chair, make_consultation, committee, text):
    consultation = make_consultation(committee)

    response = client_of(chair).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "1", "text": text, "send": "on"}
    )

    assert (list(response.context["form"].errors), Response.objects.count()) == (["text"], 0)


def test_answer_by_a_double_click_is_stored_once(client_of, chair, make_consultation, committee):
    consultation = make_consultation(committee)
    page, address = client_of(chair), part_url(consultation, committee, "svar/")
    token = page.get(address).context["form"]["token"].value()

    answers = [
        page.post(address, {"has_remarks": "1", "text": "Ja", "send": "on", "token": token, "version": 1}).status_code
        for _click in range(2)
    ]

    assert (answers, [row.version for row in Response.objects.all()]) == ([302, 302], [1])


def test_member_who_is_not_the_chair_does_not_answer(client_of, member, make_consultation, committee):
    consultation = make_consultation(committee)

    assert client_of(member).post(part_url(consultation, committee, "svar/"), {"has_remarks": ""}).status_code == 403


def test_answer_is_tied_to_an_item_of_the_bodys_own_meeting(
    client_of, chair, make_consultation, committee, council, make_item
):
    consultation, elsewhere = make_consultation(committee), make_item(council, date(2023, 8, 10))

    response = client_of(chair).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "1", "text": "Ja", "item": elsewhere.pk}
    )

    assert list(response.context["form"].errors) == ["item"]


def test_late_answer_is_kept_and_marked(client_of, administration, make_consultation, committee):
    consultation = make_consultation(committee, deadline=date(2023, 8, 11))
    assert marks(consultation) == ["overdue"]

    client_of(administration).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "1", "text": "Sent", "send": "on"}
    )

    assert marks(consultation) == ["answered_late"]


def test_seen_is_noted_once(client_of, chair, make_consultation, committee):
    consultation = make_consultation(committee)

    for _click in range(2):
        client_of(chair).post(part_url(consultation, committee, "set/"))

    part = consultation.consultees.get()
    assert (part.seen_on, part.version, marks(consultation)) == (TODAY, 2, ["seen"])


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "withdrawn"},
        {"reported_on": date(2023, 8, 12), "deadline": date(2023, 8, 11)},
    ],
)
def test_closed_book_takes_no_answer(client_of, administration, make_consultation, committee, fields):
    consultation = make_consultation(committee, **fields)

    client_of(administration).post(part_url(consultation, committee, "svar/"), {"has_remarks": "", "send": "on"})

    assert Response.objects.count() == 0


# From outside.


def test_answer_from_outside_is_entered_without_a_name(client_of, administration, make_consultation):
    consultation, page = make_consultation(is_public=True), client_of(administration)
    sent = {"sender_kind": "citizen", "sent_on": "10-08-2023", "text": "Flere træer."}

    named = page.post(url(consultation, "svar/nyt/"), sent | {"sender": "Nogen"})
    page.post(url(consultation, "svar/nyt/"), sent)

    assert list(named.context["form"].errors) == ["sender"]
    assert [(str(row), row.sent_on) for row in Response.objects.all()] == [("borger", date(2023, 8, 10))]


@pytest.mark.parametrize("day", ["15-08-2023", "31-07-2023", "i går", ""])
def test_day_outside_of_the_consultation_is_refused(client_of, administration, make_consultation, day):
    response = client_of(administration).post(
        url(make_consultation(is_public=True), "svar/nyt/"), {"sender_kind": "citizen", "sent_on": day, "text": "Ja"}
    )

    assert list(response.context["form"].errors) == ["sent_on"]


def test_consultation_among_the_bodies_alone_takes_none_from_outside(client_of, administration, make_consultation):
    assert client_of(administration).get(url(make_consultation(), "svar/nyt/")).status_code == 404


# Points and the report.


def text_of(pdf):
    """The words of a document, as another program reads them."""
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def answered(make_consultation, committee, respond):
    """A public consultation whose deadline has passed, with one body's remarks."""
    consultation = make_consultation(committee, is_public=True, deadline=date(2023, 8, 11))
    return consultation, respond(consultation, committee)


def test_point_says_what_became_of_it_and_where_the_text_changed(client_of, administration, answered):
    consultation, answer = answered
    page, address = client_of(administration), url(consultation, f"svar/{answer.pk}/punkter/nyt/")

    without = page.post(address, {"text": "Skolerne", "outcome": "partly"})
    changed = page.post(address, {"text": "Skolerne", "outcome": "not", "reason": "Nej", "place": "afsnit 2"})
    page.post(address, {"text": "Skolerne", "outcome": "partly", "reason": "Plan følger.", "place": "afsnit 2"})

    assert (list(without.context["form"].errors), list(changed.context["form"].errors)) == (["reason"], ["place"])
    assert [(point.outcome, point.place) for point in ResponsePoint.objects.all()] == [("partly", "afsnit 2")]


def test_answer_without_remarks_has_no_points(client_of, administration, make_consultation, committee, respond):
    consultation = make_consultation(committee)
    answer = respond(consultation, committee, text="")

    client_of(administration).post(url(consultation, f"svar/{answer.pk}/punkter/nyt/"), {"text": "Noget"})

    assert ResponsePoint.objects.count() == 0


def test_report_is_finished_when_every_point_is_treated(client_of, administration, answered):
    consultation, answer = answered
    page, finish = client_of(administration), url(consultation, "rapport/faerdig/")

    assert "1 høringssvar er ikke delt op i punkter." in page.post(finish, follow=True).text
    point = answer.points.create(text="Skolerne")
    assert "1 punkt er ikke behandlet." in page.post(finish, follow=True).text
    point.outcome, point.reason = "adopted", "God idé."
    point.save()
    for _click in range(2):
        page.post(finish)

    consultation.refresh_from_db()
    assert (consultation.reported_on, [step.kind for step in consultation.steps.all()]) == (TODAY, ["reported"])
    assert "Af punkterne er 1 fulgt, 0 delvist fulgt og 0 ikke fulgt." in page.get(url(consultation)).text


def test_report_of_a_running_consultation_is_not_finished(client_of, administration, make_consultation):
    consultation = make_consultation(is_public=True)

    client_of(administration).post(url(consultation, "rapport/faerdig/"))

    consultation.refresh_from_db()
    assert consultation.reported_on is None


def test_body_sees_what_became_of_its_points_and_the_public_when_all_are_treated(client, client_of, chair, answered):
    consultation, answer = answered
    answer.points.create(text="Skolerne", outcome="not", reason="De har deres egen plan.")
    pages = [url(consultation), url(consultation, "rapport/")]

    assert ["egen plan" in client_of(chair).get(page).text for page in pages] == [True, True]
    assert ["egen plan" in client.get(page).text for page in pages] == [False, False]
    consultation.reported_on = TODAY
    consultation.save()
    assert ["egen plan" in client.get(page).text for page in pages] == [True, True]


def test_untreated_answer_is_seen_in_the_report(client_of, administration, answered):
    consultation, _answer = answered

    assert "Svaret er ikke behandlet endnu." in client_of(administration).get(url(consultation, "rapport/")).text


def test_report_is_a_tagged_document_with_every_answer(client, client_of, member, answered, make_consultation):
    consultation, answer = answered
    answer.points.create(text="Skolerne <b>æøå</b>", outcome="adopted", reason="God idé.", place="afsnit 2")
    Response.objects.create(
        consultation=consultation, sender_kind="association", sender="Foreningen", text="Træer", sent_on=TODAY
    )

    pdf = client_of(member).get(url(consultation, "rapport.pdf")).content
    hidden = client.get(url(consultation, "rapport.pdf")).content

    text = text_of(pdf)
    assert [
        word for word in ("Skolerne <b>æøå</b>", "God idé.", "afsnit 2", "Foreningen (forening)") if word not in text
    ] == []
    assert "Skolerne" not in text_of(hidden)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert (str(document.Root.Lang), bool(document.Root.MarkInfo.Marked)) == ("da", True)


@pytest.mark.parametrize("sent_on", [None, TODAY])
@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("reported_on", [None, TODAY])
def test_one_and_many_answers_are_read_by_the_same(
    make_consultation, committee, other_committee, respond, member, administration, sent_on, is_public, reported_on
):
    """The member sits in the culture committee, and not in the climate committee."""
    consultation = make_consultation(committee, other_committee, is_public=is_public, reported_on=reported_on)
    for body in (committee, other_committee):
        answer = respond(consultation, body, sent_on=sent_on)
        for reader in (AnonymousUser(), member, administration):
            seen = Response.objects.visible_to(reader).filter(pk=answer.pk).exists()
            assert (str(reader), str(body), seen) == (str(reader), str(body), can_see_response(reader, answer))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\u202egnal", "😀" * 500, "{{ 7 }} %s", "Linje\n" * 900])
def test_strange_answers_are_shown_as_typed(client_of, administration, make_consultation, committee, respond, text):
    consultation = make_consultation(committee)
    respond(consultation, committee, text=text)

    page = client_of(administration).get(url(consultation))

    assert (page.status_code, "<script>alert" in page.text) == (200, False)
    assert client_of(administration).get(url(consultation, "rapport.pdf")).status_code == 200


# What is said of meetings.


def test_public_is_not_told_of_meetings_that_it_may_not_know(client, client_of, member, answered, make_item, committee):
    consultation, answer = answered
    item = make_item(committee, date(2023, 8, 10))
    item.meeting.is_published, item.meeting.agenda_state = False, "published"
    item.meeting.save()
    answer.item, consultation.decides_at, consultation.reported_on = item, item.meeting, TODAY
    answer.save()
    consultation.save()
    consultation.consultees.update(meeting=item.meeting)

    shown = [
        client_of(member).get(url(consultation)).text,
        client.get(url(consultation)).text,
        client.get(url(consultation, "rapport/")).text,
    ]

    assert [item.meeting.get_absolute_url() in page for page in shown] == [True, False, False]
    assert ["torsdag den 10. august 2023" in page for page in shown] == [True, False, False]


def test_answer_that_was_split_is_not_turned_into_none(client_of, administration, answered, committee):
    consultation, answer = answered
    answer.points.create(text="Skolerne")

    response = client_of(administration).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "", "text": "", "version": 1}
    )

    answer.refresh_from_db()
    assert (list(response.context["form"].errors), answer.has_remarks) == (["has_remarks"], True)


def test_answer_that_is_withdrawn_from_under_the_writer_is_told(
    client_of, administration, make_consultation, committee, monkeypatch
):
    """The consultation is withdrawn in the moment between looking and storing."""
    consultation = make_consultation(committee)
    monkeypatch.setattr("strategies.responses.views.reasons_against_answering", lambda consultation: [])
    consultation.state = "withdrawn"
    consultation.save()

    response = client_of(administration).post(
        part_url(consultation, committee, "svar/"), {"has_remarks": "1", "text": "Husk skolerne.", "send": "on"}
    )

    assert response.context["form"].non_field_errors() == ["Høringen er trukket tilbage."]
    assert (response.status_code, "Husk skolerne." in response.text, Response.objects.count()) == (200, True, 0)


# The report is finished meanwhile.


def finished_meanwhile(consultation):
    """The report is finished after a page was opened: what that page holds does not know it."""
    type(consultation).objects.filter(pk=consultation.pk).update(reported_on=TODAY)


def test_answer_is_refused_when_the_report_was_finished_meanwhile(make_consultation, administration):
    consultation = make_consultation(is_public=True)
    typed = {"sender_kind": "citizen", "text": "Flere træer.", "sent_on": "10-08-2023"}
    form = OutsideAnswerForm(typed, instance=Response(consultation=consultation), today=TODAY)
    assert form.is_valid(), form.errors
    finished_meanwhile(consultation)

    with pytest.raises(Refused):
        store_response(form=form, seen_version=None, by=administration)

    assert Response.objects.count() == 0


def test_point_is_refused_when_the_report_was_finished_meanwhile(make_consultation, committee, respond, administration):
    consultation = make_consultation(committee)
    answer = respond(consultation, committee)
    answer.consultation = consultation
    form = PointForm({"text": "Skolerne."}, instance=ResponsePoint(response=answer))
    assert form.is_valid(), form.errors
    finished_meanwhile(consultation)

    with pytest.raises(Refused):
        store_point(form=form, seen_version=None, by=administration)

    assert ResponsePoint.objects.count() == 0


def test_answers_of_a_file_stay_when_the_report_was_finished_meanwhile(make_consultation, administration):
    consultation = make_consultation(is_public=True)
    sheet = ResponseSheet.objects.create(consultation=consultation, name="svar.csv", read_on=TODAY)
    finished_meanwhile(consultation)

    with pytest.raises(Refused):
        take_back(sheet=sheet, by=administration)

    assert ResponseSheet.objects.count() == 1


def test_nothing_is_removed_when_the_report_was_finished_meanwhile(
    make_consultation, committee, respond, administration
):
    consultation = make_consultation(committee, is_public=True)
    point = respond(consultation, committee).points.create(text="Skolerne.")
    outside = Response.objects.create(consultation=consultation, sender_kind="citizen", text="Flere træer.")
    outside.consultation = point.response.consultation = consultation
    finished_meanwhile(consultation)

    for remove, row in ((remove_response, outside), (remove_point, point)):
        with pytest.raises(Refused):
            remove(row=row, seen_version=1, by=administration)

    assert (Response.objects.count(), ResponsePoint.objects.count()) == (2, 1)


def test_consultation_is_held_before_its_answers(monkeypatch, make_consultation, committee, respond, administration):
    """In every act in this order: two who hold in another wait for each other for ever."""
    answer = respond(make_consultation(committee), committee)
    form = PointForm({"text": "Skolerne."}, instance=ResponsePoint(response=answer))
    assert form.is_valid(), form.errors

    with held(monkeypatch) as asked:
        store_point(form=form, seen_version=None, by=administration)

    assert tables_of(asked) == ["strategies_consultation", "strategies_response"]


@pytest.mark.parametrize("count", [1, 4])
def test_bodies_that_have_not_answered_cost_the_same(
    administration, make_consultation, make_body, django_assert_num_queries, count
):
    consultation = make_consultation(*[make_body(number) for number in range(count)])
    consultation = consultations_for_page().get(pk=consultation.pk)

    with django_assert_num_queries(0):
        parts = parts_of(consultation, administration, TODAY)

    assert [part.mark.key for part in parts] == ["invited"] * count
