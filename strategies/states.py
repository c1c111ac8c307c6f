"""The states of a consultation on which rights depend."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ConsultationState(models.TextChoices):
    """What was decided of the round. That it runs or has ended is what the clock says."""

    PREPARED = "prepared", pgettext_lazy("a consultation", "being prepared")
    SENT = "sent", pgettext_lazy("a consultation", "sent")
    WITHDRAWN = "withdrawn", pgettext_lazy("a consultation", "withdrawn")


# Those in which others than its owner read it; a state that is not named here opens nothing.
GONE_OUT = (ConsultationState.SENT, ConsultationState.WITHDRAWN)
