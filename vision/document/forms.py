"""Forms of the vision's wording and its guiding lines."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.editing.page import EditForm
from ishoj_process.editing.text_rows import TextRows, TextRowsForm
from ishoj_process.models import GuidingLine, Vision, VisionAim
from vision.models import Theme
from vision.track.forms import SOURCE


class VisionForm(TextRowsForm):
    """The vision's own wording and its aims. What was adopted is shown, and stays as it is."""

    WORDING = ("title", "horizon", "summary", "text")
    AIMS = TextRows(VisionAim, "title", "vision", pgettext_lazy("an aim", "New"))

    text_rows = (AIMS,)

    # Django is about to take https where no scheme is typed; said here it does so without a warning.
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
                # Disabled, not left out: the words are shown, and what a request sends in their place is passed over.
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
            # An emptied aim is removed, which the database would refuse, but only by breaking the page.
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
            # The tie is the theme's own field, so the form of a line does not find it by itself.
            self.initial["themes"] = [theme.pk for theme in self.instance.themes.all()]
        if not self.fields["themes"].queryset:
            del self.fields["themes"]
        self.helper.layout = Layout(*self.fields)

    def _themes_to_choose(self):
        """The vision's current themes, and those chosen before that have been merged or dropped since."""
        chosen = self.instance.themes.values("pk") if self.instance.pk else []
        return Theme.objects.filter(Q(state=Theme.State.CURRENT) | Q(pk__in=chosen), vision=self.vision)

    def _save_m2m(self):
        # The tie is the theme's own field: a form of lines does not store it by itself.
        super()._save_m2m()
        if "themes" in self.fields:
            self.instance.themes.set(self.cleaned_data["themes"])

    def again(self):
        return {"vision": self.vision}
