"""Consultations: prepared, sent with a deadline, extended, closed and withdrawn, each once and for a reason."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Seat
from strategies.consultations import acts
from strategies.consultations.forms import ConsultationForm, deciding_meetings
from strategies.consultations.page import sent_text
from strategies.models import Consultation, ConsultationStep, Consultee
from strategies.rights import can_see_consultation
from tests.locks import held, tables_of

TODAY = date(2023, 8, 14)


def url(consultation, act=""):
    return f"/hoeringer/{consultation.pk}/{act}"


def steps(consultation):
    return [(step.kind, step.reason, step.deadline) for step in consultation.steps.all()]


# Preparing.


def test_consultation_is_prepared_with_those_who_are_asked(
    client_of, administration, written, committee, other_committee, council
):
    page = client_of(administration)

    response = page.post(
        "/strategier/biodiversitetsstrategi/hoeringer/ny/",
        {"purpose": "Er målene rigtige?", "questions": "Hvad mangler?\n\n Hvem?", "bodies": [committee.pk, council.pk]},
    )

    consultation = Consultation.objects.get()
    assert response.url == url(consultation, "send/")
    assert (consultation.number, consultation.state, consultation.question_lines) == (
        1,
        "prepared",
        ["Hvad mangler?", "Hvem?"],
    )
    assert [part.body for part in consultation.consultees.all()] == [council, committee]


def test_owner_is_not_asked_by_itself(client_of, administration, written, other_committee):
    page = client_of(administration)

    response = page.post("/strategier/biodiversitetsstrategi/hoeringer/ny/", {"bodies": [other_committee.pk]})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["bodies"])
    assert Consultation.objects.count() == 0


@pytest.fixture
def prepare(written, administration):
    """Store a consultation as the form does; `consultation` where one is changed."""

    def make(*bodies, consultation=None):
        typed = {"bodies": [body.pk for body in bodies], "version": consultation.version if consultation else ""}
        form = ConsultationForm(typed, instance=consultation, document=written, today=TODAY, touched=[])
        assert form.is_valid(), form.errors
        seen = consultation.version if consultation else None
        return acts.store_consultation(form=form, seen_version=seen, by=administration)

    return make


def test_strategy_is_held_while_its_next_consultation_gets_its_number(monkeypatch, prepare, committee):
    """Two who prepare the first one at once find no consultation to hold, and would both take number 1."""
    with held(monkeypatch) as asked:
        first = prepare(committee)

    assert (first.number, prepare(committee).number) == (1, 2)
    assert tables_of(asked)[0] == "ishoj_process_strategy"


def test_history_tells_who_took_a_body_off_again(prepare, committee, council, administration):
    prepare(council, consultation=prepare(committee))

    gone = Consultee.history.get(history_type="-")
    assert (gone.body, gone.history_user) == (committee, administration)


def test_second_consultation_of_a_strategy_says_so(make_consultation):
    first, second = make_consultation(), make_consultation()

    assert (str(first), str(second)) == ("Biodiversitetsstrategi", "Biodiversitetsstrategi, 2. høring")


def test_prepared_consultation_is_changed_and_removed(client_of, administration, prepared, council):
    page = client_of(administration)

    page.post(url(prepared, "rediger/"), {"purpose": "Ny", "bodies": [council.pk], "version": 1})

    prepared.refresh_from_db()
    assert (prepared.purpose, [part.body for part in prepared.consultees.all()]) == ("Ny", [council])
    page.post(url(prepared, "fjern/"), {"version": prepared.version})
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize("act", ["rediger/", "fjern/"])
def test_sent_consultation_is_neither_changed_nor_removed(client_of, administration, make_consultation, act):
    consultation = make_consultation()

    response = client_of(administration).post(url(consultation, act), {"purpose": "Andet", "version": 1})

    consultation.refresh_from_db()
    assert (response.url, consultation.purpose) == (url(consultation), "")


# Sending.


def test_consultation_is_sent_with_the_proposed_deadline(
    client_of, administration, prepared, committee, make_meeting, term, other_committee
):
    """Its meeting on 14 September answers by the 15th; the owner's own meeting lies far enough away."""
    meeting = make_meeting(committee, kind="committee", start_date=date(2023, 9, 14))
    prepared.decides_at = make_meeting(other_committee, kind="committee", start_date=date(2023, 10, 10))
    prepared.save()
    page = client_of(administration)

    form = page.get(url(prepared, "send/")).context["form"]
    response = page.post(url(prepared, "send/"), {"deadline": form["deadline"].value()})

    prepared.refresh_from_db()
    assert response.url == url(prepared)
    assert (prepared.state, prepared.opened_on, prepared.deadline) == ("sent", TODAY, date(2023, 9, 15))
    assert (prepared.text, prepared.text_version) == ("<p>Flere vilde hjørner.</p>", 1)
    assert [part.meeting for part in prepared.consultees.all()] == [meeting]
    assert steps(prepared) == [("sent", "", date(2023, 9, 15))]


def test_warnings_are_shown_before_the_consultation_is_sent(client_of, administration, prepared, term):
    page = client_of(administration)

    seen = page.post(url(prepared, "send/"), {"deadline": "18-08-2023"})
    prepared.refresh_from_db()

    assert (seen.status_code, prepared.state) == (200, "prepared")
    assert seen.context["schedule"].findings == [
        "Høringen er kortere, end reglen siger. Fristen kan tidligst være mandag den 11. september 2023.",
        "Kultur- og Fritidsudvalget har intet ordinært møde inden fristen. Vælg nedenfor, hvordan det svarer.",
    ]
    [way] = seen.context["ways"].fields
    page.post(url(prepared, "send/"), {"deadline": "18-08-2023", "shown": "18-08-2023", way: "writing"})
    prepared.refresh_from_db()
    assert (prepared.state, prepared.deadline) == ("sent", date(2023, 8, 18))


@pytest.mark.parametrize(
    ("is_public", "before", "after"),
    [
        (
            False,
            "Når høringen er sendt, kan Byrådet og administrationen se den.",
            "Kun Byrådet og administrationen kan se",
        ),
        (True, "Når høringen er sendt, kan alle se den.", "Alle kan se høringen."),
    ],
)
def test_who_sends_it_is_told_who_can_see_it_and_who_is_told(
    client_of, administration, prepared, term, committee, is_public, before, after
):
    Consultation.objects.update(is_public=is_public)
    page, typed = client_of(administration), {"deadline": "11-09-2023", "shown": "11-09-2023"}

    told = [page.get(url(prepared, act)).text for act in ("", "send/")]
    sent = page.post(url(prepared, "send/"), {**typed, f"way_{committee.pk}": "writing"}, follow=True).text

    assert ([before in text for text in told], after in sent) == ([True, True], True)
    assert "Høringen er sendt til Kultur- og Fritidsudvalget." in sent


@pytest.mark.parametrize("has_login", [True, False])
def test_how_they_are_told_is_said(prepared, committee, member, term, has_login):
    if not has_login:
        Seat.objects.filter(body=committee).update(user=None)

    told = sent_text(prepared, TODAY)

    assert ("blandt deres opgaver" in told, "Giv dem selv besked." in told) == (has_login, not has_login)


def test_only_coming_meetings_are_offered_to_decide_at_and_the_chosen_one(
    prepared, written, other_committee, make_meeting
):
    past, coming, later = (
        make_meeting(other_committee, kind="committee", start_date=day)
        for day in (date(2022, 1, 11), TODAY, date(2023, 10, 10))
    )

    assert list(deciding_meetings(written, TODAY)) == [coming, later]
    assert list(deciding_meetings(written, TODAY, past.pk)) == [past, coming, later]


@pytest.mark.parametrize("deadline", ["", "14-08-2023", "31-02-2023", "x" * 500, "01-08-2023"])
def test_deadline_that_is_no_coming_day_is_refused(client_of, administration, prepared, term, deadline):
    response = client_of(administration).post(
        url(prepared, "send/"), {"deadline": deadline, "shown": deadline if len(deadline) == 10 else ""}
    )

    prepared.refresh_from_db()
    assert (response.status_code, prepared.state) == (200, "prepared")
    assert response.context["form"].errors


def test_what_is_not_ready_is_not_sent(prepared, written, administration):
    written.text, written.status = "", "adopted"
    written.save()
    prepared.consultees.all().delete()

    with pytest.raises(Refused) as refused:
        acts.send_consultation(
            consultation=prepared, deadline=date(2023, 9, 11), meetings={}, by=administration, on=TODAY
        )

    assert refused.value.reasons == [
        "Strategien har ingen tekst endnu. Skriv den først.",
        "Strategien er vedtaget. En ny udgave sendes i høring for sig.",
        "Der er ikke valgt høringsparter endnu. Vælg dem først.",
    ]


def test_one_consultation_of_a_strategy_runs_at_a_time(make_consultation, prepared):
    make_consultation()

    assert acts.reasons_against_sending(prepared, TODAY) == ["En anden høring om strategien er ikke afsluttet."]


def test_sent_twice_is_sent_once(prepared, administration):
    sent = {"deadline": date(2023, 9, 11), "meetings": {}, "by": administration, "on": TODAY}

    for _click in range(2):
        acts.send_consultation(consultation=prepared, **sent)

    assert ConsultationStep.objects.count() == 1


def test_text_that_was_asked_about_stays_as_it_was(prepared, written, administration):
    acts.send_consultation(consultation=prepared, deadline=date(2023, 9, 11), meetings={}, by=administration, on=TODAY)
    written.text = "<p>Andet.</p>"
    written.save()

    prepared.refresh_from_db()
    assert prepared.text == "<p>Flere vilde hjørner.</p>"


# Afterwards.


def test_deadline_is_extended_with_a_reason_also_after_it_has_passed(client_of, administration, make_consultation):
    consultation = make_consultation(deadline=date(2023, 8, 11))

    client_of(administration).post(
        url(consultation, "forlaeng/"), {"deadline": "25-08-2023", "reason": "Sommerferien kom imellem."}
    )

    consultation.refresh_from_db()
    assert (consultation.deadline, consultation.is_running(TODAY)) == (date(2023, 8, 25), True)
    assert steps(consultation) == [("extended", "Sommerferien kom imellem.", date(2023, 8, 25))]


@pytest.mark.parametrize("deadline", ["11-09-2023", "10-09-2023"])
def test_deadline_is_not_drawn_nearer(client_of, administration, make_consultation, deadline):
    consultation = make_consultation()

    client_of(administration).post(url(consultation, "forlaeng/"), {"deadline": deadline, "reason": "Fordi"})

    assert steps(consultation) == []


@pytest.mark.parametrize(("act", "state"), [("luk/", "sent"), ("traek-tilbage/", "withdrawn")])
def test_consultation_is_ended_with_a_reason_once(client_of, administration, make_consultation, act, state):
    consultation, page = make_consultation(), client_of(administration)

    refused = page.post(url(consultation, act), {"reason": " "})
    for _click in range(2):
        page.post(url(consultation, act), {"reason": "Alle har svaret."})

    consultation.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert (consultation.state, consultation.is_running(TODAY), consultation.steps.count()) == (state, False, 1)


@pytest.mark.parametrize(
    ("fields", "today", "standing"),
    [
        ({"state": "prepared", "opened_on": None, "deadline": None}, TODAY, "prepared"),
        ({}, TODAY, "running"),
        ({}, date(2023, 9, 11), "running"),  # the deadline itself
        ({}, date(2023, 9, 12), "ended"),
        ({"closed_on": date(2023, 8, 10)}, TODAY, "ended"),
        ({"reported_on": date(2023, 8, 12), "deadline": date(2023, 8, 11)}, TODAY, "reported"),
        ({"state": "withdrawn"}, TODAY, "withdrawn"),
        ({"state": "suspended"}, TODAY, "withdrawn"),  # of a later release: closed
    ],
)
def test_where_a_consultation_stands_is_the_same_for_one_and_for_many(make_consultation, fields, today, standing):
    consultation = make_consultation(**fields)

    assert consultation.standing(today) == standing
    found = [each.value for each in Consultation.Standing if Consultation.objects.at_standing(each, today).exists()]
    assert found == [standing]


def test_state_that_a_later_release_stored_takes_no_answer_and_breaks_no_page(
    client_of, administration, make_consultation, committee
):
    consultation = make_consultation(committee, state="suspended")
    page = client_of(administration).get(url(consultation))

    assert acts.reasons_against_answering(consultation) == ["Høringen er ikke i gang."]
    assert (page.status_code, page.context["acts"], page.context["parts"][0].may_answer) == (200, [], False)


# Who sees it.


@pytest.mark.parametrize(
    "fields", [{}, {"is_public": True}, {"state": "prepared", "opened_on": None, "deadline": None}]
)
@pytest.mark.parametrize("is_published", [True, False])
def test_one_and_many_are_seen_by_the_same(
    make_consultation, written, member, administration, secretariat, fields, is_published
):
    from django.contrib.auth.models import AnonymousUser

    written.is_published = is_published
    written.save()
    consultation = make_consultation(**fields)

    for reader in (AnonymousUser(), member, administration, secretariat):
        seen = can_see_consultation(reader, consultation)
        assert (str(reader), Consultation.objects.visible_to(reader).exists()) == (str(reader), seen)


def test_prepared_consultation_is_the_owners_and_the_staffs(client_of, prepared, member, committee, written):
    before = client_of(member).get(url(prepared)).status_code
    written.owner = committee
    written.save()
    member = type(member).objects.get(pk=member.pk)

    assert (before, client_of(member).get(url(prepared)).status_code) == (404, 200)


def test_strategy_is_marked_while_its_consultation_runs(client_of, secretariat, make_consultation, written):
    page = client_of(secretariat)
    before = page.get("/strategier/").text
    make_consultation()

    assert ("I høring" in before, "I høring" in page.get("/strategier/").text) == (False, True)


# The list.


def test_list_shows_what_runs_first_and_narrows(client_of, secretariat, make_consultation, committee):
    ended = make_consultation(deadline=date(2023, 8, 11), reported_on=date(2023, 8, 12))
    running = make_consultation(committee)
    page = client_of(secretariat)

    everything = page.get("/hoeringer/")
    assert list(everything.context["page"]) == [running, ended]
    assert everything.context["position"] == "1 høring er i gang. Den næste frist er den 11. september 2023."
    assert list(page.get("/hoeringer/?tilstand=reported").context["page"]) == [ended]
    assert list(page.get(f"/hoeringer/?udvalg={committee.slug}").context["page"]) == [running]
    assert page.get("/hoeringer/?tilstand=<script>&udvalg=x&side=x").status_code == 200


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(
    client_of, secretariat, make_consultation, committee, django_assert_num_queries, count
):
    for _number in range(count):
        make_consultation(committee)

    client = client_of(secretariat)

    with django_assert_num_queries(7):
        client.get("/hoeringer/")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_page_costs_the_same_at_any_size(
    client_of, administration, make_consultation, respond, make_body, make_meeting, django_assert_num_queries, count
):
    consultation = make_consultation(*[make_body(number) for number in range(count)])
    for part in consultation.consultees.all():
        part.meeting = make_meeting(part.body, kind="committee")
        part.save()
        respond(consultation, part.body).points.create(text="Skolerne")
    client = client_of(administration)

    with django_assert_num_queries(8):
        client.get(url(consultation))
