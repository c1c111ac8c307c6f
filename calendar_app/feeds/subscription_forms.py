"""The form by which a person says what a calendar address of theirs is to hold."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from calendar_app.models import Subscription
from ishoj_process.dates import clock
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.missing import AsksInWords
from ishoj_process.models import Meeting


class SubscriptionForm(AsksInWords, forms.ModelForm):
    """A name to know the program by, what to show, and when to remind."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of meetings"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, capfirst(kind.label)) for kind in Meeting.Kind],
        help_text=_("Tick none to get all of them."),
    )
    reminder = forms.TypedChoiceField(
        label=_("Reminder"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(each.value, capfirst(each.label)) for each in Subscription.Reminder],
        help_text=_(
            "Where no hour is known, you are reminded at 8.00 the same day, or at 9.00 the day before if you choose a "
            "day. Some programs, such as Google Calendar, do not use the reminders of subscriptions."
        ),
    )

    class Meta:
        model = Subscription
        fields = ["label", "bodies", "kinds", "reminder"]
        labels = {"label": _("What you call it"), "bodies": _("Bodies")}
        help_texts = {
            "label": _("So that you know later which program has the address, such as “Min telefon”."),
            "bodies": _("Tick none to get the meetings of all of them that you may see."),
        }
        widgets = {"bodies": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_bodies(self, "bodies", clock.today())
        self.initial.setdefault("reminder", Subscription.Reminder.NONE)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True  # the page's own <form> carries it
