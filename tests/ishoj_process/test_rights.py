"""Predicates and sets of the ground floor agree for every reader, and closed items show what they may and no more."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process import rights
from ishoj_process.meetings.shown import shown_item
from ishoj_process.models import AgendaItem, Attachment, Meeting, Strategy, Treatment

ROLES = ["public", "member", "other_member", "administration", "secretariat"]


@pytest.fixture
def readers(member, administration, secretariat, term, other_committee):
    from tests.rows import seated

    return {
        "public": AnonymousUser(),
        "member": member,
        "other_member": seated("andet-medlem@example.org", term, other_committee),
        "administration": administration,
        "secretariat": secretariat,
    }


@pytest.fixture
def meetings(make_meeting, council):
    """Published or not, with agenda published or not."""
    return [
        make_meeting(
            council,
            title=f"{published}-{agenda}",
            is_published=published,
            agenda_state=agenda,
            minutes_state="published",
        )
        for published in (True, False)
        for agenda in ("draft", "published")
    ]


@pytest.fixture
def items(meetings, strategy):
    found = []
    for meeting in meetings:
        for closed in (False, True):
            item = AgendaItem.objects.create(
                meeting=meeting,
                number=len(found) + 1,
                title="Køb af grund",
                is_closed=closed,
                public_title="Ejendomssag" if closed else "",
                case_presentation="<p>hemmelig sag</p>",
                public_decision="<p>Tiltrådt.</p>" if closed else "",
            )
            Treatment.objects.create(item=item, strategy=strategy)
            found.append(item)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_meetings_visible_to_agrees_with_can_see_meeting(readers, meetings, role):
    user = readers[role]

    seen = set(Meeting.objects.visible_to(user))

    assert seen == {meeting for meeting in meetings if rights.can_see_meeting(user, meeting)}


@pytest.mark.parametrize("role", ROLES)
def test_items_visible_to_agrees_with_can_see_agenda(readers, items, role):
    user = readers[role]

    seen = set(AgendaItem.objects.visible_to(user))

    assert seen == {item for item in items if rights.can_see_agenda(user, item.meeting)}


@pytest.mark.parametrize("role", ROLES)
def test_treatments_visible_to_agrees_with_what_an_item_shows(readers, items, role):
    user = readers[role]

    seen = {treatment.item for treatment in Treatment.objects.visible_to(user)}

    assert seen == {
        item for item in items if rights.can_see_agenda(user, item.meeting) and shown_item(user, item).levels
    }


@pytest.mark.parametrize("role", ROLES)
def test_strategies_visible_to_agrees_with_can_see_level(readers, strategy, role):
    user = readers[role]
    Strategy.objects.create(title="Udkast", slug="udkast", is_published=False)

    seen = set(Strategy.objects.visible_to(user))

    assert seen == {level for level in Strategy.objects.all() if rights.can_see_level(user, level)}


@pytest.mark.parametrize(
    ("role", "is_withheld"),
    [("public", True), ("member", False), ("other_member", True), ("administration", True), ("secretariat", False)],
)
def test_shown_item_withholds_a_closed_item(readers, items, role, is_withheld):
    closed = next(i for i in items if i.is_closed and i.meeting.is_published and i.meeting.agenda_is_published)

    shown = shown_item(readers[role], closed)

    assert shown.is_withheld == is_withheld
    assert ("Køb af grund" in str(shown)) == (not is_withheld)
    assert ("hemmelig sag" in str(shown)) == (not is_withheld)
    assert ("Tiltrådt." in str(shown)) is True


@pytest.mark.parametrize(
    ("role", "may"),
    [("public", False), ("member", True), ("other_member", False), ("administration", False), ("secretariat", True)],
)
def test_can_download_a_closed_attachment(readers, items, role, may):
    closed = next(i for i in items if i.is_closed and i.meeting.is_published and i.meeting.agenda_is_published)
    attachment = Attachment(item=closed, number=1, title="Notat")

    assert rights.can_download(readers[role], attachment) == may
