"""What the secretariat does about a meeting: entered, its agenda published, convened, minuted."""

from ishoj_process.models import AgendaItem, Body

from .desk import number_in


def hold(secretary, day, kind, body, title, *documents, closed="", outcome="approved"):
    """A meeting from its entry to its published minutes: its number, and that of the item that has the title.

    `documents` are the codes of those that the item treats, such as `vision-1`; `closed` is the title of a closed one.
    """
    meeting = enter(secretary, day, kind, body)
    item = put_on(secretary, meeting, title, *documents)
    if closed:
        put_on(secretary, meeting, closed, is_closed="on", public_title="Lukket punkt")
    convene(secretary, meeting)
    decide(secretary, meeting, item, outcome)
    return meeting, item


def enter(secretary, day, kind, body, **fields):
    """Days are typed as Danes write them."""
    body = Body.objects.get(slug=body)
    led_to = secretary.send("/moeder/nyt/", kind=kind, bodies=[str(body.pk)], start_date=day, **fields)
    return number_in(led_to)


def put_on(secretary, meeting, title, *documents, **fields):
    secretary.send(f"/moeder/{meeting}/punkter/nyt/", title=title, documents=list(documents), **fields)
    return AgendaItem.objects.filter(meeting=meeting).latest("pk").pk


def convene(secretary, meeting):
    address = f"/moeder/{meeting}/"
    secretary.send(address, "/dagsorden/offentliggoer/")
    secretary.send(address, "/tilstand/", to="convened")


def decide(secretary, meeting, item, outcome):
    secretary.send(f"/punkter/{item}/beslutning/", outcome=outcome)
    secretary.send(f"/moeder/{meeting}/", "/referat/", to="published")


def invite(secretary, meeting):
    secretary.send(f"/moeder/{meeting}/indkaldelser/", "/indkaldelser/send/")
