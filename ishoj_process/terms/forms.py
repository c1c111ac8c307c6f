"""The form of a council's term."""

from django.utils.translation import gettext_lazy as _

from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import EditForm
from ishoj_process.models import CouncilTerm


class TermForm(EditForm):
    """Its days, its size, and how this council has chosen to work on its policy."""

    class Meta:
        model = CouncilTerm
        fields = [
            *("name", "starts", "ends", "council_size", "elected_read_from"),
            *("level_order", "next_level_order", "vision_is_new_level", "main_policies_concluded"),
            *("citizens_shape_vision", "citizens_shape_main_policies", "citizens_shape_strategies"),
            *("consultation_weeks", "owner_days", "must_hear", "late_after_days", "update_after_days"),
        ]
        field_classes = dict.fromkeys(("starts", "ends", "elected_read_from"), DanishDateField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Nobody has said is another answer than no, and is not to be called unknown: a council decides it.
        answers = [("unknown", _("not decided")), ("true", _("yes")), ("false", _("no"))]
        self.fields["citizens_shape_main_policies"].widget.choices = answers
