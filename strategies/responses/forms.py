"""Forms about answers to consultations: a body's own, one from outside, and its points."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import EditForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.text.plain import is_blank
from strategies.models import Response, ResponsePoint


class AnswerForm(EditForm):
    """The answer of a body that was asked; a draft until it is sent."""

    saved_text = _("The answer is saved.")

    has_remarks = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[("1", _("The body has remarks")), ("", _("The body has no remarks"))],
        coerce=bool,
        required=False,
        empty_value=False,  # type: ignore[arg-type]  # of what `coerce` gives; the stubs know texts alone
        widget=forms.RadioSelect,
    )
    # A button of the page, and a change like any other: a draft is sent though nothing else is changed.
    send = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Response
        fields = ["has_remarks", "text", "item"]
        field_classes = {"item": AgendaItemField}
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        labels = {"text": _("Remarks")}
        help_texts = {"item": _("The item at which the body decided on its answer. Empty: answered in writing.")}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["has_remarks"] = "1" if self.instance.has_remarks else ""
        self.fields["item"].queryset = items_of(self.instance.consultee)
        self.fields["item"].empty_label = _("answered in writing")
        if self.instance.is_sent:
            del self.fields["send"]
        self.helper.layout = Layout("has_remarks", "text", "item", "version", "token")

    def again(self):
        return {"today": self.today}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("has_remarks") and is_blank(cleaned.get("text", "")) and "text" not in self.errors:
            self.add_error("text", _("Write the remarks, or choose “no remarks”."))
        if not cleaned.get("has_remarks"):
            # What was typed before “no remarks” was chosen would else be stored as remarks that nobody made.
            cleaned["text"] = ""
            if self.instance.pk and self.instance.points.exists():
                self.add_error("has_remarks", _("The answer has been split into points, so it has remarks."))
        return cleaned

    def save(self, commit=True):
        # Once: an answer that is corrected afterwards keeps the day on which it came, and is not made late by it.
        if self.cleaned_data.get("send") and self.instance.sent_on is None:
            self.instance.sent_on = self.today
        return super().save(commit)


def items_of(consultee):
    """The open agenda items of the body's meetings since it was asked, the latest meeting first."""
    # What the body decided before it was asked is not its answer.
    meetings = Meeting.objects.filter(bodies=consultee.body_id, start_date__gte=consultee.consultation.opened_on)
    items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings.exclude(state=Meeting.State.CANCELLED))
    return (
        items.select_related("meeting").prefetch_related("meeting__bodies").order_by("-meeting__start_date", "number")
    )


class OutsideAnswerForm(EditForm):
    """An answer from outside, as it was received: the kind of sender, and no private data."""

    saved_text = _("The answer is saved.")

    sender_kind = forms.ChoiceField(label=_("Sender"))
    sent_on = DanishDateField(label=_("Received on"))

    class Meta:
        model = Response
        fields = ["sender_kind", "sender", "sent_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "sender": _("Only of an association, a business or a board. Citizens are not named."),
            "text": _("Leave out names, addresses and other private data."),
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        kinds = [(kind.value, kind.label) for kind in Response.Sender if kind != Response.Sender.BODY]
        self.fields["sender_kind"].choices = kinds
        # A body may answer without remarks, so the column may be empty; from outside that would be no answer.
        self.fields["text"].required = True
        self.initial["sent_on"] = self.instance.sent_on or today
        self.helper.layout = Layout(*self.own_fields, "version", "token")

    def again(self):
        return {"today": self.today}

    def clean_text(self):
        return _not_blank(self.cleaned_data["text"], _("Write what was answered."))

    def clean_sent_on(self):
        day, opened = self.cleaned_data["sent_on"], self.instance.consultation.opened_on
        if day > self.today:
            raise ValidationError(_("The day lies after today."))
        if day < opened:
            raise ValidationError(_("The consultation had not been sent on that day."))
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("sender_kind") == Response.Sender.CITIZEN and cleaned.get("sender"):
            self.add_error("sender", _("A citizen is not named."))
        return cleaned


class PointForm(EditForm):
    """One point of an answer, and what became of it."""

    missing = {"text": _("Write the point.")}
    saved_text = _("The point is saved.")

    class Meta:
        model = ResponsePoint
        fields = ["text", "outcome", "reason", "place"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "outcome": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"place": _("Such as “section 3, second paragraph”. Only where the text was changed.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", _("not treated yet")), *ResponsePoint.Outcome.choices]
        self.helper.layout = Layout(*self.own_fields, "version", "token")

    def clean_text(self):
        return _not_blank(self.cleaned_data["text"], _("Write the point."))

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome and is_blank(cleaned.get("reason", "")) and "reason" not in self.errors:
            self.add_error("reason", _("Say why."))
        if outcome == ResponsePoint.Outcome.NOT and cleaned.get("place"):
            self.add_error("place", _("A point that was not followed changed nothing in the text."))
        return cleaned


def _not_blank(text, message):
    if is_blank(text):
        raise ValidationError(message)
    return text
