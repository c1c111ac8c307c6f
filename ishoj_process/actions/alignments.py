"""Acts on how a document serves a guiding line."""

from django.db import transaction

from ..models import Alignment, StatusChange


@transaction.atomic
def align(*, level, guiding_line, how, by):
    """Say how the document serves the guiding line; saying it again replaces the words. Returns the Alignment."""
    _sign(level, by)
    document = {StatusChange.field_for(level): level}
    alignment, _created = Alignment.objects.update_or_create(
        guiding_line=guiding_line, **document, defaults={"how": how}
    )
    return alignment


@transaction.atomic
def remove_alignment(*, level, alignment, by):
    """Take back that the document serves the guiding line."""
    _sign(level, by)
    alignment.delete()


def _sign(level, by):
    """The document's own history tells who changed what it serves."""
    stored = type(level).objects.select_for_update().get(pk=level.pk)
    stored.version += 1
    stored.updated_by = stored._history_user = by
    stored.save()
