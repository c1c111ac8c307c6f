"""What somebody wants to say along with the mails that an act sends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm


class WordsForm(PlainForm):
    """What the secretariat wants to say to those who get a mail about the meeting."""

    words = forms.CharField(
        label=_("Message to those invited"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stands in the mail. Leave it empty where the mail says enough."),
    )
