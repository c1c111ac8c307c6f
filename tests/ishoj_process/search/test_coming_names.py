"""A name that a body is still to get finds nothing before its day but for those who prepare it."""

from datetime import date

import pytest

from ishoj_process.council.acts import rename_body

NEW = date(2024, 5, 1)


@pytest.fixture
def meetings(make_meeting, committee, secretariat):
    plain = make_meeting(committee, title="Ordinært møde")
    own_word = make_meeting(committee, title="Møde om teknik")
    rename_body(body=committee, name="Teknikudvalget", abbreviation="TEK", on=NEW, by=secretariat)
    return plain.display_title, own_word.display_title


def found(client, words):
    page = client.get("/soeg/", {"q": words})
    titles = {"".join(piece.text for piece in hit.title) for hit in page.context["hits"]}
    return titles, [str(body) for body in page.context["bodies"]]


@pytest.mark.parametrize("words", ["Teknikudvalget", "TEK", "teknikudvalget ordinært"])
def test_coming_name_is_the_staffs_until_its_day(client, client_of, member, secretariat, meetings, settings, words):
    plain, _own = meetings
    for reader in (client, client_of(member)):
        titles, bodies = found(reader, words)
        assert (plain in titles, bodies) == (False, [])
    assert plain in found(client_of(secretariat), words)[0]

    settings.PROCESS_TODAY = "2024-05-01"
    assert plain in found(client, words)[0]


def test_what_bears_the_word_itself_is_found_at_all_times(client, meetings):
    plain, own = meetings

    assert found(client, "teknik")[0] == {own}
    assert found(client, "Fritidsudvalget")[0] == {plain, own}


def test_former_name_finds_after_the_new_one_has_begun(client, meetings, settings):
    settings.PROCESS_TODAY = "2024-05-01"

    titles, bodies = found(client, "Kultur- og Fritidsudvalget")
    assert (titles, bodies) == ({*meetings}, ["Teknikudvalget"])
