"""Long forms begin with what everybody fills in; the rest is folded until it holds something or is in error."""

import pytest

from .test_faults import page_of

NEW = {
    "/moeder/nyt/": (
        {"bodies", "start_date", "start_time", "place"},
        {"partners", "purpose", "case_url", "source_note"},
    ),
    "/strategier/ny/": ({"title", "text", "owner"}, {"deciding_body", "period_from", "source_url"}),
}


def folded(page, *, is_open):
    fold = "//details[@open]" if is_open else "//details[not(@open)]"
    return set(page.xpath(f"{fold}//*[@name]/@name"))


@pytest.mark.parametrize("address", NEW)
def test_a_new_thing_begins_with_what_everybody_fills_in(client_of, secretariat, administration, council, address):
    user = secretariat if address == "/moeder/nyt/" else administration
    page = page_of(client_of(user).get(address))

    shown, hidden = NEW[address]
    assert hidden <= folded(page, is_open=False)
    assert not shown & folded(page, is_open=False)
    assert not folded(page, is_open=True)


def test_what_is_filled_is_unfolded(client_of, secretariat, theme_meeting):
    client, address = client_of(secretariat), f"/moeder/{theme_meeting.pk}/rediger/"
    theme_meeting.source_note = "Memoet"
    theme_meeting.purpose = ""
    theme_meeting.save()

    assert "source_note" in folded(page_of(client.get(address)), is_open=True)


def test_what_is_in_error_is_unfolded(client_of, secretariat, council):
    page = page_of(client_of(secretariat).post("/moeder/nyt/", {"open_part_time": "99", "kind": "council"}))

    assert "open_part_time" in folded(page, is_open=True)
    assert "case_url" in folded(page, is_open=False)


def test_a_box_that_is_ticked_by_itself_unfolds_nothing_and_one_that_is_not_does(client_of, secretariat, theme_meeting):
    client, address = client_of(secretariat), f"/moeder/{theme_meeting.pk}/rediger/"
    type(theme_meeting).objects.filter(pk=theme_meeting.pk).update(purpose="", place="", track=None, is_published=True)
    before = folded(page_of(client.get(address)), is_open=True)
    type(theme_meeting).objects.filter(pk=theme_meeting.pk).update(is_published=False)

    assert ("is_published" in before, "is_published" in folded(page_of(client.get(address)), is_open=True)) == (
        False,
        True,
    )


def test_a_meeting_of_one_day_is_moved_by_its_first_day_alone(client_of, secretariat, theme_meeting):
    client, address = client_of(secretariat), f"/moeder/{theme_meeting.pk}/rediger/"
    form = page_of(client.get(address)).xpath("//main//form")[0]
    sent = {"end_date": ""} | dict(form.form_values())
    assert sent["end_date"] == ""

    client.post(address, sent | {"start_date": "22-08-2023", "confirmed": "1"})

    theme_meeting.refresh_from_db()
    assert (str(theme_meeting.start_date), str(theme_meeting.end_date)) == ("2023-08-22", "2023-08-22")
