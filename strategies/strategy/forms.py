"""Forms of the committees' track: a strategy, what is done about it, and the filter of the list."""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ishoj_process.dates import clock
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing import versions
from ishoj_process.editing.bodies import offer_bodies
from ishoj_process.editing.folding import Fold
from ishoj_process.editing.page import EditForm
from ishoj_process.hierarchy.policy_forms import ADOPTION, WORDING, DocumentForm
from ishoj_process.models import Body, MainPolicy, Strategy
from strategies.models import CitizenInvolvement


class StrategyForm(DocumentForm):
    """A strategy: its words, its place in the cascade, its owner and period."""

    address_word = versions.Kind.STRATEGY.slug

    class Meta:
        model = Strategy
        fields = [
            "title", "kind", "summary", "text", "main_policy", "also_serves", "owner", "co_owners", "is_cross_cutting",
            "deciding_body", "official_role", "period_from", "period_to", "review_on", "replaces",
            *ADOPTION, "is_published", "is_unconfirmed", "source_note", "source_url",
        ]  # fmt: skip
        field_classes = {"review_on": DanishDateField}
        widgets = {
            "also_serves": forms.CheckboxSelectMultiple,
            "co_owners": forms.CheckboxSelectMultiple,
            "replaces": forms.SelectMultiple(attrs={"size": 6}),
        }
        help_texts = {
            "deciding_body": _("The committee or the council that has the right to decide. Empty: the owner."),
            "replaces": _("Documents that are superseded when this one is adopted. Several are chosen with Ctrl."),
            "official_role": _("Such as “centerchef”. No names, addresses or numbers."),
            "main_policy": _("Empty until the strategy has found its policy. It is then shown as not placed."),
            "owner": _("The committee, or the council. Empty where nobody is known to own it."),
            "is_cross_cutting": _(
                "It concerns the areas of several committees. Any committee may own such a strategy."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A document that is known to exist though nobody has found its name may be edited without one.
        self.fields["title"].required = not self.instance.pk or bool(self.instance.title)
        # A council of seniors or the like gives advice; it owns and decides nothing.
        owners = Body.objects.exclude(kind=Body.Kind.ADVISORY)
        for name in ("owner", "co_owners", "deciding_body"):
            offer_bodies(self, name, clock.today(), owners)
        self.fields["replaces"].queryset = self._replaceable()
        self.fields["also_serves"].queryset = MainPolicy.objects.latest_editions()
        self.helper.layout = Layout(
            Fieldset(_("Wording"), "title", "kind", *WORDING[1:]),
            Fieldset(_("Placement"), "main_policy", "owner", "is_cross_cutting"),
            Fold(
                Fieldset(_("More of its place"), "also_serves", "co_owners", "deciding_body", "official_role"),
                Fieldset(_("Period"), "period_from", "period_to", "review_on", "replaces"),
                *self._adoption(),
                Fieldset(_("Openness"), "is_published"),
            ),
            Fold("is_unconfirmed", "source_note", "source_url", label=_("Where it was read")),
            "version",
            "token",
        )

    def _replaceable(self):
        """Whatever it may take the place of: not itself, and nothing that is to take its own place."""
        others = Strategy.objects.latest_editions().not_given_up()
        if not self.instance.pk:
            return others
        # Two that replace each other would each supersede the other when adopted; an edition takes its own's place.
        return others.exclude(slug=self.instance.slug).exclude(pk__in=self.instance.replaced_by.all())

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        for name, year in (("period_from", first), ("period_to", last)):
            if year and not 1900 <= year <= 2200:
                self.add_error(name, _("Write a year with four digits."))
        if cleaned.get("owner") and cleaned["owner"] in cleaned.get("co_owners", []):
            self.add_error("co_owners", _("The owner stands above already."))
        if cleaned.get("main_policy") and cleaned["main_policy"] in cleaned.get("also_serves", []):
            self.add_error("also_serves", _("The main policy that is its home stands above already."))
        if first and last and last < first:
            self.add_error("period_to", _("The period must end after it starts."))
        return cleaned


class CitizenInvolvementForm(EditForm):
    """How far citizens are involved in a strategy, and what is promised."""

    saved_text = _("Citizens' part is saved.")

    class Meta:
        model = CitizenInvolvement
        fields = ["degree", "promise"]
        widgets = {"degree": forms.RadioSelect, "promise": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["degree"].choices = CitizenInvolvement.Degree.choices
        self.helper.layout = Layout("degree", "promise", "version", "token")
