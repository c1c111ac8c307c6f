"""Forms for meetings: the filter of the list, the month of the calendar, and the meeting itself."""

from datetime import date, time

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from ishoj_process.dates import clock
from ishoj_process.dates.fields import (
    DanishDateField,
    DanishTimeField,
    Season,
    is_double_hour,
    is_in_summer_time,
    is_skipped_hour,
    season_of,
)
from ishoj_process.editing.bodies import offer_bodies, refuse_the_dead, show_bodies, typed_day
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Body, Meeting, Track
from ishoj_process.text.slugs import Slug

from .acts import is_in_proposed_plan
from .usual import BodiesOfAMeeting, usual_of

HOUR_COMES_TWICE = gettext_noop(
    "The hour comes twice that night, as the clocks go back at 3. If you mean the first time, write “sommertid” behind"
    " it. Calendars cannot show the second: choose an hour from 03.00 on."
)
END_HELP = _("Empty: the end is not known. Calendars then show what is usual for the body, where that is stated.")


class MeetingFilter(Form):
    """Which meetings to list; the names of the fields are part of the address, which people keep."""

    class Shown(Slug):
        COMING = "kommende"
        PAST = "tidligere"

    fra = DanishDateField(label=pgettext_lazy("from a day", "From"), required=False)
    til = DanishDateField(label=pgettext_lazy("to a day", "To"), required=False)
    udvalg = forms.ModelChoiceField(
        Body.objects.all(),
        label=_("Body"),
        required=False,
        to_field_name="slug",
        empty_label=_("All bodies"),
        error_messages={"invalid_choice": _("Choose a body from the list.")},
    )
    vis = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("Coming and past")), (Shown.COMING.slug, _("Coming only")), (Shown.PAST.slug, _("Past only"))],
        error_messages={"invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = clock.today()
        # And those that are to begin, as soon as the public may know of a meeting of theirs.
        public = Meeting.objects.visible_to(AnonymousUser())
        met = Meeting.bodies.through.objects.filter(meeting__in=public.values("pk")).values("body")
        bodies = Body.objects.filter(Q(pk__in=Body.objects.begun(today).values("pk")) | Q(pk__in=met))
        show_bodies(self, "udvalg", today, bodies)
        for name in ("fra", "til"):
            self.fields[name].widget.attrs.update(size=12, placeholder=_("dd-mm-yyyy"), autocomplete="off")

    def clean(self):
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and last < first:
            self.add_error("til", _("The last day cannot lie before the first."))

    def chosen(self, meetings, today):
        """The meetings that the filter lets through; none where it could not be understood."""
        if not self.is_valid():
            # Nothing rather than everything: a list that ignores what was asked looks like its answer.
            return meetings.none()
        meetings = meetings.between(self.cleaned_data["fra"], self.cleaned_data["til"])
        if body := self.cleaned_data["udvalg"]:
            meetings = meetings.of_body(body)
        shown = self.Shown.named(self.cleaned_data["vis"])
        if shown is self.Shown.COMING:
            return meetings.filter(end_date__gte=today)
        return meetings.filter(end_date__lt=today) if shown is self.Shown.PAST else meetings

    @property
    def is_narrowed(self):
        return self.is_valid() and any(self.cleaned_data.values())


class TrackChoiceField(forms.ModelChoiceField):
    """A choice among tracks, each named with its plan."""

    def label_from_instance(self, track):
        return f"{track.title} ({track.plan.title})"


class MeetingForm(EditForm):
    """A meeting as the secretariat enters it; hour and end may stay empty where they are not known."""

    start_date = DanishDateField(label=_("First day"))
    end_date = DanishDateField(label=_("Last day"), required=False, help_text=_("Empty: the same day."))
    start_time = DanishTimeField(label=_("Starts at"), required=False, help_text=_("Empty: the hour is not known."))
    end_time = DanishTimeField(label=_("Ends at"), required=False, help_text=END_HELP)
    open_part_time = DanishTimeField(
        label=_("The open part starts at"), required=False, help_text=_("Where the meeting begins with a closed part.")
    )
    before = MeetingChoiceField(
        Meeting.objects.order_by("-start_date", "id").prefetch_related("bodies"),
        label=_("Held before this meeting, the same day"),
        required=False,
    )
    track = TrackChoiceField(Track.objects.select_related("plan"), label=_("Track of the process plan"), required=False)
    # Without a scheme https is meant; any other is refused by the model.
    video_url = forms.URLField(
        label=_("Link to the video meeting"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("An address that begins with https. Only those who are invited see it, never the public."),
    )
    case_url = forms.URLField(
        label=_("Address in the case system"), required=False, max_length=500, assume_scheme="https"
    )
    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Meeting
        fields = [
            "kind", "title", "bodies", "partners", "track", "term", "convened_by",
            "start_date", "end_date", "start_time", "end_time", "open_part_time", "planned_minutes", "before", "place",
            "video_url", "purpose", "outcome",
            "is_published", "behind_closed_doors", "case_number", "case_url",
            "source_note", "source_url", "is_unconfirmed",
        ]  # fmt: skip
        widgets = {"bodies": BodiesOfAMeeting, "partners": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "title": _("Empty: the meeting is named after its body."),
            "planned_minutes": _("With a meeting to be held before, the start is reckoned from it."),
            "bodies": _("Several, where the meeting is a joint one."),
            "partners": _("Others who take part, such as a neighbouring municipality. One on each line."),
            "term": _("Only for the constituting meeting, which lies before the term that it belongs to."),
            "convened_by": _("The member of those elected who has sat longest in the council."),
            "is_published": _("Title, date and place. The agenda is published on its own."),
        }

    def __init__(self, *args, body=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("end_date") == self.initial.get("start_date"):
            self.initial["end_date"] = None  # else a meeting that is moved would last until the day that it had
        today = clock.today()
        # What was typed counts: an old meeting that is entered today was held by a body of its time.
        offer_bodies(self, "bodies", typed_day(self, "start_date", today), also_coming=True)
        if self.instance.pk is None:
            self._begin_as_usual(body)
        # A meeting before itself; longer rings are found by the model, which has both rows.
        self.fields["before"].queryset = self.fields["before"].queryset.exclude(pk=self.instance.pk)
        self.helper.layout = Layout(
            Fieldset(_("The meeting"), "kind", "title", "bodies"),
            Fieldset(_("Time and place"), "start_date", "start_time", "end_time", "place"),
            Fold(
                Fieldset(
                    _("More of time and place"),
                    *("end_date", "open_part_time", "before", "planned_minutes", "video_url"),
                ),
                Fieldset(_("More of the meeting"), "partners", "track", "term", *self._convener()),
                Fieldset(_("Content"), "purpose", "outcome"),
                Fieldset(_("Openness"), "is_published", "behind_closed_doors"),
            ),
            Fold(
                *("case_number", "case_url", "source_note", "source_url", "is_unconfirmed"),
                label=_("The case system, and where it was read"),
            ),
            "version",
            "token",
        )

    def _begin_as_usual(self, body):
        """A new meeting begins as its body usually meets: by a script when it is chosen, or as the address says."""
        usual = self.fields["bodies"].widget.usual = usual_of(self.fields["bodies"].queryset)
        if body and body.pk in usual:
            self.initial |= {"bodies": [body.pk], **usual[body.pk].values}

    @cached_property
    def changed_data(self):
        """Without the last day of a meeting of one day, where the one that was typed says nothing else."""
        changed = super().changed_data
        is_one_day = not self.initial.get("end_date") and self["end_date"].data in ("", None, self["start_date"].data)
        return [name for name in changed if name != "end_date" or not is_one_day]

    def _convener(self):
        """The field of who convenes, which only the constituting meeting has."""
        if not self.instance.term_id:
            del self.fields["convened_by"]
        return [name for name in ("convened_by",) if name in self.fields]

    def clean_end_date(self):
        # `get`, since a first day that could not be read is no longer among the cleaned.
        return self.cleaned_data["end_date"] or self.cleaned_data.get("start_date")

    def clean_track(self):
        """A meeting that is convened cannot become part of a plan that is only proposed."""
        track, meeting = self.cleaned_data["track"], self.instance
        # Else a meeting could get round the rule that convening asks: convened first, and put into the proposal
        # afterwards.
        if track and meeting.state == Meeting.State.CONVENED and is_in_proposed_plan(Meeting(track=track)):
            raise ValidationError(_("The meeting is convened, and this process plan is only a proposal."))
        return track

    def clean(self):
        cleaned = super().clean()
        refuse_unclear_hours(self, start_time="start_date", end_time="end_date", open_part_time="start_date")
        refuse_the_dead(self, "bodies", cleaned.get("start_date"))
        return cleaned


def refuse_unclear_hours(form: forms.Form | forms.ModelForm, **days: str) -> None:
    """Ask about each hour that the clocks jump over or show twice: `days` are {field of the hour: of its day}."""
    typed, stored = form.cleaned_data, getattr(getattr(form, "instance", None), "pk", None)
    for hour, day in days.items():
        if typed.get(hour) and typed.get(day):
            season = season_of(form[hour].data)
            # What was answered when it was entered is not asked again each time that something else is changed.
            if stored and season is None and not {hour, day} & set(form.changed_data):
                season = Season.SUMMER if is_double_hour(typed[day], typed[hour]) else None
            if reason := _reason_against(typed[day], typed[hour], season):
                form.add_error(hour, reason)


def _reason_against(day: date, hour: time, season: Season | None) -> str:
    """Why an hour cannot be stored as it was written; empty where it can."""
    if is_skipped_hour(day, hour):
        return str(_("There is no such hour that night: the clocks go forward to summer time."))
    if is_double_hour(day, hour):
        # Calendars take an hour that comes twice for the first of the two (RFC 5545 § 3.3.5).
        return "" if season is Season.SUMMER else str(_(HOUR_COMES_TWICE))
    if season is not None and (season is Season.SUMMER) != is_in_summer_time(day, hour):
        return str(_("Summer time lasts from the last Sunday of March to the last Sunday of October."))
    return ""
