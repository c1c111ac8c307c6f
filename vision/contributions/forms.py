"""Forms for contributions: writing down what was said, and looking for some."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.editing.bodies import show_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Body, PartyGroup
from ishoj_process.text.plain import is_blank
from ishoj_process.text.slugs import Slug
from vision.models import Contribution, Question
from vision.rights import can_speak_for_self

from .acts import own_group

Speaker, Destination = Contribution.Speaker, Contribution.Destination


class ContributionForm(EditForm):
    """What was said, and by whom: `said_by` is `member`, `meeting` or `group-` with the group's key."""

    missing = {"text": _("Write what was said.")}

    said_by = forms.ChoiceField(label=_("Who said it"), widget=forms.RadioSelect)

    class Meta:
        model = Contribution
        fields = ["text", "said_by", "meeting", "question"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5, "autofocus": True})}
        field_classes = {"meeting": MeetingChoiceField}

    def __init__(self, *args, user, today, vision, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.arguments = {"user": user, "today": today, "vision": vision, "meetings": meetings}
        self.instance.vision = self.vision = vision
        self.user, self.today = user, today
        # Who speaks for themselves sends; the staff write down what others said.
        self.is_own = can_speak_for_self(user)
        if self.is_own:
            self._ask_the_speaker()
        self.fields["said_by"].choices = self.speakers = self._speakers()
        self.initial["said_by"] = self._said_by() or next((key for key, _words in self.speakers), "")
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].empty_label = _("between the meetings")
        self.fields["question"].queryset = Question.objects.visible_to(user).filter(paper__vision=vision)
        self.fields["question"].empty_label = _("none of them")
        if not self.fields["question"].queryset:
            del self.fields["question"]
        self._keep_what_is_not_shown()
        names = list(self.fields)
        if self.is_own:
            # Mostly one speaks for oneself.
            names[names.index("said_by")] = Fold("said_by", label=_("In whose name"))
        self.helper.layout = Layout(*names)

    def _ask_the_speaker(self):
        """Before the meeting nothing was said yet, and nobody else need be asked about."""
        self.fields["text"].label = _("Your contribution")
        self.fields["text"].error_messages["required"] = _("Write your contribution.")
        self.fields["said_by"].label = _("In whose name")
        if "meeting" in self.fields:
            self.fields["meeting"].label = _("For the meeting")

    @property
    def asked_question(self):
        """The question that it is about, to be read whole where the choice cuts it; None where none is chosen."""
        chosen = str(self["question"].value() or "") if "question" in self.fields else ""
        return self.fields["question"].queryset.filter(pk=chosen).first() if chosen.isdecimal() else None

    def _keep_what_is_not_shown(self):
        """A meeting or a question that the writer may not know of stays as it is, and is not asked about."""
        for name in ("meeting", "question"):
            chosen = getattr(self.instance, f"{name}_id")
            if name in self.fields and chosen and not self.fields[name].queryset.filter(pk=chosen).exists():
                del self.fields[name]

    @property
    def saved_text(self):
        return _("The contribution is sent.") if self.is_own else _("The contribution is saved.")

    def again(self):
        return self.arguments

    def _speakers(self):
        """Whom the user may speak for; who spoke before stays among them for the administration."""
        # Without a meeting to choose none can have said it.
        is_of_meeting = self.instance.speaker == Speaker.MEETING or self.arguments["meetings"].exists()
        meeting = [("meeting", capfirst(Speaker.MEETING.label))] if is_of_meeting else []
        if can_speak_for_self(self.user):
            group = own_group(self.user, self.today)
            own = [(f"group-{group.pk}", group.called.name)] if group else []
            return [("member", _("I myself")), *own, *meeting]
        groups = [(f"group-{group.pk}", group.called.name) for group in PartyGroup.objects.all()]
        member = [("member", str(self.instance.member))] if self.instance.member_id else []
        return [*member, *meeting, *groups]

    def _said_by(self):
        if not self.instance.pk:
            return ""
        is_group = self.instance.speaker == Speaker.GROUP
        return f"group-{self.instance.party_group_id}" if is_group else self.instance.speaker

    def clean_text(self):
        text = self.cleaned_data["text"]
        if is_blank(text):
            raise ValidationError(_("Write your contribution.") if self.is_own else _("Write what was said."))
        return text

    def clean(self):
        cleaned = super().clean()
        meeting = cleaned.get("meeting") if "meeting" in self.fields else self.instance.meeting_id
        if cleaned.get("said_by") == "meeting" and not meeting and "meeting" not in self.errors:
            self.add_error("meeting", _("Choose the meeting that said it."))
        return cleaned

    def _post_clean(self):
        """Before the row is asked whether it holds together, it learns who spoke."""
        kind, _dash, group = self.cleaned_data.get("said_by", "").partition("-")
        row = self.instance
        if kind:
            row.speaker = kind
            row.party_group_id = int(group) if group else None
            # Whoever said it keeps it when the administration corrects the words.
            row.member_id = (row.member_id or self.user.pk) if kind == Speaker.MEMBER else None
        super()._post_clean()


class Asked(Slug):
    """What of a contribution an address may name."""

    MEETING = "moede"
    QUESTION = "spoergsmaal"
    GOES_TO = "til"
    BODY = "udvalg"


class ContributionFilter(Form):
    """Which contributions to show: by meeting, question, and where they went."""

    # Named as in the address, which people read and pass on.
    moede = MeetingChoiceField(None, label=_("Meeting"), required=False, empty_label=_("all"))
    spoergsmaal = forms.ModelChoiceField(
        Question.objects.none(), label=_("Question"), required=False, empty_label=_("all")
    )
    til = forms.ChoiceField(label=_("Where it goes"), required=False)
    # With committees laid down, unlike where they are sorted: what was sent to them is still to be found.
    udvalg = forms.ModelChoiceField(
        Body.objects.subject_committees(),
        label=_("Committee"),
        required=False,
        to_field_name="slug",
        empty_label=_("all"),
    )

    COLUMNS = {Asked.MEETING: "meeting", Asked.QUESTION: "question", Asked.GOES_TO: "destination", Asked.BODY: "body"}

    def __init__(self, *args, user, vision, meetings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[Asked.MEETING].queryset = meetings
        self.fields[Asked.QUESTION].queryset = Question.objects.visible_to(user).filter(paper__vision=vision)
        today = clock.today()
        show_bodies(self, Asked.BODY, today, Body.objects.subject_committees().begun(today))
        self.fields[Asked.GOES_TO].choices = [("", _("all")), *Destination.choices]

    def narrowed(self, contributions):
        """Those that fit what was asked; all where it could not be read."""
        asked = self.cleaned_data if self.is_valid() else {}
        return contributions.filter(**{self.COLUMNS[name]: value for name, value in asked.items() if value})

    @property
    def asks_for_unsorted(self):
        return self.is_valid() and self.cleaned_data[Asked.GOES_TO] == Destination.UNSORTED

    @property
    def is_narrowed(self):
        return self.is_valid() and any(self.cleaned_data.values())
