"""Acts on how a document serves a guiding line."""

from django.db import transaction

from ishoj_process.editing.acts import EditConflict, store_edit
from ishoj_process.models import Alignment


@transaction.atomic
def store_alignment(*, form, seen_version, by):
    """Store how a document serves a guiding line, once for each line; raises EditConflict where another one did."""
    row = form.instance
    same = {"guiding_line": row.guiding_line, "strategy": row.strategy, "main_policy": row.main_policy}
    if other := Alignment.objects.select_for_update().filter(**same).exclude(pk=row.pk).first():
        raise EditConflict(other)
    return store_edit(form=form, seen_version=seen_version, by=by)
