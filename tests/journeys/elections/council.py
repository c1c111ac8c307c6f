"""What the secretariat does about the council: who logs in, who sits where, what a body is called, who carries on."""

from ishoj_process.models import Body, CouncilTerm, PartyGroup, Seat, User

OFFICE = "/byraad-og-adgang"


def enter_user(secretary, name, role="member"):
    """Somebody who may log in, at an address made of the first name."""
    email = f"{name.split()[0].lower()}@example.org"
    secretary.send(f"{OFFICE}/brugere/ny/", name=name, email=email, role=role)
    return name.split()[0].lower()


def seat(secretary, who, body, *, term="2022-2025", group="", role="member", **days):
    secretary.send(
        f"{OFFICE}/udvalg/{body}/ny-plads/",
        term=str(CouncilTerm.objects.get(name=term).pk),
        user=str(user_of(who).pk),
        party_group=group and str(PartyGroup.objects.get(letter=group).pk),
        role=role,
        **days,
    )


def seat_of(who, body, term="2022-2025"):
    return Seat.objects.filter(user=user_of(who), body__slug=body, term__name=term).latest("pk").pk


def user_of(who):
    return User.objects.get(email=f"{who}@example.org")


def take_over(secretary, leaver, substitute, body, on):
    address = f"{OFFICE}/pladser/{seat_of(leaver, body)}/overtag/"
    secretary.send(address, substitute=str(user_of(substitute).pk), on=on)


def make_chair(secretary, who, body, on):
    secretary.send(f"{OFFICE}/pladser/{seat_of(who, body)}/hverv/", role="chair", on=on)


def rename(secretary, body, name, on, abbreviation=""):
    secretary.send(f"{OFFICE}/udvalg/{body}/navn/", name=name, abbreviation=abbreviation, on=on)


def rename_group(secretary, letter, name, on):
    group = PartyGroup.objects.get(letter=letter)
    secretary.send(f"{OFFICE}/grupper/{group.pk}/navn/", name=name, on=on)


def enter_group(secretary, letter, name):
    secretary.send(f"{OFFICE}/grupper/ny/", letter=letter, name=name)


def change_group(secretary, who, body, letter, on):
    address = f"{OFFICE}/pladser/{seat_of(who, body)}/gruppe/"
    others = secretary.choices(address, "also")
    group = str(PartyGroup.objects.get(letter=letter).pk)
    secretary.send(address, group=group, on=on, **({"also": others} if others else {}))


def begin_term(secretary, name, **typed):
    secretary.send("/perioder/ny/", name=name, **typed)
    return f"/perioder/{name}/ny/"


def settle_bodies(secretary, term, new, passes_on):
    """What becomes of the bodies on the term's first day, as one act.

    `new` are the names of those that begin, and `passes_on` says which of them take over: {slug: numbers in `new`}.
    """
    typed = {}
    for number, name in enumerate(new, start=1):
        typed |= {f"ny{number}-name": name, f"ny{number}-kind": "standing"}
    for slug, numbers in passes_on.items():
        prefix = f"udvalg-{Body.objects.get(slug=slug).pk}"
        typed[f"{prefix}-what"] = "passes_on"
        typed |= {f"{prefix}-heir_{place}": f"ny{number}" for place, number in enumerate(numbers, start=1)}
    secretary.send_shown(f"{term}udvalg/", {"confirmed": "1"}, **typed)
    return [Body.objects.get(name=name).slug for name in new]


def enter_elected(secretary, term, folder, lines):
    """Pasted lines, looked at and stored."""
    preview = secretary.send(f"{term}{folder}/", text="\n".join(lines))
    secretary.send(preview, "")
