"""Forms for an agenda: its items with the documents that they treat, and their attachments."""

import uuid

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from ishoj_process.dates.danish import joined, weekday_date_text
from ishoj_process.editing.acting import named
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.page import EditForm
from ishoj_process.files.forms import ALLOWED, MOST_FILES, SeveralFiles, title_from
from ishoj_process.models import AgendaItem, Attachment
from ishoj_process.text.incoming import incoming
from ishoj_process.text.plain import is_blank

from .documents import DocumentPicker, DocumentsField, Enter, code_of, is_lookup, pressed
from .opening import becomes_public, mark_of_opening, reasons_against_opening


class AgendaItemForm(EditForm):
    """An agenda item with all its sections; every one of them may stay empty. What was decided is the minutes' form."""

    beside_the_row = (*EditForm.beside_the_row, "correction", "opening")

    documents = DocumentsField(label=_("Treats these documents"))
    case_number = forms.CharField(
        label=_("Case number"),
        required=False,
        max_length=60,
        help_text=_("As in the case system. Items with the same number belong to the same case."),
    )
    case_url = forms.URLField(
        label=_("Address in the case system"), required=False, max_length=500, assume_scheme="https"
    )
    correction = forms.CharField(
        label=_("What is corrected"),
        max_length=300,
        help_text=_("The agenda is published. Everybody sees this line with today's date beside the item."),
    )

    opening = forms.MultipleChoiceField(
        label=_("If the item is opened, this becomes public with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("More would become public than was shown. Look at it again.")},
    )

    class Meta:
        model = AgendaItem
        fields = ["title", "day", "is_closed", "public_title", *AgendaItem.PRESENTATION, "deciding_body", "late_reason"]
        widgets = {"day": forms.Select}
        help_texts = {
            "public_title": _("What everybody sees of a closed item. Nothing else of it is shown to the public."),
            "late_reason": _("The agenda is published. Everybody sees the reason beside the item."),
        }

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = pressed(self.data, "documents")
        self.meeting = self.instance.meeting = meeting
        self._offer_days(meeting)
        offer_bodies(self, "deciding_body", meeting.start_date)
        self._offer_documents()
        self._ask_for_reasons(meeting)
        self._show_what_opens()
        if case := self.instance.case:
            self.initial |= {"case_number": case.number, "case_url": case.url}
        self.helper.layout = Layout(*self._parts(), "version", "token")

    def _parts(self):
        """The form from its top to its bottom."""
        after = self._present("correction", "late_reason")
        return [
            Enter(),
            Fieldset(_("After publication"), *after) if after else None,
            Fieldset(_("The item"), *self._present("title", "day", "is_closed", "opening", "public_title")),
            Fieldset(_("Presentation"), "case_presentation", "recommendation"),
            Fold("decision_question", "legal_basis", "economy", label=_("More sections of the presentation")),
            DocumentPicker("documents"),
            Fold("deciding_body", "case_number", "case_url"),
        ]

    def _ask_for_reasons(self, meeting):
        """What is changed on a published agenda is told, and what is added to it needs a reason."""
        is_new = self.instance.pk is None
        if is_new or not meeting.agenda_is_published:
            # A new item is no correction: its own reason for being late is asked for instead.
            del self.fields["correction"]
        if meeting.agenda_is_published and is_new:
            self.fields["late_reason"].required = True
        # Stays with an item that has one, so that a slip in it can be put right.
        elif not self.instance.late_reason:
            del self.fields["late_reason"]

    def _show_what_opens(self):
        """Of a closed item: all that becomes public with it, to be ticked by who opens it."""
        stored = self.instance
        if stored.pk is None or not stored.is_closed:
            del self.fields["opening"]
            return
        field = self.fields["opening"]
        field.choices = [(mark_of_opening(stored), _("I have seen it, and the item is to be open."))]
        # In the label, which is read before the tick and not after it.
        lines = format_html_join(
            "", '<span class="d-block form-text">{}</span>', ((line,) for line in becomes_public(stored))
        )
        field.label = format_html("{}{}", field.label, lines)

    def _offer_days(self, meeting):
        """A day is chosen where the meeting has several."""
        if meeting.is_multi_day:
            days = [(day.isoformat(), weekday_date_text(day)) for day in meeting.days]
            self.fields["day"].widget.choices = [("", _("The whole meeting")), *days]
        else:
            del self.fields["day"]

    def _offer_documents(self):
        treated = []
        if self.instance.pk:
            rows = self.instance.treatments.select_related("vision", "main_policy", "strategy")
            treated = [row.level for row in rows]
        stored = {code_of(level): level for level in treated}  # an older edition stays chosen
        self.initial["documents"] = list(stored)
        self.fields["documents"].learn(stored, self["documents"].data if self.is_bound else [])

    def looks_something_up(self):
        return self.is_bound and is_lookup(self.data)

    def _present(self, *names):
        return [name for name in names if name in self.fields]

    def clean(self):
        """Asked at its field, and again by the act behind the lock, where more may have been added."""
        cleaned = super().clean()
        # The row is still as it was stored: what was typed is put into it after this.
        if cleaned.get("opening") == [] and not cleaned.get("is_closed"):
            self.add_error("opening", reasons_against_opening(self.instance, seen=[]))
        return cleaned

    def again(self):
        return {"meeting": self.meeting}


class FilesBecomeAttachments:
    """Mixin of a form with files: those that are let in are `attachments`, the others are `refused`, by their names."""

    attachments: list[Attachment]
    refused: list[str]

    def look_at_files(self, name, item, title=""):
        """Look at each file by itself, as one that is refused must not stop the others."""
        self.attachments, self.refused = [], []
        for upload in self.cleaned_data.get(name) or []:
            called = named(incoming(upload.name))  # before ours takes its place
            attachment = Attachment(item=item, title=title if not is_blank(title) else title_from(upload.name))
            try:
                self.fields[name].one(attachment, upload)
            except forms.ValidationError as refusal:
                self.refused += [f"{called}: {reason}" for reason in refusal.messages]
            else:
                self.attachments.append(attachment)

    @property
    def added_text(self):
        """`2 bilag er tilføjet: ”Budget” og ”Kort”.`"""
        titles = joined(_("“%(title)s”") % {"title": named(row.title)} for row in self.attachments)
        count = len(self.attachments)
        told = ngettext(
            "%(count)s attachment is added: %(titles)s.", "%(count)s attachments are added: %(titles)s.", count
        )
        return told % {"count": count, "titles": titles}


class AttachmentForm(FilesBecomeAttachments, EditForm):
    """Files for an agenda item: each becomes an attachment, and one that is refused does not stop the others."""

    field_order = ["file", "title"]

    file = SeveralFiles(label=pgettext_lazy("to choose", "Files"))

    class Meta:
        model = Attachment
        fields = ["title"]
        help_texts = {"title": _("Of one file alone. Empty, or with several files, each is called as its file is.")}

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.item = item
        self.attachments, self.refused, self.kept_text = [], [], ""
        self.fields["title"].required = False
        self.fields["file"].help_text = what_is_let_in()

    def clean(self):
        cleaned = super().clean()
        files = cleaned.get("file", [])
        self.look_at_files("file", self.instance.item, cleaned.get("title", "") if len(files) == 1 else "")
        if self.refused and not self.attachments:
            self.add_error("file", self.refused)
        return cleaned

    def ask_for_the_rest(self):
        """Tell what was refused while the others are kept; what is sent next is another sending."""
        self.kept_text = self.added_text
        self.add_error("file", self.refused)
        self.data = self.data.copy()
        self.data[self.add_prefix("token")] = str(uuid.uuid4())


def what_is_let_in():
    """What is said beside a field for files of an item."""
    at_once = _("%(most)s files and 64 MB at once.") % {"most": MOST_FILES}
    shown_to = _("They are shown to those who may see the item.")
    return f"{ALLOWED} {at_once} {shown_to}"
