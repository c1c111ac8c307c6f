"""A form field for a choice among meetings."""

from django import forms

from ishoj_process.dates.danish import weekday_date_text


class MeetingChoiceField(forms.ModelChoiceField):
    """A choice among meetings, each named with its day."""

    def label_from_instance(self, meeting):
        return f"{meeting.display_title}, {weekday_date_text(meeting.start_date)}"
