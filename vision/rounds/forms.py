"""Forms of a round of points: preparing it, giving points, and letting a substitute vote."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.acts import Obstacle
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Seat, User
from vision.contributions.page import meetings_to_choose
from vision.models import Round
from vision.rights import possible_substitutes

from .acts import reasons_of_open_round, themes_or_lines


class RoundForm(EditForm):
    """What is prioritised, with how many points, and who sees what: settled before the round opens."""

    candidates = forms.MultipleChoiceField(label=_("Choose between"), widget=forms.CheckboxSelectMultiple)
    # A button of the page, and a change like any other: a draft is opened though nothing else is changed.
    open = forms.BooleanField(required=False, widget=forms.HiddenInput)
    is_secret = forms.TypedChoiceField(
        label=_("Who sees who gave points to what"),
        choices=[("", _("Everybody in the council sees it (open)")), ("1", _("Nobody sees it (secret)"))],
        coerce=bool,
        required=False,
        empty_value=False,  # type: ignore[arg-type]  # the stubs know of texts only; Django stores what it is given
        widget=forms.RadioSelect,
        help_text=_(
            "In a secret round not even the secretariat sees who gave what, only who has voted. "
            "It is counted when it is closed; then only the sums are kept, and groups are said in steps."
        ),
    )

    class Meta:
        model = Round
        fields = ["title", "meeting", "candidates", "points", "is_secret", "is_live"]
        field_classes = {"meeting": MeetingChoiceField}

    def __init__(self, *args, vision, subject, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.arguments = {"vision": vision, "subject": subject, "user": user}
        self.vision = self.instance.vision = vision
        self.instance.subject = subject
        self.rows = {str(row.pk): row for row in themes_or_lines(vision, subject)}
        self.fields["candidates"].choices = [(key, row.title) for key, row in self.rows.items()]
        self.fields["meeting"].queryset = meetings_to_choose(user)
        self.fields["meeting"].empty_label = _("between the meetings")
        self.fields["is_live"].help_text = _("Only in an open round: a count that rises tells who gave what.")
        # All are proposed of a new one: the plain round needs a click and nothing else.
        self.initial["candidates"] = self._chosen() if self.instance.pk else list(self.rows)
        self.initial["is_secret"] = "1" if self.instance.is_secret else ""
        self.helper.layout = Layout(
            "title", "meeting", "candidates", "points",
            Fieldset(_("Who sees what"), "is_secret", "is_live"), "version", "token",
        )  # fmt: skip

    def nothing_to_choose(self, name, field):
        if self.instance.subject == Round.Subject.LINES:
            text = _("The vision has no %(lines)s to prioritise between.") % {"lines": self.vision.line_words}
            return Obstacle(text, _("See the vision"), self.vision.get_absolute_url())
        text = _("There are no themes to prioritise between yet.")
        return Obstacle(str(text), _("See the themes"), self.vision.address("theme_list"))

    @property
    def saved_text(self):
        """What happened: a round that was opened is more than saved."""
        return _("The round is open.") if self.cleaned_data.get("open") else ""

    def reasons_against_opening_it(self):
        """What is known before anything is typed: that there is one to choose, or that another round is open."""
        too_few = [] if len(self.rows) > 1 else [_("A round needs at least two to prioritise between.")]
        return too_few + reasons_of_open_round(self.vision)

    def _chosen(self):
        column = "guiding_line" if self.instance.subject == Round.Subject.LINES else "theme"
        return [str(key) for key in self.instance.candidates.values_list(column, flat=True)]

    @property
    def own_fields(self):
        return [name for name in super().own_fields if name != "open"]

    def again(self):
        return self.arguments

    def clean(self):
        """A secret round is not shown while it is open, whatever was ticked."""
        cleaned = super().clean()
        if cleaned.get("is_secret"):
            cleaned["is_live"] = False
        cleaned["candidates"] = [self.rows[key] for key in cleaned.get("candidates", [])]
        return cleaned


class BallotForm(Form):
    """Whole points for each candidate of the round; how many in all is the act's to say."""

    def __init__(self, *args, round_, given, **kwargs):
        super().__init__(*args, **kwargs)
        for candidate in round_.candidates.all():
            self.fields[f"point-{candidate.pk}"] = forms.IntegerField(
                label=candidate.title,
                min_value=0,
                max_value=round_.points,
                required=False,
                initial=given.get(candidate.pk, 0),
            )

    @property
    def points(self):
        """{candidate's key: points}, zeros among them."""
        # A field that somebody emptied is None here, and means nothing given.
        return {int(name.removeprefix("point-")): value or 0 for name, value in self.cleaned_data.items()}


class SubstituteForm(PlainForm):
    """Who votes on a seat in this round; nobody chosen means its holder."""

    seat = forms.ModelChoiceField(Seat.objects.none(), label=_("Seat"))
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Substitute"), required=False, empty_label=_("the holder of the seat")
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        voting = Seat.objects.on(today).voting_in_council()
        self.fields["seat"].queryset = voting.select_related("body", "user")
        self.fields["user"].queryset = possible_substitutes(today)
        self.fields["seat"].label_from_instance = lambda seat: str(seat.user or _("vacant"))
