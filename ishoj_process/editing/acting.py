"""Carrying out an act from a page, and showing why it is refused: one way for every button and every form."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DatabaseError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from . import unsent
from .acts import QUICKER_TEXT, MovedOn, Refused, was_quicker, way_out_of
from .full import FULL_TEXT, is_full

Place: TypeAlias = Any  # whatever `redirect` takes: an address, the name of one, or a row that has a page
Then: TypeAlias = tuple[str | Promise, str] | None  # what one does next: words and an address


def carry_out(
    request: HttpRequest,
    act: Callable[[], Any],
    *,
    done: str | Promise | Callable[[Any], str | Promise] | None,
    lead_to: Place,
    then: Then | Callable[[Any], Then] = None,
    form: BaseForm | None = None,
    field: str | None = None,
    back_to: Place = None,
) -> HttpResponse | None:
    """Carry out an act in one transaction, say that it is done, and lead on.

    `done` (None where the next page says it itself) and `lead_to` (an address, a row or a page) may be made of what
    the act returned, and so may `then`: what one does next, or the way back, said with it. Acts that are composed are
    one act: all of it is stored, or nothing.

    Refused, the reasons stand in the form, each with the refusal's code (at `field`, or above it), and None is
    returned, so that the page is shown again with what was typed; without a form they are told on the page that one is
    led back to.
    """
    try:
        with transaction.atomic():
            result = act()
    # Outside of the transaction: caught within, what the act had stored before it was refused would be kept.
    except (Refused, OSError, DatabaseError) as error:
        if not (reasons := _reasons_of(error)):
            raise
        if form is None:
            return turn_away(request, [text for reason in reasons for text in reason.messages], back_to or lead_to)
        form.add_error(field if isinstance(error, Refused) else None, reasons)
        return None
    if done:
        # After the transaction: what is rolled back was not done.
        said = str(done(result) if callable(done) else done)
        messages.success(request, told_with(said, then(result) if callable(then) else then))
    leads_to = lead_to(result) if callable(lead_to) else lead_to
    return leads_to if isinstance(leads_to, HttpResponse) else redirect(leads_to)


def _reasons_of(error: Exception) -> list[ValidationError]:
    """Why nothing was stored, each with its code; nothing where the error is a fault of ours."""
    if isinstance(error, Refused):
        return [ValidationError(reason, code=error.code) for reason in error.reasons]
    told = refusal_of(error)
    return [told] if told else []


def told_with(text: str, then: Then) -> str:
    """A message, with the link to what is done next where there is one."""
    return format_html('{} <a href="{}">{}</a>', text, then[1], then[0]) if then else text


def refusal_of(error: Exception) -> ValidationError | None:
    """Why nothing could be stored, where it was neither a rule nor a fault: no room, or somebody who was quicker."""
    if is_full(error):
        return ValidationError(FULL_TEXT, code="full")
    return ValidationError(QUICKER_TEXT, code=MovedOn.code) if was_quicker(error) else None


def named(what: object) -> str:
    """How a message calls something: by the name that pages show, not longer than a line."""
    return Truncator(" ".join(str(what).split())).chars(80)


def status_of(form: BaseForm) -> int:
    """The status of a page that shows a refused form again: 409 where somebody else was quicker, 200 otherwise."""
    return 409 if form.has_error(NON_FIELD_ERRORS, MovedOn.code) else 200


def told(reasons: Iterable[str]) -> SafeString:
    """Reasons in a row, each with the link that removes it where there is one."""
    return format_html_join(" ", "{}", ((told_with(str(reason), way_out_of(reason)),) for reason in reasons))


def obstacle_page(
    request: HttpRequest, reasons: list[str], *, heading: str | Promise, cancel_url: str
) -> HttpResponse | None:
    """In place of a form that would be refused, why, with the links that remove it; None where nothing stands against.

    Not where something was sent: the act refuses it, and what was typed stays on the screen.
    """
    if not reasons or request.method == "POST":
        return None
    page = {"heading": heading, "reasons": reasons, "cancel_url": cancel_url}
    return render(request, "ishoj_process/editing/obstacles.html", page)


def turn_away(request: HttpRequest, reasons: list[str], to: Place) -> HttpResponse | None:
    """Say why something cannot be done, show what was typed, and lead back; None where there are no reasons."""
    if not reasons:
        return None
    messages.error(request, told(reasons))
    unsent.tell(request)
    return redirect(to)
