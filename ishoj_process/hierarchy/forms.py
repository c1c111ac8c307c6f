"""Forms for the documents of the hierarchy."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.dates.rough import RoughDateFormField
from ishoj_process.editing.bodies import show_bodies
from ishoj_process.editing.page import PlainForm
from ishoj_process.models import AgendaItem, Body, Level, StatusChange

from .acts import missing_of_adoption, reasons_against_move


class StatusSelect(forms.RadioSelect):
    """Every status that there is; beside one that may not be chosen stands why. `reasons`: {status: sentences}."""

    reasons: dict[str, list[str]] = {}

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if reasons := self.reasons.get(value):
            option["attrs"]["disabled"] = True
            option["label"] = format_html('{} – <span class="form-text">{}</span>', label, " ".join(reasons))
        return option


class AgendaItemField(forms.ModelChoiceField):
    """An agenda item by its meeting and title."""

    def label_from_instance(self, item):
        return f"{item.meeting}, {item.meeting.date_text}: {item}"


class StatusForm(PlainForm):
    """Where a document is to move, and why; of an adoption also when, by whom and at which agenda item."""

    missing = {"to": _("Choose a new status.")}
    to = forms.ChoiceField(label=_("New status"), widget=StatusSelect)
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line for those who read on. It is shown with the date and cannot be changed afterwards."),
    )
    adopted_on = RoughDateFormField(label=_("Adopted on"), required=False, max_length=40)
    adopted_by = forms.ModelChoiceField(Body.objects.all(), label=_("Adopted by"), required=False)
    adopted_at_item = AgendaItemField(AgendaItem.objects.none(), label=_("Adopted at agenda item"), required=False)

    def __init__(self, *args, level, reasons_against=reasons_against_move, **kwargs):
        super().__init__(*args, **kwargs)
        self.level, self.reasons_against = level, reasons_against
        # All that there ever were: the adoption may be an old one.
        show_bodies(self, "adopted_by", clock.today(), Body.objects.all())
        others = [status for status in Level.Status if status != level.status]
        unchanged = _("Unchanged: %(status)s") % {"status": level.status_text}
        # Of what nobody has stated it cannot be said that it still stands.
        kept = [(level.status, unchanged)] if level.status else []
        self.fields["to"].choices = kept + [(status.value, capfirst(status.label)) for status in others]
        self.fields["to"].widget.reasons = {status.value: reasons_against(level, status) for status in others}
        adoption = self._offer_adoption()
        about = [Fieldset(_("When it is adopted"), *adoption)] if adoption else []
        self.helper.layout = Layout("to", "note", *about)

    def _offer_adoption(self):
        """The fields about an adoption, where that is the next step."""
        if not self.reasons_against(self.level, Level.Status.ADOPTED):
            return ["adopted_on", "adopted_by", *self._offer_items()]
        for name in ("adopted_on", "adopted_by", "adopted_at_item"):
            del self.fields[name]
        return []

    def _offer_items(self):
        """The open agenda items that treat the document; where there are none, nothing is asked.

        What a closed item treats is part of what is closed.
        """
        treating = {f"treatments__{StatusChange.field_for(self.level)}": self.level}
        items = AgendaItem.objects.filter(is_closed=False, **treating).select_related("meeting")
        # Nothing forbids an item to treat one document twice: by the join it would be offered twice.
        items = items.prefetch_related("meeting__bodies").distinct()
        if items.exists():
            self.fields["adopted_at_item"].queryset = items
            return ["adopted_at_item"]
        del self.fields["adopted_at_item"]
        return []

    def clean_to(self):
        """Refused at its field, with the words that stand beside it."""
        to = self.cleaned_data["to"]
        if to == self.level.status:
            return to
        if reasons := self.reasons_against(self.level, to):
            raise ValidationError(reasons)
        return to

    def clean(self):
        cleaned = super().clean()
        if not self.errors and cleaned["to"] != self.level.status:
            # Only where the fields can be read: else each would be told that it is wrong and that it is missing.
            words = {name: cleaned.get(name) for name in ("adopted_on", "adopted_by")}
            for name, reason in missing_of_adoption(self.level, cleaned["to"], **words).items():
                self.add_error(name, reason)
        return cleaned
