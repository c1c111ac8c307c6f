"""A form field for a choice among meetings."""

from django import forms

from ishoj_process.dates.danish import weekday_date_text
from ishoj_process.models import Meeting


class MeetingChoiceField(forms.ModelChoiceField):
    """A choice among meetings, each named with its day."""

    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.display_title}, {weekday_date_text(meeting.start_date)}"
