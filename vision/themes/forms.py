"""Forms for themes: entering one, the board, merging, splitting, dropping, and looking for some."""

import re
import uuid
from itertools import chain

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core import signing
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ishoj_process.dates import clock
from ishoj_process.editing.acts import Obstacle
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.missing import Form
from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.meetings.fields import MeetingChoiceField
from ishoj_process.models import Body, GuidingLine, Meeting
from ishoj_process.text.plain import is_blank
from ishoj_process.text.slugs import Slug
from vision.models import Challenge, Contribution, Theme
from vision.track.forms import council_meetings

from .moves import Move

Destination = Contribution.Destination

UNREADABLE = _("That could not be read. Look at the board again.")
REMOVED = _("Some of it has been removed meanwhile. The board is shown as it stands now.")
# Longer numbers fit no database's keys; ASCII, since `\d` takes the digits of every script.
CARD = re.compile(r"(\d{1,17}):(\d{0,17})", re.ASCII)
TITLE_LENGTH = Theme._meta.get_field("title").max_length


class ThemeForm(EditForm):
    """A theme with its thread: where it was raised, which challenges it answers, what it became."""

    raised_at = MeetingChoiceField(Meeting.objects.none(), label=_("Raised at meeting"), required=False)

    class Meta:
        model = Theme
        fields = [
            "title", "summary", "text", "raised_at", "challenges", "guiding_lines",
            "is_shared", "is_published", "position",
        ]  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "challenges": forms.CheckboxSelectMultiple,
            "guiding_lines": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "is_shared": _("Council members see the theme when they are logged in."),
            "is_published": _("Everybody sees the theme."),
            "position": _("The lowest number stands first."),
        }
        labels = {"position": _("Number in the order")}

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision = self.instance.vision = vision
        self.fields["raised_at"].queryset = council_meetings(self.instance.raised_at_id)
        self._offer("challenges", Challenge.objects.filter(paper__vision=vision))
        self._offer("guiding_lines", GuidingLine.objects.filter(aim__vision=vision))
        if "guiding_lines" in self.fields:
            became = _("%(lines)s that it became") % {"lines": capfirst(vision.line_words)}
            self.fields["guiding_lines"].label = became
        thread = [name for name in ("raised_at", "challenges", "guiding_lines") if name in self.fields]
        self.helper.layout = Layout(
            Fieldset(_("The theme"), "title", "summary", "text"),
            Fieldset(_("Where it comes from and leads to"), *thread),
            Fieldset(_("Openness"), "is_shared", "is_published"),
            Fieldset(_("Order"), "position"),
            "version",
            "token",
        )

    def _offer(self, name, rows):
        """The rows to choose among; nothing to choose, no question."""
        self.fields[name].queryset = rows
        if not rows.exists():
            del self.fields[name]

    def again(self):
        return {"vision": self.vision}


class CardsField(forms.Field):
    """Cards of the board, each a contribution with the theme that it was seen under: `12:3`, or `12:` without one."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        found = [CARD.fullmatch(card) for card in value or []]
        if None in found:
            raise forms.ValidationError(UNREADABLE)
        return [(int(card[1]), int(card[2]) if card[2] else None) for card in found]


class BoardForm(Form):
    """Which cards were chosen on the board, and what is to become of them."""

    class Act(Slug):
        MOVE = "flyt"
        ALSO = "ogsaa"
        OUT = "ud"
        NEW = "nyt"

    cards = CardsField(error_messages={"required": _("Choose the contributions first.")})
    target = forms.ModelChoiceField(
        Theme.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("The theme is no longer current. Choose another.")},
    )
    title = forms.CharField(
        required=False,
        max_length=TITLE_LENGTH,
        error_messages={"max_length": _("The title may have %(limit_value)d characters, not %(show_value)d.")},
    )
    act = forms.TypedChoiceField(choices=[(act.slug, act.slug) for act in Act], coerce=Act)
    token = forms.UUIDField(required=False)

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision = vision
        self.fields["target"].queryset = Theme.objects.current().filter(vision=vision)

    def clean(self):
        words = super().clean()
        title, act = words.get("title") or "", words.get("act")
        # The Enter key in the field of the title presses the first button of the form.
        if act is self.Act.MOVE and not words.get("target") and not is_blank(title):
            act = words["act"] = self.Act.NEW
        if act in (self.Act.MOVE, self.Act.ALSO) and "target" not in self.errors and not words.get("target"):
            self.add_error("target", _("Choose the theme."))
        if act is self.Act.NEW and "title" not in self.errors and is_blank(title):
            self.add_error("title", _("Give the theme a title."))
        return words

    def clean_cards(self):
        """The moves that the cards begin: from the theme that each was seen under, to none yet."""
        cards = self.cleaned_data["cards"]
        rows = Contribution.objects.filter(vision=self.vision).select_related("meeting")
        # Two queries for any number of cards. What belongs to another vision is not found, and so told as removed.
        rows = rows.in_bulk({row for row, _source in cards})
        themes = Theme.objects.filter(vision=self.vision).in_bulk({theme for _row, theme in cards if theme})
        if any(row not in rows or (theme and theme not in themes) for row, theme in cards):
            raise forms.ValidationError(REMOVED)
        return [Move(rows[row], themes.get(theme)) for row, theme in cards]

    @property
    def moves(self):
        """What is to be moved; for a new theme as yet without a target."""
        words = self.cleaned_data
        target = words["target"] if words["act"] in (self.Act.MOVE, self.Act.ALSO) else None
        is_also = words["act"] is self.Act.ALSO
        return [Move(move.contribution, None if is_also else move.source, target, is_also) for move in words["cards"]]

    @property
    def is_new(self):
        return self.cleaned_data["act"] is self.Act.NEW


class UndoForm(Form):
    """The moves that undo the last ones, as the board itself wrote and signed them."""

    SALT = "board of themes"

    undo = forms.CharField(max_length=20_000)

    def __init__(self, *args, vision, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision = vision

    @classmethod
    def written(cls, moves):
        """The moves as the page keeps them."""
        keys = [
            (move.contribution.pk, move.source and move.source.pk, move.target and move.target.pk, move.unsorts)
            for move in moves
        ]
        # Signed: what is undone is what the board did, and nothing else.
        return signing.dumps(keys, salt=cls.SALT, compress=True)

    def clean_undo(self):
        try:
            keys = signing.loads(self.cleaned_data["undo"], salt=self.SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(UNREADABLE) from error
        rows = Contribution.objects.filter(vision=self.vision).in_bulk({key[0] for key in keys})
        themes = Theme.objects.filter(vision=self.vision).in_bulk({pk for key in keys for pk in key[1:3] if pk})
        if any(key[0] not in rows or any(pk and pk not in themes for pk in key[1:3]) for key in keys):
            raise forms.ValidationError(REMOVED)
        return [
            Move(rows[row], themes.get(source), themes.get(target), is_also=source is None, unsorts=unsorts)
            for row, source, target, unsorts in keys
        ]


class SortForm(PlainForm):
    """Where a contribution goes; under which theme of the vision, or a new one; aside only with a reason."""

    missing = {
        "to": _("Choose where it belongs."),
        "body": _("Choose the committee."),
        "reason": _("Say why it is set aside."),
    }
    # What is asked about each destination; of the others it is neither read nor missed, as nobody sees it.
    ASKED = {
        Destination.VISION: ("theme", "title", "place"),
        Destination.COMMITTEE: ("body",),
        Destination.ASIDE: ("reason",),
    }

    to = forms.ChoiceField(label=_("Where it goes"), widget=forms.RadioSelect)
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("Under which theme"),
        required=False,
        empty_label=_("none yet"),
        error_messages={"invalid_choice": _("The theme is no longer current. Choose another.")},
    )
    title = forms.CharField(label=_("Or a new theme with this title"), required=False, max_length=TITLE_LENGTH)
    place = forms.TypedChoiceField(
        label=_("Where the new theme stands on the board"), required=False, coerce=int, empty_value=None
    )
    body = forms.ModelChoiceField(Body.objects.subject_committees(), label=_("Committee"))
    reason = forms.CharField(label=_("Why"), max_length=Contribution._meta.get_field("reason").max_length)
    # Without one nobody has seen what is sorted: a conflict, which says so.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contribution, chosen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands_under = [theme for theme in contribution.themes.all() if theme.is_current]
        row = contribution
        self.initial = {"to": row.destination, "body": row.body_id, "reason": row.reason} | (chosen or {})
        # A new theme is made once, also by a double click.
        self.initial |= {"version": row.version, "token": uuid.uuid4()}
        self.fields["to"].choices = [(to, capfirst(Destination(to).label)) for to in self._destinations(row)]
        # A committee that was laid down writes no strategies any more.
        offer_bodies(self, "body", clock.today(), Body.objects.subject_committees())
        self._offer_themes(Theme.objects.current().filter(vision=row.vision_id))
        self.helper.layout = self._layout()

    def _destinations(self, row):
        """Where it may go: what stands under a theme is the vision's until it is taken out."""
        if self.stands_under:
            told = _("It stands under a theme. Take it out of that first.")
            self.fields["to"].error_messages["invalid_choice"] = told
            return [Destination.VISION]
        return [to for to in Destination if row.is_sorted or to != Destination.UNSORTED]

    def _offer_themes(self, themes):
        order = list(themes)
        self.fields["place"].choices = [
            ("", _("last")),
            ("0", _("first")),
            *[(place, _("after “%(theme)s”") % {"theme": theme}) for place, theme in enumerate(order[:-1], start=1)],
        ]
        self.fields["theme"].queryset = themes.exclude(pk__in=[theme.pk for theme in self.stands_under])
        if self.stands_under:
            self.fields["theme"].label = _("Also under the theme")
        if not order:
            self.fields["title"].label = _("Title of the new theme")
            del self.fields["theme"], self.fields["place"]

    def _layout(self):
        """Each field stands in a group of the destination that it belongs to, which a style sheet shows when chosen."""
        themes = [name for name in ("theme", "title") if name in self.fields]
        place = Fold("place", label=_("Its place on the board")) if "place" in self.fields else None
        return Layout(
            "to",
            Div(*themes, *filter(None, [place]), css_class="for-vision"),
            Div("body", css_class="for-committee"),
            Div("reason", css_class="for-aside"),
            "version",
            "token",
        )

    def clean(self):
        words = super().clean()
        for name in {*chain(*self.ASKED.values())} - {*self.ASKED.get(words.get("to"), ())}:
            self.errors.pop(name, None)
            words.pop(name, None)
        if words.get("to") != Destination.VISION:
            return words
        if is_blank(words.get("title") or ""):
            words["title"] = ""
        elif words.get("theme"):
            self.add_error("title", _("Choose a theme or write a new one, not both."))
        elif told := self._told_of_namesake(words.get("title") or ""):
            self.add_error("title", told)
        return words

    def _told_of_namesake(self, title):
        """Two themes of one title are told apart by nobody; empty where there is none."""
        if _same_title(title, self.stands_under):
            return _("It stands under this theme already.")
        offered = self.fields["theme"].queryset if "theme" in self.fields else []
        return _("There is a theme of this title. Choose it from the list.") if _same_title(title, offered) else ""


def _same_title(title, themes):
    return bool(title) and " ".join(title.split()).casefold() in {theme.title.casefold() for theme in themes}


class PlaceForm(Form):
    """Which place a theme is to have, counted from 0."""

    plads = forms.IntegerField(min_value=0, max_value=10_000)


class SeenForm(PlainForm):
    """A form about a theme as it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = theme.version
        self.prepare(theme)
        self.helper.layout = Layout(*self.fields)

    def prepare(self, theme):
        """What there is to choose among."""

    def see_again(self, version):
        """What was typed, now about the theme as it stands, so that sending it again is a decision."""
        # What a request sent cannot be changed itself.
        self.data = self.data.copy()
        self.data["version"] = str(version)


class MergeForm(SeenForm):
    into = forms.ModelChoiceField(Theme.objects.none(), label=_("Merge it into"))
    others = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Merge these along with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ["into", "others", "version"]

    def prepare(self, theme):
        self.theme = theme
        others = Theme.objects.current().filter(vision=theme.vision_id).exclude(pk=theme.pk)
        for name in ("into", "others"):
            self.fields[name].queryset = others

    def clean(self):
        words = super().clean()
        if words.get("into") and words["into"] in words.get("others", []):
            self.add_error("others", _("A theme cannot be merged into itself."))
        return words

    @property
    def themes(self):
        """All that are to be merged, the page's own as it was seen."""
        # The others are merged as they stand: of them the page showed no more than the title.
        self.theme.version = self.cleaned_data["version"]
        return [self.theme, *self.cleaned_data["others"]]

    def nothing_to_choose(self, name, field):
        text = _("There is no other current theme to merge it into.")
        return Obstacle(str(text), _("New theme"), self.theme.vision.address("theme_create"))


class SplitForm(SeenForm):
    title = forms.CharField(label=_("Title of the new theme"), max_length=TITLE_LENGTH)
    contributions = forms.ModelMultipleChoiceField(
        Contribution.objects.none(),
        label=_("Contributions that it is to have"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the contributions that the new theme is to have.")},
    )
    token = forms.Field(widget=forms.HiddenInput, required=False)

    def nothing_to_choose(self, name, field):
        text = _("No contributions stand under the theme, and so there is nothing to split from it.")
        return Obstacle(str(text), _("Board of themes"), self.theme.vision.address("theme_board"))

    def prepare(self, theme):
        self.theme = theme
        self.fields["contributions"].queryset = theme.contributions.order_by("said_on", "id")
        # Splitting makes something new: a double click would make it twice.
        self.initial["token"] = uuid.uuid4()

    def clean_title(self):
        title = self.cleaned_data["title"]
        if is_blank(title):
            raise forms.ValidationError(_("Give the theme a title."))
        return title


class DropForm(SeenForm):
    reason = forms.CharField(
        label=_("Why"),
        max_length=Theme._meta.get_field("drop_reason").max_length,
        help_text=_("A line for those who look for the theme later."),
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if is_blank(reason):
            raise forms.ValidationError(_("Say why the theme is dropped."))
        return reason


class ThemeFilter(Form):
    """Which themes to show: the current ones unless others are asked for."""

    class Closed(Slug):
        MERGED = "samlet"
        DROPPED = "udgaaet"

        @property
        def state(self) -> Theme.State:
            return Theme.State[self.name]

    tilstand = forms.ChoiceField(
        label=_("Which themes"),
        required=False,
        choices=[
            ("", pgettext_lazy("themes", "current")),
            (Closed.MERGED.slug, pgettext_lazy("themes", "merged into others")),
            (Closed.DROPPED.slug, pgettext_lazy("themes", "dropped")),
        ],
    )

    @property
    def state(self):
        """The state asked for; the current ones where it could not be read."""
        asked = self.Closed.named(self.cleaned_data["tilstand"]) if self.is_valid() else None
        return asked.state if asked else Theme.State.CURRENT
