"""One sending of a form, and what must hold of whatever answers it."""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client, TestCase
from django.utils.html import strip_tags
from lxml import html

from calendar_app.agendas import documents

from .pages import forms_on
from .promises import is_danish
from .stored import beside, put_back, stored, writes

LONGEST = 10.0  # seconds for one answer, on a machine that does other things
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 413}
REFUSALS = {400, 403, 404, 405, 409, 413}
FAULT_MARKS = "//*[@role='alert' or contains(@class, 'invalid-feedback') or contains(@class, 'errorlist')]"
MESSAGES = "//*[contains(@class, 'field-error') or contains(@class, 'notice')]"
# What is shown once is shown by the answer itself; of several files those let in are kept, and the others told.
DONE_AT_ONCE = {
    "/min-side/abonnementer/nyt/",
    "/min-side/abonnementer/<subscription>/ny-adresse/",
    "/punkter/<item>/bilag/nyt/",
}


@dataclass(frozen=True)
class Fault:
    kind: str
    what: str


@dataclass
class Answer:
    response: object
    seconds: float
    raised: str
    before: object
    after: object
    calm: set = field(default_factory=set)

    @property
    def status(self):
        return self.response.status_code

    @property
    def changed(self):
        return self.after.changed_from(self.before) if self.after else set()


class Trial:
    """A house that is asked again and again, each time as it was."""

    def __init__(self, client):
        self.client = client
        self.before = stored()
        self.files = {path: Path(path).read_bytes() for path in self.before.files}
        self.asked = 0
        self.longest = (0.0, "")
        self.statuses = {}
        self.calm = {}  # {page: what it says before anything is sent}

    def fault_of(self, form, sending):
        """What does not hold of the answer, the gravest first; None where all does."""
        with transaction.atomic():
            answer = self._sent(form, sending)
            answer.calm = self._calm(form.page)
            found = next(_faults(form, sending, answer, lambda: self._sent(form, sending, answer.after)), None)
            transaction.set_rollback(True)
        put_back(self.files)
        self.asked += 1
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        self.longest = max(self.longest, (answer.seconds, str(form)))
        return found

    def _calm(self, page):
        if page not in self.calm:
            self.calm[page] = set(_marks(_tree(self.client.get(page).content.decode("utf-8", "replace"))))
        return self.calm[page]

    def _sent(self, form, sending, before=None):
        browser = Client(raise_request_exception=False)
        browser.cookies.load({name: morsel.value for name, morsel in self.client.cookies.items()})
        (files, mails), raised, written, begun = beside(), [], writes(), time.monotonic()

        def note(**_known):
            raised.append(_where())

        got_request_exception.connect(note)
        cache.clear()
        try:
            with TestCase.captureOnCommitCallbacks(execute=True):
                response = _ask(browser, form, sending)
            seconds = time.monotonic() - begun
            if response.status_code == 302 and response.url.startswith("/"):
                # What was stored is read at once: it must not break the page that shows it.
                response.behind = browser.get(response.url)
        finally:
            got_request_exception.disconnect(note)
        before = before or replace(self.before, files=files, mails=mails)
        after = stored() if writes() != written else before
        return Answer(response, seconds, " · ".join(raised), before, after)


def _ask(browser, form, sending):
    if form.method == "get":
        return browser.generic("GET", form.address.partition("?")[0], QUERY_STRING=sending.query())
    content, kind = sending.body(form.is_multipart)
    return browser.generic("POST", form.address, content, kind)


def _where():
    """The exception that is being handled, and where in our code it was."""
    import sys
    import traceback

    kind, error, trace = sys.exc_info()
    own = [frame for frame in traceback.extract_tb(trace) if "site-packages" not in frame.filename]
    place = f"{own[-1].filename.rpartition('/')[2]}:{own[-1].lineno}" if own else "?"
    return f"{kind.__name__}: {str(error)[:200]} at {place}"


def _faults(form, sending, answer, again):
    if answer.raised or answer.status >= 500:
        yield Fault("fell over", f"{answer.status} {answer.raised}")
    if answer.status not in ANSWERS:
        yield Fault("odd answer", str(answer.status))
    if answer.seconds > LONGEST:
        yield Fault("slow", f"{answer.seconds:.1f} s")
    if form.method == "get":
        if answer.changed:
            yield Fault("a reading that writes", str(sorted(answer.changed)))
        return
    if answer.status in REFUSALS and answer.changed:
        yield Fault("refused and stored", f"{answer.status} {sorted(answer.changed)}")
    if answer.status == 302:
        yield from _of_what_was_done(form, sending, answer, again)
    elif answer.status in (200, 409):
        yield from _of_a_form_shown_again(form, sending, answer)


def _of_what_was_done(form, sending, answer, again):
    behind = getattr(answer.response, "behind", None)
    if behind is not None and behind.status_code >= 400 and behind.status_code != 404:
        yield Fault("leads nowhere", f"{answer.response.url} answers {behind.status_code}")
    yield from (Fault("more than one act", leap) for leap in answer.after.leaps_from(answer.before))
    is_log_in = answer.response.url.startswith("/log-ind/")
    words = [word for name, word in sending.words.items() if "password" not in name]
    if words and not answer.changed and not is_log_in:
        said = strip_tags(behind.content.decode("utf-8", "replace")) if behind is not None else ""
        if lost := [word for word in words if word not in said]:
            yield Fault("words lost", f"led to {answer.response.url}, nothing stored of {lost}: {_messages(behind)}")
    # One of them tells a second click from a second act: of a row the version, of a new one the token.
    mark = "token" if "token" in sending.values else "version"
    if answer.changed and mark in sending.values and mark not in sending.spoiled:
        twice = again()
        if twice.status == 302 and (more := twice.changed):
            yield Fault("sent twice, stored twice", str(sorted(more)))


def _messages(response):
    if response is None or not response.content:
        return ""
    return " · ".join(_marks(_tree(response.content.decode("utf-8", "replace"))))[:200]


def _tree(text):
    return html.document_fromstring(text) if text.strip() else html.Element("html")


def _marks(root):
    found = (" ".join(mark.text_content().split()) for mark in root.xpath(f"{FAULT_MARKS} | {MESSAGES}"))
    return [text for text in found if text]


def _of_a_form_shown_again(form, sending, answer):
    text = answer.response.content.decode("utf-8", "replace")
    marks = [mark for mark in _marks(_tree(text)) if mark not in answer.calm]
    if answer.changed:
        if form.pattern not in DONE_AT_ONCE:
            yield Fault("shown again and stored", f"{sorted(answer.changed)} {marks[:3]}")
        return
    # A page on which nothing can be done says why before anything is sent, and again behind it.
    says_before = _tree(text).xpath("//main//*[contains(@class, 'notice-warning')]")
    # What was sent to look something up on the way comes back as it was typed: no refusal.
    is_lookup = documents.is_lookup({name: values[-1] for name, values in sending.values.items() if values})
    if not (marks or says_before or is_lookup):
        yield Fault("refused without a word", str(answer.status))
    if foreign := [mark for mark in marks if not is_danish(mark)]:
        yield Fault("not Danish", str(foreign))
    kept = " ".join(
        value
        for again in forms_on(text, form.page, form.pattern)
        for control in again.controls
        for value in control.values
    )
    words = {name: word for name, word in sending.words.items() if "password" not in name}
    if lost := [f"{name}={sending.values[name]!r}"[:200] for name, word in words.items() if word not in kept]:
        yield Fault("typed and gone", f"{answer.status} {lost} {marks[:3]}")
