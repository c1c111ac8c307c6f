"""The council adopts its vision: where it may, with what it must have, once, and how it stood."""

from datetime import date

import pytest

from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, Meeting, PartyGroup, StatusChange, Vision
from vision.adoption.acts import adopt_vision
from vision.models import Adoption, Draft

ADOPT, STATUS = "/vision/vision-2035/vedtag/", "/vision/vision-2035/status/"
UNITED = {"stood": "unanimous", "note": "Vedtaget af Byrådet."}


@pytest.fixture
def ready(vision, line):
    vision.status, vision.text = "before_decision", "<p>Vi vil.</p>"
    vision.save()
    return vision


@pytest.fixture
def item(make_meeting, council):
    meeting = make_meeting(council, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 8, 8))
    return AgendaItem.objects.create(meeting=meeting, number=7, title="Vision 2035")


@pytest.fixture
def groups(db):
    return [PartyGroup.objects.create(letter=letter, name=f"Gruppe {letter}") for letter in "AB"]


def adopt(vision, item, by, **fields):
    fields = {"is_unanimous": True, "dissenting_groups": [], "dissent": "", "note": "Vedtaget.", **fields}
    return adopt_vision(vision=vision, item=item, by=by, today=date(2023, 8, 14), **fields)


def test_adoption_freezes_the_wording_and_stands_everywhere(browser, council, ready, line, item):
    response = browser.post(ADOPT, UNITED | {"item": item.pk})

    ready.refresh_from_db()
    line.refresh_from_db()
    draft = Draft.objects.get()
    assert response.url == "/vision/vision-2035/"
    assert (ready.status, str(ready.adopted_on), ready.adopted_by, ready.adopted_at_item) == (
        "adopted",
        "8. august 2023",
        council,
        item,
    )
    assert (line.state, draft.text, draft.lines[0]["title"]) == ("adopted", "<p>Vi vil.</p>", line.title)
    assert (ready.adoption.draft, StatusChange.objects.get().note) == (draft, "Vedtaget af Byrådet.")
    assert "Enstemmigt" in browser.get("/vision/vision-2035/").text


def test_dissent_is_recorded_by_group(browser, ready, item, groups):
    browser.post(
        ADOPT,
        {
            "item": item.pk,
            "stood": "divided",
            "dissenting_groups": [groups[1].pk],
            "dissent": "Ønskede en sigtelinje om skat.",
            "note": "Vedtaget.",
        },
    )

    page = browser.get("/vision/vision-2035/").text
    assert "Ikke enstemmigt. Imod: Gruppe B" in page
    assert "Ønskede en sigtelinje om skat." in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"stood": "divided"}, "dissenting_groups"),
        ({"dissent": "Nogen var imod."}, "stood"),
        ({"stood": ""}, "stood"),
        ({"item": ""}, "item"),
        ({"note": " "}, "note"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused_at_its_field(browser, ready, item, typed, field):
    response = browser.post(ADOPT, UNITED | {"item": item.pk} | typed)

    ready.refresh_from_db()
    assert (list(response.context["form"].errors), ready.status) == ([field], "before_decision")
    assert (Draft.objects.count(), Adoption.objects.count()) == (0, 0)


def test_vision_without_guiding_lines_is_not_adopted(browser, administration, ready, line, item):
    line.delete()

    assert "Visionen har ingen sigtelinjer." in browser.get(ADOPT).text
    with pytest.raises(Refused) as refused:
        adopt(ready, item, administration)
    assert refused.value.reasons == ["Visionen har ingen sigtelinjer. Det er dem, Byrådet vedtager."]
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"kind": Meeting.Kind.THEME},
            "Visionen vedtages på et byrådsmøde. Temamøder og seminarer træffer ingen beslutninger.",
        ),
        ({"start_date": date(2023, 8, 15)}, "Mødet er ikke afholdt endnu."),
        ({"state": Meeting.State.CANCELLED}, "Mødet er aflyst."),
    ],
)
def test_item_of_another_meeting_is_refused_with_the_reason(
    browser, administration, council, make_meeting, ready, fields, reason
):
    meeting = make_meeting(council, **{"kind": Meeting.Kind.COUNCIL, "start_date": date(2023, 8, 8), **fields})
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Vision 2035")

    with pytest.raises(Refused) as refused:
        adopt(ready, item, administration)

    assert refused.value.reasons == [reason]
    assert "item" in browser.post(ADOPT, UNITED | {"item": item.pk}).context["form"].errors


def test_committees_meeting_does_not_adopt_the_vision(administration, committee, make_meeting, ready):
    meeting = make_meeting(committee, kind=Meeting.Kind.COUNCIL, start_date=date(2023, 8, 8))
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Vision 2035")

    with pytest.raises(Refused):
        adopt(ready, item, administration)


def test_vision_in_preparation_is_not_adopted(administration, ready, item):
    Vision.objects.update(status="in_preparation")

    with pytest.raises(Refused) as refused:
        adopt(ready, item, administration)

    assert refused.value.reasons == ["Status kan ikke ændres fra ”under udarbejdelse” til ”vedtaget”."]


def test_adopted_twice_is_adopted_once(administration, ready, item):
    adopt(ready, item, administration)
    adopt(ready, item, administration)

    assert (Adoption.objects.count(), Draft.objects.count(), StatusChange.objects.count()) == (1, 1, 1)


def test_status_page_leads_to_the_adoption(browser, ready, council):
    response = browser.post(
        STATUS, {"to": "adopted", "note": "Fordi.", "adopted_on": "8-8-2023", "adopted_by": council.pk}
    )

    ready.refresh_from_db()
    assert (list(response.context["form"].errors), ready.status) == (["to"], "before_decision")


def test_adoption_by_mistake_is_taken_back_with_a_line(browser, administration, ready, line, item):
    adopt(ready, item, administration)

    browser.post(STATUS, {"to": "in_preparation", "note": "Registreret ved en fejl."})

    line.refresh_from_db()
    assert (Adoption.objects.count(), line.state) == (0, "draft")
    assert StatusChange.objects.count() == 2


def test_without_a_council_meeting_the_page_says_what_to_do(browser, ready):
    assert "Sekretariatet indtaster først byrådsmødet og punktet." in browser.get(ADOPT).text


@pytest.mark.parametrize("who", ["member", "secretariat"])
def test_others_do_not_record_the_adoption(client_of, request, ready, item, who):
    response = client_of(request.getfixturevalue(who)).post(ADOPT, UNITED | {"item": item.pk})

    assert (response.status_code, Adoption.objects.count()) == (403, 0)
