"""The states of a meeting's papers on which rights depend; a state that is not named in a right opens nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgendaState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class MinutesState(models.TextChoices):
    """Agenda and minutes are one document; what was decided is shown when the minutes are."""

    DRAFT = "draft", pgettext_lazy("minutes", "being written")
    PUBLISHED = "published", pgettext_lazy("minutes", "published")
    APPROVED = "approved", pgettext_lazy("minutes", "approved")


# Of a document: those that follow on a decision. An edition that is in none of them is being worked on.
DECIDED = ("adopted", "superseded")
# A later one is an edition of a document that there is; the first is the document itself.
FIRST_EDITION = 1

# Those in which what was decided is read by others than the staff.
READ_MINUTES = (MinutesState.PUBLISHED, MinutesState.APPROVED)
