"""A house with each thing in each state, and the nine who read it.

Beside the one of each that `tests.whole_site` builds, all of it lies with one committee: the meetings are its own, it
owns the strategies, and one reader sits in it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile

from calendar_app.models import PrivateNote
from ishoj_process.models import (
    AgendaItem,
    Alignment,
    Attachment,
    Body,
    Case,
    CouncilTerm,
    GuidingLine,
    MainPolicy,
    Meeting,
    PartyGroup,
    PlanChange,
    ProcessPlan,
    Seat,
    StandingItem,
    StatusChange,
    Strategy,
    Succession,
    Track,
    Treatment,
    User,
    Vision,
    tie_to,
)
from ishoj_process.models.base import Edited
from ishoj_process.models.status import MEANINGS
from strategies.models import CitizenInvolvement, Consultation, Consultee, LeftOut, Response, StrategyDocument
from tests import rows
from tests.whole_site import build
from vision.models import Contribution, Round, Theme

from .. import may_read
from .sent import send_and_receive, vote
from .spread import spread
from .ties import tie
from .words import own_models

TODAY = date(2023, 8, 14)
READERS = ("public", "member", "without", "other", "former", "coming", "elected", "administration", "secretariat")


@dataclass(frozen=True)
class State:
    """How what there is one of alone stands in a house: the vision and its new edition, its debate paper, the plan."""

    paper: str
    vision: str = "in_preparation"
    edition: str = "in_preparation"
    shows_vision: bool = True
    plan_is_adopted: bool = True

    def __str__(self):
        return f"{self.paper}{'' if self.shows_vision else ', vision hidden'}"


STATES = [
    State("draft", vision="adopted"),
    State("shared", vision="before_decision", edition="considered"),
    State("published", vision="chosen", edition="dropped"),
    State("planned", vision="superseded", plan_is_adopted=False),
    State("published", edition="later", shows_vision=False),
    State("later", vision="later", edition="adopted"),
]
LATER = "later"  # a state that this release does not know
STATUSES = (*MEANINGS, LATER)


def people():
    """{name: user}: one sits in the committee, one in the council alone, one in another committee, three in none.

    Of these the elected one is let to read before the term begins.
    """
    term = CouncilTerm.objects.get(starts=date(2022, 1, 1))
    council, committee = Body.objects.get(kind="council"), Body.objects.get(slug="kultur-og-fritidsudvalget")
    other = Body.objects.get(slug="klima-og-miljoeudvalget")
    day = timedelta(days=1)
    return {
        "public": AnonymousUser(),
        "member": User.objects.get(role="member"),
        "without": rows.seated("uden@example.org", term, council, role="vice_chair"),
        "other": rows.seated("andet@example.org", term, council, other, role="chair"),
        "former": rows.seated("tidligere@example.org", term, council, committee, ends=TODAY - day),
        "coming": rows.seated("kommende@example.org", term, council, committee, starts=TODAY + day, role="substitute"),
        "elected": rows.seated("nyvalgt@example.org", rows.next_term(elected_read_from=TODAY), council, committee),
        "administration": User.objects.get(role="administration"),
        "secretariat": User.objects.get(role="secretariat"),
    }


def fill(house, state):
    """The house and its people: {the word of an address: value}, {name: user}."""
    readers = people()
    # With all that the database's own pages give to anybody.
    User.objects.filter(role__in=may_read.STAFF).update(is_staff=True, is_superuser=True)
    may_read.begin({user.pk: name for name, user in readers.items() if name != "public"})
    committee = Body.objects.get(slug="kultur-og-fritidsudvalget")
    _council()
    Seat.objects.filter(user=readers["elected"], body__kind="council").update(role="vice_chair_2")
    vision = Vision.objects.get(edition=1)
    vision.debate_paper.state = state.paper
    vision.debate_paper.save()
    hidden_policy = MainPolicy.objects.create(
        title="Skjult", slug="skjult", is_published=False, lead_committee=committee, vision=vision
    )
    strategies = [*_strategies(committee, hidden_policy)]
    meetings = [*_meetings(committee, vision, strategies, readers)]
    _begun_edition(vision, hidden_policy)
    for strategy in strategies:
        _parts(strategy, committee, meetings[-1])
    for policy in _policies(committee, hidden_policy):
        _heard(policy, meetings[-1])
    _of_vision(vision, meetings, readers)
    for is_closed in (False, True):
        StandingItem.objects.create(
            body=committee, title="Fast", is_closed=is_closed, public_title="Fast punkt", case_presentation="<p>F</p>"
        )
    send_and_receive(readers, meetings)
    _other_editions(committee)
    tie(vision, state.plan_is_adopted)
    spread()
    _signed(readers["secretariat"])
    # At last, and past what holds today: what a later release stored.
    Vision.objects.filter(pk=vision.pk).update(is_published=state.shows_vision, status=state.vision)
    Vision.objects.filter(supersedes=vision).update(status=state.edition)
    return readers


def _signed(by):
    """Stored by somebody just now: what people did is news, what a file laid down is not."""
    for model in own_models():
        if hasattr(model, "history"):
            if issubclass(model, Edited):
                model._base_manager.update(updated_by=by)
            model.history.update(history_user=by)


def _council():
    """What no reader and no right goes by."""
    Body.objects.create(name="Økonomiudvalget", slug="oekonomiudvalget", kind="finance")
    coming = CouncilTerm.objects.latest("starts").starts
    heir = Body.objects.create(name="Kommende udvalg", slug="kommende-udvalg", kind="standing", begins=coming)
    Succession.objects.create(body=Body.objects.get(slug="klima-og-miljoeudvalget"), heir=heir, on=coming)
    days = {"starts": "2018-01-01", "ends": "2021-12-31"}
    CouncilTerm.objects.create(name="2018-2021", level_order="sequential", next_level_order="parallel", **days)
    plan = ProcessPlan.objects.earliest("pk")
    Track.objects.create(plan=plan, kind="policies", title="Hovedpolitikker", lead_actor="Byrådet", position=9)
    changed = [{"label": "Titel", "before": "Før", "after": "Efter"}]
    PlanChange.objects.create(plan=plan, what=changed, reason="Grund", on=TODAY)


def _strategies(committee, hidden_policy):
    policies = (MainPolicy.objects.get(slug="miljoepolitik", edition=1), hidden_policy)
    for number, (shown, status) in enumerate(product((True, False), STATUSES)):
        policy = policies[number // 2 % 2]
        row = Strategy.objects.create(
            title="Strategi",
            slug=f"s-{shown}-{status}-{policy.slug}".lower().replace("_", "-"),
            owner=committee,
            main_policy=policy,
            is_published=shown,
            official_role="Chef",
            summary="Kort",
            text="<p>Tekst</p>",
            status_note="Note",
        )
        row.also_serves.set(policies)
        # Past the constraints of the day: what a later release stored.
        Strategy.objects.filter(pk=row.pk).update(status=status)
        yield Strategy.objects.get(pk=row.pk)


def _meetings(committee, vision, strategies, readers):
    """Shown or not, with agenda and minutes published or not; the last is hidden with all of it published."""
    kinds, states = [*Meeting.Kind], [*Meeting.State, LATER]
    stages = [
        (shown, agenda, minutes)
        for shown in (True, False)
        for agenda, minutes in (
            ("draft", "draft"), ("published", "draft"), ("draft", "published"), (LATER, LATER), ("published", LATER),
            ("published", "approved"), ("published", "published"),
        )
    ]  # fmt: skip
    for number, (shown, agenda, minutes) in enumerate(stages):
        meeting = rows.meeting(
            committee,
            title="Møde",
            purpose="<p>Hvorfor</p>",
            outcome="<p>Udfald</p>",
            place="Sal",
            case_number="23/1",
            case_url="https://example.org/",
            start_date=TODAY + timedelta(days=number - 6),
            kind=kinds[number % len(kinds)],
            state=states[number % len(states)],
            is_held=number < 6 and states[number % len(states)] != "cancelled",
            behind_closed_doors=number % 3 == 0,
            is_published=shown,
            agenda_state=agenda,
            minutes_state=minutes,
            minutes_approved_on=TODAY if minutes == "approved" else None,
        )
        for place, is_closed in enumerate((False, True), 1):
            _item(meeting, place, is_closed, strategies, readers)
        withdrawn = _item(meeting, 3, True, strategies, readers)
        AgendaItem.objects.filter(pk=withdrawn.pk).update(withdrawn_reason="Trukket")
        _opened_item(meeting, strategies, readers)
        yield meeting


def _opened_item(meeting, strategies, readers):
    """It was closed, and is open now: what was written meanwhile stays closed."""
    item = _item(meeting, 4, True, strategies, readers)
    item.is_closed, item.public_title = False, ""
    item.save_next(by=readers["secretariat"])


def _item(meeting, number, is_closed, strategies, readers):
    sections = dict.fromkeys([section.value for section in AgendaItem.Section], "<p>Tekst</p>")
    item = AgendaItem.objects.create(
        meeting=meeting,
        number=number,
        title="Sag",
        is_closed=is_closed,
        public_title="Sag" if is_closed else "",
        late_reason="Haster",
        case=Case.objects.create(number=f"23/{meeting.pk}-{number}", url="https://example.org/"),
        outcome="approved",
        **sections | ({} if is_closed else {"public_decision": ""}),
    )
    for strategy in (strategies[0], strategies[-1]):
        Treatment.objects.create(item=item, strategy=strategy, effect="adopts")
    attachment = Attachment(item=item, number=1, title="Bilag", original_name="b.pdf", content_type="application/pdf")
    attachment.size = 9
    attachment.file.save("b.pdf", ContentFile(b"%PDF-1.7\n"))
    item.minority_statements.create(by_whom="Et mindretal", text="<p>Imod.</p>")
    for done_on in (None, TODAY):
        status = "done" if done_on else "open"
        words = {"what": "Et notat", "role": "Direktionen", "note": "Snart"}
        item.follow_ups.create(due="2023-08-01", status=status, done_on=done_on, **words)
    item.corrections.create(on=TODAY, what="Bilag tilføjet", by=readers["secretariat"])
    item.running_numbers.create(body=meeting.bodies.get(), year=2023, number=100 * meeting.pk + number)
    for name in ("member", "other", "without"):
        meeting.attendances.get_or_create(user=readers[name], defaults={"note": "Til kl. 18"})
    for name in ("member", "other", "former", "coming"):
        PrivateNote.objects.create(user=readers[name], item=item, text="Husk")
    return item


def _begun_edition(vision, hidden_policy):
    """The edition that is being worked on has an aim and lines of its own, which others serve already."""
    served = [*Strategy.objects.all(), *MainPolicy.objects.all()]
    for edition in (vision, Vision.objects.get(supersedes=vision)):
        edition.text, edition.summary = "<p>Tekst</p>", "Kort"
        edition.save()
        aim = edition.aims.first() or edition.aims.create(title="Mål")
        line = GuidingLine.objects.create(aim=aim, title="Sigtelinje", explanation="Fordi")
        for document in served:
            key = "strategy" if isinstance(document, Strategy) else "main_policy"
            Alignment.objects.create(guiding_line=line, how="Sådan", **{key: document})
        StatusChange.objects.create(vision=edition, to_status="chosen", on=TODAY, note="Begyndt")
        by = User.objects.get(email="medlem@example.org")
        for settled in ({}, {"settled_on": TODAY, "settled_note": "Rettet", "settled_by": by}):
            words = {"text": "Hvorfor?", "quote": "Tekst", "before": "Før", "after": "Efter"}
            edition.comments.create(by=by, on=TODAY, **words, **settled)
    MainPolicy.objects.filter(pk=hidden_policy.pk).update(status_note="Note", summary="Kort", text="<p>Tekst</p>")
    begun = Vision.objects.get(supersedes=vision)
    MainPolicy.objects.create(
        title="Under ny", slug="under-ny", vision=begun, lead_committee=hidden_policy.lead_committee
    )


def _parts(strategy, committee, meeting):
    strategy.activities.create(kind="other", title="Aktivitet", note="Note", outcome="Udfald", starts="2023-08")
    strategy.solutions.create(title="Løsning", audience="citizens", target_group="Unge", text="Tekst")
    strategy.early_involvements.create(kind="orientation", body=committee, on=TODAY, meeting=meeting, outcome="Ros")
    CitizenInvolvement.objects.create(strategy=strategy, degree="inform", promise="Et løfte")
    StatusChange.objects.create(strategy=strategy, to_status="chosen", on=TODAY, note="Valgt")
    document = StrategyDocument(strategy=strategy, title="Kort", original_name="k.pdf", content_type="application/pdf")
    document.size = 9
    document.file.save("k.pdf", ContentFile(b"%PDF-1.7\n"))
    _heard(strategy, meeting)


def _policies(committee, hidden_policy):
    """Policies with a draft that is sent: shown, hidden, and begun anew beside the one in force."""
    facts = {"slug": "arbejde", "summary": "Kort", "text": "<p>Tekst</p>", "lead_committee": committee}
    MainPolicy.objects.create(title="I kraft", status="adopted", **facts)
    begun = {"status": "in_preparation", "edition": 2, "supersedes": MainPolicy.objects.latest("pk")}
    yield MainPolicy.objects.create(title="Begyndt", **facts | begun)
    yield MainPolicy.objects.create(title="Ny", status="before_decision", **facts | {"slug": "ny-politik"})
    yield hidden_policy


def _heard(document, meeting):
    """What policies and strategies have by the same rules."""
    document.milestones.create(title="Milepæl", due="2023-09-01", note="Note")
    LeftOut.objects.create(**tie_to(document), body=Body.objects.get(kind="council"), reason="Berøres ikke.")
    for number, (state, public) in enumerate(product(("prepared", "sent", "withdrawn", LATER), (True, False)), 1):
        _consultation(document, number, state, public, meeting)


def _consultation(document, number, state, public, meeting):
    days = {} if state == "prepared" else {"opened_on": TODAY, "deadline": TODAY + timedelta(weeks=6)}
    row = Consultation.objects.create(
        **tie_to(document),
        number=number,
        is_public=public,
        state=state,
        purpose="Formål",
        questions="Spørgsmål",
        text="<p>Tekst</p>",
        decides_at=meeting,
        reported_on=TODAY if number % 2 and state == "sent" else None,
        **days,
    )
    row.steps.create(kind="sent", reason="Begrundelse", on=TODAY)
    row.sheets.create(name="svar.xlsx", read_on=TODAY)
    for body, sent_on in ((Body.objects.get(slug="klima-og-miljoeudvalget"), TODAY), (document.owner, None)):
        consultee = Consultee.objects.create(consultation=row, body=body, meeting=meeting)
        item = meeting.items.last()
        answer = Response.objects.create(consultation=row, consultee=consultee, text="Svar", sent_on=sent_on, item=item)
        answer.points.create(text="Punkt", outcome="followed", reason="Enig", place="Side 2")
    Response.objects.create(consultation=row, sender_kind="organisation", sender="Forening", text="Svar", sent_on=TODAY)


def _other_editions(committee):
    """Policies and strategies in a new edition, of each status: closed until it is decided."""
    shown = MainPolicy.objects.get(slug="miljoepolitik", edition=1)
    for status in STATUSES:
        policy = MainPolicy.objects.create(title="Før", slug=f"p-{status}", lead_committee=committee)
        facts = {"slug": policy.slug, "edition": 2, "title": "Ny", "summary": "Kort", "text": "<p>T</p>"}
        newer = MainPolicy.objects.create(supersedes=policy, lead_committee=committee, **facts)
        MainPolicy.objects.filter(pk=newer.pk).update(status=status)
    for status in ("in_preparation", "adopted", LATER):
        strategy = Strategy.objects.create(title="Før", slug=f"n-{status}", owner=committee, main_policy=shown)
        facts = {"slug": strategy.slug, "edition": 2, "title": "Ny", "summary": "Kort", "text": "<p>T</p>"}
        newer = Strategy.objects.create(supersedes=strategy, owner=committee, main_policy=shown, **facts)
        Strategy.objects.filter(pk=newer.pk).update(status=status)
    # Owned together: the text of a draft is read by those who own it along, too.
    other = Body.objects.get(slug="klima-og-miljoeudvalget")
    facts = {"title": "Fælles", "slug": "faelles", "status": "in_preparation", "text": "<p>T</p>"}
    Strategy.objects.create(owner=other, main_policy=shown, **facts).co_owners.set([committee])


def _said_by_others(vision, meeting, by):
    """What a group and a meeting said, sent on to a committee."""
    for said_by in ({"speaker": "meeting"}, {"speaker": "group", "party_group": PartyGroup.objects.get()}):
        Contribution.objects.create(
            vision=vision,
            text="Indspil",
            written_by=by,
            said_on=TODAY,
            destination="committee",
            body=Body.objects.get(slug="klima-og-miljoeudvalget"),
            reason="Derfor",
            meeting=meeting,
            **said_by,
        )


def _of_vision(vision, meetings, readers):
    challenge, question = _of_paper(vision, meetings[-1])
    line = GuidingLine.objects.filter(aim__vision=vision).last()
    begun = GuidingLine.objects.filter(aim__vision__supersedes=vision).last()
    themes = [*_themes(vision, meetings[-1], challenge, (line, begun))]
    _said_by_others(vision, meetings[-1], readers["secretariat"])
    _contributions(vision, meetings, question, themes, readers["member"])
    Theme.objects.create(vision=vision, title="Samlet", summary="Kort", state="merged", merged_into=themes[0])
    Theme.objects.create(vision=vision, title="Udgået", summary="Kort", state="dropped", drop_reason="Samlet")

    def candidates_of(round_):
        round_.candidates.create(guiding_line=begun, title="Linje", position=1)
        return round_.candidates.create(theme=themes[0], title="Tema")

    for state in ("draft", LATER):
        candidates_of(Round.objects.create(vision=vision, title="Runde", state=state))
    vote(vision, readers, candidates_of)


def _of_paper(vision, meeting):
    """A challenge and a question of the debate paper, all of which has words."""
    paper = vision.debate_paper
    challenge = paper.challenges.create(title="Udfordring", description="<p>Tekst</p>", raised_at=meeting)
    paper.possible_solutions.create(challenge=challenge, title="Løsning", example="Eksempel")
    item = meeting.items.filter(is_closed=True).first()
    question = paper.questions.create(text="Spørgsmål", answer="Svar", answered_on=TODAY, item=item)
    type(paper).objects.filter(pk=paper.pk).update(
        title="Oplæg", author="Direktionen", purpose="<p>T</p>", introduction="<p>T</p>", solutions="<p>T</p>"
    )
    return challenge, question


def _themes(vision, meeting, challenge, lines):
    """One that is the staff's, one that is shared, and one that the public sees."""
    for shared, published in ((False, False), (True, False), (True, True)):
        theme = Theme.objects.create(
            vision=vision,
            title="Tema",
            summary="Kort",
            text="<p>Tekst</p>",
            raised_at=meeting,
            is_shared=shared,
            is_published=published,
        )
        theme.challenges.add(challenge)
        theme.guiding_lines.add(*lines)
        yield theme


def _contributions(vision, meetings, question, themes, member):
    for meeting in (None, *meetings):
        said = Contribution.objects.create(
            vision=vision,
            text="Indspil",
            meeting=meeting,
            question=question,
            member=member,
            written_by=member,
            said_on=TODAY,
            reason="Derfor",
        )
        for theme in themes:
            theme.contributions.add(said)


__all__ = ["READERS", "TODAY", "build", "fill"]
