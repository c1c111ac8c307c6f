"""The form of a new item: as an item is edited, and with its files."""

from crispy_forms.layout import Fieldset
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from calendar_app.agendas.forms import AgendaItemForm, FilesBecomeAttachments, what_is_let_in
from ishoj_process.files.forms import SeveralFiles

CHOOSE_AGAIN = _("Choose the files again. A form that is shown anew has lost them.")
ID_ON_THE_PAGE = "punkt_%s"  # of a field: the page of a meeting has other forms


class NewItemForm(FilesBecomeAttachments, AgendaItemForm):
    """A new item. A file that is refused does not stop the item or the other files: it is told by its name."""

    beside_the_row = (*AgendaItemForm.beside_the_row, "file")

    file = SeveralFiles(label=pgettext_lazy("to choose", "Files"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.attachments, self.refused = [], []
        self.fields["file"].help_text = what_is_let_in()

    def _parts(self):
        *first, last = super()._parts()
        return [*first, Fieldset(_("Attachments"), "file"), last]

    def clean(self):
        cleaned = super().clean()
        self.look_at_files("file", self.instance)
        return cleaned

    def is_valid(self):
        """Where something else is wrong the form is shown again, and no browser sends its files along once more."""
        is_valid = super().is_valid()
        if not is_valid and self.files and "file" not in self.errors:
            self.add_error("file", CHOOSE_AGAIN)
        return is_valid

    @property
    def saved_text(self):
        """`”Budget” er gemt. 2 bilag er tilføjet: ”Tal” og ”Kort”.`"""
        told = _("“%(title)s” is saved.") % {"title": self.instance}
        return f"{told} {self.added_text}" if self.attachments else told
