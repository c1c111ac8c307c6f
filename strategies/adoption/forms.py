"""The form that records where a document was adopted."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.models import AgendaItem, StatusChange


class AdoptionForm(PlainForm):
    """At which agenda item the document was adopted, and a line about it."""

    item = AgendaItemField(AgendaItem.objects.none(), label=_("Adopted at agenda item"))
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        help_text=_("A line for those who read on. It is shown with the date and cannot be changed afterwards."),
    )

    def __init__(self, *args, items, body, running=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.running = {f"goes_on_{activity.pk}": activity for activity in running if activity.may_go_on}
        for name, activity in self.running.items():
            self.fields[name] = forms.CharField(
                label=_("Why “%(activity)s” goes on after the adoption") % {"activity": activity},
                required=False,
                max_length=type(activity)._meta.get_field("goes_on_because").max_length,
                help_text=_("Empty: it ends with the adoption."),
            )
        self.fields["item"].queryset = items
        self.fields["note"].initial = _("Adopted by %(body)s.") % {"body": body}
        self.helper.layout = Layout("item", "note", *self.running)

    @property
    def going_on(self):
        """Why what still runs goes on, as it was typed: {key of the activity: why}."""
        return {activity.pk: self.cleaned_data[name] for name, activity in self.running.items()}
