"""Forms for a body's agendas: when they go out, and what stands on each of them."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishTimeField
from ishoj_process.editing.page import EditForm
from ishoj_process.models import Body, StandingItem


class AgendaRuleForm(EditForm):
    """How many working days before a meeting its agenda goes out."""

    saved_text = _("The rule of when agendas go out is saved.")

    class Meta:
        model = Body
        fields = ["agenda_days"]


class UsualMeetingForm(EditForm):
    """How the body's meetings usually are, for new meetings and for calendars."""

    saved_text = _("How the meetings usually are is saved.")

    usual_start = DanishTimeField(label=_("Usually starts at"), required=False)

    class Meta:
        model = Body
        fields = ["usual_place", "usual_start", "usual_minutes"]
        help_texts = {
            "usual_minutes": _(
                "Calendars show a meeting whose end is not stated as long as this, and say that the end is assumed."
                " Empty: no end is shown."
            ),
        }


class StandingItemForm(EditForm):
    """An item that stands on every agenda of the body."""

    class Meta:
        model = StandingItem
        fields = ["title", "place", "position", "is_closed", "public_title", "case_presentation"]
