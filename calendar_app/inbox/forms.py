"""The form by which a person declines mail of some kinds."""

from typing import ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from calendar_app.models import MailChoice
from ishoj_process.editing.page import EditForm
from ishoj_process.tasks import Kind


class MailChoiceForm(EditForm):
    """The kinds that the person is mailed about; all of them until they say otherwise."""

    saved_text = _("Your choice of mails is saved.")

    wanted = forms.MultipleChoiceField(
        label=_("Send me mail about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = MailChoice
        fields: ClassVar[list[str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = Kind.that_may_wait_for(self.instance.user)
        self.fields["wanted"].choices = [(kind.value, capfirst(kind.label)) for kind in self.kinds]
        self.initial["wanted"] = [kind.value for kind in self.kinds if kind.value not in self.instance.declined]
        self.helper.layout = Layout("wanted", "version", "token")

    def save(self, commit=True):
        self.instance.declined = [kind.value for kind in self.kinds if kind.value not in self.cleaned_data["wanted"]]
        return super().save(commit)
