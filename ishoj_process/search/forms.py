"""What is searched for: words, and what to narrow them to."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.missing import Form

from .sources import all_kinds

LONGEST = 200  # letters


class SearchForm(Form):
    """Words, and if wanted a kind, a body and a period. Its names stand in addresses that people share."""

    q = forms.CharField(label=_("Words"), max_length=LONGEST, required=False)
    slags = forms.ChoiceField(
        label=_("Kind"), required=False, error_messages={"invalid_choice": _("Choose from the list.")}
    )
    udvalg = forms.ChoiceField(
        label=_("Body"), required=False, error_messages={"invalid_choice": _("Choose a body from the list.")}
    )
    fra = DanishDateField(label=pgettext_lazy("from a day", "From"), required=False)
    til = DanishDateField(label=pgettext_lazy("to a day", "To"), required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.bodies = {body.slug: body for body in bodies}
        kinds = [(kind, many) for kind, (_one, many) in all_kinds().items()]
        self.fields["slags"].choices = [("", _("Everything")), *kinds]
        self.fields["udvalg"].choices = [("", _("All bodies")), *((body.slug, str(body)) for body in bodies)]
        self.fields["q"].widget.input_type = "search"
        for name in ("fra", "til"):
            self.fields[name].widget.attrs.update(size=12, placeholder=_("dd-mm-yyyy"), autocomplete="off")

    def clean(self):
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and last < first:
            self.add_error("til", _("The last day cannot lie before the first."))

    @property
    def narrowing(self):
        """The fields beside the words: folded until one of them is used."""
        return [field for field in self if field.name != "q"]

    @property
    def is_open(self):
        return self.is_narrowed or bool(self.errors)

    @property
    def narrowed_to(self):
        """What beside the words is asked, as `find` takes it."""
        asked = self.cleaned_data
        body = self.bodies.get(asked["udvalg"])
        return {"kind": asked["slags"], "body": body, "first": asked["fra"], "last": asked["til"]}

    @property
    def is_narrowed(self):
        """True where the words are looked for in a part of the house only."""
        return self.is_valid() and any(self.narrowed_to.values())

    @property
    def asks_where_or_when(self):
        """True where what has no body or no day cannot be found."""
        return self.is_valid() and any(self.narrowed_to[name] for name in ("body", "first", "last"))
