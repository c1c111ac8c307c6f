"""Forms for the parts of a strategy: a milestone, and a concrete solution."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import EditForm
from ishoj_process.files.forms import StoredFileForm
from strategies.models import ConcreteSolution, Milestone, StrategyDocument


class MilestoneForm(EditForm):
    """What is to be reached, by when, and whether it was."""

    class Meta:
        model = Milestone
        fields = ["title", "due", "reached_on", "note"]
        field_classes = {"reached_on": DanishDateField}
        help_texts = {"reached_on": _("Such as 21-08-2023. Empty until it is reached.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.own_fields, "version", "token")

    def clean_reached_on(self):
        day = self.cleaned_data["reached_on"]
        if day and day > clock.today():
            raise forms.ValidationError(_("The day has not come yet."))
        return day


class SolutionForm(EditForm):
    """A concrete solution, and whom it is for."""

    class Meta:
        model = ConcreteSolution
        fields = ["title", "audience", "target_group", "text", "position"]
        widgets = {"audience": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "target_group": _("Such as “unge mellem 15 og 25 år”. No names."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = ConcreteSolution.Audience.choices
        self.helper.layout = Layout(*self.own_fields, "version", "token")


class StrategyDocumentForm(StoredFileForm):
    """A file of a strategy."""

    shown_to = _("Until the strategy is adopted, only its owners and the staff see it.")

    class Meta:
        model = StrategyDocument
        fields = ["title", "file"]
