"""A new edition of an adopted vision: begun as a copy, worked on beside it, and taking its place when adopted."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import refuse
from ishoj_process.hierarchy.acts import change_status
from ishoj_process.models import (
    Alignment,
    CouncilTerm,
    GuidingLine,
    Level,
    MainPolicy,
    StatusChange,
    User,
    Vision,
    VisionAim,
)

Status = Level.Status
# The slug too: by it all editions are known as one vision.
COPIED = (
    "title", "slug", "summary", "text", "horizon", "position", "is_published",
    "line_word", "line_word_the", "line_words", "line_words_the", "source_url", "source_note",
)  # fmt: skip


def reasons_against_new_edition(vision: Vision) -> list[str]:
    """Why no new edition of the vision may be begun now; an empty list where one may."""
    return [] if vision.meaning.is_in_force else [_("Only an adopted vision gets a new edition.")]


@transaction.atomic
def begin_new_edition(*, vision: Vision, term: CouncilTerm, note: str, by: User, on: date) -> Vision:
    """A copy of the adopted vision to work on, its guiding lines drafts again with all that they are tied to.

    Begun twice, it is begun once. Raises Refused with the reasons.
    """
    stored = vision.locked()
    if begun := Vision.objects.filter(supersedes=stored).first():
        return begun
    refuse(reasons_against_new_edition(stored))
    edition = Vision(
        **{name: getattr(stored, name) for name in COPIED},
        term=term,
        edition=stored.edition + 1,
        supersedes=stored,
        status=Status.IN_PREPARATION,
    )
    edition.sign(by=by).save()
    # No move, but told like one: the history of an edition begins with it.
    StatusChange.objects.create(vision=edition, to_status=edition.status, note=note, on=on, by=by)
    for aim in stored.aims.prefetch_related("guiding_lines__alignments", "guiding_lines__themes"):
        _copy_aim(aim, edition, by)
    return edition


def _copy_aim(aim: VisionAim, edition: Vision, by: User) -> None:
    copy = VisionAim(vision=edition, title=aim.title, position=aim.position).sign(by=by)
    copy.save()
    for line in aim.guiding_lines.all():
        _copy_line(line, copy, by)


def _copy_line(line: GuidingLine, aim: VisionAim, by: User) -> None:
    """The line with the themes that it grew from and the words of those who serve it."""
    fields = {name: getattr(line, name) for name in ("title", "explanation", "position")}
    copy = GuidingLine(aim=aim, **fields).sign(by=by)
    copy.save()
    copy.themes.set(line.themes.all())
    for row in line.alignments.all():
        places = {"strategy_id": row.strategy_id, "main_policy_id": row.main_policy_id}
        Alignment(guiding_line=copy, how=row.how, **places).sign(by=by).save()


def hand_over(*, edition: Vision, by: User, on: date) -> None:
    """What an adopted edition takes over from the one before it: its place, and the main policies under it."""
    before = edition.supersedes
    if before is None or not before.meaning.is_in_force:
        return
    note = _("Superseded by edition %(number)s.") % {"number": edition.edition}
    change_status(level=before, to=Status.SUPERSEDED, note=note, by=by, on=on)
    _move_policies(before, edition, by)  # type: ignore[arg-type]  # what a vision supersedes is a vision


def hand_back(*, edition: Vision, by: User, on: date) -> None:
    """An edition adopted by mistake gives the place back to the one before it."""
    before = edition.supersedes
    if before is None or not before.meaning.is_superseded:
        return
    note = _("In force again: the adoption of edition %(number)s was withdrawn.") % {"number": edition.edition}
    change_status(level=before, to=Status.ADOPTED, note=note, by=by, on=on)
    _move_policies(edition, before, by)  # type: ignore[arg-type]  # as above


def _move_policies(source: Vision, target: Vision, by: User) -> None:
    for policy in MainPolicy.objects.select_for_update().filter(vision=source):
        policy.vision = target
        policy.save_next(by=by)
