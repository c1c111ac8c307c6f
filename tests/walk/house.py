"""A house with each thing in each state, and the eight who read it.

Beside the one of each that `tests.whole_site` builds, all of it lies with one committee: the meetings are its own, it
owns the strategies, and one reader sits in it.
"""

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
    StandingItem,
    StatusChange,
    Strategy,
    Treatment,
    User,
    Vision,
)
from strategies.models import CitizenInvolvement, Consultation, Consultee, LeftOut, Response, StrategyDocument
from tests import rows
from tests.whole_site import build
from vision.models import Contribution, Round, Theme

TODAY = date(2023, 8, 14)
READERS = ("public", "member", "without", "other", "former", "coming", "administration", "secretariat")
STATUSES = ("in_preparation", "adopted", "later")  # the last is one that this release does not know


def people():
    """{name: user}: one sits in the committee, one in the council alone, one in another committee, two in none."""
    term = CouncilTerm.objects.get()
    council, committee = Body.objects.get(kind="council"), Body.objects.get(slug="kultur-og-fritidsudvalget")
    other = Body.objects.get(slug="klima-og-miljoeudvalget")
    day = timedelta(days=1)
    return {
        "public": AnonymousUser(),
        "member": User.objects.get(role="member"),
        "without": rows.seated("uden@example.org", term, council),
        "other": rows.seated("andet@example.org", term, council, other),
        "former": rows.seated("tidligere@example.org", term, council, committee, ends=TODAY - day),
        "coming": rows.seated("kommende@example.org", term, council, committee, starts=TODAY + day),
        "administration": User.objects.get(role="administration"),
        "secretariat": User.objects.get(role="secretariat"),
    }


def fill(house, *, paper="draft", shows_vision=True):
    """The house and its people: {the word of an address: value}, {name: user}."""
    readers = people()
    committee = Body.objects.get(slug="kultur-og-fritidsudvalget")
    vision = Vision.objects.get(edition=1)
    Vision.objects.filter(pk=vision.pk).update(is_published=shows_vision)
    vision.debate_paper.state = paper
    vision.debate_paper.save()
    hidden_policy = MainPolicy.objects.create(
        title="Skjult", slug="skjult", is_published=False, lead_committee=committee, vision=vision
    )
    strategies = [*_strategies(committee, hidden_policy)]
    meetings = [*_meetings(committee, vision, strategies, readers)]
    _begun_edition(vision, hidden_policy)
    for strategy in strategies:
        _parts(strategy, committee, meetings[-1])
    _of_vision(vision, meetings, readers)
    for is_closed in (False, True):
        StandingItem.objects.create(body=committee, title="Fast", is_closed=is_closed, public_title="Fast punkt")
    return readers


def _strategies(committee, hidden_policy):
    policies = (MainPolicy.objects.get(slug="miljoepolitik", edition=1), hidden_policy)
    for shown, status, policy in product((True, False), STATUSES, policies):
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
    kinds = {"draft": Meeting.Kind.THEME, "published": Meeting.Kind.COMMITTEE}
    for number, (shown, agenda, minutes) in enumerate(
        product((True, False), ("draft", "published"), ("draft", "published"))
    ):
        meeting = rows.meeting(
            committee,
            title="Møde",
            purpose="<p>Hvorfor</p>",
            outcome="<p>Udfald</p>",
            place="Sal",
            case_number="23/1",
            case_url="https://example.org/",
            start_date=TODAY + timedelta(days=number - 3),
            kind=kinds[agenda],
            is_published=shown,
            agenda_state=agenda,
            minutes_state=minutes,
        )
        for place, is_closed in enumerate((False, True), 1):
            _item(meeting, place, is_closed, strategies, readers)
        withdrawn = _item(meeting, 3, True, strategies, readers)
        AgendaItem.objects.filter(pk=withdrawn.pk).update(withdrawn_reason="Trukket")
        yield meeting


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
    item.follow_ups.create(what="Et notat", role="Direktionen", due="2023-08-01", note="Snart")
    item.corrections.create(on=TODAY, what="Bilag tilføjet", by=readers["secretariat"])
    item.running_numbers.create(body=meeting.bodies.get(), year=2023, number=100 * meeting.pk + number)
    meeting.attendances.get_or_create(user=readers["member"], defaults={"note": "Til kl. 18"})
    PrivateNote.objects.create(user=readers["member"], item=item, text="Husk")
    PrivateNote.objects.create(user=readers["former"], item=item, text="Husk")
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
        edition.comments.create(
            text="Hvorfor?", quote="Tekst", by=User.objects.get(email="medlem@example.org"), on=TODAY
        )
    MainPolicy.objects.filter(pk=hidden_policy.pk).update(status_note="Note", summary="Kort", text="<p>Tekst</p>")
    begun = Vision.objects.get(supersedes=vision)
    MainPolicy.objects.create(
        title="Under ny", slug="under-ny", vision=begun, lead_committee=hidden_policy.lead_committee
    )


def _parts(strategy, committee, meeting):
    strategy.activities.create(kind="other", title="Aktivitet", note="Note", outcome="Udfald", starts="2023-08")
    strategy.milestones.create(title="Milepæl", due="2023-09-01", note="Note")
    strategy.solutions.create(title="Løsning", audience="citizens", target_group="Unge", text="Tekst")
    strategy.early_involvements.create(kind="orientation", body=committee, on=TODAY, meeting=meeting, outcome="Ros")
    LeftOut.objects.create(strategy=strategy, body=Body.objects.get(kind="council"), reason="Berøres ikke.")
    CitizenInvolvement.objects.create(strategy=strategy, degree="inform", promise="Et løfte")
    StatusChange.objects.create(strategy=strategy, to_status="chosen", on=TODAY, note="Valgt")
    document = StrategyDocument(strategy=strategy, title="Kort", original_name="k.pdf", content_type="application/pdf")
    document.size = 9
    document.file.save("k.pdf", ContentFile(b"%PDF-1.7\n"))
    for number, (state, public) in enumerate(product(("prepared", "sent", "withdrawn"), (True, False)), 1):
        _consultation(strategy, number, state, public, meeting)


def _consultation(strategy, number, state, public, meeting):
    days = {} if state == "prepared" else {"opened_on": TODAY, "deadline": TODAY + timedelta(weeks=6)}
    row = Consultation.objects.create(
        strategy=strategy,
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
    for body, sent_on in ((Body.objects.get(slug="klima-og-miljoeudvalget"), TODAY), (strategy.owner, None)):
        consultee = Consultee.objects.create(consultation=row, body=body, meeting=meeting)
        item = meeting.items.last()
        answer = Response.objects.create(consultation=row, consultee=consultee, text="Svar", sent_on=sent_on, item=item)
        answer.points.create(text="Punkt", outcome="followed", reason="Enig", place="Side 2")
    Response.objects.create(consultation=row, sender_kind="organisation", sender="Forening", text="Svar", sent_on=TODAY)


def _of_vision(vision, meetings, readers):
    paper = vision.debate_paper
    challenge = paper.challenges.create(title="Udfordring", description="<p>Tekst</p>", raised_at=meetings[-1])
    paper.possible_solutions.create(challenge=challenge, title="Løsning", example="Eksempel")
    item = meetings[-1].items.filter(is_closed=True).first()
    question = paper.questions.create(text="Spørgsmål", answer="Svar", answered_on=TODAY, item=item)
    type(paper).objects.filter(pk=paper.pk).update(
        title="Oplæg", author="Direktionen", purpose="<p>T</p>", introduction="<p>T</p>", solutions="<p>T</p>"
    )
    line = GuidingLine.objects.filter(aim__vision=vision).last()
    begun = GuidingLine.objects.filter(aim__vision__supersedes=vision).last()
    themes = []
    for shared, published in ((False, False), (True, False), (True, True)):
        theme = Theme.objects.create(
            vision=vision,
            title="Tema",
            summary="Kort",
            text="<p>Tekst</p>",
            raised_at=meetings[-1],
            is_shared=shared,
            is_published=published,
        )
        theme.challenges.add(challenge)
        theme.guiding_lines.add(line, begun)
        themes.append(theme)
    for meeting in (None, *meetings):
        said = Contribution.objects.create(
            vision=vision,
            text="Indspil",
            meeting=meeting,
            question=question,
            member=readers["member"],
            written_by=readers["member"],
            said_on=TODAY,
            reason="Derfor",
        )
        for theme in themes:
            theme.contributions.add(said)
    Theme.objects.create(vision=vision, title="Samlet", summary="Kort", state="merged", merged_into=themes[0])
    Theme.objects.create(vision=vision, title="Udgået", summary="Kort", state="dropped", drop_reason="Samlet")
    for state in ("draft", "closed"):
        round_ = Round.objects.create(vision=vision, title="Runde", state=state, meeting=meetings[-1])
        round_.candidates.create(theme=themes[0], title="Tema")


__all__ = ["READERS", "TODAY", "build", "fill"]
