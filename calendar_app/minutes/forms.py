"""Forms for minutes: the decision of an item, minority statements, attendance, follow-ups."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.models import AgendaItem, Attendance, FollowUp, MinorityStatement, Treatment
from ishoj_process.templatetags.ui import level_kind

from .acts import attendance_mark


class DecisionForm(EditForm):
    """What was decided at an item: the usual word, words beside it, and what it does to each document."""

    saved_text = _("The minutes of the item are saved.")

    beside_the_row = (*EditForm.beside_the_row, "correction")

    correction = forms.CharField(
        label=_("What is corrected"),
        max_length=300,
        help_text=_("The minutes are published. Everybody sees this line with today's date beside the item."),
    )

    class Meta:
        model = AgendaItem
        fields = ["outcome", "decision", "public_decision"]
        help_texts = {
            "outcome": _("The usual words. More can be said below."),
            "public_decision": _("As much of the decision as confidentiality permits."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.meeting.minutes_are_published:
            del self.fields["correction"]
        if not self.instance.is_closed:
            # Of an open item the decision itself is public, and a second wording would only differ from it.
            del self.fields["public_decision"]
        self.treatments = list(self.instance.treatments.select_related("vision", "main_policy", "strategy"))
        for treatment in self.treatments:
            self._ask_for_effect(treatment)
        effects = [self._name(treatment) for treatment in self.treatments]
        names = ["outcome", "decision", *(["public_decision"] if "public_decision" in self.fields else [])]
        self.helper.layout = Layout(
            *(["correction"] if "correction" in self.fields else []),
            Fieldset(_("Decision"), *names),
            *([Fieldset(_("What the decision does"), *effects)] if effects else []),
            "version",
            "token",
        )

    def _ask_for_effect(self, treatment):
        self.fields[self._name(treatment)] = forms.ChoiceField(
            label=f"{capfirst(level_kind(treatment.level))}: {treatment.level.display_title}",
            required=False,
            choices=[("", _("nothing but treating it")), *Treatment.Effect.choices],
        )
        self.initial[self._name(treatment)] = treatment.effect

    def _name(self, treatment):
        return f"effect_{treatment.pk}"

    @property
    def effects(self):
        """Each document that the item treats with what was chosen: [(treatment, effect)]."""
        return [(treatment, self.cleaned_data[self._name(treatment)]) for treatment in self.treatments]


class MinorityStatementForm(EditForm):
    missing = {"text": _("Write the statement.")}
    saved_text = _("The minority statement is saved.")

    class Meta:
        model = MinorityStatement
        fields = ["by_whom", "text"]
        help_texts = {"by_whom": _("Fx a party group, or the members who stated it.")}


class FollowUpForm(EditForm):
    missing = {"role": _("Write who does it.")}
    due = DanishDateField(label=_("To be done by"), required=False)

    class Meta:
        model = FollowUp
        fields = ["what", "role", "due", "status", "note"]
        help_texts = {"role": _("A centre or an office. No names of persons.")}


class AttendanceForm(PlainForm):
    """Who was there: for each member the state, a substitute and a note."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, meeting, members, substitutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = {member.pk: member for member in members}
        self.substitutes = {person.pk: person for person in substitutes}
        stored = {row.user_id: row for row in meeting.attendances.all()}
        # What the reader had before them, so that the act sees whether somebody else was quicker.
        self.initial["seen"] = attendance_mark(meeting)
        for pk in self.members:
            self._ask_about(pk, stored.get(pk))

    def _ask_about(self, pk, row):
        self.fields[f"state_{pk}"] = forms.ChoiceField(
            label=_("Attendance"),
            choices=Attendance.State.choices,
            # Most come: what is typed are the exceptions.
            initial=row.state if row else Attendance.State.PRESENT,
        )
        self.fields[f"substitute_{pk}"] = forms.ChoiceField(
            label=_("Substitute"),
            required=False,
            choices=[("", "–"), *((str(key), str(person)) for key, person in self.substitutes.items())],
            initial=str(row.substitute_id or "") if row else "",
        )
        self.fields[f"note_{pk}"] = forms.CharField(
            label=_("Note"), required=False, max_length=200, initial=row.note if row else ""
        )

    @property
    def lines(self):
        """For the table: each member with the three fields."""
        return [
            (member, self[f"state_{pk}"], self[f"substitute_{pk}"], self[f"note_{pk}"])
            for pk, member in self.members.items()
        ]

    def clean(self):
        cleaned, taken = super().clean(), set()
        for pk in self.members:
            substitute = cleaned.get(f"substitute_{pk}")
            if not substitute:
                continue
            if cleaned.get(f"state_{pk}") == Attendance.State.PRESENT:
                self.add_error(f"substitute_{pk}", _("A member who was there has no substitute."))
            # Told here, at its field; the database refuses it, too, and would name no field.
            elif substitute in taken:
                self.add_error(f"substitute_{pk}", _("One person can be the substitute of one member only."))
            taken.add(substitute)
        return cleaned

    @property
    def rows(self):
        """What was typed, as `store_attendance` takes it."""
        typed = self.cleaned_data
        return [
            (
                member,
                typed[f"state_{pk}"],
                self.substitutes.get(int(typed[f"substitute_{pk}"] or 0)),
                typed[f"note_{pk}"],
            )
            for pk, member in self.members.items()
        ]
