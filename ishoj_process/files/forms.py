"""The form by which a file is uploaded; what it is, is told by its content."""

from pathlib import PurePath

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm

from . import uploads


class StoredFileForm(EditForm):
    """A file with its title. Subclasses name the model, and who will see the file."""

    shown_to: str | Promise = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].max_length = None  # our name for it is short, whatever it was called
        self.fields["file"].widget = forms.FileInput(attrs={"accept": uploads.ACCEPT})
        allowed = _("PDF, Word, Excel, PowerPoint (without macros), PNG or JPEG, 20 MB at most.")
        self.fields["file"].help_text = f"{allowed} {self.shown_to}"

    def clean_file(self):
        """Keep what the file is and was called; on the disk it gets a name of ours."""
        upload = self.cleaned_data["file"]
        file_type = uploads.recognise(upload)
        self.instance.content_type = file_type.content_type
        self.instance.size = upload.size
        self.instance.original_name = short_name(upload.name)
        upload.name = f"upload{file_type.suffixes[0]}"
        return upload


def short_name(name):
    """The file's own name, made to fit the column with its ending kept."""
    path = PurePath(name)
    return f"{path.stem[: 200 - len(path.suffix)]}{path.suffix}"
