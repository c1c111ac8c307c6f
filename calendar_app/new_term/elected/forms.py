"""The forms of a list of the elected: the file or the lines, and what is corrected at a line."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from ishoj_process.output.spreadsheets import plain_name

from .judge import NEW_PERSON, Go, House, Verdict
from .read import Line, read_list, read_pasted

LONGEST_PASTED = 100_000
USUAL = {Go.COUNCIL: ("name", "email", "group"), Go.COMMITTEES: ("body", "name", "role", "email", "group")}


class ElectedForm(PlainForm):
    """A list as a file or as pasted lines; what was read of it is `read`."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        required=False,
        help_text=_("Excel (.xlsx), LibreOffice (.ods) or text (.csv), one person in each row. At most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
    text = forms.CharField(
        label=_("Or the lines"),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args, go, term, **kwargs):
        super().__init__(*args, **kwargs)
        self.go, self.term, self.read = Go(go), term, None
        self.fields["text"].help_text = (
            _("One person in each line: name; e-mail; group. Or copy the cells from a spreadsheet.")
            if self.go == Go.COUNCIL
            else _("One seat in each line: body; name; role. Or the body in a line of its own, its people below it.")
        )

    @property
    def source_name(self):
        upload = self.cleaned_data.get("file")
        return upload.name if upload else str(_("Pasted lines"))

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text")
        # Neither or both: which of two was meant cannot be known.
        if bool(upload) == bool(text) and not self.errors:
            raise ValidationError(
                _("Choose either the file or the lines.") if upload else _("Choose a file, or paste the lines.")
            )
        if not self.errors:
            self._read("file" if upload else "text", upload or text)
        return cleaned

    def _read(self, name, content):
        house = House.read(self.term)
        # Of bodies alone: in the list of the council a line with one word is a person without an address.
        headings = set(house.bodies_by_name) if self.go == Go.COMMITTEES else set()
        usual = USUAL[self.go] if name == "file" else _usual_of(content, self.go, house)
        try:
            self.read = (read_list if name == "file" else read_pasted)(content, usual, headings)
        except ValidationError as error:
            self.add_error(name, error)


def _usual_of(text, go, house):
    """Below a body in a line of its own the lines begin with the name."""
    usual = USUAL[go]
    first = next((line for line in text.splitlines() if line.strip()), "")
    return usual[1:] if go == Go.COMMITTEES and plain_name(first) in house.bodies_by_name else usual


class LineForm(PlainForm):
    """What is done with a line: whether it is taken, and what is corrected where it is not clear."""

    take = forms.BooleanField(label=_("Take this line"), required=False)
    who = forms.ChoiceField(label=_("Who is it?"), required=False, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Body"), required=False, max_length=200)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    group = forms.CharField(label=_("Group"), required=False, max_length=200)
    role = forms.CharField(label=_("Role"), required=False, max_length=60)

    def __init__(self, *args, judged, go, may_mend, **kwargs):
        line = judged.line
        told = {name: getattr(line, name) for name in Line.FIELDS}
        is_open = judged.verdict in (Verdict.UNCLEAR, Verdict.ASKED)
        # What is not clear is left out unless somebody looks at it; all else was read as it is meant.
        told["take"] = judged.verdict not in (Verdict.UNCLEAR, Verdict.THERE)
        super().__init__(*args, initial=told, prefix=f"linje-{line.number}", **kwargs)
        self.line = line
        if not (is_open and may_mend):
            for name in Line.FIELDS:
                del self.fields[name]
        elif go == Go.COUNCIL:
            del self.fields["body"]
        self._offer(judged.candidates)
        if judged.verdict is Verdict.THERE or (is_open and not may_mend):
            del self.fields["take"]

    def _offer(self, candidates):
        if not candidates:
            del self.fields["who"]
            return
        known = [(str(user.pk), f"{user}, {user.email}") for user in candidates]
        self.fields["who"].choices = [*known, (NEW_PERSON, _("somebody else, who has no log-in yet"))]

    @property
    def is_taken(self):
        """By its box, or by what was corrected: nobody corrects a line to leave it out."""
        mended = set(self.changed_data) & set(Line.FIELDS)
        return bool(self.cleaned_data.get("take") or mended) and "take" in self.fields

    @property
    def answer(self):
        return self.cleaned_data.get("who") or ""

    @property
    def mended(self):
        """The line with what was corrected in it."""
        told = {name: self.cleaned_data.get(name, getattr(self.line, name)) for name in Line.FIELDS}
        return Line(self.line.number, **{name: " ".join(value.split()) for name, value in told.items()})
