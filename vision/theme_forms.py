"""Forms for structuring themes: moving contributions, merging, splitting, dropping."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from .contribution_forms import is_blank
from .draft_forms import PlainForm
from .models import Contribution, Theme


class MoveForm(forms.Form):
    """One contribution from a theme (or none) to another (or none); `also` leaves it in the first as well."""

    contribution = forms.ModelChoiceField(Contribution.objects.none())
    source = forms.ModelChoiceField(Theme.objects.none(), required=False)
    target = forms.ModelChoiceField(Theme.objects.none(), required=False)
    also = forms.BooleanField(required=False)

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contribution"].queryset = Contribution.objects.filter(vision=vision)
        for name in ("source", "target"):
            self.fields[name].queryset = Theme.objects.filter(vision=vision)

    @property
    def act_arguments(self):
        """What `move_contribution` asks for beside who does it and when."""
        words = self.cleaned_data
        source = None if words["also"] else words["source"]
        return {"contribution": words["contribution"], "source": source, "target": words["target"]}


class MergeForm(PlainForm):
    into = forms.ModelChoiceField(Theme.objects.none(), label=_("Merge it into"))

    def __init__(self, *args, theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Theme.objects.current().filter(vision=theme.vision_id).exclude(pk=theme.pk)
        self.helper.layout = Layout(*self.fields)


class SplitForm(PlainForm):
    title = forms.CharField(label=_("Title of the new theme"), max_length=Theme._meta.get_field("title").max_length)
    contributions = forms.ModelMultipleChoiceField(
        Contribution.objects.none(),
        label=_("Contributions that it is to have"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the contributions that the new theme is to have.")},
    )

    def __init__(self, *args, theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contributions"].queryset = theme.contributions.all()
        self.helper.layout = Layout(*self.fields)

    def clean_title(self):
        title = self.cleaned_data["title"]
        if is_blank(title):
            raise forms.ValidationError(_("Give the theme a title."))
        return title


class DropForm(PlainForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=Theme._meta.get_field("drop_reason").max_length,
        help_text=_("A line for those who look for the theme later."),
    )
