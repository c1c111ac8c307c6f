"""The form in which a reader chooses the month."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import MonthField
from ishoj_process.editing.missing import Form


class MonthForm(Form):
    """The month that the calendar shows."""

    maaned = MonthField(label=_("Month"), required=False)
