"""A round of points at the seminar: one secretary, three members, four browsers."""

from playwright.sync_api import expect

from ishoj_process.models import Vision
from vision.models import Ballot, Round, Theme
from vision.rounds.acts import close_round, open_round

TURN = 2000  # ms between two questions of the screen


def open_a_round():
    vision = Vision.objects.get()
    round_ = Round.objects.create(vision=vision, title="Prioritering")
    for title in ("Foreningsliv", "Uddannelse"):
        round_.candidates.create(theme=Theme.objects.create(vision=vision, title=title), title=title)
    return open_round(round_=round_, by=None)


def test_round_is_opened_voted_in_followed_and_closed(log_in, live_server, three_members):
    for title in ("Foreningsliv", "Uddannelse"):
        Theme.objects.create(vision=Vision.objects.get(), title=title)
    secretary = log_in("secretariat", width=1920)
    members = [log_in(who, width=360) for who in ("medlem", "medlem2", "medlem3")]

    secretary.goto("/vision/vision-2035/prioritering/")
    secretary.get_by_role("link", name="Ny runde", exact=True).click()
    secretary.get_by_role("button", name="Åbn runden").first.click()
    expect(secretary.get_by_text("0 af 3 har stemt.")).to_be_visible()
    secretary.get_by_role("link", name="Vis på skærmen").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text("Prioritering")
    secretary.wait_for_url("**/skaerm/")
    secretary.evaluate("globalThis.isTheSamePage = true")

    for page in members:
        page.goto("/vision/vision-2035/prioritering/")
        page.get_by_role("link", name="Prioritering", exact=True).last.click()
        for _click in range(3):
            page.get_by_role("button", name="+1: Foreningsliv").click()
        page.get_by_role("button", name="+1: Uddannelse").click()
        expect(page.get_by_text("1 point tilbage")).to_be_visible()
        page.get_by_role("button", name="Giv pointene").click()
        expect(page.get_by_text("Dine point er talt med.").first).to_be_visible()

    expect(secretary.get_by_role("status")).to_have_text("3 af 3 har stemt.")
    expect(secretary.get_by_role("row", name="Foreningsliv")).to_contain_text("3 grupper")
    assert secretary.evaluate("globalThis.isTheSamePage") is True
    secretary.go_back()
    secretary.get_by_role("link", name="Luk runden").click()
    secretary.get_by_role("button", name="Luk runden").click()
    expect(secretary.get_by_role("row", name="Foreningsliv")).to_contain_text("9")

    members[0].reload()
    expect(members[0].get_by_role("button", name="Giv pointene")).to_have_count(0)
    assert Ballot.objects.count() == 3


def test_screen_says_that_the_connection_is_lost_and_goes_on_trying(log_in, live_server, three_members, complaints):
    round_ = open_a_round()
    secretary = log_in("secretariat", width=1920)
    secretary.goto(f"{round_.get_absolute_url()}skaerm/")
    lost = secretary.get_by_text("Forbindelsen er afbrudt.")
    expect(lost).to_be_hidden()

    secretary.context.set_offline(True)
    expect(lost).to_be_visible()
    secretary.context.set_offline(False)
    expect(lost).to_be_hidden()

    assert {text.split(":")[0] for text in complaints} == {"Failed to load resource"}
    complaints.clear()


def test_screen_of_a_closed_round_asks_no_more(log_in, live_server, three_members):
    round_ = open_a_round()
    secretary = log_in("secretariat", width=1920)
    secretary.clock.install()
    secretary.goto(f"{round_.get_absolute_url()}skaerm/")
    asked = []
    secretary.on("request", lambda request: asked.append(request.url))
    with secretary.expect_response("**/stilling/"):
        secretary.clock.run_for(TURN)

    close_round(round_=round_, by=None)
    secretary.clock.run_for(TURN)
    expect(secretary.get_by_text("Runden er lukket.").first).to_be_visible()
    asked.clear()
    secretary.clock.run_for(5 * TURN)

    assert asked == []


def test_points_are_given_without_scripts(log_in, live_server, three_members):
    round_ = open_a_round()
    member = log_in("medlem", width=360, java_script_enabled=False)
    member.goto(round_.get_absolute_url())

    member.get_by_label("Foreningsliv").fill("4")
    member.get_by_label("Uddannelse").fill("4")
    member.get_by_role("button", name="Giv pointene").click()
    expect(member.get_by_text("Du har givet 3 point for meget.").first).to_be_visible()
    expect(member.get_by_label("Foreningsliv")).to_have_value("4")
    member.get_by_label("Uddannelse").fill("1")
    member.get_by_role("button", name="Giv pointene").click()

    expect(member.get_by_text("Dine point er talt med.").first).to_be_visible()
    assert Ballot.objects.count() == 1
