"""The filter of the list of strategies."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.missing import Form
from ishoj_process.models import Body, Level, MainPolicy

NOT_PLACED, UNKNOWN = "ikke-placeret", "ukendt"


class StrategyFilter(Form):
    """Which strategies to show: by committee, by status."""

    # The fields' names stand in addresses that people keep, and so in Danish.
    udvalg = forms.ChoiceField(label=_("Committee"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        owners = [(body.slug, str(body)) for body in bodies.by_name()]
        self.fields["udvalg"].choices = [("", _("All committees")), *owners, (UNKNOWN, _("No owner stated"))]
        statuses = [(value, label.capitalize()) for value, label in Level.Status.choices]
        more = [(UNKNOWN, _("Status not known")), (NOT_PLACED, _("Not placed"))]
        self.fields["status"].choices = [("", _("Every status")), *statuses, *more]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def apply(self, strategies, user, today):
        """The strategies asked for; an unknown choice, as of an old link, asks for all.

        Placed is what the reader may see as placed: a policy that is not public is not told by its absence here.
        """
        # Called for `cleaned_data` alone, which then lacks what was not understood.
        self.is_valid()
        owner, status = self.cleaned_data.get("udvalg"), self.cleaned_data.get("status")
        if owner:
            owned = Q(owner=None) if owner == UNKNOWN else self._owned_by(owner, today)
            # A strategy with several co-owners would come once for each.
            strategies = strategies.filter(owned).distinct()
        if status == NOT_PLACED:
            # Keeps those without a policy: Django's `exclude` minds the NULL, which a NOT IN of one's own would lose.
            return strategies.exclude(main_policy__in=MainPolicy.objects.visible_to(user))
        if status:
            return strategies.filter(status="" if status == UNKNOWN else status)
        return strategies

    def _owned_by(self, slug, today):
        """With what those had whose work the committee carries on, as on its own page."""
        keys = Body.objects.get(slug=slug).works_on(today)
        return Q(owner__in=keys) | Q(co_owners__in=keys)
