"""Forms about drafts of the vision: keeping one, commenting, settling a comment, and the council's adoption."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.models import AgendaItem, CouncilTerm, PartyGroup, StatusChange
from ishoj_process.text.plain import visible_text
from vision.models import Adoption, Comment, Draft

from .passages import context_of


class KeepDraftForm(PlainForm):
    note = forms.CharField(
        label=_("What is new in it"),
        max_length=Draft._meta.get_field("note").max_length,
        help_text=_("A line for those who read the next draft, such as “after the seminar”."),
    )


class SettleForm(PlainForm):
    note = forms.CharField(
        label=_("What became of the comment"),
        max_length=Comment._meta.get_field("settled_note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NewEditionForm(PlainForm):
    term = forms.ModelChoiceField(CouncilTerm.objects.none(), label=_("Council term"), empty_label=None)
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = terms


class CommentForm(EditForm):
    """A comment on words of the text; on a guiding line no words are asked for."""

    class Meta:
        model = Comment
        fields = ["quote", "text"]
        widgets = {"quote": forms.Textarea(attrs={"rows": 3}), "text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "quote": _("As they stand in the text. Shorten them to the words that you mean."),
        }

    def __init__(self, *args, vision, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision, self.line = vision, line
        self.instance.vision, self.instance.line = vision, line
        if line:
            del self.fields["quote"]
        else:
            self.fields["quote"].required = True
        self.helper.layout = Layout(*self.fields)

    def again(self):
        return {"vision": self.vision, "line": self.line}

    def clean_quote(self):
        quote = self.cleaned_data["quote"]
        if context_of(quote, visible_text(self.vision.text)) is None:
            raise ValidationError(_("These words do not stand in the text. Copy them from it."))
        return quote


class AdoptionForm(PlainForm):
    """At which agenda item the council adopted the vision, and how it stood."""

    UNANIMOUS, DIVIDED = "unanimous", "divided"

    item = AgendaItemField(AgendaItem.objects.none(), label=_("Adopted at agenda item"))
    stood = forms.ChoiceField(
        label=_("How the council stood"),
        choices=[(UNANIMOUS, _("Unanimous")), (DIVIDED, _("Not unanimous"))],
        widget=forms.RadioSelect,
    )
    dissenting_groups = forms.ModelMultipleChoiceField(
        PartyGroup.objects.all(),
        label=_("Groups that dissented"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dissent = forms.CharField(
        label=_("About the dissent"),
        required=False,
        max_length=Adoption._meta.get_field("dissent").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Members outside the groups, and what they asked to have recorded."),
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        initial=_("Adopted by the council."),
        help_text=_("A line for those who read on. It is shown with the date and cannot be changed afterwards."),
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        self.helper.layout = Layout(
            "item", "stood", Fieldset(_("Where it was not unanimous"), "dissenting_groups", "dissent"), "note"
        )

    def clean(self):
        cleaned = super().clean()
        says_who = cleaned.get("dissenting_groups") or cleaned.get("dissent")
        if cleaned.get("stood") == self.DIVIDED and not says_who:
            self.add_error("dissenting_groups", _("Say which groups dissented, or who outside them did."))
        if cleaned.get("stood") == self.UNANIMOUS and says_who:
            self.add_error("stood", _("A unanimous council has no dissent. Choose one or the other."))
        return cleaned

    @property
    def act_arguments(self):
        """What `adopt_vision` asks for beside the vision and who does it."""
        words = {name: self.cleaned_data[name] for name in ("item", "dissenting_groups", "dissent", "note")}
        return {**words, "is_unanimous": self.cleaned_data["stood"] == self.UNANIMOUS}
