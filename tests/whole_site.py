"""A house with one of each thing that an address can name, made once for all the tests of a module."""

from contextlib import contextmanager
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from calendar_app.invitations.answer_links import answer_token
from calendar_app.models import MeetingInvitation, ReceivedReply, Subscription, Unheired, YearPlan
from calendar_app.models.subscriptions import fingerprint
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Attachment,
    Body,
    Case,
    CouncilTerm,
    GuidingLine,
    PartyGroup,
    ProcessPlan,
    Succession,
    Track,
    User,
    Vision,
    WorkPeriod,
)
from strategies.models import Activity, Consultation, Consultee, LeftOut, Response, StrategyDocument
from tests import rows
from vision.models import Comment, Contribution, DebatePaper, Draft, Round, Theme


@contextmanager
def built():
    """The house while a module's tests run: what one of them changes is rolled back to it, and at last all of it."""
    with transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def build():
    """One of each thing that an address can name, as {the word that stands for it in the table: its name or number}."""
    term, council, committee = rows.term(), rows.council(), rows.other_committee()
    vision, main_policy = rows.vision(term), rows.main_policy(committee)
    aim, strategy, theme_meeting = rows.aim(vision), rows.strategy(main_policy, committee), rows.theme_meeting(council)
    member, *_staff = rows.member(term, council, rows.committee()), rows.administration(), rows.secretariat()
    line = GuidingLine.objects.create(aim=aim, title="Flere i uddannelse")
    return {
        **_plan_of(vision),
        **_coming_term(council),
        **_editions_of(vision, main_policy, strategy, on=theme_meeting.start_date),
        **_agenda_of(theme_meeting),
        **invitations_of(theme_meeting, member),
        **_agenda_imports(theme_meeting),
        **_seats_of(council, member),
        **_work_on(vision, line, member, on=theme_meeting.start_date),
        **consultations_of(strategy, council, theme_meeting.start_date),
        **years_of(council),
        **_parts_of(strategy),
        **_parts_of_policy(main_policy, council, theme_meeting.start_date),
        "subscription": Subscription.objects.create(
            user=member, label="Min telefon", token_hash=fingerprint("secret")
        ).pk,
        "secret": "secret",
        "line": line.pk,
        "alignment": Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan").pk,
        "policy-alignment": Alignment.objects.create(guiding_line=line, main_policy=main_policy, how="Sådan").pk,
    }


def _plan_of(vision):
    """The process plan by its term, with a track and work on it."""
    plan = ProcessPlan.objects.create(
        term=vision.term, vision=vision, title="Plan", starts="2023-04-01", ends="2023-12-31"
    )
    track = Track.objects.create(plan=plan, kind="vision", title="Vision 2035", lead_actor="Byrådet")
    work = WorkPeriod.objects.create(track=track, title="Arbejde")
    return {
        "term": vision.term.slug,
        "term-id": vision.term.pk,
        "plan": plan.number,
        "track": track.pk,
        "work": work.pk,
    }


def _coming_term(council):
    """A term that is made ready; not the one that other tests let people be elected to."""
    term = CouncilTerm.objects.create(name="2030-2033", starts=date(2030, 1, 1), ends=date(2033, 12, 31))
    read = {"lines": [{"number": 1, "name": "Anne Hansen"}], "unread": [], "remarks": []}
    made = {"users": [], "seats": [], "groups": [], "roles": []}
    plan = ProcessPlan.objects.create(term=term, title="Plan", starts=term.starts, ends=term.ends)
    now, words = timezone.now(), {"council": "elected-list", "committees": "committee-list"}
    lists, found = term.elected_lists, {"coming-term": term.slug, "coming-plan": plan.number}
    for go, word in words.items():
        found[word] = lists.create(go=go, name="l.csv", content=read, read_at=now).pk
        found[f"made-{word}"] = lists.create(go=go, name="l.csv", made=made, read_at=now, made_at=now).pk
    # Of one who reads all of it anyway: a seat gives a right to council members alone.
    seat = council.seats.create(term=term, user=User.objects.get(role="secretariat"))
    heir = Body.objects.get(slug="kultur-og-fritidsudvalget")
    handed = term.handed_over.create(body=council, heir=heir, moved=[])
    term.settled_steps.create(step="bodies")
    for what in Unheired.What:
        term.unheired.create(what=what, key=1, reason="Opgaven bortfalder.")
    return {**found, "coming-person": seat.user_id, "handed-over": handed.pk}


def _editions_of(vision, main_policy, strategy, *, on):
    """The three levels, each with an edition that is begun beside it."""
    edition = Vision.objects.create(title="Ny", slug=vision.slug, edition=2, term=vision.term, supersedes=vision)
    for one in (vision, edition):
        Draft.objects.create(vision=one, number=1, note="Til temamødet", made_on=on, title=one.title)
    DebatePaper.objects.create(vision=edition, title="Debatoplæg")
    for document in (main_policy, strategy):
        begun = type(document)(title="Ny", slug=document.slug, edition=2, supersedes=document, status="in_preparation")
        begun.save()
    return {
        "vision": vision.slug,
        "policy": main_policy.slug,
        "strategy": strategy.slug,
        "strategy-id": strategy.pk,
        "edition": edition.edition,
        "policy-edition": 2,
        "strategy-edition": 2,
        "draft": 1,
    }


def _seats_of(council, member):
    """The council as the secretariat keeps it: a body, who takes over from it, a seat and a group."""
    heir = Body.objects.create(name="Nyt", slug="nyt-raad", kind="advisory")
    return {
        "standing-item": council.standing_items.create(title="Eventuelt").pk,
        "body": council.slug,
        "member": member.pk,
        "seat": member.seats.get(body=council).pk,
        "group": PartyGroup.objects.create(letter="A", name="Gruppe A").pk,
        "succession": Succession.objects.create(body=council, heir=heir, on=date(2030, 1, 1)).pk,
    }


def _work_on(vision, line, member, *, on):
    """What the council works with on its vision."""
    paper = DebatePaper.objects.create(vision=vision, title="Debatoplæg")
    return {
        "theme": Theme.objects.create(vision=vision, title="Uddannelse", is_published=True).pk,
        "contribution": Contribution.objects.create(
            vision=vision, text="Flere skal lære mere.", member=member, written_by=member, said_on=on
        ).pk,
        "challenge": paper.challenges.create(title="Klima").pk,
        "solution": paper.possible_solutions.create(title="Flere praktikpladser").pk,
        "question": paper.questions.create(text="Hvad er kerneopgaven?").pk,
        "round": Round.objects.create(vision=vision, title="Prioritering", state="open").pk,
        "draft-round": Round.objects.create(vision=vision, title="Kladde").pk,
        "comment": Comment.objects.create(vision=vision, line=line, text="Hvorfor?", by=member, on=on).pk,
    }


def _parts_of(strategy):
    return {
        "document": _document_of(strategy).pk,
        "milestone": strategy.milestones.create(title="Udkast", due="2023-09-01").pk,
        "concrete-solution": strategy.solutions.create(title="Vilde bede", audience="citizens").pk,
        "activity": Activity.objects.create(strategy=strategy, kind="idea_phase").pk,
    }


def _parts_of_policy(policy, body, on):
    """What a policy has as strategies have it; the addresses of its consultations are those of all."""
    Consultation.objects.create(main_policy=policy, number=1, state="sent", opened_on=on, deadline=on)
    return {
        "policy-milestone": policy.milestones.create(title="Udkast", due="2023-09-01").pk,
        "policy-left-out": LeftOut.objects.create(main_policy=policy, body=body, reason="Berøres ikke.").body.slug,
    }


def _agenda_of(meeting):
    """A published agenda with an item of a case, and what hangs on the item."""
    case = Case.objects.create(number="23/4711")
    item = AgendaItem.objects.create(meeting=meeting, number=1, title="Sag", case=case)
    meeting.agenda_state = "published"
    meeting.save()
    attachment = Attachment(item=item, number=1, title="Bilag", original_name="b.pdf", content_type="application/pdf")
    attachment.size = 9
    attachment.file.save("b.pdf", _content())
    return {
        "meeting": meeting.pk,
        "item": item.pk,
        "attachment": attachment.pk,
        "case": case.pk,
        "statement": item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>").pk,
        "follow-up": item.follow_ups.create(what="Et notat", role="Direktionen").pk,
    }


def invitations_of(meeting, member):
    """An invitation that was sent, and a message that could not be placed."""
    invitation = MeetingInvitation.objects.create(meeting=meeting, user=member)
    mail = invitation.mails.create(
        method="REQUEST", revision=0, queued_at=invitation.invited_at, next_try_at=invitation.invited_at
    )
    return {
        "meeting-invitation": invitation.pk,
        "invitation-mail": mail.pk,
        "answer-token": answer_token(invitation),
        "reply": ReceivedReply.objects.create(digest="x", trouble="no_reply", meeting=meeting).pk,
    }


def _agenda_imports(meeting):
    """A file that waits to be confirmed, and one whose items are made."""
    read = {"items": [{"title": "Budget"}], "remarks": []}
    files, now = meeting.agenda_imports, timezone.now()
    return {
        "agenda-import": files.create(name="d.docx", content=read, read_at=now).pk,
        "made-import": files.create(name="d.docx", read_at=now, made_at=now).pk,
    }


def consultations_of(strategy, body, on):
    """A round that runs, with an answer and a point, and one that is being prepared."""
    strategy.text, on = "<p>Målet.</p>", on - timedelta(weeks=2)
    strategy.save()
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, is_public=True, state="sent", opened_on=on, deadline=on + timedelta(weeks=8)
    )
    consultee = Consultee.objects.create(consultation=consultation, body=body)
    response = Response.objects.create(
        consultation=consultation, sender_kind="citizen", text="Flere træer.", sent_on=on
    )
    return {
        "consultation": consultation.pk,
        "draft-consultation": Consultation.objects.create(strategy=strategy, number=2).pk,
        "consultee": consultee.pk,
        "response": response.pk,
        "early-involvement": strategy.early_involvements.create(kind="orientation", body=body, on=on).pk,
        "left-out": LeftOut.objects.create(strategy=strategy, body=body, reason="Berøres ikke.").body.slug,
        "sheet": consultation.sheets.create(name="svar.xlsx", read_on=on).pk,
        "point": response.points.create(text="Flere træer.").pk,
    }


def years_of(body):
    """A year whose meeting calendar is adopted, and one that is proposed, with a rule and a meeting entered by hand."""
    YearPlan.objects.create(year=2026, state="adopted", adopted_on="2025-12-01")
    plan = YearPlan.objects.create(year=2027)
    plan.rules.create(body=body, kind="council", weekday=2)
    planned = plan.meetings.create(body=body, kind="council", date="2027-02-02")
    return {"year": 2026, "proposed-year": 2027, "planned": planned.pk}


def _document_of(strategy):
    """The strategy is being worked on: its files are its owners' and the staff's."""
    row = StrategyDocument(strategy=strategy, title="Kort", original_name="k.pdf", content_type="application/pdf")
    row.size = 9
    row.file.save("k.pdf", _content())
    return row


def _content():
    return ContentFile(b"%PDF-1.7\n")


def real(address, house):
    for word, value in house.items():
        address = address.replace(f"<{word}>", str(value))
    return address
