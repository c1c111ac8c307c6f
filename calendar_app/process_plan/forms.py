"""The forms of a plan: at which meeting it was adopted, and its words, tracks and working periods."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import ActForm, EditForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Meeting, PlanChange, ProcessPlan, Track, WorkPeriod
from ishoj_process.text.plain import is_blank

from .acts import meetings_that_could_adopt


class MeetingField(forms.ModelChoiceField):
    """Meetings by their day, as all of them bear the council's name."""

    def label_from_instance(self, meeting):
        return f"{meeting.date_text} – {meeting.display_title}"


class AdoptionForm(Form):
    meeting = MeetingField(queryset=None, label=_("Council meeting"), empty_label=_("Choose the meeting"))

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = meetings_that_could_adopt(today).prefetch_related("bodies")
        self.fields["meeting"].queryset = meetings.order_by("-start_date", "-id")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


def reason_field():
    return forms.CharField(
        label=_("Why the plan is changed"),
        max_length=PlanChange._meta.get_field("reason").max_length,
        help_text=_("Everybody reads it, with what was changed. It cannot be edited afterwards."),
    )


def told_reason(reason):
    """What was typed, where a reader sees anything of it."""
    if is_blank(reason):
        raise ValidationError(_("Say why."))
    return reason


class RemovalForm(ActForm):
    """A part of a plan is to go: of an adopted plan with a reason."""

    missing = {"reason": _("Write why the plan is changed.")}
    reason = reason_field()

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, version=plan.version, **kwargs)
        if not plan.is_adopted:
            del self.fields["reason"]

    def clean_reason(self):
        return told_reason(self.cleaned_data["reason"])


class ChangeForm(EditForm):
    """A part of a plan. Its version is the plan's: whoever edits any part of it has seen all of it."""

    missing = {"reason": _("Write why the plan is changed.")}
    beside_the_row = (*EditForm.beside_the_row, "reason")

    reason = reason_field()

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.initial["version"] = plan.version
        if not plan.is_adopted:
            del self.fields["reason"]
        reason = ["reason"] if plan.is_adopted else []
        self.helper.layout = Layout(*self.own_fields, *reason, "version", "token")

    def again(self):
        return {"plan": self.plan}

    def clean_reason(self):
        return told_reason(self.cleaned_data["reason"])


class PlanForm(ChangeForm):
    starts = DanishDateField(label=_("First day"))
    ends = DanishDateField(label=_("Last day"))

    class Meta:
        model = ProcessPlan
        fields = ["title", "vision", "starts", "ends", "background", "framework"]
        help_texts = {"vision": _("Empty: the vision that is made for the plan's term, as soon as it is begun.")}


class TrackForm(ChangeForm):
    class Meta:
        model = Track
        fields = ["kind", "title", "lead_actor", "after", "purpose", "position"]
        help_texts = {
            "after": _("It is drawn, moves with the other track, and warns where this one begins before."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = Track.objects.filter(plan=self.plan).exclude(pk=self.instance.pk)

    def clean_kind(self):
        # The form does not know the plan as a field, so that Django leaves the constraint to the database.
        kind = self.cleaned_data["kind"]
        if Track.objects.filter(plan=self.plan, kind=kind).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("The plan already has a track of this kind."))
        return kind


class WorkPeriodForm(ChangeForm):
    after = MeetingChoiceField(Meeting.objects.none(), label=_("After the meeting"), required=False)
    until = MeetingChoiceField(Meeting.objects.none(), label=_("Until the meeting"), required=False)

    class Meta:
        model = WorkPeriod
        fields = ["title", "actor", "description", "starts", "ends", "after", "until", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.exclude(state=Meeting.State.CANCELLED)
        for name in ("after", "until"):
            self.fields[name].queryset = meetings.order_by("-start_date", "id").prefetch_related("bodies")

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends.last_day < starts.first_day:
            self.add_error("ends", _("Ends before it starts."))
        return cleaned
