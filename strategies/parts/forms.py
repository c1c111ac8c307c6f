"""Forms for the parts of a strategy: a milestone, and a concrete solution."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.folding import with_source_folded
from ishoj_process.editing.page import EditForm
from ishoj_process.files.forms import StoredFileForm
from strategies.models import Activity, ConcreteSolution, Milestone, StrategyDocument


class MilestoneForm(EditForm):
    """What is to be reached, by when, and whether it was."""

    missing = {"title": _("Write the milestone.")}

    class Meta:
        model = Milestone
        fields = ["title", "due", "reached_on", "note"]
        field_classes = {"reached_on": DanishDateField}
        help_texts = {"reached_on": _("Empty until it is reached.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.own_fields, "version", "token")

    def clean_reached_on(self):
        day = self.cleaned_data["reached_on"]
        # A milestone that is reached counts no more as late, so nobody reaches one beforehand.
        if day and day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."))
        return day


class SolutionForm(EditForm):
    """A concrete solution, and whom it is for."""

    missing = {"title": _("Write the solution.")}

    class Meta:
        model = ConcreteSolution
        fields = ["title", "audience", "target_group", "text", "position"]
        widgets = {"audience": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            # A group and never a person: the solutions of an adopted strategy are read by all.
            "target_group": _("Such as “unge mellem 15 og 25 år”. No names."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Without the empty choice that Django puts first: a solution is always for somebody.
        self.fields["audience"].choices = ConcreteSolution.Audience.choices
        self.helper.layout = Layout(*self.own_fields, "version", "token")


class StrategyDocumentForm(StoredFileForm):
    """A file of a strategy."""

    shown_to = _("Until the strategy is adopted, only its owners and the staff see it.")

    class Meta:
        model = StrategyDocument
        fields = ["title", "file"]


class ActivityForm(EditForm):
    """A dated piece of work on a strategy; its dates may be as rough as they are known."""

    # Django is about to take https where no scheme is typed; said here it does so without a warning.
    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Activity
        fields = [
            "kind", "title", "starts", "ends", "weeks", "note", "participants", "outcome",
            "goes_on_because", "is_unconfirmed", "source_note", "source_url",
        ]  # fmt: skip
        widgets = {"outcome": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "participants": _("How many took part, where somebody counted. No names."),
            "outcome": _("What was changed by it, or why nothing was."),
            "goes_on_because": _("Empty: it ends when the strategy is adopted. A public consultation always does."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Empty: the kind is its name.")
        self.helper.layout = with_source_folded(self)
        self.fields["weeks"].help_text = _("Where only the length is known: 8 weeks in spring 2023.")

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if ends and not starts and "starts" not in self.errors:
            self.add_error("starts", _("State when the activity starts before you state when it ends."))
        # The outermost days: “spring 2023” to “April 2023” is possible, so it is let through.
        if starts and ends and ends.last_day < starts.first_day:
            self.add_error("ends", _("The activity must end after it starts."))
        return cleaned
