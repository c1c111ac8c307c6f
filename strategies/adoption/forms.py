"""The form that records where a strategy was adopted."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.models import AgendaItem, StatusChange


class StrategyAdoptionForm(PlainForm):
    """At which agenda item the strategy was adopted, and a line about it."""

    item = AgendaItemField(AgendaItem.objects.none(), label=_("Adopted at agenda item"))
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        help_text=_("A line for those who read on. It is shown with the date and cannot be changed afterwards."),
    )

    def __init__(self, *args, items, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        self.fields["note"].initial = _("Adopted by %(body)s.") % {"body": body}
        self.helper.layout = Layout("item", "note")
