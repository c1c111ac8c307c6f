"""Forms for main policies and for what policies and strategies have in common."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.editing import versions
from ishoj_process.editing.bodies import offer_bodies, show_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.page import EditForm
from ishoj_process.models import Alignment, Body, MainPolicy
from ishoj_process.text.slugs import free_slug

WORDING = ("title", "summary", "text")
ADOPTION = ("adopted_on", "adopted_by")


class DocumentForm(EditForm):
    """A document of the hierarchy. What was adopted is shown and stays as it is; an empty field may be filled in."""

    address_word = ""  # the address of a document without a title

    source_url = forms.URLField(label=_("Source"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args, with_adoption=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["summary"].widget.attrs["rows"] = 3
        if self.instance.is_frozen:
            self._freeze([name for name in WORDING if getattr(self.instance, name)])
        self.with_adoption = self.instance.was_adopted if with_adoption is None else with_adoption
        if not self.with_adoption:
            for name in ADOPTION:
                del self.fields[name]
        else:  # it may have been adopted by who is there no more
            show_bodies(self, "adopted_by", clock.today(), Body.objects.all())

    def again(self):
        # In a conflict somebody may have adopted it meanwhile: both forms must have the same fields to be compared.
        return {"with_adoption": self.with_adoption}

    def _freeze(self, names):
        for name in names:
            # Disabled, not left out: Django then ignores what is sent for it, and a reader sees the words.
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Adopted: the wording changes by a new edition only.")

    def _adoption(self):
        """The part of the form about an adoption, where there was one: its facts may be found later."""
        return [Fieldset(_("The adoption"), *ADOPTION)] if self.with_adoption else []

    def clean(self):
        cleaned = super().clean()
        # Only the first title gives an address: a later one would break links in minutes and mails.
        # An edition has the address that all of them share.
        is_named = cleaned.get("title") and not self.initial.get("title") and not self.instance.is_later_edition
        if not self.instance.pk or is_named:
            self.instance.slug = free_slug(self._meta.model, cleaned.get("title", ""), fallback=self.address_word)
        return cleaned


class MainPolicyForm(DocumentForm):
    """A main policy: its words, its place and its committee."""

    address_word = versions.Kind.MAIN_POLICY.slug

    class Meta:
        model = MainPolicy
        fields = [
            "title", "summary", "text", "vision", "lead_committee", "position", *ADOPTION,
            "is_published", "is_unconfirmed", "source_note", "source_url",
        ]  # fmt: skip
        help_texts = {
            "title": _("Leave it empty where the name is not known."),
            "vision": _("Empty where the policy is older than the vision or has not been placed yet."),
            "position": _("The lowest number stands first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_bodies(self, "lead_committee", clock.today(), Body.objects.subject_committees())
        self.helper.layout = Layout(
            Fieldset(_("Wording"), *WORDING),
            Fieldset(_("Placement"), "vision", "lead_committee", "position"),
            *self._adoption(),
            Fieldset(_("Openness"), "is_published"),
            Fold("is_unconfirmed", "source_note", "source_url", label=_("Where it was read")),
            "version",
            "token",
        )


class AlignmentForm(EditForm):
    """How a document serves a guiding line, in words."""

    saved_text = _("The connection with the vision is saved.")

    class Meta:
        model = Alignment
        fields = ["guiding_line", "how"]
        widgets = {"how": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, lines, vision=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.vision = lines, vision
        self.fields["guiding_line"].queryset = lines
        if vision:  # whose own word it is
            self.fields["guiding_line"].label = capfirst(vision.line_word)
            self.fields["how"].label = _("How it serves %(line)s") % {"line": vision.line_word_the}

    def again(self):
        return {"lines": self.lines, "vision": self.vision}
