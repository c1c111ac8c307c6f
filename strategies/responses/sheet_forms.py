"""The form that reads answers from a spreadsheet: each row is held to the rules of the form for one answer."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from strategies.models import Response

from .forms import OutsideAnswerForm
from .sheet import read_sheet

MOST_FAULTS = 100


class ResponseSheetForm(PlainForm):
    """A file with answers. With one fault nothing of it is taken; `faults` are (row's number, sentence)."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "Excel (.xlsx), LibreOffice (.ods) or text (.csv) with the columns of the file above. At most 20 MB and "
            "2,000 answers."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
    is_looked_through = forms.BooleanField(
        label=_("The rows below have been looked through. They may be read as they are."), required=False
    )

    def __init__(self, *args, consultation, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation, self.today = consultation, today
        self.faults, self.private, self.unread, self.responses, self.remarks = [], [], [], [], []
        self.helper.layout = Layout("file", "is_looked_through")

    def clean_file(self):
        upload = self.cleaned_data["file"]
        sheet = read_sheet(upload)
        self.unread, self.remarks = sheet.unread, sheet.remarks
        forms_ = [(row, self._form_of(row)) for row in sheet.rows]
        self.faults = [(row.number, fault) for row, form in forms_ for fault in _faults_of(form)]
        self.private = [row.number for row in sheet.rows if row.looks_private]
        # After the faults: only being asked for its errors does a form fill its instance.
        self.responses = [form.instance for _row, form in forms_]
        if self.faults:
            raise ValidationError(_("Nothing has been read. The faults stand below; mend them in the file."))
        return upload

    def _form_of(self, row):
        # The form of a single answer, so that no rule is written twice and none is missed by a file.
        values = {**row.values, "sent_on": row.values["sent_on"] or self.today}
        return OutsideAnswerForm(values, instance=Response(consultation=self.consultation), today=self.today)

    def clean(self):
        cleaned = super().clean()
        # Asked last: a browser keeps no chosen file, so with faults the file has to be chosen again anyway.
        if self.private and not self.faults and not cleaned.get("is_looked_through"):
            self.add_error(
                "is_looked_through",
                _("Some rows seem to hold private data. Mend the file, or tick here, and choose the file again."),
            )
        return cleaned

    @property
    def shown_faults(self):
        return self.faults[:MOST_FAULTS]

    @property
    def asks_to_look(self):
        return bool(self.private) and not self.faults


def _faults_of(form):
    """What is wrong with a row, each fault with the name of its column."""
    return [
        f"{form.fields[name].label if name in form.fields else ''}: {sentence}".removeprefix(": ")
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
