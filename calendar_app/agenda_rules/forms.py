"""Forms for a body's agendas: when they go out, and what stands on each of them."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm
from ishoj_process.models import Body, StandingItem


class AgendaRuleForm(EditForm):
    """How many working days before a meeting its agenda goes out."""

    saved_text = _("The rule of when agendas go out is saved.")

    class Meta:
        model = Body
        fields = ["agenda_days"]


class StandingItemForm(EditForm):
    """An item that stands on every agenda of the body."""

    class Meta:
        model = StandingItem
        fields = ["title", "place", "position", "is_closed", "public_title", "case_presentation"]
