"""Forms of the debate paper: itself, its challenges, possible solutions, questions and answers; marking it as read."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm
from ishoj_process.editing.text_rows import TextRows, TextRowsForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import AgendaItem, Meeting
from ishoj_process.text.plain import is_blank
from vision.models import Challenge, DebatePaper, Question, Solution
from vision.track.forms import SOURCE, council_meetings


class DebatePaperForm(TextRowsForm):
    """The executive board's paper with its challenges and questions."""

    CHALLENGES = TextRows(Challenge, "title", "paper", pgettext_lazy("a challenge", "New"), new_inputs=3)
    QUESTIONS = TextRows(Question, "text", "paper", pgettext_lazy("a question", "New"))

    text_rows = (CHALLENGES, QUESTIONS)

    presented_at = MeetingChoiceField(Meeting.objects.none(), label=_("Presented at"), required=False)
    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = DebatePaper
        fields = [
            "title", "author", "presented_at",
            "purpose", "introduction", "solutions",
            "source_note", "source_url",
        ]  # fmt: skip
        help_texts = {
            "solutions": _("Preferably in partnership between the municipality, business and civil society."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["presented_at"].queryset = council_meetings(self.instance.presented_at_id)
        self.helper.layout = Layout(
            Fieldset(_("The paper"), "title", "author", "presented_at", "purpose", "introduction"),
            Fieldset(_("Challenges"), *self.names_of(self.CHALLENGES)),
            Fieldset(_("Solutions"), "solutions"),
            Fieldset(_("Questions to discuss"), *self.names_of(self.QUESTIONS)),
            SOURCE,
            "version",
            "token",
        )


class ChallengeForm(EditForm):
    """A challenge with the meeting where it was raised."""

    raised_at = MeetingChoiceField(Meeting.objects.none(), label=_("Raised at meeting"), required=False)
    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Challenge
        fields = ["title", "description", "raised_at", "position", "is_unconfirmed", "source_note", "source_url"]
        help_texts = {"position": _("The lowest number stands first.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raised_at"].queryset = council_meetings(self.instance.raised_at_id)
        self.helper.layout = Layout(
            "title", "description", "raised_at", "position", "is_unconfirmed", SOURCE, "version", "token"
        )

    def clean_title(self):
        return not_blank(self.cleaned_data["title"])


class QuestionForm(EditForm):
    """A question with the agenda item that takes it up."""

    missing = {"text": _("Write the question.")}
    item = AgendaItemField(AgendaItem.objects.none(), label=_("Discussed at agenda item"), required=False)

    class Meta:
        model = Question
        fields = ["text", "item", "position"]
        help_texts = {"position": _("The lowest number stands first.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # At a meeting that was cancelled nothing is discussed.
        meetings = council_meetings().exclude(state=Meeting.State.CANCELLED)
        items = AgendaItem.objects.filter(is_closed=False, meeting__in=meetings)
        if self.instance.item_id:
            # What was chosen stays a choice, or storing the form would take the tie away without a word.
            items |= AgendaItem.objects.filter(pk=self.instance.item_id)
        items = items.select_related("meeting").prefetch_related("meeting__bodies")
        self.fields["item"].queryset = items.order_by("-meeting__start_date", "number")
        self.helper.layout = Layout("text", "item", "position", "version", "token")

    def clean_text(self):
        return not_blank(self.cleaned_data["text"])


def not_blank(text):
    # `required` lets through what shows nothing, such as a space without width.
    if is_blank(text):
        raise forms.ValidationError(_("Write something that can be read."))
    return text


class ReadForm(Form):
    """Up to which moment somebody has read the paper: when the page that they saw was made."""

    seen = forms.DateTimeField()


class SolutionForm(EditForm):
    """What could be done, who can carry it, and an example of it."""

    missing = {"title": _("Write the solution.")}

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

    saved_text = _("The answer is saved.")

    class Meta:
        model = Question
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}
