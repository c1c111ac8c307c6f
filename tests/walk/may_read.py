"""Who may read what, written down from docs/rights.md and not from the code: {table: {field: who}}.

`who` is asked with the row and answers with the names of those who may read the field; "*" is every other field.
A table that stands nowhere here is a fault: what is new is closed until somebody says who reads it.
"""

from functools import cache

from ishoj_process.models import AgendaItem, Strategy

ALL = frozenset(("public", "member", "without", "other", "former", "coming", "administration", "secretariat"))
STAFF = frozenset(("administration", "secretariat"))
SECRETARIAT = frozenset(("secretariat",))
COUNCIL = frozenset(("member", "without", "other"))
INSIDE = STAFF | COUNCIL
NOBODY = frozenset()

SITS = {  # who sits where today
    "ishoej-byraad": COUNCIL,
    "kultur-og-fritidsudvalget": frozenset(("member",)),
    "klima-og-miljoeudvalget": frozenset(("other",)),
}
OPEN_TEXTS = {"adopted", "superseded", ""}  # statuses in which everybody reads the wording


@cache
def _sits(meeting):
    return frozenset().union(*(SITS[body.slug] for body in meeting.bodies.all()))


@cache
def meeting(row):
    return ALL if row.is_published else STAFF | _sits(row)


@cache
def agenda(row):
    return STAFF | (meeting(row) if row.agenda_state == "published" else NOBODY)


@cache
def item(row):
    """The whole of it."""
    return agenda(row.meeting) & ((SECRETARIAT | _sits(row.meeting)) if row.is_closed else ALL)


def public_title(row):
    return agenda(row.meeting) if row.is_closed else item(row)


def decided(row):
    """Those who may know what was decided in the minutes of the item's meeting."""
    return STAFF | (agenda(row.meeting) if row.meeting.minutes_state in ("published", "approved") else NOBODY)


def case(row):
    return frozenset().union(*(item(each) for each in AgendaItem.objects.filter(case=row)))


def standing(row):
    return (SECRETARIAT | SITS[row.body.slug]) if row.is_closed else SECRETARIAT | STAFF | SITS[row.body.slug]


@cache
def level(row):
    if not row.is_published:
        return STAFF
    return INSIDE if row.supersedes_id and row.status not in ("adopted", "superseded") else ALL


@cache
def wording(row):
    owns = SITS.get(row.owner.slug, NOBODY) if row.owner else NOBODY
    return level(row) & (ALL if row.status in OPEN_TEXTS else STAFF | owns)


def line(row):
    return level(row.aim.vision)


@cache
def consultation(row):
    gone_out = row.state in ("sent", "withdrawn")
    seen = STAFF | SITS[row.strategy.owner.slug] | (COUNCIL if gone_out else NOBODY)
    return level(row.strategy) & (ALL if gone_out and row.is_public else seen)


def response(row):
    asked = consultation(row.consultation)
    told = row.sent_on and row.consultation.reported_on and row.consultation.is_public
    own = SITS[row.consultee.body.slug] if row.consultee else NOBODY
    return asked & (ALL if told else STAFF | own | (COUNCIL if row.sent_on else NOBODY))


def paper(row):
    return {"planned": ALL, "draft": STAFF, "shared": INSIDE, "published": ALL}[row.state]


def answers(row):
    return paper(row.paper) & (ALL if row.paper.state == "published" else INSIDE)


def theme(row):
    return ALL if row.is_published else INSIDE if row.is_shared else STAFF


def round_(row):
    return INSIDE if row.state in ("open", "closed") else STAFF


def _of(way, who):
    return lambda row: who(getattr(row, way))


def _fixed(names):
    return lambda row: names


def _note(row):
    return frozenset((("former" if row.user.email.startswith("tidligere") else "member"),))


MAY_READ = {
    "Meeting": {"*": meeting},
    "AgendaItem": {
        "*": item,
        "public_title": public_title,
        "decision": lambda row: item(row) & decided(row),
        "public_decision": decided,
    },
    "Attachment": {"*": _of("item", item)},
    "ItemCorrection": {"*": _of("item", item)},
    "MinorityStatement": {"*": lambda row: item(row.item) & decided(row.item)},
    "FollowUp": {"*": lambda row: item(row.item) & decided(row.item) & INSIDE},
    "Attendance": {"*": lambda row: agenda(row.meeting) & (ALL if row.meeting.minutes_state == "published" else STAFF)},
    "PrivateNote": {"*": _note},
    "Case": {"*": case},
    "StandingItem": {"*": standing, "public_title": _fixed(ALL)},
    "Vision": {"*": level},
    "VisionAim": {"*": _of("vision", level)},
    "GuidingLine": {"*": line},
    "MainPolicy": {"*": level},
    "Strategy": {"*": level, "text": wording},
    "Alignment": {"*": lambda row: line(row.guiding_line) & level(row.document)},
    "StatusChange": {"*": lambda row: level(row.level)},
    "Activity": {"*": _of("strategy", level)},
    "Milestone": {"*": _of("strategy", level)},
    "LeftOut": {"*": _of("strategy", level)},
    "EarlyInvolvement": {"*": _of("strategy", level)},
    "CitizenInvolvement": {"*": _of("strategy", level)},
    "ConcreteSolution": {"*": _of("strategy", wording)},
    "StrategyDocument": {"*": _of("strategy", wording)},
    "Consultation": {"*": consultation},
    "ConsultationStep": {"*": _of("consultation", consultation)},
    "ResponseSheet": {"*": lambda row: consultation(row.consultation) & STAFF},
    "Response": {"*": response},
    "ResponsePoint": {"*": _of("response", response)},
    "DebatePaper": {"*": paper, "title": _fixed(ALL), "author": _fixed(ALL)},  # that one is on its way, all may know
    "Challenge": {"*": _of("paper", paper)},
    "Solution": {"*": _of("paper", paper)},
    "Question": {"*": _of("paper", paper), "answer": answers},
    "Theme": {"*": theme},
    "Contribution": {"*": _fixed(INSIDE)},
    "Draft": {"*": _fixed(INSIDE)},
    "Comment": {"*": _fixed(INSIDE)},
    "Round": {"*": round_},
    "Candidate": {"*": _of("round", round_)},
    "Mandate": {"*": _of("round", round_)},
}
# Whose words all may read, or which no page shows: the council's own facts, and what the house keeps for itself.
OPEN_TO_ALL = {"CouncilTerm", "PartyGroup", "Body", "User", "ProcessPlan", "Track", "WorkPeriod", "PlanChange"}
NOT_SHOWN_AS_TEXT = {"Submission", "SearchEntry", "LoadedFact", "Subscription", "KnownNetwork"}
OF_OTHER_TESTS = {"MeetingInvitation", "InvitationMail", "ReceivedReply", "AgendaImport", "Adoption"}
OF_YEAR_PLANS = {"MeetingRule", "PlannedMeeting"}  # proposed, the staff's; adopted, meetings


def readers_of(planted):
    """Those who may read a word where it was planted; an earlier version the staff, as far as they read the row."""
    fields = MAY_READ[type(planted.row).__name__]
    names = fields.get(planted.field, fields["*"])(planted.row)
    return names & STAFF if planted.is_past else names


def keeps(row, field):
    """What is not planted: a text whose being empty says something of its row."""
    if isinstance(row, Strategy) and field in ("adopted_on",):
        return True
    value = getattr(row, field)
    return value in ("", None) or field in ("kind", "circle")
