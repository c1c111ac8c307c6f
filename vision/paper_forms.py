"""Forms of the debate paper's parts: a possible solution, and the council's answer to a question."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing import EditForm

from .models import Question, Solution


class SolutionForm(EditForm):
    """What could be done, who can carry it, and an example of it."""

    class Meta:
        model = Solution
        fields = ["title", "challenge", *Solution.CARRIERS, "example", "position"]
        widgets = {"example": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"position": _("The lowest number stands first.")}

    def __init__(self, *args, paper, **kwargs):
        super().__init__(*args, **kwargs)
        self.paper = self.instance.paper = paper
        self.fields["challenge"].queryset = paper.challenges.all()
        self.fields["challenge"].empty_label = _("all of them")
        self.helper.layout = Layout(
            "title", "challenge", Fieldset(_("Who can carry it"), *Solution.CARRIERS), "example", "position",
            "version", "token",
        )  # fmt: skip

    def again(self):
        return {"paper": self.paper}


class AnswerForm(EditForm):
    """What the council answered, in a few sentences; emptied, the question is open again."""

    class Meta:
        model = Question
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}
