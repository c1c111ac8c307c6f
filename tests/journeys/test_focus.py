"""Who goes by keyboard sees where they are: what has the focus is in sight, with its ring, on each window."""

from datetime import date

import pytest

from ishoj_process.models import Meeting, User, Vision
from vision.models import Contribution, Theme

# The last is a window of 1280 × 1024 at 400 %.
SIZES = [(1280, 720), (320, 640), (320, 256)]
BOARD, FORM, AGENDA = "/vision/vision-2035/temaer/tavle/", "/moeder/nyt/", "/moeder/{agenda}/"
MOST_STOPS = 70
# Wholly hidden, as WCAG 2.4.11 has it: none of its points is in sight.
HOW_IT_STANDS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), parts = [0.05, 0.3, 0.5, 0.7, 0.95];
  const isSeen = parts.some((x) => parts.some((y) => {
    const found = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return found && (one.contains(found) || found.control === one || found.closest("label")?.control === one);
  }));
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const name = one.outerHTML.slice(0, 120);
  const hasRing = outlineStyle === "solid" && parseFloat(outlineWidth) >= 3;
  return [one === document.body, isSeen ? "" : name, hasRing ? "" : name];
}"""


@pytest.fixture
def full_house(ishoej):
    """A board with cards on both sides, and an agenda that is long enough to have an index."""
    vision, writer = Vision.objects.get(), User.objects.get(email="medlem@example.org")
    theme = Theme.objects.create(vision=vision, title="Foreningsliv")
    for number in range(8):
        said = Contribution.objects.create(
            vision=vision,
            text=f"Indspil {number}. {'Flere skal lære mere. ' * 12}",
            said_on=date(2023, 8, 14),
            member=writer,
            written_by=writer,
        )
        if number % 2:
            said.themes.add(theme)
    meeting = Meeting.objects.get(title="Temamøde 1 for Byrådet")
    for number in range(20, 26):
        meeting.items.create(number=number, title=f"Punkt {number}")
    return {"agenda": meeting.pk}


def stops_of(page):
    """How each stop of the Tab key stands, until the page begins anew."""
    found = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        is_over, hidden, bare = page.evaluate(HOW_IT_STANDS)
        if is_over:
            break
        found.append((hidden, bare))
    return found


@pytest.mark.parametrize(("who", "path"), [("administration", BOARD), ("secretariat", FORM), ("medlem", AGENDA)])
def test_what_has_the_focus_is_seen_on_every_size_of_window(log_in, full_house, who, path):
    page = log_in(who, reduced_motion="reduce")  # else what is measured is still on its way
    faults = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path.format(**full_house))
        stops = stops_of(page)
        assert len(stops) > 15
        faults += [(width, height, what) for stop in stops for what in stop if what]

    assert faults == []


def test_ring_stands_where_colours_are_forced_and_the_current_entry_is_told(log_in, full_house):
    page = log_in("secretariat")
    page.emulate_media(forced_colors="active")
    page.goto(FORM)

    assert [bare for _hidden, bare in stops_of(page) if bare] == []
    lines = page.evaluate(
        """[...document.querySelectorAll(".site-nav > ul > li > :is(a, details > summary)")]
          .map((one) => [one.hasAttribute("aria-current"), getComputedStyle(one).borderBottomColor])"""
    )
    assert {line for is_current, line in lines if is_current}.isdisjoint(
        line for is_current, line in lines if not is_current
    )


def test_focus_stands_where_the_address_leads(log_in, full_house):
    page = log_in("medlem")

    page.goto("/vision/vision-2035/#sigtelinjer")

    page.wait_for_function("document.activeElement.id === 'sigtelinjer'")
