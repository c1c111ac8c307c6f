"""What tests of the council's track share."""

from datetime import date, time

import pytest

from ishoj_process.models import (
    AgendaItem,
    GuidingLine,
    Meeting,
    PartyGroup,
    ProcessPlan,
    Seat,
    Track,
    Treatment,
    User,
    Vision,
)
from vision.models import Candidate, Challenge, Contribution, DebatePaper, Question, Round, Theme
from vision.rounds.acts import open_round
from vision.tasks import task_box
from vision.track.way import way_of


@pytest.fixture
def plan(term, vision):
    """A proposed plan for the vision."""
    return ProcessPlan.objects.create(
        term=term, vision=vision, title="Procesplan", starts=date(2023, 4, 1), ends=date(2023, 12, 31)
    )


@pytest.fixture
def track(plan):
    return Track.objects.create(plan=plan, kind=Track.Kind.VISION, title="Vision 2035", lead_actor="Byrådet")


@pytest.fixture
def way(track, theme_meeting):
    """The track with its first meeting, on 21 August 2023."""
    theme_meeting.track = track
    theme_meeting.save()
    return track


@pytest.fixture
def paper(vision, theme_meeting):
    return DebatePaper.objects.create(
        vision=vision,
        title="Direktionens debatoplæg",
        author="Direktionen",
        introduction="<p>Indledningen.</p>",
        solutions="<p>Partnerskaber.</p>",
        presented_at=theme_meeting,
    )


@pytest.fixture
def challenge(paper):
    return Challenge.objects.create(paper=paper, title="Uddannelsesniveau", description="<p>Flere skal lære mere.</p>")


@pytest.fixture
def question(paper, theme_meeting):
    """A question that the second item of theme meeting 1 takes up; its agenda is a draft."""
    item = AgendaItem.objects.create(meeting=theme_meeting, number=2, title="Er det de rigtige problemer?")
    return Question.objects.create(paper=paper, text="Er det de rigtige problemer?", item=item)


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Fællesskaber, der bærer")


@pytest.fixture
def make_theme(vision):
    """A theme that the council sees and the public does not, unless told otherwise."""

    def make(title="Foreningsliv", **fields):
        return Theme.objects.create(vision=vision, title=title, **fields)

    return make


@pytest.fixture
def two(make_theme):
    return make_theme(), make_theme("Uddannelse")


@pytest.fixture
def make_contribution(vision, member):
    """What a member said on 14 August 2023, not sorted yet unless told otherwise."""

    def make(text="Flere skal lære mere.", **fields):
        fields = {"member": member, "written_by": member, "said_on": date(2023, 8, 14), **fields}
        return Contribution.objects.create(vision=vision, text=text, **fields)

    return make


@pytest.fixture
def make_round(vision, make_theme, secretariat):
    """A round about two themes, open unless told otherwise."""

    def make(*titles, opened=True, **fields):
        round_ = Round.objects.create(vision=vision, title="Prioritering", **fields)
        for position, title in enumerate(titles or ("Foreningsliv", "Uddannelse")):
            Candidate.objects.create(round=round_, theme=make_theme(title), title=title, position=position)
        return open_round(round_=round_, by=secretariat) if opened else round_

    return make


@pytest.fixture
def seat(member):
    """The member's seat in the council."""
    return member.seats.get(body__kind="council")


@pytest.fixture
def make_seat(council, term):
    """A seat in the council, held by a member of a group, or of none."""

    def make(letter=None, name="Den anden", **fields):
        user = User.objects.create_user(f"{Seat.objects.count()}@example.org", name=name, role=User.Role.MEMBER)
        name_of_group = {"name": f"Gruppe {letter}"}
        group = PartyGroup.objects.get_or_create(letter=letter, defaults=name_of_group)[0] if letter else None
        return Seat.objects.create(body=council, term=term, user=user, party_group=group, **fields)

    return make


@pytest.fixture
def secretary(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def voter(client_of, member):
    return client_of(member)


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def sent():
    """What a page's form sends back: all that stands in it, and what is typed anew."""

    def fields(client, url, **changes):
        form = client.get(url).context["form"]
        values = {name: form[name].value() for name in form.fields}
        typed = {name: value for name, value in values.items() if value is not None and value is not False}
        return {name: value for name, value in (typed | changes).items() if value is not None}

    return fields


@pytest.fixture
def on_board(browser):
    """Send the board's form."""

    def send(act, *cards, target=None, follow=False, **typed):
        sent = {"act": act, "cards": list(cards), "target": target.pk if target else "", **typed}
        return browser.post("/vision/vision-2035/temaer/tavle/", sent, follow=follow)

    return send


@pytest.fixture
def under(make_contribution):
    """A contribution under a theme."""

    def make(theme, text="Flere skal lære mere.", **fields):
        row = make_contribution(text, destination="vision", **fields)
        theme.contributions.add(row)
        return row

    return make


@pytest.fixture
def meetings(way, theme_meeting, make_meeting, council):
    """The way of the memo: two theme meetings and a seminar over two days, all with published agendas."""
    theme = {"kind": Meeting.Kind.THEME, "track": way}
    second = make_meeting(council, title="Temamøde 2 for Byrådet", start_date=date(2023, 9, 5), **theme)
    seminar = make_meeting(
        council,
        title="Byrådsseminar",
        start_date=date(2023, 10, 31),
        end_date=date(2023, 11, 1),
        **theme | {"kind": Meeting.Kind.SEMINAR},
    )
    Meeting.objects.update(agenda_state="published")
    return [theme_meeting, second, seminar]


@pytest.fixture
def council_item(meetings, vision, make_meeting, council):
    """The vision on the agenda of the council meeting of 5 December."""
    meeting = make_meeting(
        council, kind=Meeting.Kind.COUNCIL, title="Byrådsmøde", start_date=date(2023, 12, 5), start_time=time(17),
        agenda_state="published",
    )  # fmt: skip
    item = AgendaItem.objects.create(meeting=meeting, number=4, title="Vision 2035")
    Treatment.objects.create(item=item, vision=vision)
    return item


@pytest.fixture
def sent_paper(paper, question):
    """The debate paper, sent to the council, with one question to discuss."""
    paper.state, paper.shared_on = "shared", date(2023, 8, 1)
    paper.save()
    return paper


@pytest.fixture
def ask(vision, plan):
    """What is asked of somebody on a day: None for the public."""

    def asked(user, today):
        stored = Vision.objects.get(pk=vision.pk)
        return task_box(user=user, vision=stored, way=way_of(plan, stored, user, today))

    return asked


@pytest.fixture
def texts(ask):
    return lambda user, today: [row.text for row in ask(user, today).tasks]


@pytest.fixture
def write(vision, member):
    def make(text="Flere skal med.", **fields):
        fields = {"vision": vision, "member": member, "written_by": member, "said_on": date(2023, 8, 14), **fields}
        return Contribution.objects.create(text=text, **fields)

    return make
