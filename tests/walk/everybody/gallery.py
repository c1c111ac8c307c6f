"""Ten pictures of the house of the demonstration, and the page that shows them: `make gallery` makes both anew."""

import shutil
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.round_site import ROOT, environment_of, run, served
from tests.waiting import sqlite_at

TODAY = "2023-08-14"
FOLDER = ROOT / "docs" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
COLOURS = 128  # as many as the pages have, edges of letters and all
PHONE, DESK = (360, 780), (1280, 900)


@dataclass(frozen=True)
class Picture:
    """One page as somebody sees it: the beginning of it on a phone or a desk, or the first sheet of a paper."""

    name: str
    address: str
    says: str
    reader: str = ""
    window: tuple[int, int] = DESK
    at: str = ""  # what stands at the top of the window


PICTURES = [
    Picture("overview", "/", "The overview: where the council stands, and what comes."),
    Picture("cascade", "/kaskade/", "The cascade: vision, main policies, strategies, and what is not placed."),
    Picture("timeline", "/tidslinje/", "The timeline: the two tracks by quarter."),
    Picture("vision", "/vision/vision-2035/", "The vision and the way to it."),
    Picture("member", "/", "A member's first page on a phone: my next meeting.", "byraadsmedlem", PHONE),
    Picture("agenda", "/moeder/{theme_meeting}/", "An agenda, with room for notes.", "byraadsmedlem", at="dagsorden"),
    Picture("meeting", "/moeder/{meeting}/", "An agenda, written by the secretariat.", "sekretariat", at="dagsorden"),
    Picture("strategies", "/strategier/", "The strategies, found by committee, status and sign."),
    Picture("thread", "/traad/udfordring/{challenge}/", "The red thread of a challenge, and where it stops."),
    Picture("plan", "/plan.pdf", "The process plan on paper."),
]


def main():
    """Serve a house of its own, take the pictures, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_of(sqlite_at(Path(folder) / "house.sqlite3"), folder) | {"TODAY": TODAY}
        run(environment, "manage.py", "set_up_database", "--demo")
        with served(environment) as port:
            FOLDER.mkdir(exist_ok=True)
            _take_all(f"http://127.0.0.1:{port}", _told_by(environment))
    PAGE.write_text(page_text())


def page_text():
    """The page in Markdown: each picture under what it shows."""
    shown = "\n\n".join(f"{each.says}\n\n![{each.says}](gallery/{each.name}.png)" for each in PICTURES)
    return f"# Ten pictures\n\nThe house of the demonstration on {TODAY}. `make gallery` takes them anew.\n\n{shown}\n"


ASKED = """
from ishoj_process.management.commands.make_demo_users import PASSWORD
from ishoj_process.models import Meeting
from vision.models import Challenge
coming = Meeting.objects.filter(start_date__gte="2023-08-14").order_by("start_date")
theme_meeting, meeting = (coming.filter(kind=kind).first() for kind in ("theme", "committee"))
print(theme_meeting.pk, meeting.pk, Challenge.objects.get(title="Klima").pk, PASSWORD)
"""


def _told_by(environment):
    """The rows that addresses name by number, and the password of the demonstration."""
    told = run(environment, "manage.py", "shell", "--no-imports", "--command", ASKED).split()
    return dict(zip(("theme_meeting", "meeting", "challenge", "password"), told[-4:], strict=True))


def _take_all(site, told):
    from playwright.sync_api import sync_playwright  # slow to load

    executable = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=executable)
        for picture in PICTURES:
            address = site + picture.address.format(**told)
            taken = (
                _sheet(address)
                if address.endswith(".pdf")
                else _seen(browser, site, address, picture, told["password"])
            )
            _store(taken, FOLDER / f"{picture.name}.png")


def _seen(browser, site, address, picture, password):
    width, height = picture.window
    size = {"width": width, "height": height}
    with browser.new_context(locale="da-DK", viewport=size, reduced_motion="reduce") as context:
        page = context.new_page()
        if picture.reader:
            page.goto(f"{site}/log-ind/")
            page.fill("[name=login]", f"{picture.reader}@demo.invalid")
            page.fill("[name=password]", password)
            page.click("main button[type=submit]")
        page.goto(address)
        if picture.at:
            page.evaluate("id => document.getElementById(id).scrollIntoView()", picture.at)
        return page.screenshot()


def _sheet(address):
    """The first sheet of a paper."""
    paper = urllib.request.urlopen(address).read()
    command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-"]
    return subprocess.run(command, input=paper, check=True, capture_output=True).stdout


def _store(taken, path):
    picture = Image.open(BytesIO(taken)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
