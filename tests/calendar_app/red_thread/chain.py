"""A whole red thread built by hand: from the meeting where it was raised to the one where it was adopted."""

from datetime import date
from types import SimpleNamespace

from ishoj_process.models import AgendaItem, Alignment, GuidingLine, MainPolicy, Meeting, Strategy
from vision.models import Challenge, Contribution, DebatePaper, Question, Theme

# Each step of the thread with the name of what stands on it here.
WHOLE = {
    "moede": ["Temamøde 1"],
    "udfordring": ["Uddannelsesniveau"],
    "spoergsmaal": ["Hvad er kerneopgaven?"],
    "indspil": ["Flere skal lære mere."],
    "tema": ["Uddannelse"],
    "retning": ["Flere i uddannelse"],
    "hovedpolitik": ["Børnepolitik"],
    "strategi": ["Skolestrategi"],
    "vedtagelse": ["Vedtagelse af visionen", "Vedtagelse af strategien"],
}


def whole_chain(vision, aim, council, committee, member, *, title="Temamøde 1", adopted=True):
    """Every row of the thread, tied as the pages tie them, and nothing that belongs to another."""
    raised = _meeting(council, title=title, kind="theme", day=date(2023, 8, 21))
    chain = SimpleNamespace(vision=vision, meeting=raised, **_said(vision, raised, member))
    chain.tema = Theme.objects.create(vision=vision, title="Uddannelse", raised_at=raised, is_published=True)
    chain.retning = GuidingLine.objects.create(aim=aim, title="Flere i uddannelse")
    chain.tema.contributions.add(chain.indspil)
    chain.tema.challenges.add(chain.udfordring)
    chain.tema.guiding_lines.add(chain.retning)
    chain.hovedpolitik = MainPolicy.objects.create(title="Børnepolitik", slug="boernepolitik", vision=vision)
    chain.strategi = Strategy.objects.create(
        title="Skolestrategi", slug="skolestrategi", main_policy=chain.hovedpolitik, owner=committee
    )
    Alignment.objects.create(guiding_line=chain.retning, main_policy=chain.hovedpolitik, how="Skolen")
    if adopted:
        adopt(chain, council, committee)
    return chain


def _said(vision, raised, member):
    """What the debate paper asked at the meeting, and what a member said of it."""
    asked = AgendaItem.objects.create(meeting=raised, number=2, title="Kerneopgaven")
    paper = DebatePaper.objects.create(vision=vision, title="Debatoplæg", state="published")
    challenge = Challenge.objects.create(paper=paper, title="Uddannelsesniveau", raised_at=raised)
    question = Question.objects.create(paper=paper, text="Hvad er kerneopgaven?", item=asked)
    said = Contribution.objects.create(
        vision=vision,
        text="Flere skal lære mere.",
        meeting=raised,
        question=question,
        member=member,
        written_by=member,
        said_on=raised.start_date,
        destination="vision",
    )
    return {"item": asked, "paper": paper, "udfordring": challenge, "question": question, "indspil": said}


def adopt(chain, council, committee):
    """The council adopts the vision, and the committee its strategy."""
    for level, body, day, title in (
        (chain.vision, council, date(2023, 12, 5), "Vedtagelse af visionen"),
        (chain.strategi, committee, date(2024, 2, 6), "Vedtagelse af strategien"),
    ):
        meeting = _meeting(body, title="", kind="council", day=day)
        level.adopted_at_item = AgendaItem.objects.create(meeting=meeting, number=4, title=title)
        level.status, level.adopted_on, level.adopted_by = "adopted", day.isoformat(), body
        level.save()


def _meeting(body, *, day, **fields):
    meeting = Meeting.objects.create(start_date=day, end_date=day, state="convened", agenda_state="published", **fields)
    meeting.bodies.add(body)
    return meeting


def titles(thread):
    """What stands on each step, by name."""
    return {step.kind: [node.title for node in step.nodes] for step in thread.steps}


def gaps(thread):
    return {step.kind: step.gap for step in thread.steps if step.gap}


def node(thread, kind, number=0):
    return {step.kind: step.nodes for step in thread.steps}[kind][number]


def words_of(thread):
    """All that the thread says anywhere."""
    said = [thread.position, *(step.gap for step in thread.steps)]
    for one in (one for step in thread.steps for one in step.nodes):
        said += [one.title, *one.lines, one.came_from, one.url]
    return " ".join(said)
