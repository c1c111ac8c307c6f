"""Forms about a body: what it is, and what each act on it must be told."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing import versions
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.folding import with_source_folded
from ishoj_process.editing.page import ActForm, EditForm
from ishoj_process.models import Body
from ishoj_process.models.bodies import LONGEST_ABBREVIATION, LONGEST_NAME
from ishoj_process.text.slugs import free_slug


class BodyForm(EditForm):
    """What a body is. Names, days and successors are changed by acts of their own, which keep what was."""

    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Body
        fields = [
            *("name", "abbreviation", "kind", "begins", "areas", "leads_cross_cutting"),
            *("source_url", "source_note", "is_unconfirmed"),
        ]
        field_classes = {"begins": DanishDateField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["begins"]
            self.fields["name"].help_text = _("Correct here what is misspelt. A new name from a day has its own page.")
        self.helper.layout = with_source_folded(self)

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and cleaned.get("name"):
            self.instance.slug = free_slug(Body, cleaned["name"], fallback=versions.Kind.BODY.slug)
        return cleaned


class NameForm(ActForm):
    """What a body is to be called, and from which day."""

    name = forms.CharField(label=_("New name"), max_length=LONGEST_NAME)
    abbreviation = forms.CharField(
        label=_("Abbreviation"),
        max_length=LONGEST_ABBREVIATION,
        required=False,
        help_text=_("Leave empty where none is used any more."),
    )
    on = DanishDateField(label=_("From"), help_text=_("The first day of the new name. Until then the old one stands."))


class BeginForm(ActForm):
    on = DanishDateField(label=_("First day"), required=False, help_text=_("Leave empty where it is not known."))


class EndForm(ActForm):
    on = DanishDateField(label=_("Last day"), required=False, help_text=_("Leave empty where the body goes on."))


class SuccessionForm(ActForm):
    """Who takes over from the body: one, or several in a split; with whom it hands over, in a merger."""

    heirs = forms.ModelMultipleChoiceField(
        label=_("Who takes over"),
        queryset=Body.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several where the work is split."),
    )
    along = forms.ModelMultipleChoiceField(
        label=_("Who hands over together with it"),
        queryset=Body.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Where bodies are merged."),
    )
    on = DanishDateField(label=_("From"), help_text=_("The first day of the successor. The body ends the day before."))

    def __init__(self, *args, body, today, **kwargs):
        super().__init__(*args, **kwargs)
        others = Body.objects.exclude(pk=body.pk)
        offer_bodies(self, "heirs", today, others, also_coming=True)
        offer_bodies(self, "along", today, others)

    def clean(self):
        cleaned = super().clean()
        if set(cleaned.get("heirs") or []) & set(cleaned.get("along") or []):
            self.add_error("along", ValidationError(_("A body cannot succeed itself.")))
        return cleaned
