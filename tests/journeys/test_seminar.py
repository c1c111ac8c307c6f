"""A round of points at the seminar: one secretary, three members, four browsers."""

from playwright.sync_api import expect

from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User, Vision
from vision.models import Ballot, Theme

from .conftest import PASSWORD


def seat_members():
    """Two members more, so that three sit in the council, each in a group."""
    council, term = Body.objects.get(kind="council"), CouncilTerm.objects.get()
    groups = list(PartyGroup.objects.all()[:3])
    Seat.objects.filter(user__email="medlem@example.org").update(party_group=groups[0])
    for number, group in enumerate(groups[1:], start=2):
        user = User.objects.create_user(f"medlem{number}@example.org", PASSWORD, name=f"Demo: medlem {number}")
        Seat.objects.create(user=user, body=council, term=term, party_group=group)


def test_round_is_opened_voted_in_followed_and_closed(log_in, live_server, ishoej):
    seat_members()
    for title in ("Foreningsliv", "Uddannelse"):
        Theme.objects.create(vision=Vision.objects.get(), title=title)
    secretary = log_in("secretariat", width=1920)
    members = [log_in(who, width=360) for who in ("medlem", "medlem2", "medlem3")]

    secretary.goto("/vision/prioritering/")
    secretary.get_by_role("link", name="Ny runde", exact=True).click()
    secretary.get_by_role("button", name="Åbn runden").first.click()
    expect(secretary.get_by_text("0 af 3 har stemt.")).to_be_visible()
    secretary.get_by_role("link", name="Vis på skærmen").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text("Prioritering")

    for page in members:
        page.goto("/vision/prioritering/")
        page.get_by_role("link", name="Prioritering", exact=True).last.click()
        for _click in range(3):
            page.get_by_role("button", name="+1: Foreningsliv").click()
        page.get_by_role("button", name="+1: Uddannelse").click()
        expect(page.get_by_text("1 point tilbage")).to_be_visible()
        page.get_by_role("button", name="Giv pointene").click()
        expect(page.get_by_text("Dine point er talt med.").first).to_be_visible()

    expect(secretary.get_by_text("3 af 3 har stemt.")).to_be_visible()
    expect(secretary.get_by_role("row", name="Foreningsliv")).to_contain_text("3 grupper")
    secretary.go_back()
    secretary.get_by_role("link", name="Luk runden").click()
    secretary.get_by_role("button", name="Luk runden").click()
    expect(secretary.get_by_role("row", name="Foreningsliv")).to_contain_text("9")

    members[0].reload()
    expect(members[0].get_by_role("button", name="Giv pointene")).to_have_count(0)
    assert Ballot.objects.count() == 3
