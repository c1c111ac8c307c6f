"""What the administration does about vision, policies and strategies: worded, heard, decided on."""

from ishoj_process.models import Alignment, Body, GuidingLine, Strategy
from strategies.models import Consultation, Consultee, Response


def code_of(level):
    """As an agenda item's form names it."""
    return f"{level._meta.model_name}-{level.pk}"


def move(staff, address, *statuses):
    for status in statuses:
        staff.send(f"{address}status/", to=status, note="Som besluttet.")


def word_vision(staff, address, text, lines, aims=()):
    """Its text, and guiding lines under its first aim."""
    typed = {f"visionaim_new_{number}": title for number, title in enumerate(aims)}
    staff.send(f"{address}rediger/", text=f"<p>{text}</p>", **typed)
    for title in lines:
        page = f"{address}sigtelinjer/ny/"
        staff.send(page, aim=staff.choices(page, "aim")[0], title=title)


def keep_draft(staff, address, note):
    staff.send(f"{address}udkast/", note=note)


def contribute(member, address, text):
    member.send(f"{address}indspil/nyt/", text=text)


def adopt_vision(staff, address, item):
    staff.send(f"{address}vedtag/", item=str(item), stood="unanimous")


def adopt(staff, address, item):
    staff.send(f"{address}vedtag/", item=str(item))


def serve(staff, address, line, how):
    """Say how a document serves a guiding line."""
    row = GuidingLine.objects.get(title=line, aim__vision__edition=1)
    staff.send(f"{address}bidrag/nyt/", guiding_line=str(row.pk), how=how)
    return Alignment.objects.latest("pk").pk


def enter_strategy(staff, title, owner, text, **fields):
    owner = Body.objects.get(slug=owner)
    staff.send("/strategier/ny/", title=title, owner=str(owner.pk), text=f"<p>{text}</p>", **fields)
    return Strategy.objects.latest("pk")


def hear(staff, address, bodies, deadline, in_writing=False, **typed):
    """A consultation from its preparation to its sending: its number; `in_writing` where none meets in time."""
    keys = [str(Body.objects.get(slug=slug).pk) for slug in bodies]
    staff.send(f"{address}hoeringer/ny/", bodies=keys, **typed)
    number = Consultation.objects.latest("pk").pk
    ways = {f"way_{key}": Consultee.Way.WRITING.value for key in keys} if in_writing else {}
    staff.send_shown(f"/hoeringer/{number}/send/", ways, deadline=deadline, shown="")
    return number


def answer_and_report(staff, number, text):
    """The body that was asked answers, its point is dealt with, the consultation is closed and reported on."""
    consultee = Consultee.objects.filter(consultation=number).first().pk
    staff.send(f"/hoeringer/{number}/parter/{consultee}/svar/", has_remarks="1", text=text, send="1")
    response = Response.objects.latest("pk").pk
    dealt_with = {"text": text, "outcome": "adopted", "reason": "Skrevet ind.", "place": "afsnit 2"}
    staff.send(f"/hoeringer/{number}/svar/{response}/punkter/nyt/", **dealt_with)
    staff.send(f"/hoeringer/{number}/luk/", reason="Alle har svaret.")
    staff.send(f"/hoeringer/{number}/", "/rapport/faerdig/")
