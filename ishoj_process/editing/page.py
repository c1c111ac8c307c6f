"""One way to edit a row on a page: form, version, conflict shown with both texts, messages, redirect."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import MovedOn, Refused
from ishoj_process.text.plain import is_blank, visible_text, yes_or_no
from ishoj_process.text.richtext import RichTextFormField

from . import unsent
from .acting import Then, carry_out, named, obstacle_page, refusal_of, status_of, told_with
from .acts import QUICKER_TEXT, EditConflict, carry_out_once, led_to, sending_of, store_edit
from .missing import AsksInWords, Form

EDIT = "ishoj_process/editing/edit.html"
LONGEST_NAME = 120  # in a heading: as long as the titles of plans are


def bare_helper() -> FormHelper:
    """For a form within the page's own <form>, which carries the token against forgery."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class PlainForm(Form):
    """A form within the page's own <form>."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()


class SentOnce(forms.BaseForm):
    """Mixin of forms that hold a token, made when they are shown: both sendings of a double click carry the same."""

    @property
    def sending(self) -> UUID | None:
        """This sending of the form; None where it was not sent, or not from a page of ours."""
        # What was typed, and not what a file or a field was read as.
        data = cast(QueryDict, self.data)
        return sending_of(data, self.files, self.add_prefix("token")) if self.is_bound else None


class ActForm(SentOnce, PlainForm):
    """What an act must be told, such as a day; where the act is on a row with versions, with the version seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version
        self.initial["token"] = uuid.uuid4()


class EditForm(SentOnce, AsksInWords, forms.ModelForm):
    """A form for a row with versions. Subclasses name model and fields, and may set `field_order` and layouts."""

    # Said when it is saved, where the row's own name does not say what was.
    saved_text: str | Promise = ""
    # What is sent with the row and is not part of it: never compared, and nothing to store on its own.
    beside_the_row: tuple[str, ...] = ("version", "token")

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = getattr(self.instance, "version", 1)
        self.initial["token"] = uuid.uuid4()
        self.helper = bare_helper()
        self.helper.include_media = False

    def clean(self) -> dict[str, Any]:
        """What must be told is refused where a reader would see nothing of it."""
        super().clean()
        cleaned = self.cleaned_data
        for name, value in list(cleaned.items()):
            field = self.fields[name]
            if field.required and isinstance(value, str) and is_blank(value):
                self.add_error(name, field.error_messages["required"])
        return cleaned

    def again(self) -> dict[str, Any]:
        """The arguments that make the same form for another row; subclasses with arguments of their own add them."""
        return {}

    def looks_something_up(self) -> bool:
        """Whether it was sent to look something up on the way, and is to come back as it was typed."""
        return False

    @property
    def own_fields(self) -> list[str]:
        """What the user edits, without the hidden book-keeping."""
        return [name for name in self.fields if name not in self.beside_the_row]


@dataclass(frozen=True)
class Difference:
    """One field in which the stored row and what was typed differ, both as shown in the form."""

    label: str
    theirs: str
    mine: str


def edit_page(
    request: HttpRequest,
    form: EditForm,
    *,
    heading: str | Promise,
    cancel_url: str,
    act: Callable[..., Any] = store_edit,
    context: dict[str, Any] | None = None,
    leads_to: Callable[[Any], str] | None = None,
    then: Callable[[Any], Then] = lambda row: None,
    template: str = EDIT,
    reasons: Sequence[str] = (),
) -> HttpResponse:
    """Show the form, or carry it out: 200 with the form, 302 when stored, 409 with both texts on a conflict.

    `act` takes `form`, `seen_version` and `by` and returns the stored row, whose address is led to, or else that
    which `leads_to` makes of it; `then` makes the link that is told with it. All that it does is one transaction: where
    it raises Refused nothing is stored, and the form is shown with the reasons, as it is with a field that is wrong.
    `reasons` are what the act would refuse whatever is typed: they stand in place of the form.
    """
    against = [*reasons, *form.obstacles()] if request.method != "POST" else []
    if told := obstacle_page(request, against, heading=told_apart(heading, form.instance), cancel_url=cancel_url):
        return told
    page = {"form": form, "heading": told_apart(heading, form.instance), "cancel_url": cancel_url, **(context or {})}
    if request.method != "POST":
        fill_again(request, form)
    elif form.looks_something_up():
        vars(form)["_errors"] = ErrorDict()  # nothing is asked of it yet
    elif answer := _answer(request, form, act, leads_to or address_of, then, template, page):
        return answer
    return render(request, template, page)


def told_apart(heading: str | Promise, row: Model) -> str:
    """The heading with the name of what is edited, or of that which the new row becomes a part of.

    So that no two forms are called the same.
    """
    paper = getattr(row, "paper", None)
    what = row if row.pk else getattr(row, "vision", None) or getattr(paper, "vision", None)
    name = Truncator(" ".join(str(getattr(what, "called", what or "")).split())).chars(LONGEST_NAME)
    return str(heading) if name in str(heading) else f"{heading}: {name}"


def act_page(
    request: HttpRequest,
    form: ActForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    heading: str | Promise,
    cancel_url: str,
    done: str | Promise,
    lead_to: str | Callable[[Any], str],
    context: dict[str, Any] | None = None,
    reasons: Sequence[str] = (),
) -> HttpResponse:
    """Ask what an act must be told, or carry it out once: 302 when done, 200 or 409 with the form where it is refused.

    `act` takes what was typed, by the names of the fields. `lead_to` may be made of what it returns. `reasons` as of
    `edit_page`.
    """
    against = [*reasons, *form.obstacles()] if request.method != "POST" else []
    if told := obstacle_page(request, against, heading=heading, cancel_url=cancel_url):
        return told
    if request.method != "POST":
        fill_again(request, form)
    elif form.is_valid():
        answer = carry_out(request, lambda: _act_once(form, act, lead_to), done=done, lead_to=str, form=form)
        if answer:
            return answer
    # Sent twice, it may be refused for what it did itself the first time.
    elif url := led_to(form.sending):
        return redirect(url)
    page = {"form": form, "heading": heading, "cancel_url": cancel_url, **(context or {})}
    return render(request, EDIT, page, status=status_of(form))


def read_page(
    request: HttpRequest,
    make_form: Callable[..., PlainForm],
    keep: Callable[[Any], Any],
    *,
    template: str,
    heading: str | Promise,
    cancel_url: str,
    sources: Any,
    context: dict[str, Any],
    reasons: Sequence[str] = (),
) -> HttpResponse:
    """Choose a file or paste a text: what was read of it is kept, and its own page shows what it would make.

    `reasons` say why nothing may be read; `sources` are what was read earlier, each with `take_back_url`.
    """
    is_sent = request.method == "POST"
    form = make_form(*((request.POST, request.FILES) if is_sent else ()))
    if not is_sent:
        fill_again(request, form)
    elif not reasons and form.is_valid():
        answer = carry_out(request, lambda: keep(form), done=None, lead_to=lambda source: source, form=form)
        if answer:
            return answer
    page = {"form": form, "heading": heading, "cancel_url": cancel_url, "sources": sources, "reasons": reasons}
    return render(request, template, {**page, **context}, status=status_of(form))


def _act_once(form: ActForm, act: Callable[[dict[str, Any]], Any], lead_to: str | Callable[[Any], str]) -> str:
    def carried_out() -> str:
        result = act(form.cleaned_data)
        return lead_to(result) if callable(lead_to) else lead_to

    try:
        url: str = moved_on_where_stored(lambda: carry_out_once(sending=form.sending, act=carried_out))
        return url
    except MovedOn as refusal:
        if isinstance(refusal.__cause__, EditConflict):
            form.data = _moved_on(form, refusal.__cause__.stored)
        raise


def moved_on_where_stored(act: Callable[[], Any]) -> Any:
    """Carry out an act, and say in words where somebody else was quicker: of what it asks no two texts can be shown."""
    try:
        return act()
    except EditConflict as conflict:
        raise MovedOn([str(QUICKER_TEXT)]) from conflict


def _answer(
    request: HttpRequest,
    form: EditForm,
    act: Callable[..., Any],
    leads_to: Callable[[Any], str],
    then: Callable[[Any], Then],
    template: str,
    page: dict[str, Any],
) -> HttpResponse | None:
    """Where a form that was sent leads; None where it is shown again, with the reasons in it."""
    if not form.is_valid():
        # Sent twice, it may be refused for what it did itself the first time.
        url = led_to(form.sending)
        return redirect(url) if url else None
    if form.instance.pk and not set(form.changed_data) - set(form.beside_the_row):
        messages.info(request, _("Nothing was changed."))
        return redirect(page["cancel_url"])
    try:
        url = _carry_out(request, form, act, leads_to)
    except EditConflict as conflict:
        return _conflict_page(request, form, conflict.stored, template, page)
    except (Refused, OSError, DatabaseError) as error:
        reasons = _reasons_of(error)
        if isinstance(error, IntegrityError):
            form.full_clean()  # what somebody else has by now is told at its field
        if form.is_valid() or isinstance(error, Refused):
            form.add_error(None, reasons)
        return None
    except type(form.instance).DoesNotExist as removed:  # `lose_no_text` then shows what was typed
        raise Http404 from removed
    saved = str(form.saved_text or _("“%(title)s” is saved.") % {"title": named(form.instance)})
    # Of a form that was sent twice nothing is stored the second time: the row has no key.
    messages.success(request, told_with(saved, then(form.instance) if form.instance.pk else None))
    return redirect(url)


def _reasons_of(error: Exception) -> Any:
    """Why nothing was stored, as a form takes it; what is a fault of ours is raised again."""
    reasons = error.reasons if isinstance(error, Refused) else refusal_of(error)
    if not reasons:
        raise error
    return reasons


def _conflict_page(
    request: HttpRequest, form: EditForm, stored: Any, template: str, page: dict[str, Any]
) -> HttpResponse:
    differences = differences_to(form, stored)
    if not differences:
        # Both wrote the same: a conflict without a difference would ask people to choose between two equal texts.
        return redirect(getattr(stored, "get_absolute_url", lambda: page["cancel_url"])())
    form.data = _moved_on(form, stored)
    return render(request, template, {**page, "conflict": differences}, status=409)


def fill_again(request: HttpRequest, form: forms.BaseForm) -> None:
    """Put back what somebody typed whose log-in ran out meanwhile, to be saved by them or not."""
    if typed := unsent.take(request):
        form.data, form.is_bound = typed, True
        messages.warning(
            request, _("You had been logged out. What you typed is in the form again. It is not saved yet.")
        )


def address_of(row: Any) -> str:
    return row.get_absolute_url()


def _carry_out(request: HttpRequest, form: EditForm, act: Callable[..., Any], leads_to: Callable[[Any], str]) -> str:
    def store() -> str:
        return leads_to(act(form=form, seen_version=form.cleaned_data["version"], by=request.user))

    with transaction.atomic():  # an act may be made of several
        # A stored row has its version against a second sending; only a new one has nothing but the token.
        return carry_out_once(sending=None if form.instance.pk else form.sending, act=store)


def _moved_on(form: EditForm | ActForm, stored: Any) -> QueryDict:
    """What was typed, now written against the stored version, so that saving again is a decision."""
    data = cast(QueryDict, form.data).copy()
    data[form.add_prefix("version")] = str(stored.version)
    return data


def differences_to(form: EditForm, stored: Any) -> list[Difference]:
    """The fields in which what was typed differs from the row as it is stored."""
    theirs = type(form)(instance=stored, **form.again())
    found = []
    for name in form.own_fields:
        bound, other = form[name], theirs[name]
        # The field compares, not ==: one is a value of the database, the other text from a browser.
        if form.fields[name].has_changed(other.initial, bound.data):
            found.append(Difference(capfirst(str(bound.label)), shown(other, other.initial), shown(bound, bound.data)))
    return found


def shown(bound_field: forms.BoundField, value: Any) -> str:
    """A field's value as words: the chosen option's label, yes or no, or the text itself as it is read."""
    if isinstance(bound_field.field, RichTextFormField):
        return visible_text(value or "")
    if isinstance(value, bool):
        return yes_or_no(value)
    choices = dict(getattr(bound_field.field, "choices", []) or [])
    values = value if isinstance(value, (list, tuple)) else [value]
    labels = {str(key): str(label) for key, label in choices.items()}
    read = [str(bound_field.field.prepare_value(v)) for v in values if v not in (None, "")]
    return ", ".join(labels.get(text, text) for text in read)
