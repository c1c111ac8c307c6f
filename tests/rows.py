"""The rows that most tests begin with, one by one: fixtures give them singly, the house all together."""

from datetime import date, time

from ishoj_process.models import (
    Body,
    CouncilTerm,
    MainPolicy,
    Meeting,
    ProcessPlan,
    Seat,
    Strategy,
    User,
    Vision,
    VisionAim,
)


def term():
    return CouncilTerm.objects.create(
        name="2022-2025", starts=date(2022, 1, 1), ends=date(2025, 12, 31), level_order="parallel"
    )


def next_term(**fields):
    return CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31), **fields)


def plan_of(term, **fields):
    told = {"title": "Procesplan", "starts": term.starts, "ends": term.ends, **fields}
    return ProcessPlan.objects.create(term=term, **told)


def council():
    return Body.objects.create(name="Ishøj Byråd", slug="ishoej-byraad", kind=Body.Kind.COUNCIL)


def committee():
    return Body.objects.create(
        name="Kultur- og Fritidsudvalget", slug="kultur-og-fritidsudvalget", kind=Body.Kind.STANDING
    )


def other_committee():
    return Body.objects.create(
        name="Klima- og Miljøudvalget", slug="klima-og-miljoeudvalget", abbreviation="KMU", kind=Body.Kind.STANDING
    )


def make_user(role, email):
    return User.objects.create_user(email, "en-lang-adgangskode", name=f"Demo: {User.Role(role).label}", role=role)


def administration():
    return make_user(User.Role.ADMINISTRATION, "administration@example.org")


def secretariat():
    return make_user(User.Role.SECRETARIAT, "sekretariat@example.org")


def member(term, *bodies):
    """A council member who sits in these bodies."""
    return seated("medlem@example.org", term, *bodies)


def seated(email, term, *bodies, **days):
    """A council member with seats in these bodies, through the term unless told from and to which day."""
    row = make_user(User.Role.MEMBER, email)
    for body in bodies:
        Seat.objects.create(user=row, body=body, term=term, **days)
    return row


def vision(term):
    return Vision.objects.create(title="Vision 2035", slug="vision-2035", term=term, horizon=2035)


def aim(vision):
    return VisionAim.objects.create(vision=vision, title="Et robust lokalsamfund")


def main_policy(lead_committee):
    return MainPolicy.objects.create(title="Miljøpolitik", slug="miljoepolitik", lead_committee=lead_committee)


def strategy(main_policy, owner):
    return Strategy.objects.create(
        title="Biodiversitetsstrategi",
        slug="biodiversitetsstrategi",
        main_policy=main_policy,
        owner=owner,
        status="in_preparation",
    )


def meeting(*bodies, **fields):
    """A meeting of the given bodies; a published one on 21 August 2023 unless told otherwise."""
    day = fields.pop("start_date", date(2023, 8, 21))
    row = Meeting.objects.create(**{"kind": Meeting.Kind.THEME, "start_date": day, "end_date": day, **fields})
    row.bodies.set(bodies)
    return row


def theme_meeting(council):
    return meeting(council, title="Temamøde 1 for Byrådet", start_time=time(17), end_time=time(19))
