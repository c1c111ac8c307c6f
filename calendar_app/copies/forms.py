"""What is asked when a meeting is copied."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calendar_app.meetings.forms import refuse_unclear_hours
from ishoj_process.dates.danish import time_text
from ishoj_process.dates.fields import DanishDateField, DanishTimeField
from ishoj_process.editing.page import ActForm
from ishoj_process.models import Body

from .acts import Copy

HOUR_HELP = _("Empty: the hour is not known.")


class CopyForm(ActForm):
    """Day, hour and place of the new meeting, and which of the items go along."""

    start_date = DanishDateField(label=_("First day"))
    start_time = DanishTimeField(label=_("Starts at"), required=False, help_text=HOUR_HELP)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    items = forms.MultipleChoiceField(
        label=_("Items that go along with their titles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("An item was closed or opened in the meantime. Look at the items again.")},
    )
    with_documents = forms.BooleanField(label=_("Also the documents that they treat"), required=False)
    with_texts = forms.BooleanField(label=_("Also their texts: case presentation, recommendation"), required=False)

    def __init__(self, *args, meeting, day, usual, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        items = [item for item in meeting.items.all() if not item.is_withdrawn]
        # By what was shown: one that was closed since is another choice.
        self.rows = {f"{item.pk}{'-lukket' if item.is_closed else ''}": item for item in items}
        self.fields["items"].choices = [(code, _name_of(item)) for code, item in self.rows.items()]
        self.initial |= {
            "start_date": day,
            "start_time": meeting.start_time or usual.start_time,
            "place": meeting.place or usual.place,
            # What is closed goes along where somebody says so.
            "items": [code for code, item in self.rows.items() if not item.is_closed],
            "with_documents": True,
        }
        if meeting.end_time:
            # The act takes it along only where the hour stays: else it may lie before the beginning.
            ends = gettext("The new meeting ends at %(hour)s as this one, if you leave the beginning as it is.")
            self.fields["start_time"].help_text = f"{ends % {'hour': time_text(meeting.end_time)}} {HOUR_HELP}"
        agenda = ("items", "with_documents", "with_texts")
        if not items:
            for name in agenda:
                del self.fields[name]
        self.helper.layout = Layout(
            Fieldset(_("Time and place"), "start_date", "start_time", "place"),
            Fieldset(_("The agenda"), *agenda) if items else None,
            "version",
            "token",
        )

    def clean(self):
        super().clean()
        refuse_unclear_hours(self, start_time="start_date")
        if day := self.cleaned_data.get("start_date"):
            there = set(Body.objects.living(day).values_list("pk", flat=True))
            for body in self.meeting.bodies.all():
                if body.pk not in there:
                    self.add_error(
                        "start_date", gettext("%(body)s does not exist on that day.") % {"body": body.on(day)}
                    )

    def copy(self):
        typed = self.cleaned_data
        return Copy(
            day=typed["start_date"],
            start_time=typed["start_time"],
            place=typed["place"],
            items=[self.rows[code] for code in typed.get("items", [])],
            with_documents=typed.get("with_documents", False),
            with_texts=typed.get("with_texts", False),
        )


def _name_of(item):
    """`3. Budget`; of a closed one that it is closed stands behind its own title, which the secretariat reads."""
    name = f"{item.number}. {item.title}"
    return gettext("%(item)s (closed item)") % {"item": name} if item.is_closed else name


def intro_of(ruled):
    """What stands above the form; `ruled` is the day that the body's rule gives, None where it gives none."""
    told = gettext("Attachments, notes, answers and decisions stay with the meeting.")
    if ruled is None:
        no_rule = gettext("No rule says when the body meets next: the same weekday four weeks on is proposed.")
        return f"{no_rule} {told}"
    return told
