"""Forms for main policies and for what policies and strategies have in common."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from .editing import EditForm
from .models import Alignment, Body, MainPolicy
from .slugs import free_slug

WORDING = ("title", "summary", "text")


class DocumentForm(EditForm):
    """A document of the hierarchy. What was adopted is shown and stays as it is; an empty field may be filled in."""

    address_word = ""  # the address of a document without a title

    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["summary"].widget.attrs["rows"] = 3
        if self.instance.is_frozen:
            for name in WORDING:
                self.fields[name].disabled = bool(getattr(self.instance, name))

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk or (cleaned.get("title") and not self.initial.get("title")):
            self.instance.slug = free_slug(self._meta.model, cleaned.get("title", ""), fallback=self.address_word)
        return cleaned


class MainPolicyForm(DocumentForm):
    """A main policy: its words, its place and its committee."""

    address_word = "hovedpolitik"

    class Meta:
        model = MainPolicy
        fields = [
            "title", "summary", "text", "vision", "lead_committee", "position",
            "is_published", "is_unconfirmed", "source_note", "source_url",
        ]  # fmt: skip
        help_texts = {
            "title": _("Leave it empty where the name is not known."),
            "vision": _("Empty where the policy is older than the vision or has not been placed yet."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead_committee"].queryset = Body.objects.subject_committees()
        self.helper.layout = Layout(
            Fieldset(_("Wording"), *WORDING),
            Fieldset(_("Place"), "vision", "lead_committee", "position"),
            Fieldset(_("Openness"), "is_published"),
            Fieldset(_("Where it was read"), "is_unconfirmed", "source_note", "source_url"),
            "version",
            "token",
        )


class AlignmentForm(forms.ModelForm):
    """How a document serves a guiding line, in words."""

    class Meta:
        model = Alignment
        fields = ["guiding_line", "how"]
        widgets = {"how": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guiding_line"].queryset = lines
