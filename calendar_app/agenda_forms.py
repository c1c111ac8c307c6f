"""Forms for an agenda: its items with the documents that they treat, and their attachments."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.danish_dates import weekday_date_text
from ishoj_process.editing import EditForm
from ishoj_process.file_forms import StoredFileForm
from ishoj_process.models import LEVELS, AgendaItem, Attachment
from ishoj_process.templatetags.ui import level_kind


def document_choices():
    """The newest editions of all three levels: by their code in the form, the documents themselves."""
    return {code_of(level): level for model in LEVELS for level in model.objects.latest_editions()}


def code_of(level):
    return f"{level._meta.model_name}-{level.pk}"


class AgendaItemForm(EditForm):
    """An agenda item with all its sections; every one of them may stay empty."""

    documents = forms.MultipleChoiceField(
        label=_("Treats these documents"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = AgendaItem
        fields = ["title", "day", "is_closed", "public_title", *AgendaItem.SECTIONS, "deciding_body", "public_decision"]
        widgets = {"day": forms.Select}
        help_texts = {
            "public_title": _("What everybody sees of a closed item. Nothing else of it is shown to the public."),
            "public_decision": _("As much of the decision as confidentiality permits."),
        }

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = self.instance.meeting = meeting
        self._offer_days(meeting)
        self._offer_documents()
        self.helper.layout = Layout(
            Fieldset(_("The item"), *self._present("title", "day", "is_closed", "public_title", "documents")),
            Fieldset(_("Presentation"), *AgendaItem.SECTIONS[:-1], "deciding_body"),
            Fieldset(_("Minutes"), "decision", "public_decision"),
            "version",
            "token",
        )

    def _offer_days(self, meeting):
        """A day is chosen where the meeting has several."""
        if meeting.is_multi_day:
            days = [(day.isoformat(), weekday_date_text(day)) for day in meeting.days]
            self.fields["day"].widget.choices = [("", _("The whole meeting")), *days]
        else:
            del self.fields["day"]

    def _offer_documents(self):
        self._documents = document_choices()
        if self.instance.pk:
            treated = [
                row.level for row in self.instance.treatments.select_related("vision", "main_policy", "strategy")
            ]
            self._documents |= {code_of(level): level for level in treated}  # an older edition stays chosen
            self.initial["documents"] = [code_of(level) for level in treated]
        self.fields["documents"].choices = [
            (code, f"{capfirst(level_kind(level))}: {level.display_title}") for code, level in self._documents.items()
        ]

    def _present(self, *names):
        return [name for name in names if name in self.fields]

    def clean_documents(self):
        return [self._documents[code] for code in self.cleaned_data["documents"]]

    def again(self):
        return {"meeting": self.meeting}


class AttachmentForm(StoredFileForm):
    """A file for an agenda item."""

    shown_to = _("It is shown to those who may see the item.")

    class Meta:
        model = Attachment
        fields = ["title", "file"]

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.item = item
