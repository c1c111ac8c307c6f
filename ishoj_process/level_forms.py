"""Forms for the documents of the hierarchy."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .actions.levels import reasons_against_status
from .models import AgendaItem, Body, StatusChange
from .rough_dates import RoughDateFormField


class StatusForm(forms.Form):
    """Where a document is to move, and why; of an adoption also when, by whom and at which agenda item."""

    to = forms.ChoiceField(label=_("New status"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line for those who read on. It is shown with the date and cannot be changed afterwards."),
    )
    adopted_on = RoughDateFormField(
        label=_("Adopted on"),
        required=False,
        max_length=40,
        help_text=_("A day (20-06-2023), a month (juni 2023), a season (forår 2023) or a year (2023)."),
    )
    adopted_by = forms.ModelChoiceField(Body.objects.all(), label=_("Adopted by"), required=False)
    adopted_at_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("Adopted at agenda item"), required=False
    )

    def __init__(self, *args, level, **kwargs):
        super().__init__(*args, **kwargs)
        self.level = level
        self.fields["to"].choices = [(status.value, capfirst(status.label)) for status in level.allowed_moves()]
        adoption = ["adopted_on", "adopted_by", *self._offer_items()]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the page's own <form> carries it
        self.helper.layout = Layout(
            Fieldset(_("The status"), "to", "note"), Fieldset(_("When it is adopted"), *adoption)
        )

    def _offer_items(self):
        """The agenda items that treat the document; where there are none, nothing is asked."""
        treating = {f"treatments__{StatusChange.field_for(self.level)}": self.level}
        items = AgendaItem.objects.filter(**treating).select_related("meeting").distinct()
        if items.exists():
            self.fields["adopted_at_item"].queryset = items
            return ["adopted_at_item"]
        del self.fields["adopted_at_item"]
        return []

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            words = {name: cleaned[name] for name in ("adopted_on", "adopted_by")}
            if reasons := reasons_against_status(self.level, cleaned["to"], **words):
                raise ValidationError(reasons)
        return cleaned
