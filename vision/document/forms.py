"""Forms of the council's track: the vision, its guiding lines, the debate paper and the themes."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.editing.page import EditForm
from ishoj_process.editing.text_rows import TextRows, TextRowsForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import GuidingLine, Meeting, Vision, VisionAim
from vision.models import Challenge, DebatePaper, Question, Theme

SOURCE = Fieldset(_("Where it was read"), "source_note", "source_url")


def council_meetings(chosen_pk=None):
    """The theme meetings and seminars, the latest first, and the one that is chosen already, whatever it is."""
    is_offered = Q(kind__in=[Meeting.Kind.THEME, Meeting.Kind.SEMINAR]) | Q(pk=chosen_pk)
    return Meeting.objects.filter(is_offered).order_by("-start_date", "id").prefetch_related("bodies")


class VisionForm(TextRowsForm):
    """The vision's own wording and its aims. What was adopted is shown, and stays as it is."""

    WORDING = ("title", "horizon", "summary", "text")
    AIMS = TextRows(VisionAim, "title", "vision", pgettext_lazy("an aim", "New"))

    text_rows = (AIMS,)

    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Vision
        fields = [
            "title", "horizon", "summary", "text", "is_published",
            "line_word", "line_word_the", "line_words", "line_words_the",
            "source_note", "source_url",
        ]  # fmt: skip
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "summary": _("A few lines. They stand first on the page."),
            "line_word": _("Such as “sigtelinje”, or “pejlemærke” as others say."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        aims = self.names_of(self.AIMS)
        if self.instance.is_frozen:
            for name in (*self.WORDING, *aims):
                self.fields[name].disabled = True
        self.helper.layout = Layout(
            Fieldset(_("Wording"), *self.WORDING),
            Fieldset(_("Aims"), *aims),
            Fieldset(_("The word for a guiding line"), "line_word", "line_word_the", "line_words", "line_words_the"),
            Fieldset(_("Openness"), "is_published"),
            SOURCE,
            "version",
            "token",
        )

    def clean(self):
        cleaned = super().clean()
        for aim in self._rows[self.AIMS.name]:
            name = f"{self.AIMS.name}_{aim.pk}"
            if not cleaned.get(name, aim.title) and aim.guiding_lines.exists():
                words = {"lines": self.instance.line_words}
                self.add_error(name, _("The aim has %(lines)s. Move them to another aim first.") % words)
        return cleaned


class GuidingLineForm(EditForm):
    """A guiding line under one of the vision's aims, with the themes that it grew from."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Themes that it grew from"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = GuidingLine
        fields = ["aim", "title", "explanation", "position"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"position": _("The lowest number stands first.")}

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision = vision
        self.fields["aim"].queryset = vision.aims.all()
        self.fields["themes"].queryset = self._themes_to_choose()
        if self.instance.pk:
            self.initial["themes"] = [theme.pk for theme in self.instance.themes.all()]
        if not self.fields["themes"].queryset:
            del self.fields["themes"]
        self.helper.layout = Layout(*self.fields)

    def _themes_to_choose(self):
        """The vision's current themes, and those chosen before that have been merged or dropped since."""
        chosen = self.instance.themes.values("pk") if self.instance.pk else []
        return Theme.objects.filter(Q(state=Theme.State.CURRENT) | Q(pk__in=chosen), vision=self.vision)

    def _save_m2m(self):
        super()._save_m2m()
        if "themes" in self.fields:
            self.instance.themes.set(self.cleaned_data["themes"])

    def again(self):
        return {"vision": self.vision}


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


class ThemeForm(EditForm):
    """A theme with its thread: where it was raised, which challenges it answers, what it became."""

    raised_at = MeetingChoiceField(Meeting.objects.none(), label=_("Raised at meeting"), required=False)

    class Meta:
        model = Theme
        fields = [
            "title", "summary", "text", "raised_at", "challenges", "guiding_lines",
            "is_shared", "is_published", "position",
        ]  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "challenges": forms.CheckboxSelectMultiple,
            "guiding_lines": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "is_shared": _("Council members see the theme when they are logged in."),
            "is_published": _("Everybody sees the theme."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision = self.instance.vision = vision
        self.fields["raised_at"].queryset = council_meetings(self.instance.raised_at_id)
        self._offer("challenges", Challenge.objects.filter(paper__vision=vision))
        self._offer("guiding_lines", GuidingLine.objects.filter(aim__vision=vision))
        if "guiding_lines" in self.fields:
            became = _("%(lines)s that it became") % {"lines": capfirst(vision.line_words)}
            self.fields["guiding_lines"].label = became
        thread = [name for name in ("raised_at", "challenges", "guiding_lines") if name in self.fields]
        self.helper.layout = Layout(
            Fieldset(_("The theme"), "title", "summary", "text"),
            Fieldset(_("Where it comes from and leads to"), *thread),
            Fieldset(_("Openness"), "is_shared", "is_published"),
            Fieldset(_("Order"), "position"),
            "version",
            "token",
        )

    def _offer(self, name, rows):
        """The rows to choose among; nothing to choose, no question."""
        self.fields[name].queryset = rows
        if not rows.exists():
            del self.fields[name]

    def again(self):
        return {"vision": self.vision}
