"""Who may read what, written down from docs/rights.md and not from the code: {table: {field: who}}.

`who` is asked with the row and answers with the names of those who may read the field; "*" is every other field.
A table that stands nowhere here is a fault: what is new is closed until somebody says who reads it.
"""

from functools import cache

from ishoj_process.models import AgendaItem
from tests.conftest import TODAY

ALL = frozenset(
    ("public", "member", "without", "other", "former", "coming", "elected", "administration", "secretariat")
)
STAFF = frozenset(("administration", "secretariat"))
SECRETARIAT = frozenset(("secretariat",))
COUNCIL = frozenset(("member", "without", "other"))
ELECTED = frozenset(("elected",))  # let to read before the term begins: what is closed of its own meetings alone
READING = COUNCIL | ELECTED
INSIDE = STAFF | READING
NOBODY = frozenset()

SITS = {  # who sits where today
    "ishoej-byraad": COUNCIL,
    "kultur-og-fritidsudvalget": frozenset(("member",)),
    "klima-og-miljoeudvalget": frozenset(("other",)),
    "aeldreraadet": NOBODY,
}
READS = {  # whose own work is read
    "ishoej-byraad": READING,
    "aeldreraadet": NOBODY,
    "kultur-og-fritidsudvalget": SITS["kultur-og-fritidsudvalget"] | ELECTED,
    "klima-og-miljoeudvalget": SITS["klima-og-miljoeudvalget"],
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


def was_closed(row):
    return row.is_closed or row.history.filter(is_closed=True).exists()


def past_of_item(row):
    """What was written of an item while it was closed stays closed when it is opened."""
    return (SECRETARIAT | _sits(row.meeting)) if was_closed(row) else ALL


def public_title(row):
    return agenda(row.meeting) if row.is_closed else item(row)


def decided(row):
    """Those who may know what was decided in the minutes of the item's meeting."""
    return decided_at(row.meeting)


def decided_at(row):
    return STAFF | (agenda(row) if row.minutes_state in ("published", "approved") else NOBODY)


def case(row):
    return SECRETARIAT.union(*(item(each) for each in AgendaItem.objects.filter(case=row)))


def standing(row):
    return (SECRETARIAT | SITS[row.body.slug]) if row.is_closed else SECRETARIAT | STAFF | SITS[row.body.slug]


@cache
def level(row):
    if not row.is_published:
        return STAFF
    return INSIDE if row.edition > 1 and not row.is_announced and row.status not in ("adopted", "superseded") else ALL


@cache
def wording(row):
    together = row.co_owners.all() if hasattr(row, "co_owners") else []
    owns = frozenset().union(*(READS.get(body.slug, NOBODY) for body in (row.owner, *together) if body))
    return level(row) & (ALL if row.status in OPEN_TEXTS else STAFF | owns)


def line(row):
    return level(row.aim.vision)


@cache
def consultation(row):
    gone_out = row.state in ("sent", "withdrawn")
    seen = STAFF | READS[row.document.owner.slug] | (READING if gone_out else NOBODY)
    return level(row.document) & (ALL if gone_out and row.is_public else seen)


def response(row):
    asked = consultation(row.consultation)
    told = row.sent_on and row.consultation.reported_on and row.consultation.is_public
    own = READS[row.consultee.body.slug] if row.consultee else NOBODY
    return asked & (ALL if told else STAFF | own | (READING if row.sent_on else NOBODY))


def paper(row):
    return {"planned": ALL, "draft": STAFF, "shared": INSIDE, "published": ALL}.get(row.state, STAFF)


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


def _own(row):
    return frozenset((OF_USER[row.user_id],))


def mandate(row):
    """Who votes is called in an open vote by what they gave, and else by the secretariat's page alone."""
    gave = not row.round.is_secret and hasattr(row, "ballot")
    return round_(row.round) if gave else SECRETARIAT


def year_plan(row):
    return ALL if row.plan.state == "adopted" else STAFF


def name(row):
    """Of who sits, or sat, in the council all may know; whose name stands beside an act of the staff, the council."""
    return ALL if row.role == "member" else INSIDE


OF_USER = {}  # {key of a user: the name of the reader}; filled when the people are made


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
    "Attendance": {"*": lambda row: decided_at(row.meeting)},
    "PrivateNote": {"*": _own},
    "Case": {"*": case},
    "StandingItem": {"*": standing, "public_title": _fixed(ALL)},
    "Vision": {"*": level},
    "VisionAim": {"*": _of("vision", level)},
    "GuidingLine": {"*": line},
    "MainPolicy": {"*": level, "text": wording},
    "Strategy": {"*": level, "text": wording},
    "Alignment": {"*": lambda row: line(row.guiding_line) & level(row.document)},
    "StatusChange": {"*": lambda row: level(row.level)},
    "Activity": {"*": _of("strategy", level)},
    "Milestone": {"*": _of("document", level)},
    "LeftOut": {"*": _of("document", level)},
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
    "Mandate": {"*": mandate, "group_letter": _of("round", round_), "group_name": _of("round", round_)},
    "Adoption": {"*": lambda row: level(row.vision) & item(row.item)},
    "MeetingInvitation": {"*": lambda row: SECRETARIAT | _own(row)},
    "InvitationMail": {"*": _fixed(SECRETARIAT)},
    "ReceivedReply": {"*": _fixed(SECRETARIAT)},
    "AgendaImport": {"*": _fixed(SECRETARIAT)},
    "ElectedList": {"*": _fixed(SECRETARIAT)},
    "Unheired": {"*": _fixed(ALL)},  # with what the council left
    "Subscription": {"*": _own},
    "KnownNetwork": {"*": _fixed(NOBODY)},
    "LoadedFact": {"*": _fixed(NOBODY)},
    "Submission": {"*": _fixed(STAFF)},
    "MeetingRule": {"*": year_plan},
    "PlannedMeeting": {"*": year_plan},
    "User": {"*": name, "email": lambda row: STAFF | frozenset((OF_USER.get(row.pk, ""),))},
    "CouncilTerm": {"*": lambda row: ALL if row.starts <= TODAY else STAFF},
    # One of a coming term is theirs who prepare it.
    "ProcessPlan": {"*": lambda row: ALL if row.term.starts <= TODAY else STAFF},
    "Body": {"*": lambda row: STAFF if row.begins and row.begins > TODAY else ALL},  # that of a coming term, too
    # The council's own facts, and its plan, which all may read while it is a proposal, too.
    **{table: {"*": _fixed(ALL)} for table in ("PartyGroup", "Track", "WorkPeriod", "PlanChange")},
}
NOT_SHOWN_AS_TEXT = {"SearchEntry"}  # made of the others


# The past of what belongs to an item is as closed as that of the item.
OF_ITEMS = {"MinorityStatement", "FollowUp"}


def readers_of(planted):
    """Those who may read a word where it was planted; an earlier version the staff, as far as they read the row."""
    row, table = planted.row, type(planted.row).__name__
    fields = MAY_READ[table]
    names = fields.get(planted.field, fields["*"])(row)
    if not planted.is_past:
        return names
    if table == "AgendaItem" or table in OF_ITEMS:
        names &= past_of_item(row if table == "AgendaItem" else row.item)
    return names & STAFF


# Texts whose being empty says something of the row: no word is put there where there is none.
SAYS_BY_BEING_EMPTY = {
    "AgendaItem.public_title",
    "AgendaItem.withdrawn_reason",
    "AgendaItem.public_decision",
    "StandingItem.public_title",
    "Theme.drop_reason",
    "Comment.quote",
    "Comment.settled_note",
    "Response.sender",
    "InvitationMail.trouble",
    "MeetingInvitation.told",
    "Mandate.substitute_name",
    "AgendaImport.content",
    "ElectedList.content",
    "ReceivedReply.answer",
    "Case.number",
    "Adoption.dissent",
}


def keeps(row, field):
    """What is not planted: a text whose being empty says something of its row."""
    return not getattr(row, field) and f"{type(row).__name__}.{field}" in SAYS_BY_BEING_EMPTY


def begin(names_of_users):
    """Another house: its users, and nothing that was reckoned of rows of other houses with the same keys."""
    for each in (_sits, meeting, agenda, item, level, wording, consultation):
        each.cache_clear()
    OF_USER.clear()
    OF_USER.update(names_of_users)
