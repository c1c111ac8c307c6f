"""Who somebody is to the council's work: the role that they log in with, and the seats that count on a day."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

DEMO_DOMAIN = "@demo.invalid"  # of the log-ins that `make run` makes


class Role(models.TextChoices):
    MEMBER = "member", _("council member")
    ADMINISTRATION = "administration", _("administration")
    SECRETARIAT = "secretariat", _("secretariat")


STAFF_SIDE = (Role.ADMINISTRATION, Role.SECRETARIAT)  # those who prepare the council's work


def held_on(day: date) -> Q:
    """Of seats: those held on the day. One without dates of its own is held through its term."""
    begun = Q(starts__isnull=True) | Q(starts__lte=day)
    not_ended = Q(ends__isnull=True) | Q(ends__gte=day)
    return Q(term__starts__lte=day, term__ends__gte=day) & begun & not_ended
