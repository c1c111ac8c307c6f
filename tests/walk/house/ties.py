"""Ties that lead from what somebody reads to what they do not: where a page names what its own row points at.

Each key of a row of the house is in one of two tables. Either the row has the rights of what it points at, or in the
walked house some rows point at something that hardly anybody may read.
"""

from django.db import models

from ishoj_process.models import (
    AgendaItem,
    Body,
    Case,
    MainPolicy,
    Meeting,
    ProcessPlan,
    StandingItem,
    Strategy,
    Track,
    Vision,
)
from vision.models import Adoption, Theme

from .words import own_models

# {key: what some rows point at in the walked house}, by the names of `closed_rows`.
TIED = {
    "Meeting.before": "meeting",
    "AgendaItem.carried_from": "item",
    "AgendaItem.standing": "standing",
    "AgendaItem.case": "case",
    "Vision.adopted_at_item": "item",
    "MainPolicy.adopted_at_item": "item",
    "Strategy.adopted_at_item": "item",
    "Strategy.supersedes": "strategy",
    "ProcessPlan.adopted_at": "meeting",
    "WorkPeriod.after": "meeting",
    "WorkPeriod.until": "meeting",
    "DebatePaper.presented_at": "meeting",
    "Challenge.raised_at": "meeting",
    "Question.item": "item",
    "Contribution.meeting": "meeting",
    "Theme.split_from": "theme",
    "Theme.raised_at": "meeting",
    "Round.meeting": "meeting",
    "Consultation.decides_at": "meeting",
    "Consultee.meeting": "meeting",
    "Response.item": "item",
    "EarlyInvolvement.meeting": "meeting",
}
# Tied where the house is made, each in its own way.
TIED_ELSEWHERE = {
    "ProcessPlan.vision",
    "MainPolicy.vision",
    "Strategy.main_policy",
    "Treatment.strategy",
    "Treatment.main_policy",
    "Treatment.vision",
    "Theme.merged_into",
    "PlannedMeeting.meeting",
    "MeetingInvitation.meeting",
    "PrivateNote.item",
    "Candidate.theme",
}
# The rights of the row are those of what it points at, or closer.
OF_THEIR_OWN = {
    "Alignment.guiding_line",
    "Alignment.main_policy",
    "Alignment.strategy",
    "Adoption.item",
    "ReceivedReply.invitation",
    "ReceivedReply.meeting",
    "Candidate.guiding_line",
    "MainPolicy.supersedes",
    "VisionAim.vision",
    "Vision.supersedes",
    "GuidingLine.aim",
    "GuidingLine.carries_on",
    "AgendaItem.meeting",
    "RunningNumber.item",
    "ItemCorrection.item",
    "Attachment.item",
    "Attendance.meeting",
    "MinorityStatement.item",
    "FollowUp.item",
    "Treatment.item",
    "StatusChange.vision",
    "StatusChange.main_policy",
    "StatusChange.strategy",
    "DebatePaper.vision",
    "Challenge.paper",
    "Solution.paper",
    "Solution.challenge",
    "Question.paper",
    "PaperReading.paper",
    "Contribution.vision",
    "Contribution.question",
    "Draft.vision",
    "Comment.vision",
    "Comment.line",
    "Adoption.vision",
    "Adoption.draft",
    "Theme.vision",
    "Round.vision",
    "Mandate.round",
    "Candidate.round",
    "Substitute.round",
    "Ballot.round",
    "Ballot.mandate",
    "Vote.ballot",
    "Vote.candidate",
    "SecretResult.candidate",
    "Activity.strategy",
    "Consultation.main_policy",
    "Consultation.strategy",
    "Consultee.consultation",
    "ConsultationStep.consultation",
    "LeftOut.main_policy",
    "LeftOut.strategy",
    "StrategyDocument.strategy",
    "CitizenInvolvement.strategy",
    "EarlyInvolvement.strategy",
    "Milestone.main_policy",
    "Milestone.strategy",
    "ConcreteSolution.strategy",
    "ResponseSheet.consultation",
    "Response.consultation",
    "Response.consultee",
    "Response.sheet",
    "ResponsePoint.response",
    "AgendaImport.meeting",
    "InvitationMail.invitation",
    "AgendaReading.meeting",
    "MeetingRule.plan",
    "PlannedMeeting.plan",
}
OPEN = {"User", "Body", "CouncilTerm", "PartyGroup", "Seat", "Track", "ProcessPlan"}  # what all may know of


def keys_between():
    """{key of a row: the model that it leads to}, of those that may lead to something closed."""
    return {
        f"{model.__name__}.{field.name}": field.related_model
        for model in own_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model.__name__ not in OPEN
    }


def closed_rows(day):
    """One of each that the public and most of the council may not know of."""
    board = Body.objects.create(name="Ældrerådet", slug="aeldreraadet", kind=Body.Kind.ADVISORY)
    meeting = Meeting.objects.create(
        title="Lukket møde",
        kind=Meeting.Kind.COMMITTEE,
        start_date=day,
        end_date=day,
        start_time="15:00",
        place="Sal",
        is_published=False,
        agenda_state="published",
        minutes_state="published",
    )
    meeting.bodies.set([board])
    case = Case.objects.create(number="23/0")
    item = meeting.items.create(number=1, title="Lukket sag", is_closed=True, public_title="Sag", case=case)
    return {
        "meeting": meeting,
        "item": item,
        "case": case,
        "standing": StandingItem.objects.create(body=board, title="Lukket", is_closed=True, public_title="Fast"),
        "theme": Theme.objects.filter(is_shared=False, is_published=False).earliest("pk"),
        "strategy": Strategy.objects.filter(is_published=False).latest("pk"),
    }


def tie(vision, plan_is_adopted):
    closed = closed_rows(vision.term.starts.replace(year=2023, month=8, day=22))
    _plan(vision, closed, plan_is_adopted)
    for key, to in TIED.items():
        name, field = key.split(".")
        model = next(model for model in own_models() if model.__name__ == name)
        if key != "ProcessPlan.adopted_at":
            _point(model, field, closed[to])
    _policies(vision)
    _adoptions(vision, closed)


def _point(model, field, target):
    """Every second row, or the first alone where no two may point at the same."""
    keys = [
        *model._base_manager.exclude(pk=target.pk if isinstance(target, model) else None).values_list("pk", flat=True)
    ]
    one = isinstance(model._meta.get_field(field), models.OneToOneField)
    model._base_manager.filter(pk__in=keys[:1] if one else keys[::2]).update(**{field: target})


def _plan(vision, closed, is_adopted):
    plan = ProcessPlan.objects.earliest("pk")  # not that of the coming term
    plan.background, plan.framework = "<p>B</p>", "<p>R</p>"
    if is_adopted:
        plan.state, plan.adopted_at = "adopted", closed["meeting"]
    plan.save()
    Track.objects.get_or_create(plan=plan, kind="strategies", defaults={"title": "Spor", "lead_actor": "U"})
    for track in plan.tracks.all():
        Track.objects.filter(pk=track.pk).update(purpose="<p>F</p>")
        for _time in range(2):
            track.work_periods.create(
                title="Arbejde", actor="Hvem", description="Hvad", starts="2023-08", ends="2023-09"
            )
    Meeting.objects.filter(pk__lt=closed["meeting"].pk).update(track=plan.tracks.earliest("pk"))


def _policies(vision):
    """A policy that an item treats beside the vision; the new edition of another stands in the house already."""
    hidden = MainPolicy.objects.filter(is_published=False).earliest("pk")
    begun = Vision.objects.get(supersedes=vision)
    for item in AgendaItem.objects.filter(is_closed=False)[:6]:
        item.treatments.create(main_policy=hidden, effect="adopts")
        item.treatments.create(vision=begun, effect="returns")
    ProcessPlan.objects.filter(term=vision.term).update(vision=vision)


def _adoptions(vision, closed):
    """One at an item that is shown, and of the begun edition one at an item that is not."""
    shown = AgendaItem.objects.filter(is_closed=False, meeting__is_published=True, meeting__agenda_state="published")
    begun = Vision.objects.get(supersedes=vision)
    for edition, item in ((vision, shown.earliest("pk")), (begun, closed["item"])):
        draft = edition.drafts.create(
            number=10 + edition.pk,
            note="Vedtaget",
            made_on=edition.term.starts,
            title="V",
            summary="K",
            text="<p>T</p>",
        )
        draft.lines = [{"line": 1, "aim": "Mål", "title": "Linje", "explanation": "Fordi"}]
        draft.save()
        Adoption.objects.create(vision=edition, item=item, draft=draft, dissent="En gruppe", is_unanimous=False)
