"""The filter of the list of strategies."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.missing import Form
from ishoj_process.models import Body, Level, MainPolicy, Strategy
from ishoj_process.text.danish_sort import danish_key
from strategies.rights import can_see_pace

from .pace import Sign, paces_of

NOT_PLACED, UNKNOWN, CROSS_CUTTING = "ikke-placeret", "ukendt", "ja"
BY_BODY, BY_TITLE, BY_STATUS = "", "titel", "status"


class StrategyFilter(Form):
    """Which strategies to show: by a word of the title, committee, status, sign, cutting across; and how sorted."""

    # The fields' names stand in addresses that people keep, and so in Danish.
    q = forms.CharField(label=_("Word in the title"), required=False, max_length=100)
    udvalg = forms.ChoiceField(label=_("Committee"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    tegn = forms.ChoiceField(label=_("Keeps to its plan"), required=False)
    tvaergaaende = forms.ChoiceField(label=_("Cross-cutting"), required=False)
    orden = forms.ChoiceField(label=_("Sorted by"), required=False)

    def __init__(self, *args, bodies, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        owners = [(body.slug, str(body)) for body in bodies.by_name()]
        self.fields["udvalg"].choices = [("", _("All committees")), *owners, (UNKNOWN, _("No owner stated"))]
        statuses = [(value, label.capitalize()) for value, label in Level.Status.choices]
        more = [(UNKNOWN, _("Status not known")), (NOT_PLACED, _("Not placed"))]
        self.fields["status"].choices = [("", _("Every status")), *statuses, *more]
        self.fields["tvaergaaende"].choices = [("", _("All")), (CROSS_CUTTING, _("Only the cross-cutting"))]
        self.fields["orden"].choices = [
            (BY_BODY, _("by committee")),
            (BY_STATUS, _("by status")),
            (BY_TITLE, _("by title")),
        ]
        signs = [(sign.value, capfirst(sign.label)) for sign in Sign]
        self.fields["tegn"].choices = [("", _("Every sign")), *signs]
        if not can_see_pace(user):
            del self.fields["tegn"]  # it is reckoned and not decided, so the public is not asked about it either
        self.fields["q"].widget.input_type = "search"
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-control" if name == "q" else "form-select"

    @property
    def asked(self):
        """What was asked for and understood, without what was left open."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_bound else {}

    @property
    def is_narrowed(self):
        return bool(self.asked.keys() - {"orden"})

    @property
    def order(self):
        return self.asked.get("orden", BY_BODY)

    def is_status(self, status):
        return self.asked.get("status") == (status or UNKNOWN)

    def with_status(self, status):
        """The address of the same choice with another status, or with none where it is the one that is chosen."""
        asked = {**self.asked, "status": "" if self.is_status(status) else status or UNKNOWN}
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    def apply(self, strategies, today, *, every_status=False):
        """The strategies asked for; an unknown choice, as of an old link, asks for all.

        Placed is what the reader may see as placed: a policy that is not public is not told by its absence here.
        """
        asked = self.asked
        if word := asked.get("q"):
            # By the key, too: SQLite folds no Danish letter, and “ældre” is to find “Ældrepolitik”.
            strategies = strategies.filter(Q(title__icontains=word) | Q(sort_key__contains=danish_key(word)))
        if owner := asked.get("udvalg"):
            owned = Q(owner=None) if owner == UNKNOWN else self._owned_by(owner, today)
            # By keys: a strategy with several co-owners would come once for each.
            strategies = strategies.filter(pk__in=Strategy.objects.filter(owned).order_by().values("pk"))
        if asked.get("tvaergaaende"):
            strategies = strategies.filter(is_cross_cutting=True)
        if sign := asked.get("tegn"):
            # Reckoned from days, which no SQL can; in three questions, however many there are.
            paces = paces_of(list(strategies.defer("text").order_by()), today)
            strategies = strategies.filter(pk__in=[row.pk for row, pace in paces.items() if pace.sign == sign])
        return strategies if every_status else self._of_status(strategies, asked.get("status"))

    def _of_status(self, strategies, status):
        if status == NOT_PLACED:
            # Keeps those without a policy: Django's `exclude` minds the NULL, which a NOT IN of one's own would lose.
            return strategies.exclude(main_policy__in=MainPolicy.objects.visible_to(self.user))
        if status:
            return strategies.filter(status="" if status == UNKNOWN else status)
        return strategies

    def _owned_by(self, slug, today):
        """With what those had whose work the committee carries on, as on its own page."""
        keys = Body.objects.get(slug=slug).works_on(today)
        return Q(owner__in=keys) | Q(co_owners__in=keys)
