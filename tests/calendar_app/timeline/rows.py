"""What tests of timeline, overview and plan build their plan from."""

from datetime import date

from ishoj_process.models import ProcessPlan, Track, WorkPeriod


def make_plan(term, vision=None, **fields):
    """A process plan over the memo's three quarters, with its two tracks."""
    fields = {"title": "Proces 2023", "starts": date(2023, 4, 1), "ends": date(2023, 12, 31), **fields}
    plan = ProcessPlan.objects.create(term=term, vision=vision, **fields)
    Track.objects.create(plan=plan, kind=Track.Kind.VISION, title="1. Vision 2035", lead_actor="Byrådet", position=1)
    Track.objects.create(
        plan=plan, kind=Track.Kind.STRATEGIES, title="2. Strategier", lead_actor="Fagudvalg, inkl. ØPU", position=2
    )
    return plan


def track_of(plan, kind):
    return plan.tracks.get(kind=kind)


def make_work(plan, title="Strukturering af temaerne", kind=Track.Kind.VISION, **fields):
    return WorkPeriod.objects.create(track=track_of(plan, kind), title=title, **fields)
