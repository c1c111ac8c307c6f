"""Forms about the council's adoption of the vision, and about a new edition."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from ishoj_process.hierarchy.forms import AgendaItemField
from ishoj_process.models import AgendaItem, CouncilTerm, PartyGroup, StatusChange, Vision
from ishoj_process.text.plain import is_blank
from ishoj_process.text.slugs import LONGEST, not_reserved
from vision.models import Adoption


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
        # The constraint holds the words alone: the groups are rows of another table.
        if cleaned.get("stood") == self.UNANIMOUS and says_who:
            self.add_error("stood", _("A unanimous council has no dissent. Choose one or the other."))
        return cleaned

    @property
    def act_arguments(self):
        """What `adopt_vision` asks for beside the vision and who does it."""
        words = {name: self.cleaned_data[name] for name in ("item", "dissenting_groups", "dissent", "note")}
        return {**words, "is_unanimous": self.cleaned_data["stood"] == self.UNANIMOUS}


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


class NewVisionForm(PlainForm):
    """What a new vision is called, where it lies, and for which term it is made."""

    title = forms.CharField(label=_("Title"), max_length=Vision._meta.get_field("title").max_length)
    slug = forms.SlugField(
        label=_("Address"),
        required=False,
        max_length=LONGEST,
        validators=[not_reserved],
        help_text=_("Its place in the address, such as “vision-2040”. Empty, it is made of the title. It stays."),
    )
    term = forms.ModelChoiceField(CouncilTerm.objects.none(), label=_("Council term"), empty_label=None)
    with_lines = forms.BooleanField(required=False)
    is_published = forms.BooleanField(
        label=capfirst(Vision._meta.get_field("is_published").verbose_name),
        required=False,
        help_text=_("Otherwise the staff alone see that it has been begun."),
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=StatusChange._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, terms, before, **kwargs):
        super().__init__(*args, **kwargs)
        # The newest first: a vision is begun for the council that is about to work with it.
        self.fields["term"].queryset = terms.order_by("-starts")
        if before:
            label = _("Begin with a copy of %(lines)s of “%(title)s”")
            self.fields["with_lines"].label = label % {"lines": before.line_words_the, "title": before}
        else:
            del self.fields["with_lines"]

    def clean_title(self):
        # `required` lets through what shows nothing, such as a space without width.
        if is_blank(self.cleaned_data["title"]):
            raise forms.ValidationError(_("Write something that can be read."))
        return self.cleaned_data["title"]

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug and (Vision.objects.filter(slug=slug) | Vision.objects.filter(pk__in=_before(slug))).exists():
            raise forms.ValidationError(_("This address is already used by another document."))
        return slug

    @property
    def act_arguments(self):
        """What `begin_new_vision` asks for beside who does it."""
        return {"with_lines": False, **self.cleaned_data}


def _before(slug):
    """Those that stood at the address once: it leads on to them."""
    return Vision.history.filter(slug=slug).values("id")
