"""The press: papers are written apart from the pages, in turn, and none takes more time or memory than it may."""

import os
import signal
import threading
import time
from datetime import date

import pytest
from django.test import RequestFactory

from ishoj_process.output import press
from ishoj_process.output.docx.document import WordJob
from ishoj_process.output.pdf_engine import PdfError, written
from ishoj_process.output.turns import Busy, place_of, turn
from ishoj_process.site.request import say_busy
from tests.waiting import PATIENCE

HTML = '<html lang="da"><head><title>Plan</title></head><body><h1>Plan</h1><p>Møder</p></body></html>'
LARGE = HTML.replace("<p>Møder</p>", "<p>Et langt afsnit om møder, der skal stå på papiret.</p>" * 20_000)

HEAVY = HTML.replace("Møder", "Et langt afsnit. " * 3_000_000)  # too much to be begun: to set it would take long, too


@pytest.fixture(scope="module")
def kept():
    """One for all, as it takes a second and a half to start; who gives it bounds to start with ends it first."""
    used = press.Press()
    yield used
    used.stop()


@pytest.fixture
def apart(kept, settings, monkeypatch):
    """A press as the served house has it."""
    settings.PAPERS_APART = True
    monkeypatch.setattr(press, "_press", lambda _pid: kept)
    return kept


def test_paper_from_the_press_is_the_same_bytes(apart, settings):
    assert press.printed(HTML, "A4 portrait") == written(HTML, "A4 portrait", f"{settings.SITE_URL}/")


def test_word_document_from_the_press_is_the_same_bytes(apart):
    job = WordJob("<body><h1>Plan</h1><ul><li>Møder</li></ul></body>", "Plan", date(2023, 8, 14))

    assert press.pressed(job) == job.written()
    assert job.written().startswith(b"PK")


def test_word_document_that_takes_too_long_is_given_up_and_the_next_paper_is_written(apart, monkeypatch):
    large = WordJob("<body>" + "<table><tr><td>x</td></tr></table>" * 10_000 + "</body>", "Plan", date(2023, 8, 14))
    with monkeypatch.context() as short:
        short.setattr(press, "SECONDS", 0.5)
        with pytest.raises(press.TooMuch):
            press.pressed(large)

    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")


def test_many_lists_of_a_word_document_take_no_longer_each():
    """One list of bullets took a hundred times as long as a paragraph, the more there were."""
    lists = "<body>" + "<ul><li>a</li><li>b</li></ul>" * 300 + "</body>"
    began = time.process_time()
    WordJob(lists, "Plan", date(2023, 8, 14)).written()

    assert time.process_time() - began < 5


def test_press_writes_one_paper_after_another(apart):
    first = press.printed(HTML, "A4 portrait")
    pid = apart._process.pid

    assert press.printed(HTML, "A4 portrait") == first
    assert apart._process.pid == pid


def test_press_gives_way_to_the_pages(apart):
    press.printed(HTML, "A4 portrait")

    assert os.getpriority(os.PRIO_PROCESS, apart._process.pid) >= 10


def test_fault_of_a_paper_is_told_and_ends_nothing(apart):
    with pytest.raises(PdfError, match="/etc/passwd"):
        press.printed(HTML.replace("<p>", '<img alt="x" src="file:///etc/passwd"><p>'), "A4 portrait")
    pid = apart._process.pid

    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")
    assert apart._process.pid == pid


def test_paper_that_takes_too_long_is_given_up_and_the_next_is_written(apart, monkeypatch):
    with monkeypatch.context() as short:
        short.setattr(press, "SECONDS", 0.5)
        with pytest.raises(press.TooMuch):
            press.printed(LARGE, "A4 portrait")

    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")


def test_paper_that_takes_too_much_memory_is_given_up_and_the_next_is_written(apart, monkeypatch):
    apart.stop()
    with monkeypatch.context() as small:
        small.setattr(press, "MEGABYTES", 450)
        with pytest.raises(press.TooMuch, match="memory"):
            press.printed(HEAVY, "A4 portrait")
    apart.stop()

    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")


def test_press_that_was_killed_is_started_again(apart):
    press.printed(HTML, "A4 portrait")
    os.kill(apart._process.pid, signal.SIGKILL)
    apart._process.wait()

    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")


def test_press_ends_with_whoever_asked_it(apart):
    press.printed(HTML, "A4 portrait")
    apart._process.stdin.close()

    assert apart._process.wait(PATIENCE) == 0


def test_press_that_nobody_needs_gives_its_memory_back(apart, monkeypatch):
    apart.stop()
    monkeypatch.setattr(press, "IDLE_SECONDS", 0)
    press.printed(HTML, "A4 portrait")

    assert apart._process.wait(PATIENCE) == 0
    assert press.printed(HTML, "A4 portrait").startswith(b"%PDF-1.7")
    apart.stop()


def test_one_paper_at_a_time_for_the_whole_house(apart, monkeypatch):
    monkeypatch.setattr(press, "WAIT_SECONDS", 0.1)

    with turn("press", 0), pytest.raises(Busy):
        press.printed(HTML, "A4 portrait")


# Turns


def test_a_turn_is_held_by_one_and_then_by_the_next():
    held, most = 0, []

    def take():
        nonlocal held
        with turn("x", PATIENCE):
            held += 1
            most.append(held)
            time.sleep(0.01)
            held -= 1

    threads = [threading.Thread(target=take) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1] * 8


def test_turns_of_two_names_do_not_wait_for_each_other():
    with turn("x", 0), turn("y", 0):
        pass


def test_turn_ends_with_a_fault():
    with pytest.raises(ZeroDivisionError), turn("x", 0):
        raise ZeroDivisionError
    with turn("x", 0):
        pass


def test_where_no_turns_can_be_noted_nobody_waits(settings, tmp_path):
    """On a full disk, or one that may only be read."""
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file"

    with turn("x", 0), turn("x", 0):
        pass


def test_names_have_a_bounded_number_of_places():
    assert len({place_of(f"timeline {number}") for number in range(2000)}) == 64


# What a reader is told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Busy(), "Prøv igen om et halvt minut"),
        (press.TooMuch("40 seconds"), "er for stort til at kunne dannes"),
    ],
)
def test_reader_is_told_and_when_to_come_again(db, error, told):
    response = vars(say_busy(lambda _request: None))["process_exception"](RequestFactory().get("/plan.pdf"), error)

    assert (response.status_code, response["Retry-After"]) == (503, "20")
    assert told in response.content.decode()


def test_other_faults_are_not_called_busy():
    assert vars(say_busy(lambda _request: None))["process_exception"](RequestFactory().get("/"), KeyError()) is None
