"""The duty to hear: whom a strategy touches, who has been heard, and what it reminds of or refuses."""

from datetime import date, timedelta

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import Alignment, Body, GuidingLine, Strategy, Succession
from strategies.involvement.duty import missing_hearings, touched_bodies
from strategies.models import LeftOut
from strategies.strategy.acts import move_document

TODAY = date(2023, 8, 14)
STATUS = "/strategier/biodiversitetsstrategi/status/"
NOT_HEARD = "Kultur- og Fritidsudvalget er ikke hørt: udvalget har det primære ansvar for Miljøpolitik."


@pytest.fixture
def touching(written, committee):
    """The strategy of one committee under another's main policy."""
    written.main_policy.lead_committee = committee
    written.main_policy.save()
    return written


def names(strategy):
    return [touch.body.name for touch in touched_bodies(strategy, TODAY)]


def test_committee_of_the_main_policy_is_touched(touching):
    assert names(touching) == ["Kultur- og Fritidsudvalget"]


def test_owner_and_boards_are_not_touched(written, council):
    assert names(written) == []


def test_committee_that_serves_the_same_guiding_line_is_touched(written, aim, committee):
    line = GuidingLine.objects.create(aim=aim, title="Natur")
    other = Strategy.objects.create(title="Idrætsstrategi", slug="idraet", owner=committee)
    for strategy in (written, other):
        Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")

    [touch] = touched_bodies(written, TODAY)

    assert (touch.body, touch.why) == (committee, "udvalgets Idrætsstrategi bidrager til den samme del af visionen")


def test_cross_cutting_strategy_touches_those_with_the_special_duty(written):
    Body.objects.create(name="Økonomiudvalget", slug="oekonomi", kind=Body.Kind.FINANCE, leads_cross_cutting=True)
    written.is_cross_cutting = True

    assert names(written) == ["Økonomiudvalget"]


def test_later_successor_is_not_touched_before_its_day(touching, committee):
    heir = Body.objects.create(name="Fritidsudvalget", slug="fritid", kind=Body.Kind.STANDING)
    Succession.objects.create(body=committee, heir=heir, on=TODAY + timedelta(days=1))

    assert names(Strategy.objects.get(pk=touching.pk)) == ["Kultur- og Fritidsudvalget"]


def test_all_heirs_of_a_body_that_was_split_are_to_be_heard(touching, committee):
    for name in ("Fritidsudvalget", "Kulturudvalget"):
        heir = Body.objects.create(name=name, slug=name.lower(), kind=Body.Kind.STANDING)
        Succession.objects.create(body=committee, heir=heir, on=TODAY)

    assert names(Strategy.objects.get(pk=touching.pk)) == ["Fritidsudvalget", "Kulturudvalget"]


def test_heir_of_the_owner_is_the_owner(touching, committee):
    Succession.objects.create(body=touching.owner, heir=committee, on=TODAY)

    assert names(Strategy.objects.get(pk=touching.pk)) == []


def test_what_the_predecessor_was_asked_its_heir_was(touching, committee):
    LeftOut.objects.create(strategy=touching, body=committee, reason="Hørt på temamødet.")
    heir = Body.objects.create(name="Fritidsudvalget", slug="fritid", kind=Body.Kind.STANDING)
    Succession.objects.create(body=committee, heir=heir, on=TODAY)

    assert [touch.left_out for touch in touched_bodies(touching, TODAY)] == ["Hørt på temamødet."]
    assert missing_hearings(touching, TODAY) == []


def test_work_that_was_handed_on_touches_the_successor(touching, committee):
    heir = Body.objects.create(name="Fritidsudvalget", slug="fritid", kind=Body.Kind.STANDING)
    Succession.objects.create(body=committee, heir=heir)

    assert names(Strategy.objects.get(pk=touching.pk)) == ["Fritidsudvalget"]


def test_body_that_was_asked_has_been_heard_when_it_answered_or_the_deadline_passed(
    touching, committee, make_consultation, respond
):
    assert missing_hearings(touching, TODAY) == [NOT_HEARD]
    consultation = make_consultation(committee)
    assert missing_hearings(touching, TODAY) == ["Kultur- og Fritidsudvalget er i høring og har ikke svaret endnu."]
    assert missing_hearings(touching, date(2023, 9, 12)) == []
    respond(consultation, committee)
    assert missing_hearings(touching, TODAY) == []


def test_consultation_that_was_withdrawn_has_heard_nobody(touching, committee, make_consultation):
    make_consultation(committee, state="withdrawn")

    assert missing_hearings(touching, TODAY) == [NOT_HEARD]


def test_body_may_be_left_out_for_a_reason(touching, committee):
    LeftOut.objects.create(strategy=touching, body=committee, reason="Berøres kun af navn.")

    assert missing_hearings(touching, TODAY) == []


def test_decision_is_reminded_of_those_who_were_not_heard(client_of, administration, touching, term):
    page = client_of(administration)

    reminded = page.get(STATUS)
    page.post(STATUS, {"to": "before_decision", "note": "Klar."})

    touching.refresh_from_db()
    assert (reminded.context["reminders"], touching.status) == ([NOT_HEARD], "before_decision")


def test_decision_is_refused_where_the_term_says_so(client_of, administration, touching, term):
    term.must_hear = True
    term.save()
    page = client_of(administration)

    page.post(STATUS, {"to": "before_decision", "note": "Klar."})
    with pytest.raises(Refused) as refused:
        move_document(level=touching, to="before_decision", note="Klar.", by=administration, on=TODAY)

    touching.refresh_from_db()
    assert (touching.status, refused.value.reasons) == ("in_preparation", [NOT_HEARD])
    assert NOT_HEARD in page.get(STATUS).text


def test_other_moves_are_not_held_up(administration, touching, term):
    term.must_hear = True
    term.save()

    move_document(level=touching, to="chosen", note="Tilbage.", by=administration, on=TODAY)

    touching.refresh_from_db()
    assert touching.status == "chosen"


@pytest.mark.parametrize("count", [1, 3, 60])
def test_asking_whom_it_touches_costs_the_same(written, aim, make_body, django_assert_num_queries, count):
    line = GuidingLine.objects.create(aim=aim, title="Natur")
    Alignment.objects.create(guiding_line=line, strategy=written, how="Sådan")
    for number in range(count):
        other = Strategy.objects.create(title=f"S{number}", slug=f"s{number}", owner=make_body(number))
        Alignment.objects.create(guiding_line=line, strategy=other, how="Sådan")

    with django_assert_num_queries(8):
        assert len(touched_bodies(written, TODAY)) == count


# Stated on the pages.


def test_committee_is_left_out_for_a_reason_once(client_of, administration, touching, committee):
    page, address = client_of(administration), f"/strategier/biodiversitetsstrategi/udeladt/{committee.slug}/"
    token = page.get(address).context["form"]["token"].value()

    blank = page.post(address, {"reason": "\u200b", "token": token})
    for _click in range(2):
        page.post(address, {"reason": "Berøres kun af navn.", "token": token, "version": 1})

    assert list(blank.context["form"].errors) == ["reason"]
    assert [(row.body, row.reason) for row in LeftOut.objects.all()] == [(committee, "Berøres kun af navn.")]


def test_committee_that_is_not_touched_is_not_left_out(client_of, administration, written, committee):
    address = f"/strategier/biodiversitetsstrategi/udeladt/{committee.slug}/"

    assert client_of(administration).post(address, {"reason": "Nej"}).status_code == 404


def test_early_involvement_says_when_and_what_it_gave(client_of, administration, chair, written, committee):
    client_of(administration).post(
        "/strategier/biodiversitetsstrategi/inddraget/nyt/",
        {"kind": "joint_meeting", "body": committee.pk, "on": "10-05-2023", "outcome": "Fælles mål."},
    )

    page = client_of(chair).get(written.get_absolute_url()).text
    assert ("Fællesmøde" in page, "10. maj 2023" in page, "Fælles mål." in page) == (True, True, True)


def test_public_is_not_told_whom_the_strategy_should_hear(client, touching):
    assert "bør høres" not in client.get(touching.get_absolute_url()).text.lower()


# Committee × strategy.


def test_overview_says_who_owns_and_who_should_be_heard(
    client_of, secretariat, touching, committee, make_consultation, make_body
):
    untouched, page = make_body(1), client_of(secretariat)

    first = page.get("/hoeringer/overblik/")
    [row] = first.context["rows"]
    assert dict(zip(first.context["bodies"], [cell and cell.keys for cell in row.cells], strict=True)) == {
        touching.owner: ("owns",),
        committee: ("not_heard",),
        untouched: None,
    }
    # As a mark and not as the signs that it is written in.
    assert "&lt;span" not in first.content.decode()
    assert first.context["position"] == "1 hovedpolitik eller strategi har ikke været i høring i alle berørte udvalg."
    make_consultation(committee)
    [row] = page.get("/hoeringer/overblik/").context["rows"]
    assert {cell.keys for cell in row.cells if cell} == {("owns",), ("being_heard",)}


def test_adopted_strategies_are_past_their_hearing(client_of, secretariat, touching):
    Strategy.objects.update(status="adopted")

    assert client_of(secretariat).get("/hoeringer/overblik/").context["rows"] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_overview_costs_the_same_at_any_size(
    client_of, secretariat, main_policy, aim, make_body, django_assert_num_queries, count
):
    line = GuidingLine.objects.create(aim=aim, title="Natur")
    for number in range(count):
        owner = make_body(number) if number < 12 else Body.objects.get(slug="udvalg-1")
        strategy = Strategy.objects.create(
            title=f"S{number}", slug=f"s{number}", owner=owner, main_policy=main_policy, status="chosen"
        )
        Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")
    client = client_of(secretariat)

    with django_assert_num_queries(14):
        assert client.get("/hoeringer/overblik/").status_code == 200


def test_who_owns_it_together_is_not_asked_as_another(touching, committee):
    touching.co_owners.add(committee)

    assert names(touching) == []


def test_member_is_told_of_no_strategy_that_is_not_shown(client_of, member, secretariat, touching):
    Strategy.objects.update(is_published=False)

    rows = [client_of(user).get("/hoeringer/overblik/").context["rows"] for user in (member, secretariat)]

    assert [len(found) for found in rows] == [0, 1]


def test_why_a_committee_is_touched_names_nothing_that_is_not_shown(written, aim, committee):
    line = GuidingLine.objects.create(aim=aim, title="Natur")
    other = Strategy.objects.create(title="Hemmelig", slug="hemmelig", owner=committee, is_published=False)
    for strategy in (written, other):
        Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan")

    assert [touch.why for touch in touched_bodies(written, TODAY)] == [
        "en af udvalgets strategier bidrager til den samme del af visionen"
    ]


def test_committee_that_owns_it_together_is_shown_as_an_owner(client_of, member, strategy, committee):
    strategy.co_owners.add(committee)

    (row,) = client_of(member).get("/hoeringer/overblik/").context["rows"]

    assert [cell and cell.keys for cell in row.cells] == [("owns",), ("owns",)]
