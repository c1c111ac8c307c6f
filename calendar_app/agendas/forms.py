"""Forms for an agenda: its items with the documents that they treat, and their attachments."""

import uuid

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from ishoj_process.dates.danish import joined, weekday_date_text
from ishoj_process.editing.acting import named
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.page import EditForm
from ishoj_process.files.forms import ALLOWED, MOST_FILES, SeveralFiles, title_from
from ishoj_process.models import LEVELS, AgendaItem, Attachment, Level
from ishoj_process.templatetags.ui import level_kind
from ishoj_process.text.incoming import incoming
from ishoj_process.text.plain import is_blank

from .opening import becomes_public, mark_of_opening, reasons_against_opening


def document_choices() -> dict[str, Level]:
    """What an item may treat, of all three levels, by its code in the form: what stands, and what is worked on."""
    offered = [model.objects.with_begun().defer("text", "summary") for model in LEVELS]
    return {code_of(level): level for documents in offered for level in documents}


def name_of(level: Level) -> str:
    """`Idrætsstrategi, 2. udgave (under udarbejdelse)`; of what stands alone its title says enough."""
    return f"{level.called} ({level.status_text})" if level.is_begun or level.meaning.is_superseded else level.called


def name_with_kind(level: Level) -> str:
    """`Strategi: Sund by`; a name that begins with the word has it already: `Strategi for mobilitet`."""
    kind, name = level_kind(level), name_of(level)
    return name if name.lower().startswith(kind.lower()) else f"{capfirst(kind)}: {name}"


def code_of(level: Level) -> str:
    return f"{level._meta.model_name}-{level.pk}"


class AgendaItemForm(EditForm):
    """An agenda item with all its sections; every one of them may stay empty. What was decided is the minutes' form."""

    beside_the_row = (*EditForm.beside_the_row, "correction", "opening")

    documents = forms.MultipleChoiceField(
        label=_("Treats these documents"), required=False, widget=forms.CheckboxSelectMultiple
    )
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
        self.meeting = self.instance.meeting = meeting
        self._offer_days(meeting)
        offer_bodies(self, "deciding_body", meeting.start_date)
        self._offer_documents()
        self._ask_for_reasons(meeting)
        self._show_what_opens()
        if case := self.instance.case:
            self.initial |= {"case_number": case.number, "case_url": case.url}
        self.helper.layout = Layout(
            Fieldset(_("After publication"), *self._present("correction", "late_reason"))
            if self._present("correction", "late_reason")
            else None,
            Fieldset(_("The item"), *self._present("title", "day", "is_closed", "opening", "public_title")),
            Fieldset(_("Presentation"), "case_presentation", "recommendation"),
            Fold("decision_question", "legal_basis", "economy", label=_("More sections of the presentation")),
            Fold("documents", "deciding_body", "case_number", "case_url"),
            "version",
            "token",
        )

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
        self._documents = document_choices()
        if self.instance.pk:
            treated = [
                row.level for row in self.instance.treatments.select_related("vision", "main_policy", "strategy")
            ]
            self._documents |= {code_of(level): level for level in treated}  # an older edition stays chosen
            self.initial["documents"] = [code_of(level) for level in treated]
        self.fields["documents"].choices = [(code, name_with_kind(level)) for code, level in self._documents.items()]

    def _present(self, *names):
        return [name for name in names if name in self.fields]

    def clean(self):
        """Asked at its field, and again by the act behind the lock, where more may have been added."""
        cleaned = super().clean()
        # The row is still as it was stored: what was typed is put into it after this.
        if cleaned.get("opening") == [] and not cleaned.get("is_closed"):
            self.add_error("opening", reasons_against_opening(self.instance, seen=[]))
        return cleaned

    def clean_documents(self):
        return [self._documents[code] for code in self.cleaned_data["documents"]]

    def again(self):
        return {"meeting": self.meeting}


class AttachmentForm(EditForm):
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
        at_once = _("%(most)s files and 64 MB at once.") % {"most": MOST_FILES}
        shown_to = _("They are shown to those who may see the item.")
        self.fields["file"].help_text = f"{ALLOWED} {at_once} {shown_to}"

    def clean(self):
        cleaned = super().clean()
        files = cleaned.get("file", [])
        typed = cleaned.get("title", "") if len(files) == 1 else ""
        self.attachments, self.refused = [], []
        for upload in files:
            name = named(incoming(upload.name))  # before ours takes its place
            try:
                self.attachments.append(self._attachment(upload, typed))
            except forms.ValidationError as refusal:
                self.refused += [f"{name}: {reason}" for reason in refusal.messages]
        if self.refused and not self.attachments:
            self.add_error("file", self.refused)
        return cleaned

    def _attachment(self, upload, typed):
        title = typed if not is_blank(typed) else title_from(upload.name)
        attachment = Attachment(item=self.instance.item, title=title)
        self.fields["file"].one(attachment, upload)
        return attachment

    @property
    def added_text(self):
        """`2 bilag er tilføjet: ”Budget” og ”Kort”.`"""
        titles = joined(_("“%(title)s”") % {"title": named(row.title)} for row in self.attachments)
        count = len(self.attachments)
        told = ngettext(
            "%(count)s attachment is added: %(titles)s.", "%(count)s attachments are added: %(titles)s.", count
        )
        return told % {"count": count, "titles": titles}

    def ask_for_the_rest(self):
        """Tell what was refused while the others are kept; what is sent next is another sending."""
        self.kept_text = self.added_text
        self.add_error("file", self.refused)
        self.data = self.data.copy()
        self.data[self.add_prefix("token")] = str(uuid.uuid4())
