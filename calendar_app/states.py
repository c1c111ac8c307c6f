"""The states of a year's plan on which rights depend."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class YearPlanState(models.TextChoices):
    PROPOSAL = "proposal", _("proposal")
    ADOPTED = "adopted", _("adopted")
