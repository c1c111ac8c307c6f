"""The form in which the secretariat says at which meeting the council adopted the plan."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from .acts import meetings_that_could_adopt


class MeetingField(forms.ModelChoiceField):
    """Meetings by their day, as all of them bear the council's name."""

    def label_from_instance(self, meeting):
        return f"{meeting.date_text} – {meeting.display_title}"


class AdoptionForm(forms.Form):
    meeting = MeetingField(queryset=None, label=_("Council meeting"), empty_label=_("Choose the meeting"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = meetings_that_could_adopt(today).prefetch_related("bodies")
        self.fields["meeting"].queryset = meetings.order_by("-start_date", "-id")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
