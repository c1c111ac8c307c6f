"""An adopted plan changes only by an act with a reason; what changed stands before and after, on page and in PDF."""

from datetime import date

import pytest

from calendar_app.process_plan.forms import PlanForm
from ishoj_process.models import PlanChange, ProcessPlan, WorkPeriod
from tests.calendar_app.timeline.rows import make_plan, make_work, track_of
from tests.conftest import TODAY


@pytest.fixture
def plan(term, vision):
    return make_plan(term, vision)


@pytest.fixture
def adopted(plan, make_meeting, council):
    plan.state, plan.adopted_at = "adopted", make_meeting(council, kind="council", start_date=date(2023, 5, 2))
    plan.save()
    return plan


def typed(plan, **changed):
    values = {
        "title": plan.title,
        "vision": plan.vision_id,
        "starts": "01-04-2023",
        "ends": "31-12-2023",
        "background": "",
        "framework": "",
        "version": ProcessPlan.objects.get().version,
    }
    return {**values, **changed}


@pytest.fixture
def edit(client_of, administration):
    client = client_of(administration)

    def send(url, data):
        return client.post(url, data)

    return send


def test_proposal_is_edited_without_a_reason_and_keeps_no_list(edit, plan):
    edit(f"{plan.get_absolute_url()}rediger/", typed(plan, title="Ny titel"))

    assert (ProcessPlan.objects.get().title, PlanChange.objects.count()) == ("Ny titel", 0)


def test_adopted_plan_is_not_changed_without_a_reason(edit, adopted):
    for reason in ({}, {"reason": ""}, {"reason": " \u200b "}):
        response = edit(f"{adopted.get_absolute_url()}rediger/", typed(adopted, title="Ny titel", **reason))
        assert list(response.context["form"].errors) == ["reason"]

    assert (ProcessPlan.objects.get().title, PlanChange.objects.count()) == ("Proces 2023", 0)


def test_change_tells_what_was_before_and_after_and_why(client, edit, adopted, administration):
    data = typed(adopted, title="Ny titel", ends="31-01-2024", reason="Seminaret er udsat.")
    assert edit(f"{adopted.get_absolute_url()}rediger/", data)["Location"] == adopted.get_absolute_url()

    change = PlanChange.objects.get()
    assert (change.on, change.by, change.reason) == (TODAY, administration, "Seminaret er udsat.")
    assert [(row["before"], row["after"]) for row in change.what] == [
        ("Proces 2023", "Ny titel"),
        ("31. december 2023", "31. januar 2024"),
    ]
    content = client.get(adopted.get_absolute_url()).content.decode()
    assert "Ændret den 14. august 2023: Seminaret er udsat." in content
    assert ("<td>Proces 2023</td>" in content, "<td>Ny titel</td>" in content) == (True, True)


def test_line_of_the_change_stands_in_the_paper(client, adopted, monkeypatch):
    PlanChange.objects.create(plan=adopted, reason="Seminaret er udsat.", on=TODAY, what=[])
    seen = {}
    monkeypatch.setattr(
        "calendar_app.process_plan.views.render_pdf", lambda _name, context, **_more: seen.update(context) or b"%PDF"
    )
    client.get("/plan.pdf")

    assert [change.reason for change in seen["changes"]] == ["Seminaret er udsat."]


def test_tracks_and_working_periods_change_by_the_same_act(edit, adopted):
    track = track_of(adopted, "vision")
    work = make_work(adopted, starts="2023-05")
    base = {"version": ProcessPlan.objects.get().version, "reason": "Flere møder."}
    fields = {"kind": "vision", "title": "Visionen", "lead_actor": "Byrådet", "position": 1}

    edit(f"{adopted.get_absolute_url()}spor/{track.pk}/", {**base, **fields})
    base["version"] += 1
    edit(
        f"{adopted.get_absolute_url()}spor/{track.pk}/arbejde/{work.pk}/",
        {**base, "title": work.title, "starts": "juni 2023", "position": 0},
    )
    edit(f"{adopted.get_absolute_url()}spor/{track.pk}/arbejde/nyt/", {**base, "title": "Udkast", "position": 1})

    rows = [row for change in PlanChange.objects.order_by("pk") for row in change.what]
    assert [(row["before"], row["after"]) for row in rows] == [
        ("1. Vision 2035", "Visionen"),
        ("Strukturering af temaerne, maj 2023", "Strukturering af temaerne, juni 2023"),
        ("", "Udkast"),
    ]
    assert ProcessPlan.objects.get().version == 4


def test_whoever_has_an_older_plan_open_is_shown_both(edit, adopted):
    track = track_of(adopted, "vision")
    fields = {"kind": "vision", "title": "Visionen", "lead_actor": "Byrådet", "position": 1, "reason": "Sådan."}
    old = ProcessPlan.objects.get().version
    edit(f"{adopted.get_absolute_url()}rediger/", typed(adopted, title="Ny titel", reason="Først."))

    response = edit(f"{adopted.get_absolute_url()}spor/{track.pk}/", {**fields, "version": old})

    assert (response.status_code, track_of(adopted, "vision").title) == (409, "1. Vision 2035")
    response = edit(f"{adopted.get_absolute_url()}rediger/", typed(adopted, title="Tredje", reason="Så.", version=old))
    assert (response.status_code, ProcessPlan.objects.get().title) == (409, "Ny titel")


def test_plan_that_was_adopted_while_it_was_edited_asks_for_the_reason(plan, adopted, administration):
    from calendar_app.process_plan.acts import change_plan
    from ishoj_process.editing.acts import Refused

    open_form = ProcessPlan.objects.get()
    open_form.state = "proposed"  # as it stood when the form was shown
    form = PlanForm(typed(adopted, title="Ny"), instance=ProcessPlan.objects.get(), plan=open_form)
    assert form.is_valid(), form.errors

    with pytest.raises(Refused, match="hvorfor"):
        change_plan(form=form, seen_version=ProcessPlan.objects.get().version, by=administration, today=TODAY)
    assert ProcessPlan.objects.get().title == "Proces 2023"


def test_plan_file_that_changes_an_adopted_plan_says_so(adopted, plan_file, db):
    from calendar_app.process_plan.changes import facts_of, note_change

    before = facts_of(adopted)
    assert note_change(adopted, before, reason="Intet.", by=None, on=TODAY) is None
    WorkPeriod.objects.create(track=track_of(adopted, "vision"), title="Udkast")
    assert (
        note_change(adopted, before, reason="Indlæst fra en planfil.", by=None, on=TODAY).what[0]["after"] == "Udkast"
    )


def removal_of(part):
    track = part if part._meta.model_name == "track" else part.track
    below = "" if part is track else f"arbejde/{part.pk}/"
    return f"{track.plan.get_absolute_url()}spor/{track.pk}/{below}fjern/"


def test_working_period_of_a_proposal_is_removed_once_seen(edit, client_of, administration, plan):
    url = removal_of(work := make_work(plan))
    page = client_of(administration).get(url)

    assert (page.status_code, work.title in page.text, "reason" in page.context["form"].fields) == (200, True, False)
    # Nothing was sent, or nobody has seen the plan.
    assert (edit(url, {}).status_code, edit(url, {"token": ""}).status_code) == (200, 409)
    assert WorkPeriod.objects.count() == 1
    sent = {"version": ProcessPlan.objects.get().version}
    assert [edit(url, sent)["Location"] for _click in range(2)] == [plan.get_absolute_url()] * 2
    assert (WorkPeriod.objects.count(), PlanChange.objects.count(), edit(f"{url}x", {}).status_code) == (0, 0, 404)


def test_what_is_removed_from_an_adopted_plan_is_kept_as_a_change_with_its_reason(edit, adopted):
    url = removal_of(work := make_work(adopted, starts="2023-05"))
    sent = {"version": ProcessPlan.objects.get().version}

    assert list(edit(url, sent).context["form"].errors) == ["reason"]
    edit(url, {**sent, "reason": "Arbejdet er lagt sammen."})

    change = PlanChange.objects.get()
    assert (change.reason, WorkPeriod.objects.count()) == ("Arbejdet er lagt sammen.", 0)
    assert [(row["before"], row["after"]) for row in change.what] == [(f"{work.title}, maj 2023", "")]


def test_track_is_removed_with_its_working_periods_and_never_with_meetings(
    edit, client_of, administration, plan, make_meeting, council
):
    track = track_of(plan, "vision")
    make_work(plan)
    follower = track_of(plan, "strategies")
    follower.after = track
    follower.save()
    meeting = make_meeting(council, track=track)
    sent = {"version": ProcessPlan.objects.get().version}

    refused = edit(removal_of(track), sent)
    assert [str(reason) for reason in refused.context["form"].non_field_errors()] == [
        "Der ligger møder på sporet. Flyt dem til et andet spor først, eller tag dem af sporet."
    ]
    meeting.track = None
    meeting.save()
    assert "1 arbejdsperiode fjernes sammen med sporet." in client_of(administration).get(removal_of(track)).text
    edit(removal_of(track), sent)

    follower.refresh_from_db()
    assert (WorkPeriod.objects.count(), follower.after, plan.tracks.count()) == (0, None, 1)


def test_plan_that_changed_since_is_looked_at_again(edit, plan):
    url, sent = removal_of(make_work(plan)), {"version": ProcessPlan.objects.get().version}
    edit(f"{plan.get_absolute_url()}rediger/", typed(plan, title="Ny titel"))

    assert (edit(url, sent).status_code, WorkPeriod.objects.count()) == (409, 1)


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("administration", 200), ("secretariat", 200)]
)
def test_staff_alone_remove_parts(request, client_of, plan, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)

    assert {client.get(removal_of(part)).status_code for part in (track_of(plan, "vision"), make_work(plan))} == {
        status
    }
