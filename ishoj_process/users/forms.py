"""The form of a log-in. Another role is asked about before it is stored."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm
from ishoj_process.models import User


class UserForm(EditForm):
    """Who somebody is, by which address they log in, and what their role opens."""

    beside_the_row = ("version", "token", "role_confirmed")

    role_confirmed = forms.BooleanField(label=_("Yes, change the role"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = ["name", "email", "role", "is_active"]

    field_order = ["name", "email", "role", "role_confirmed", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.role_before = self.instance.role
        self.fields["is_active"].label = _("The log-in is open")
        if not self.instance.pk:
            del self.fields["is_active"], self.fields["role_confirmed"]

    def clean(self):
        cleaned = super().clean()
        is_other = self.instance.pk and cleaned.get("role") not in (None, self.role_before)
        if is_other and not cleaned.get("role_confirmed"):
            self.fields["role_confirmed"].widget = forms.CheckboxInput()
            words = {"old": User.Role(self.role_before).label, "new": User.Role(cleaned["role"]).label}
            text = _(
                "The role changes from %(old)s to %(new)s, and with it all that the log-in opens. Confirm it below."
            )
            self.add_error("role", ValidationError(text % words))
        return cleaned
