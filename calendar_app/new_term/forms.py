"""The form by which a new term is begun."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.council_terms import term_days_of
from ishoj_process.dates.danish import date_text
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import EditForm
from ishoj_process.models import CouncilTerm


class BeginTermForm(EditForm):
    """Name, days and how the council is to work. All else is as in the term before, until somebody changes it."""

    class Meta:
        model = CouncilTerm
        fields = [
            *("name", "starts", "ends", "council_size", "elected_read_from"),
            *("level_order", "citizens_shape_main_policies"),
        ]
        field_classes = dict.fromkeys(("starts", "ends", "elected_read_from"), DanishDateField)
        help_texts = {
            "elected_read_from": _(
                "From this day those elected read what the council works on. Empty: from the term's first day."
            ),
            "council_size": _("Empty: not known."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Nobody has said is another answer than no: a council decides it.
        answers = [("unknown", _("not decided")), ("true", _("yes")), ("false", _("no"))]
        self.fields["citizens_shape_main_policies"].widget.choices = answers

    def clean(self):
        cleaned = super().clean()
        starts, read_from = cleaned.get("starts"), cleaned.get("elected_read_from")
        if starts and read_from and read_from < (election := term_days_of(starts).election):
            text = _("The council is elected on %(day)s. Nobody can read as elected before that.")
            self.add_error("elected_read_from", text % {"day": date_text(election)})
        return cleaned
