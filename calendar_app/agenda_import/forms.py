"""Forms for an agenda from a file: the file or the text, and what is made of each item that was read."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.items import settle_deciding_bodies
from calendar_app.agenda_import.file.lines import LONGEST_TITLE
from calendar_app.agenda_import.file.word.reader import LONGEST
from ishoj_process.editing.page import PlainForm
from ishoj_process.text.richtext import RichTextWidget, clean_html


class PastedWidget(RichTextWidget):
    """A rich text whose headings keep the levels of the document that they were copied from."""

    def __init__(self, attrs=None):
        super().__init__({"data-richtext-levels": "1,2,3,4,5,6", "rows": 14, **(attrs or {})})

    def cleaned(self, value):
        return clean_html(value, longest=LONGEST, keeps_levels=True)


class AgendaFileForm(PlainForm):
    """An agenda as a file or as pasted text; what was read of it is `agenda`."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "Word (.docx): titles as headings or numbered. Spreadsheet (.xlsx, .ods): one item in each row, the first"
            " row names the columns. At most 20 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.ods"}),
    )
    text = forms.CharField(
        label=_("Or the text"),
        required=False,
        help_text=_("Paste the agenda here. Headings, lists and tables are kept."),
        widget=PastedWidget,
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.agenda = None
        self.helper.layout = Layout("file", "text")

    @property
    def source_name(self):
        """What the file is called."""
        upload = self.cleaned_data.get("file")
        return upload.name if upload else str(_("Pasted text"))

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text")
        # Neither or both: which of two was meant cannot be known.
        if bool(upload) == bool(text) and not self.errors:
            raise ValidationError(
                _("Choose either the file or the text.") if upload else _("Choose a file, or paste the text.")
            )
        if not self.errors:
            self._read("file" if upload else "text", upload or text)
        return cleaned

    def _read(self, name, content):
        try:
            self.agenda = read_upload(content) if name == "file" else read_text(content)
            settle_deciding_bodies(self.agenda, self.bodies)
        except ValidationError as error:
            self.add_error(name, error)


def closed_or_open():
    """The question of an item that may be closed: nobody has answered it yet, and without an answer it is closed."""
    # “on” as a ticked box sends it: only a choice of its own opens the item, which an empty box would do, too.
    return forms.TypedChoiceField(
        label=_("Is the item closed?"),
        choices=[("on", _("Closed, it may not be shown to the public")), ("open", _("Open, everybody may see it"))],
        coerce=lambda value: value != "open",
        empty_value=True,
        required=False,
        help_text=_("Without an answer the item is closed."),
        widget=forms.RadioSelect,
    )


class ReadItemForm(PlainForm):
    """One item as it was read: whether it is made, what it is called, and what the public sees of it."""

    take = forms.BooleanField(label=_("Make this item"), required=False)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    is_closed = forms.BooleanField(label=_("Closed item"), required=False)
    public_title = forms.CharField(
        label=_("Public title"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("What everybody sees of a closed item. Nothing else of it is shown to the public."),
    )

    def __init__(self, *args, asks=False, **kwargs):
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["is_closed"] = closed_or_open()
            self.initial["is_closed"] = None
        self.helper.layout = Layout("take", "title", "is_closed", "public_title")

    def clean(self):
        """What is left out needs nothing."""
        cleaned = super().clean()
        if not cleaned.get("take"):
            # A title that is too long is no fault of what is not to be made.
            self._errors.clear()
            return cleaned
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", _("The item needs a title."))
        if cleaned.get("is_closed") and not cleaned.get("public_title") and "public_title" not in self.errors:
            self.add_error("public_title", _("A closed item needs a title that may be shown to the public."))
        return cleaned
