"""Jobs of every week, from the front page to what was to be done, and what they cost at most."""

from datetime import date

import pytest
from playwright.sync_api import expect

from calendar_app.models import MeetingInvitation, PrivateNote
from ishoj_process.models import AgendaItem, Body, Meeting, Strategy, User
from strategies.models import Consultation
from vision.models import Contribution

from .counting import Cost

OEPU = "oekonomi-og-planudvalget"


def test_theme_is_made_of_a_contribution_and_has_its_place(log_in):
    page = log_in("administration")
    cost = Cost(page)
    page.goto("/")
    page.locator("summary", has_text="Vision").click()
    page.get_by_role("link", name="Indspil", exact=True).click()
    page.get_by_role("link", name="Skriv et indspil").click()
    page.get_by_label("Hvad der blev sagt").fill("Flere unge skal i lære.")
    page.get_by_role("button", name="Gem og fordel").click()
    page.get_by_label("Visionen").check()
    page.get_by_label("Det nye temas titel").fill("Unge i lære")
    page.get_by_role("button", name="Fordel").click()

    expect(page.get_by_role("status")).to_contain_text("Indspillet er fordelt og står under ”Unge i lære”.")
    assert [theme.title for theme in Contribution.objects.get().themes.all()] == ["Unge i lære"]
    cost.is_within(loads=5, presses=7)


@pytest.fixture
def invitation(ishoej):
    """A council meeting with an agenda, to which the member is invited."""
    meeting = Meeting.objects.create(
        title="Byrådsmøde",
        kind="council",
        state="convened",
        start_date=date(2023, 8, 17),
        end_date=date(2023, 8, 17),
        agenda_state="published",
    )
    meeting.bodies.add(Body.objects.get(kind="council"))
    AgendaItem.objects.create(meeting=meeting, number=1, title="Broen over åen")
    member = User.objects.get(email="medlem@example.org")
    return MeetingInvitation.objects.create(meeting=meeting, user=member)


def test_member_answers_and_notes_on_the_phone(log_in, invitation):
    page = log_in("medlem", width=360, has_touch=True, is_mobile=True)
    cost = Cost(page)
    page.goto("/")
    page.get_by_role("button", name="Jeg deltager").tap()
    page.get_by_role("status").get_by_role("link", name="Læs dagsordenen").tap()
    page.get_by_text("Min note til punkt 1").tap()
    page.get_by_label("Min note").fill("Spørg til prisen.")
    page.get_by_role("button", name="Gem noten").tap()

    note = page.get_by_role("article").get_by_role("status")
    expect(note).to_have_text("Din note er gemt. Kun du kan se den.")
    expect(note).to_be_in_viewport()
    expect(page.get_by_text("(ingen)")).to_be_hidden()
    invitation.refresh_from_db()
    assert (invitation.answer, PrivateNote.objects.get().text) == ("ACCEPTED", "Spørg til prisen.")
    cost.is_within(loads=3, presses=5)

    page.get_by_label("Min note").fill("Spørg til prisen og tiden.")
    page.get_by_role("button", name="Gem noten").tap()  # over the one that was kept a moment ago
    expect(note).to_have_text("Din note er gemt. Kun du kan se den.")
    page.goto("/")  # leaves without being asked: nothing is typed that is not kept
    assert PrivateNote.objects.get().text == "Spørg til prisen og tiden."


@pytest.fixture
def three_committees(ishoej):
    """A strategy with a text, and three committees that meet once in September."""
    Strategy.objects.filter(slug="planstrategi-2024-2036").update(text="<p>Byen vokser langs åen.</p>")
    bodies = Body.objects.filter(slug__in=["klima-og-miljoeudvalget", "teknik-og-bygningsudvalget", OEPU])
    for day, body in enumerate(bodies, start=12):
        meeting = Meeting.objects.create(kind="committee", start_date=date(2023, 9, day), end_date=date(2023, 9, day))
        meeting.bodies.add(body)
    return list(bodies)


def test_strategy_is_heard_by_three_committees(log_in, three_committees):
    page = log_in("administration")
    cost = Cost(page)
    page.goto("/")
    page.locator("summary", has_text="Strategier").click()
    page.get_by_role("link", name="Høringer", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Planstrategi 2024-2036").click()
    for body in three_committees:
        page.get_by_label(body.name).check()
    page.get_by_role("button", name="Videre til frist og afsendelse").click()
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("status").filter(has_text="Høringen er sendt til")).to_be_visible()
    consultation = Consultation.objects.get()
    assert {row.body for row in consultation.consultees.all()} == set(three_committees)
    assert all(row.meeting for row in consultation.consultees.all())
    cost.is_within(loads=6, presses=8)
