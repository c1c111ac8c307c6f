"""What is done to bodies: a new name from a day, a beginning, an end, and who takes over; each refused with reasons."""

from datetime import date, timedelta

import pytest

from ishoj_process.council.acts import (
    begin_body,
    end_body,
    hand_over,
    rename_body,
    take_hand_over_back,
    take_name_back,
)
from ishoj_process.editing.acts import EditConflict, Refused
from ishoj_process.models import Body, PublicStamp, Succession
from ishoj_process.models.names import FormerName

DAY = timedelta(days=1)
ON = date(2026, 1, 1)


def stored(body):
    return Body.objects.get(pk=body.pk)


def reasons(act, **arguments):
    stamp = PublicStamp.current()
    with pytest.raises(Refused) as refused:
        act(**arguments)
    assert PublicStamp.current() == stamp
    return refused.value.reasons


def test_new_name_holds_from_its_day_and_is_signed(committee, secretariat):
    rename_body(body=committee, name=" Kulturudvalget ", abbreviation="KU", on=ON, by=secretariat)

    body = stored(committee)
    assert (body.name, body.abbreviation, body.version, body.updated_by) == ("Kulturudvalget", "KU", 2, secretariat)
    assert body.former_names == (FormerName("Kultur- og Fritidsudvalget", "", ON - DAY),)
    assert [record.name for record in body.history.order_by("history_id")] == [committee.name, "Kulturudvalget"]
    assert body.get_absolute_url() == committee.get_absolute_url()


def test_second_name_follows_the_first(committee, secretariat):
    for name, on in (("Kulturudvalget", ON), ("Folkeudvalget", ON + 400 * DAY)):
        rename_body(body=committee, name=name, on=on, by=secretariat)

    names = [str(stored(committee).on(day)) for day in (ON - DAY, ON, ON + 399 * DAY, ON + 400 * DAY)]
    assert names == ["Kultur- og Fritidsudvalget", "Kulturudvalget", "Kulturudvalget", "Folkeudvalget"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Skriv det nye navn."),
        ({"name": "x" * 121}, "er længere end 120 tegn"),
        ({"abbreviation": "x" * 13}, "er længere end 12 tegn"),
        ({"name": "Kultur- og Fritidsudvalget"}, "Det er allerede navnet."),
        ({"name": "klima- og miljøudvalget"}, "Et andet udvalg har samme navn nogle af de dage"),
        ({"on": date(2022, 1, 1)}, "Den første dag er den 1. januar 2022."),
        ({"on": date(2030, 1, 1)}, "Den sidste dag er den 31. december 2029."),
    ],
)
def test_name_that_cannot_be_is_refused(committee, other_committee, secretariat, fields, words):
    Body.objects.filter(pk=committee.pk).update(begins=date(2022, 1, 1), ends=date(2029, 12, 31))

    told = reasons(rename_body, **{"body": committee, "name": "Nyt", "on": ON, "by": secretariat, **fields})
    assert len(told) == 1
    assert words in told[0]


def test_name_begins_after_the_one_before_it(committee, secretariat):
    rename_body(body=committee, name="Kulturudvalget", on=ON, by=secretariat)

    for on in (ON - DAY, ON):
        assert reasons(rename_body, body=committee, name="Nyt", on=on, by=secretariat) == [
            "Det nuværende navn gælder fra den 1. januar 2026. Et nyt skal begynde senere."
        ]
    rename_body(body=committee, name="Nyt", on=ON + DAY, by=secretariat)


def test_name_that_another_body_has_laid_down_is_free(committee, other_committee, secretariat):
    end_body(body=other_committee, on=ON - DAY, by=secretariat)

    assert rename_body(body=committee, name=other_committee.name, on=ON, by=secretariat).name == other_committee.name
    assert reasons(end_body, body=other_committee, on=ON, by=secretariat) == [
        "Et andet udvalg har samme navn nogle af de dage: Klima- og Miljøudvalget (/udvalg/kultur-og-fritidsudvalget/)."
    ]


def test_whoever_has_seen_an_older_version_is_told(committee, secretariat):
    rename_body(body=committee, name="Kulturudvalget", on=ON, by=secretariat)

    with pytest.raises(EditConflict):
        end_body(body=committee, on=ON, by=secretariat, seen_version=1)


def test_newest_name_is_taken_back(committee, secretariat):
    rename_body(body=committee, name="Kulturudvalget", abbreviation="KU", on=ON, by=secretariat)
    take_name_back(body=committee, by=secretariat)

    body = stored(committee)
    assert (body.name, body.abbreviation, body.former_names) == ("Kultur- og Fritidsudvalget", "", ())
    assert reasons(take_name_back, body=committee, by=secretariat) == ["Der er ingen tidligere navne."]


def test_body_begins_and_ends(committee, secretariat):
    begin_body(body=committee, on=ON, by=secretariat)
    end_body(body=committee, on=ON, by=secretariat)

    assert (stored(committee).begins, stored(committee).ends) == (ON, ON)
    assert reasons(end_body, body=committee, on=ON - DAY, by=secretariat) == [
        "Den sidste dag kan ikke ligge før den første."
    ]
    end_body(body=committee, on=None, by=secretariat)
    assert stored(committee).ends is None


def test_life_holds_the_names(committee, secretariat):
    rename_body(body=committee, name="Kulturudvalget", on=ON, by=secretariat)

    assert reasons(begin_body, body=committee, on=ON, by=secretariat) == [
        "Navnet Kultur- og Fritidsudvalget gjaldt til og med den 31. december 2025. "
        "Den første dag kan ikke ligge senere."
    ]
    assert reasons(end_body, body=committee, on=ON - DAY, by=secretariat) == [
        "Navnet Kulturudvalget gælder fra den 1. januar 2026. Den sidste dag kan ikke ligge før."
    ]
    end_body(body=committee, on=ON, by=secretariat)


def test_one_takes_over_several_merge_and_one_is_split(committee, other_committee, council, secretariat):
    hand_over(bodies=[committee, other_committee], heirs=[council], on=ON, by=secretariat)

    assert [stored(body).ends for body in (committee, other_committee, council)] == [ON - DAY, ON - DAY, None]
    assert stored(committee).heirs_on(ON) == [council]
    parts = [Body.objects.create(name=name, slug=name.lower(), kind="standing", begins=ON + DAY) for name in "XY"]
    hand_over(bodies=[council], heirs=parts, on=ON + DAY, by=secretariat)
    assert stored(committee).heirs_on(ON + DAY) == parts


def test_double_click_hands_over_once(committee, other_committee, secretariat):
    for _click in range(2):
        hand_over(bodies=[committee], heirs=[other_committee], on=ON, by=secretariat)

    assert (Succession.objects.count(), stored(committee).version) == (1, 2)
    assert reasons(hand_over, bodies=[committee], heirs=[other_committee], on=ON + DAY, by=secretariat) == [
        "Klima- og Miljøudvalget overtager allerede arbejdet fra Kultur- og Fritidsudvalget den 1. januar 2026."
    ]


def test_body_that_had_ended_stays_ended(committee, other_committee, secretariat):
    end_body(body=committee, on=date(2025, 6, 30), by=secretariat)
    hand_over(bodies=[committee], heirs=[other_committee], on=ON, by=secretariat)

    assert stored(committee).ends == date(2025, 6, 30)


def test_hand_over_that_cannot_be_is_refused(committee, other_committee, council, secretariat):
    def told(bodies, heirs):
        return reasons(hand_over, bodies=bodies, heirs=heirs, on=ON, by=secretariat)

    assert (
        told([], [committee])
        == told([committee], [])
        == ["Vælg, hvem der afgiver arbejdet, og hvem der overtager det."]
    )
    assert told([committee, council], [council]) == ["Et udvalg kan ikke være sin egen efterfølger."]
    Body.objects.filter(pk=council.pk).update(ends=ON - DAY)
    assert told([committee], [council]) == ["Ishøj Byråd findes ikke den dag."]
    Body.objects.filter(pk=committee.pk).update(begins=ON)
    assert told([committee], [other_committee]) == ["Kultur- og Fritidsudvalget begynder først den 1. januar 2026."]


def test_hand_over_in_a_ring_is_refused(committee, other_committee, council, secretariat):
    Succession.objects.create(body=council, heir=committee, on=ON)
    Succession.objects.create(body=other_committee, heir=council, on=ON + DAY)

    assert reasons(hand_over, bodies=[committee], heirs=[other_committee], on=ON, by=secretariat) == [
        "Udvalgene kan ikke afløse hinanden i ring."
    ]


def test_hand_over_is_taken_back(committee, other_committee, council, secretariat):
    both = hand_over(bodies=[committee], heirs=[other_committee, council], on=ON, by=secretariat)

    take_hand_over_back(succession=both[0], by=secretariat)
    assert stored(committee).ends == ON - DAY
    take_hand_over_back(succession=both[1], by=secretariat)
    assert (stored(committee).ends, Succession.objects.count()) == (None, 0)
    assert committee in Body.objects.living(ON)
