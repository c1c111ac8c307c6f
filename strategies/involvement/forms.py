"""Forms about hearing other committees: involving one early, and stating why one is not asked."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.page import EditForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Meeting
from ishoj_process.text.plain import is_blank
from strategies.models import EarlyInvolvement, LeftOut

from .duty import bodies_to_ask


class EarlyInvolvementForm(EditForm):
    """Who was involved when and how, and what it gave."""

    on = DanishDateField(label=_("Day"))

    class Meta:
        model = EarlyInvolvement
        fields = ["kind", "body", "on", "meeting", "outcome"]
        field_classes = {"meeting": MeetingChoiceField}
        widgets = {"outcome": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.arguments = {"today": today}
        # The owner is left out: it involves others, not itself.
        offer_bodies(self, "body", today, bodies_to_ask(self.instance.strategy), is_sorted=False)
        # Of any kind and any day: what is noted here may have happened long ago, at a seminar or a joint meeting.
        meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
        self.fields["meeting"].queryset = meetings.order_by("-start_date", "id").prefetch_related("bodies")
        self.fields["meeting"].empty_label = _("not at a meeting")
        self.helper.layout = Layout(*self.own_fields, "version", "token")

    def again(self):
        return self.arguments


class LeftOutForm(EditForm):
    """Why a committee that the document touches is not asked."""

    missing = {"reason": _("Write why the committee is not asked.")}
    saved_text = _("The reason is saved.")

    class Meta:
        model = LeftOut
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("reason", "version", "token")

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if is_blank(reason):
            raise ValidationError(_("Say why."))
        return reason
