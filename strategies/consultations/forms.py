"""Forms about consultations: preparing, sending, extending, giving a reason, and which consultations to show."""

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.dates.danish import weekday_date_text
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.bodies import offer_bodies, show_bodies
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Body, MainPolicy, Meeting
from strategies.involvement.duty import bodies_to_ask
from strategies.models import Consultation, ConsultationStep, Consultee

from .acts import reasons_against_deadline
from .calendar import ORDINARY, last_meetings
from .citizens import reasons_against_asking_citizens


class BodiesField(forms.ModelMultipleChoiceField):
    """A choice among bodies; beside those that the strategy touches stands why."""

    reasons: dict[int, str] = {}

    def label_from_instance(self, body):
        return f"{body} – {self.reasons[body.pk]}" if body.pk in self.reasons else str(body)


class ConsultationForm(EditForm):
    """Who is asked about a document, and what; the deadline follows when the consultation is sent."""

    saved_text = _("The consultation is prepared. It has not been sent yet.")

    bodies = BodiesField(
        Body.objects.none(), label=_("Who is asked"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Consultation
        fields = ["purpose", "questions", "bodies", "is_public", "decides_at"]
        field_classes = {"decides_at": MeetingChoiceField}
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4}), "questions": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "questions": _("One question on each line. Empty: the bodies answer freely."),
            "is_public": _("Answers from citizens and associations are entered here and stand in the same report."),
            "decides_at": _("The deadline is proposed so that the owner has time before this meeting."),
        }

    def __init__(self, *args, document, today, touched=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.arguments = {"document": document, "today": today, "touched": touched}
        self.instance.document = document
        self.fields["bodies"].reasons = {touch.body.pk: touch.why for touch in touched}
        # Those touched are proposed once; afterwards stands what somebody chose, also where it is fewer.
        self.initial["bodies"] = self._asked() if self.instance.pk else [touch.body.pk for touch in touched]
        offer_bodies(self, "bodies", today, bodies_to_ask(document), is_sorted=False)
        self.fields["decides_at"].queryset = deciding_meetings(document, today, self.instance.decides_at_id)
        self.fields["decides_at"].empty_label = _("not known yet")
        if isinstance(document, MainPolicy):
            self.fields["decides_at"].label = _("Meeting at which the council decides afterwards")
            self.fields["decides_at"].help_text = _(
                "The deadline is proposed so that there is time before this meeting."
            )
        # Not offered; the page says why. Where it was chosen before, it is shown, so that it can be taken back.
        if not self.instance.is_public and reasons_against_asking_citizens(document, today):
            del self.fields["is_public"]
        self.helper.layout = Layout(*[name for name in self.Meta.fields if name in self.fields], "version", "token")

    def _asked(self):
        return list(self.instance.consultees.values_list("body", flat=True))

    def again(self):
        return self.arguments


def deciding_meetings(document, today, chosen=None):
    """The coming meetings at which it may be decided: the council's, of a strategy its owner's own, too; the chosen."""
    of_owner = Meeting.objects.for_bodies([document.owner.pk] if document.owner else []).filter(kind__in=ORDINARY)
    of_council = Meeting.objects.filter(kind=Meeting.Kind.COUNCIL)
    found = of_council if isinstance(document, MainPolicy) else of_owner | of_council
    is_coming = Q(start_date__gte=today) & ~Q(state=Meeting.State.CANCELLED)
    # The next one first. What was chosen is kept, whatever became of it: the form would else take it off unasked.
    return found.filter(is_coming | Q(pk=chosen)).order_by("start_date", "id").prefetch_related("bodies")


class SendForm(PlainForm):
    """The deadline of a consultation, as it is proposed or as somebody chooses it."""

    deadline = DanishDateField(label=_("Deadline"))
    # The deadline whose warnings the page has shown; another one is shown with its own before it is sent.
    shown = DanishDateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_deadline(self):
        deadline = self.cleaned_data["deadline"]
        if reasons := reasons_against_deadline(deadline, self.today):
            raise forms.ValidationError(reasons)
        return deadline


LATER = "later"


class WaysForm(PlainForm):
    """How each body answers that has no meeting in time; a later deadline is one of the ways where one helps."""

    def __init__(self, *args, schedule, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {f"way_{body.pk}": body for body in schedule.without_meeting}
        for name, body in self.bodies.items():
            choices = [(way.value, capfirst(way.label)) for way in Consultee.Way]
            if day := schedule.later.get(body):
                later = _("at its next meeting, with the deadline %(day)s") % {"day": weekday_date_text(day)}
                choices.append((LATER, capfirst(later)))
            self.fields[name] = forms.ChoiceField(
                label=_("%(body)s answers") % {"body": body},
                choices=choices,
                widget=forms.RadioSelect,
                # Always possible, and asks nobody for more; it is seen, and changed where it is not meant.
                initial=Consultee.Way.WRITING,
                error_messages={"required": _("Choose how it answers.")},
            )
        self.helper.layout = Layout(*self.fields)

    @property
    def ways(self):
        return {body: self.cleaned_data[name] for name, body in self.bodies.items()}

    def asked_for_later(self, schedule):
        """The deadline that gives time to those who are to answer at their next meeting; None where none is."""
        days = [schedule.later[body] for body, way in self.ways.items() if way == LATER]
        return max([schedule.deadline, *days]) if days else None


class ReasonForm(PlainForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=ConsultationStep._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line for those who were asked. It is shown with the date and cannot be changed afterwards."),
    )


class AskMoreForm(ReasonForm):
    missing = {"bodies": _("Choose the bodies that are asked, too.")}
    bodies = BodiesField(Body.objects.none(), label=_("Who is asked as well"), widget=forms.CheckboxSelectMultiple)

    field_order = ["bodies", "reason"]

    def __init__(self, *args, consultation, today, **kwargs):
        super().__init__(*args, **kwargs)
        # Those asked before are left out by the act; offered here, they would look as if they were asked again.
        asked = consultation.consultees.values("body")
        offered = bodies_to_ask(consultation.document).exclude(pk__in=asked)
        # Told before they are asked: at which meeting they could answer nobody chooses here.
        told, in_time = (
            _("no ordinary meeting in time, answers in writing"),
            last_meetings(offered, today, consultation.deadline),
        )
        self.fields["bodies"].reasons = {body.pk: told for body, meeting in in_time.items() if meeting is None}
        offer_bodies(self, "bodies", today, offered, is_sorted=False)


class ExtendForm(ReasonForm):
    deadline = DanishDateField(label=_("New deadline"))

    field_order = ["deadline", "reason"]


class ConsultationFilter(Form):
    """Which consultations to show: by where they stand, and by a body that owns or was asked."""

    # The fields' names stand in addresses that people keep, and so in Danish.
    tilstand = forms.ChoiceField(label=_("Which consultations"), required=False)
    udvalg = forms.ModelChoiceField(
        Body.objects.all(), label=_("Committee"), required=False, to_field_name="slug", empty_label=_("All committees")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standings = [(value, capfirst(label)) for value, label in Consultation.Standing.choices]
        self.fields["tilstand"].choices = [("", _("All consultations")), *standings]
        show_bodies(self, "udvalg", clock.today(), Body.objects.begun(clock.today()))
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    @property
    def is_narrowed(self):
        return self.is_bound and self.is_valid() and any(self.cleaned_data.values())
