"""Forms about bodies: the day as of which a body is shown."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.missing import Form


class DayForm(Form):
    """The day whose names and neighbours a page shows. The field's name stands in addresses that people keep."""

    dag = DanishDateField(label=_("As of the day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dag"].widget.attrs.update(size=12, placeholder=_("dd-mm-yyyy"), autocomplete="off")

    def day_or(self, today):
        """The day that was asked for; today where none was, or none that can be read."""
        return (self.cleaned_data["dag"] if self.is_valid() else None) or today
