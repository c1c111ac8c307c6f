"""The board of themes by mouse, by finger, by keyboard, and without JavaScript."""

from datetime import date

import pytest
from playwright.sync_api import expect

from ishoj_process.models import User, Vision
from vision.models import Contribution, Theme

BOARD = "/vision/vision-2035/temaer/tavle/"


@pytest.fixture
def themes(ishoej):
    """Two themes and two contributions that stand under none."""
    vision, member = Vision.objects.get(), User.objects.get(email="medlem@example.org")
    for text in ("Flere i lære", "Bedre haller"):
        Contribution.objects.create(
            vision=vision, text=text, member=member, written_by=member, said_on=date(2023, 8, 21)
        )
    Theme.objects.all().delete()
    return [
        Theme.objects.create(vision=vision, title=title, position=place) for place, title in enumerate(("Job", "Idræt"))
    ]


def column(page, title):
    return page.get_by_role("region", name=title)


def standing(themes):
    return {theme.title: [row.text for row in theme.contributions.order_by("text")] for theme in themes}


def open_board(log_in, **options):
    page = log_in("administration", **options)
    page.goto(BOARD)
    return page


def test_chosen_contributions_are_dragged_by_the_mouse_and_the_move_is_undone(log_in, themes):
    page = open_board(log_in)
    for text in ("Flere i lære", "Bedre haller"):
        page.get_by_role("checkbox", name=text).check()

    page.get_by_text("Bedre haller", exact=True).hover()
    page.mouse.down()
    column(page, "Idræt").hover(position={"x": 60, "y": 60})
    expect(page.locator(".board-ghost")).to_have_text("2 indspil")
    column(page, "Idræt").hover()
    page.mouse.up()

    expect(column(page, "Idræt").get_by_text("Flere i lære", exact=True)).to_be_visible()
    expect(page.locator(".board-notice")).to_contain_text("2 indspil står nu under ”Idræt”.")
    assert standing(themes) == {"Job": [], "Idræt": ["Bedre haller", "Flere i lære"]}

    page.get_by_role("button", name="Fortryd").click()

    expect(column(page, "Uden tema").get_by_text("Flere i lære", exact=True)).to_be_visible()
    assert standing(themes) == {"Job": [], "Idræt": []}


def test_keyboard_lifts_moves_and_puts_back(log_in, themes):
    page = open_board(log_in)
    handle = page.get_by_role("button", name="Flyt: Flere i lære")
    handle.focus()

    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator("[aria-live=assertive]")).to_have_text("Lagt tilbage. Intet er flyttet.")
    for key in ("Space", "ArrowRight", "ArrowRight", "ArrowLeft", "Space"):
        page.keyboard.press(key)

    expect(column(page, "Job").get_by_text("Flere i lære", exact=True)).to_be_visible()
    expect(column(page, "Job").get_by_role("button", name="Flyt: Flere i lære")).to_be_focused()
    assert standing(themes) == {"Job": ["Flere i lære"], "Idræt": []}


def test_finger_drags_by_the_handle(log_in, themes):
    page = open_board(log_in, has_touch=True, is_mobile=True, width=768)
    touch = page.context.new_cdp_session(page)
    start = page.get_by_role("button", name="Flyt: Flere i lære").bounding_box()
    end = column(page, "Job").bounding_box()

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    from_here = (start["x"] + 20, start["y"] + 20)
    to_there = (end["x"] + 80, end["y"] + 60)
    send("touchStart", from_here)
    for step in range(1, 11):
        send("touchMove", tuple(a + (b - a) * step / 10 for a, b in zip(from_here, to_there, strict=True)))
    send("touchEnd")

    expect(column(page, "Job").get_by_text("Flere i lære", exact=True)).to_be_visible()
    assert standing(themes) == {"Job": ["Flere i lære"], "Idræt": []}


def test_theme_is_dragged_to_another_place(log_in, themes):
    page = open_board(log_in)

    column(page, "Idræt").locator(".board-place-handle").hover()
    page.mouse.down()
    column(page, "Job").hover(position={"x": 60, "y": 30})
    column(page, "Job").hover(position={"x": 70, "y": 40})
    page.mouse.up()

    expect(page.locator(".board-themes h2 a")).to_have_text(["Idræt", "Job"])
    assert [theme.title for theme in Theme.objects.current()] == ["Idræt", "Job"]


def test_board_works_without_javascript(log_in, themes):
    page = open_board(log_in, java_script_enabled=False)
    expect(page.locator(".board-handle")).to_have_count(0)

    page.get_by_role("checkbox", name="Flere i lære").check()
    page.get_by_label("De valgte flyttes til").select_option("Job")
    page.get_by_role("button", name="Flyt", exact=True).click()
    page.get_by_role("checkbox", name="Bedre haller").check()
    page.get_by_text("Nyt tema af de valgte").click()
    page.get_by_label("Det nye temas titel").fill("Haller")
    page.get_by_role("button", name="Opret temaet").click()

    expect(page.get_by_text("Temaet ”Haller” er oprettet.")).to_be_visible()
    assert standing(Theme.objects.current()) == {"Job": ["Flere i lære"], "Idræt": [], "Haller": ["Bedre haller"]}


def test_lost_connection_is_told_and_nothing_is_moved(log_in, themes, complaints):
    page = open_board(log_in)
    page.context.set_offline(True)
    page.get_by_role("checkbox", name="Flere i lære").check()
    page.get_by_label("De valgte flyttes til").select_option("Job")

    page.get_by_role("button", name="Flyt", exact=True).click()

    expect(page.locator(".board-failed")).to_contain_text("forbindelse")
    expect(page.get_by_role("checkbox", name="Flere i lære")).to_be_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="Flyt", exact=True).click()
    expect(column(page, "Job").get_by_text("Flere i lære", exact=True)).to_be_visible()
    complaints.clear()  # the browser tells of the lost connection
