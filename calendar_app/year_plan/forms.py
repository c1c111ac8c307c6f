"""Forms of a year's meetings: beginning a plan, a body's rule, a planned meeting."""

import re

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from calendar_app.meetings.forms import refuse_unclear_hours
from calendar_app.models import MeetingRule, PlannedMeeting, YearPlan
from ishoj_process.dates import danish as danish_dates
from ishoj_process.dates.fields import DanishDateField, DanishTimeField
from ishoj_process.dates.rhythm import Pattern, weeks_text
from ishoj_process.editing.bodies import offer_bodies, refuse_the_dead
from ishoj_process.editing.page import EditForm

MOST_TYPED = 300


class WeeksField(forms.CharField):
    """Numbers of weeks: `3, 7, 11-15`. Gives a sorted list."""

    default_error_messages = {"invalid": _("Write numbers from 1 to 53, such as 3, 7, 11-15.")}
    # Both dashes, as Danes type “11–15”; ASCII digits alone, since `int` would take others.
    SPAN = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?", re.ASCII)

    def to_python(self, value):
        if isinstance(value, list):
            return value
        typed = super().to_python(value)
        found = [self.SPAN.fullmatch(part.strip()) for part in re.split(r"[,;]", typed) if part.strip()]
        # What is no number becomes week 0, which no year has, and is refused with the others.
        spans = [(int(span[1]), int(span[2] or span[1])) if span else (0, 0) for span in found]
        if any(not 1 <= first <= last <= 53 for first, last in spans):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return sorted({week for first, last in spans for week in range(first, last + 1)})

    def prepare_value(self, value):
        return weeks_text(value) if isinstance(value, list) else value

    # As lists: “3,7” and “3, 7” are the same weeks, and must not look like an edit.
    def has_changed(self, initial, data):
        try:
            return self.to_python(initial or "") != self.to_python(data or "")
        except ValidationError:
            return True


class YearPlanForm(EditForm):
    """The year for which a plan is begun."""

    class Meta:
        model = YearPlan
        fields = ["year"]


class FrameForm(EditForm):
    """Mixin of both forms: hours as Danes type them."""

    start_time = DanishTimeField(label=_("Starts at"), required=False, help_text=_("Empty: the hour is not known."))
    open_part_time = DanishTimeField(
        label=_("The open part starts at"), required=False, help_text=_("Where the meeting begins with a closed part.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # whose meeting it is, is settled
            del self.fields["body"]
        else:
            offer_bodies(self, "body", self.instance.plan.nearest_day, also_coming=True)


class MeetingRuleForm(FrameForm):
    """A body's rule. What another way of counting needs may stay as it is."""

    # What each way of counting needs; the fieldsets of the others are hidden by style where the browser can.
    NEEDED = {
        Pattern.MONTHLY: ["ordinal"],
        Pattern.WEEKS: ["weeks"],
        Pattern.EVERY: ["first_week", "every"],
        Pattern.FOLLOWS: ["follows", "weeks_from"],
    }

    weeks = WeeksField(
        label=_("Numbers of the weeks"), required=False, max_length=MOST_TYPED, help_text=_("Such as 3, 7, 11-15.")
    )
    months_left_out = forms.TypedMultipleChoiceField(
        label=_("Months without meetings"),
        coerce=int,
        required=False,
        choices=list(enumerate(danish_dates.MONTHS, start=1)),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = MeetingRule
        fields = [
            "body", "kind", "pattern", "weekday", "ordinal", "weeks", "first_week", "every", "follows", "weeks_from",
            "months_left_out", "on_holiday", "start_time", "open_part_time", "planned_minutes", "place",
        ]  # fmt: skip
        help_texts = {
            "weeks_from": _("-1 is the week before the meeting, 0 the same week, 2 two weeks after it."),
            "every": _("1 is every week."),
            "planned_minutes": _("Empty: the length is not known."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ordinal", "first_week", "every", "weeks_from"):
            self.fields[name].required = False
        if body := self.fields.get("body"):
            taken = MeetingRule.objects.filter(plan=self.instance.plan).values("body")
            body.queryset = body.queryset.exclude(pk__in=taken)
        offer_bodies(self, "follows", self.instance.plan.nearest_day, also_coming=True)
        self.helper.layout = Layout(
            Fieldset(_("The meetings"), *(["body"] if "body" in self.fields else []), "kind"),
            Fieldset(_("The days"), "pattern", "weekday"),
            Fieldset(_("By the month"), "ordinal", css_class="only-monthly"),
            Fieldset(_("By numbers of weeks"), "weeks", css_class="only-weeks"),
            Fieldset(_("Every so many weeks"), "first_week", "every", css_class="only-every"),
            Fieldset(_("After another body"), "follows", "weeks_from", css_class="only-follows"),
            Fieldset(_("What is left out"), "months_left_out", "on_holiday"),
            Fieldset(_("Time and place"), "start_time", "open_part_time", "planned_minutes", "place"),
            "version",
            "token",
        )

    def clean(self):
        """What the chosen way of counting needs must be told; the rest keeps its value."""
        cleaned = super().clean()
        needed = self.NEEDED.get(cleaned.get("pattern"), [])
        for name in ("ordinal", "first_week", "every", "weeks_from"):
            # An empty number is None, an empty choice is no text.
            if cleaned.get(name) in self.fields[name].empty_values and name not in self.errors:
                if name in needed:
                    self.add_error(name, self.fields[name].error_messages["required"])
                else:
                    cleaned[name] = getattr(self.instance, name)
        return cleaned


class PlannedMeetingForm(FrameForm):
    """A planned meeting as the secretariat adjusts it, or enters it by hand."""

    date = DanishDateField(label=_("Day"))

    class Meta:
        model = PlannedMeeting
        fields = [
            "body", "kind", "date", "start_time", "open_part_time", "planned_minutes", "place", "note", "is_left_out",
        ]  # fmt: skip
        help_texts = {"note": _("For the secretariat. It is not shown to the public.")}

    def clean(self):
        cleaned = super().clean()
        refuse_unclear_hours(self, start_time="date", open_part_time="date")
        refuse_the_dead(self, "body", cleaned.get("date"))
        return cleaned
