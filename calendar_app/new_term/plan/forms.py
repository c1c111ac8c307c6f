"""The forms of a plan by a template: the template's file, and each proposed meeting with its day."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from calendar_app.meetings.forms import refuse_unclear_hours
from calendar_app.plan_file.problems import PlanRefused
from ishoj_process.dates.danish import weekday_date_text
from ishoj_process.dates.fields import DanishDateField, DanishTimeField
from ishoj_process.dates.working_days import holiday_on, is_working_day
from ishoj_process.editing.page import PlainForm
from ishoj_process.models import Meeting, Vision
from ishoj_process.text.plain import is_blank

from .acts import Chosen
from .template import read_template

MOST_FAULTS = 20


class TemplateForm(PlainForm):
    """A template of one's own as a file. What was read of it is `template`."""

    file = forms.FileField(
        label=_("A template of your own"),
        help_text=_("A file that is written as a plan file (.toml)."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.template, self.text = None, ""

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self._read(cleaned["file"].read())
        return cleaned

    def _read(self, content):
        try:
            self.template = read_template(content)
        except PlanRefused as refusal:
            told = refusal.problems[:MOST_FAULTS]
            self.add_error("file", [ValidationError(str(problem)) for problem in told])
        else:
            self.text = content.decode("utf-8-sig")


class VisionForm(PlainForm):
    """What the vision of the term is called, where it is begun with the plan."""

    title = forms.CharField(
        label=_("Title of the vision"),
        required=False,
        max_length=Vision._meta.get_field("title").max_length,
        help_text=_("Empty: it is begun later. Until you publish it, the staff alone see it."),
    )

    def __init__(self, *args, template, **kwargs):
        super().__init__(*args, initial={"title": template.vision}, prefix="vision", **kwargs)

    def clean_title(self):
        # What shows nothing, such as a space without width, is no title.
        title = self.cleaned_data["title"]
        return "" if is_blank(title) else title


class MeetingRowForm(PlainForm):
    """One proposed meeting: whether it is made, what it is called, when."""

    take = forms.BooleanField(label=_("Make this meeting"), required=False)
    title = forms.CharField(label=_("Title"), max_length=Meeting._meta.get_field("title").max_length)
    day = DanishDateField(label=_("First day"))
    start_time = DanishTimeField(label=_("Starts at"), required=False)
    # That offices are closed is told once, and may be meant all the same.
    day_confirmed = forms.BooleanField(label=_("Yes, on this day"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, row, term, **kwargs):
        told = {"take": row.there is None, "title": row.title, "day": row.day.first, "start_time": row.start_time}
        super().__init__(*args, initial=told, prefix=row.key, use_required_attribute=False, **kwargs)
        self.row, self.term = row, term
        if row.there:
            for name in list(self.fields):
                del self.fields[name]

    def clean(self):
        """What is left out needs nothing."""
        cleaned = super().clean()
        if not cleaned.get("take"):
            self._errors.clear()
            return cleaned
        if "title" in cleaned and is_blank(cleaned["title"]):
            self.add_error("title", _("The meeting needs a title."))
        if day := cleaned.get("day"):
            self._check_day(day, cleaned)
        refuse_unclear_hours(self, start_time="day")
        return cleaned

    def _check_day(self, day, cleaned):
        if not self.term.starts <= day <= self.term.ends:
            self.add_error("day", _("The day must lie within the term."))
        elif not is_working_day(day) and not cleaned.get("day_confirmed"):
            self.fields["day_confirmed"].widget = forms.CheckboxInput()
            words = {"day": weekday_date_text(day), "holiday": holiday_on(day)}
            text = (
                _("%(day)s is no working day (%(holiday)s).") if words["holiday"] else _("%(day)s is no working day.")
            )
            self.add_error("day", text % words)

    @property
    def chosen(self):
        """What is to be made, or the meeting that is there; None where it is left out."""
        row = self.row
        days = (row.day.last - row.day.first).days + 1
        if row.there:
            return Chosen(row.meeting, row.bodies, row.title, row.day.first, 1, row.start_time, row.there)
        told = self.cleaned_data
        if not told.get("take"):
            return None
        return Chosen(row.meeting, row.bodies, told["title"].strip(), told["day"], days, told["start_time"])
