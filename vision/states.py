"""The states of the council's papers, rounds and contributions on which rights depend."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperState(models.TextChoices):
    PLANNED = "planned", _("to be written")
    DRAFT = "draft", _("draft")
    SHARED = "shared", _("sent to the council")
    PUBLISHED = "published", _("published")


# Those in which everybody may read it; a state that is not named here opens nothing.
# A planned paper is open as it says nothing yet: that one is on its way, all may know.
OPEN_TO_ALL = (PaperState.PLANNED, PaperState.PUBLISHED)


class RoundState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("a round", "not opened yet")
    OPEN = "open", pgettext_lazy("a round", "open")
    CLOSED = "closed", pgettext_lazy("a round", "closed")


# Those in which the council follows it.
OPENED = (RoundState.OPEN, RoundState.CLOSED)


# The values are stored, and stand in addresses (`?til=`): only the words may change.
class Destination(models.TextChoices):
    UNSORTED = "unsorted", _("not sorted yet")
    VISION = "vision", pgettext_lazy("where a contribution goes", "the vision")
    COMMITTEE = "committee", _("a committee's strategies")
    ASIDE = "aside", _("set aside")
