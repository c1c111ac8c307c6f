"""The fields and the form by which files are uploaded; what each is, is told by its content."""

from pathlib import PurePath

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm
from ishoj_process.text.incoming import incoming
from ishoj_process.text.plain import is_blank

from . import uploads

MOST_FILES = 20  # at once
ALLOWED = _("PDF, Word, Excel, PowerPoint (without macros), PNG or JPEG, 20 MB at most.")


class StoredFileForm(EditForm):
    """A file with its title. Subclasses name the model, and who will see the file."""

    shown_to: str | Promise = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].max_length = None  # our name for it is short, whatever it was called
        self.fields["file"].widget = forms.FileInput(attrs={"accept": uploads.ACCEPT})
        self.fields["file"].help_text = f"{ALLOWED} {self.shown_to}"

    def clean_file(self):
        """Keep what the file is and was called; on the disk it gets a name of ours."""
        return described(self.instance, self.cleaned_data["file"])


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Up to so many files. Each is looked at by itself (`one`), as one that is refused must not stop the others."""

    widget = SeveralFilesInput(attrs={"accept": uploads.ACCEPT})

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if not files:
            return super().clean(None, initial)
        if len(files) > MOST_FILES:
            words = {"most": MOST_FILES, "count": len(files)}
            raise forms.ValidationError(_("Choose %(most)s files at most at once. You chose %(count)s."), params=words)
        return files

    def one(self, row, upload):
        """Make the file that of the row; ValidationError with the reason where it is not let in."""
        row.file = described(row, super().clean(upload))


def described(row, upload):
    """The upload under a name of ours; what it is and was called is written on its row."""
    file_type = uploads.recognise(upload)
    row.content_type = file_type.content_type
    row.size = upload.size
    row.original_name = short_name(upload.name)
    upload.name = f"upload{file_type.suffixes[0]}"
    return upload


def short_name(name):
    """The file's own name, made to fit the column with its ending kept."""
    path = PurePath(incoming(name))
    return f"{path.stem[: 200 - len(path.suffix)]}{path.suffix}"


def title_from(name):
    """`Bilag_1__oversigt.pdf` as a title: `Bilag 1 oversigt`; the whole name where nothing else would be left."""
    words = " ".join(PurePath(name).stem.replace("_", " ").split())
    return incoming(name if is_blank(words) else words)[:200].strip()
