"""The forms of the table of bodies: what becomes of each, and those that begin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import PlainForm
from ishoj_process.models import Body
from ishoj_process.models.bodies import LONGEST_ABBREVIATION, LONGEST_NAME
from ishoj_process.text.plain import is_blank

from .states import NEW, Change, NewBody, What

MOST_NEW = 6
HEIRS = ("heir_1", "heir_2", "heir_3")


def new_key(number):
    return f"{NEW}{number}"


class ChangeForm(PlainForm):
    """What becomes of one body on the term's first day."""

    missing = {"what": _("Choose what happens to it.")}
    what = forms.ChoiceField(label=_("What becomes of it"))
    name = forms.CharField(label=_("New name"), max_length=LONGEST_NAME, required=False)
    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=LONGEST_ABBREVIATION, required=False)
    heir_1 = forms.ChoiceField(label=_("Who takes over"), required=False)
    heir_2 = forms.ChoiceField(label=_("and, where it is split"), required=False)
    heir_3 = forms.ChoiceField(label=_("and, as the third"), required=False)

    def __init__(self, *args, body, change, heirs, **kwargs):
        told = {"what": change.what.value, "name": change.name, "abbreviation": change.abbreviation}
        told |= dict(zip(HEIRS, change.heirs, strict=False))
        super().__init__(*args, initial=told, prefix=f"udvalg-{body.pk}", **kwargs)
        self.body, self.stored = body, change
        # More heirs than the form has places for are changed on the body's own page.
        self.is_wider = len(change.heirs) > len(HEIRS)
        is_council = body.kind == Body.Kind.COUNCIL
        may = (What.GOES_ON, What.RENAMED) if is_council else tuple(What)
        self.fields["what"].choices = [(what.value, what.label) for what in may]
        # Each line has one: read out alone, it says of whom.
        self.fields["what"].label = _("What becomes of %(body)s") % {"body": body}
        for name in HEIRS:
            if is_council:
                del self.fields[name]
            else:
                choices = [(key, label) for key, label in heirs if key != str(body.pk)]
                self.fields[name].choices = [("", "–"), *choices]

    @property
    def below(self):
        """What is told below the choice, each with the class by which it is shown with it."""
        names = [name for name in self.fields if name != "what"]
        return [(self[name], "if-passed-on" if name in HEIRS else "if-renamed") for name in names]

    @property
    def change(self):
        """What was chosen; of what does not belong to it nothing counts."""
        if self.is_wider and not self.has_changed():
            return self.stored
        what, told = What(self.cleaned_data["what"]), self.cleaned_data
        if what is What.RENAMED:
            return Change(what, told["name"].strip(), told["abbreviation"].strip())
        if what is What.PASSES_ON:
            heirs = {told.get(name) for name in HEIRS} - {"", None}
            return Change(what, heirs=tuple(sorted(heirs)))
        return Change(what)

    def clean(self):
        cleaned = super().clean()
        what = cleaned.get("what")
        if what == What.RENAMED and is_blank(cleaned.get("name") or "") and "name" not in self.errors:
            self.add_error("name", _("Write the new name."))
        if what == What.PASSES_ON and not any(cleaned.get(name) for name in HEIRS):
            self.add_error("heir_1", _("Choose who takes over."))
        if what != What.RENAMED and any(cleaned.get(name) for name in ("name",)) and self._was_typed("name"):
            self.add_error("what", _("A new name is typed. Choose that the body goes on under another name."))
        if what != What.PASSES_ON and any(self._was_typed(name) and cleaned.get(name) for name in HEIRS):
            self.add_error("what", _("Successors are chosen. Choose that others take over."))
        return cleaned

    def _was_typed(self, name):
        return name in self.changed_data


class NewBodyForm(PlainForm):
    """A body that begins with the term."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, required=False)
    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=LONGEST_ABBREVIATION, required=False)
    kind = forms.ChoiceField(label=_("Kind"), initial=Body.Kind.STANDING)

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, prefix=new_key(number), **kwargs)
        self.number, self.key = number, new_key(number)
        # A municipality has one council.
        self.fields["kind"].choices = [kind for kind in Body.Kind.choices if kind[0] != Body.Kind.COUNCIL]

    @property
    def is_open(self):
        return bool(self["name"].value())

    @property
    def new_body(self):
        told = self.cleaned_data
        if is_blank(told["name"]):
            return None
        return NewBody(self.key, told["name"].strip(), told["abbreviation"].strip(), told["kind"])


class BegunForm(PlainForm):
    """A body that is to begin on the day: it stays, or is taken back."""

    remove = forms.BooleanField(label=_("Take back"), required=False)

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, prefix=f"begynder-{body.pk}", **kwargs)
        self.body = body
