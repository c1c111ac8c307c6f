"""What the house sends and receives, counts and plans: mails and answers, calendar addresses, rounds, years."""

from django.utils import timezone

from calendar_app.invitations.answer_links import answer_token
from calendar_app.models import (
    AgendaImport,
    InvitationMail,
    LoadedFact,
    MeetingInvitation,
    ReceivedReply,
    Subscription,
    YearPlan,
)
from calendar_app.models.subscriptions import fingerprint
from ishoj_process.models import Body, PartyGroup, Seat, Submission
from ishoj_process.models.council import KnownNetwork
from vision.models import Mandate, Round, Vote
from vision.models.rounds import SecretResult

Answer, Trouble = MeetingInvitation.Answer, ReceivedReply.Trouble
TOLD = {"title": "Navn", "when": "Når", "place": "Sted", "doors": "Døre"}


def send_and_receive(readers, meetings):
    people = {name: user for name, user in readers.items() if name != "public"}
    _invitations(people, meetings)
    _mailbox(meetings, readers["secretariat"])
    for name, user in people.items():
        Subscription.objects.create(user=user, label=name.capitalize(), token_hash=fingerprint(secret_of(name)))
        KnownNetwork.objects.create(user=user, fingerprint="F", used_on=timezone.localdate())
    LoadedFact.objects.create(key="A", model="A", object_pk=1, asked="A", stored="A")
    Submission.objects.create(token="0" * 32, url="/A/")
    _years(meetings)


def secret_of(name):
    """The last part of the calendar address of a reader."""
    return f"hemmelig-{name}"


def token_of(user):
    """The last part of the link by which one answers an invitation: to the newest meeting, which is not shown."""
    return answer_token(MeetingInvitation.objects.filter(user=user).latest("pk"))


def _invitations(people, meetings):
    """Each of them to each meeting, whoever may see it: whom to invite is for the secretariat to say."""
    now = timezone.now()
    for place, meeting in enumerate(meetings):
        for number, user in enumerate(people.values()):
            row, _made = MeetingInvitation.objects.get_or_create(meeting=meeting, user=user)
            row.told, row.comment, row.mail_text = TOLD, "Jeg kommer", "Hilsen"
            row.answer = [*Answer][(place + number) % len(Answer)]
            row.answered_via = [*MeetingInvitation.Via][number % 3]
            row.answered_at, row.is_unconfirmed = now, number % 3 == 0
            row.withdrawn_at = now if (place + number) % 3 == 2 else None
            row.save()
            for method in InvitationMail.Method:
                row.mails.create(method=method, revision=0, queued_at=now, next_try_at=now)
            _failed(row, now)


def _failed(invitation, now):
    """A mail that was given up, with its reason."""
    invitation.mails.create(
        method="REQUEST", revision=0, issue=1, queued_at=now, next_try_at=now, dropped_at=now, trouble="Fejl"
    )


def _mailbox(meetings, secretariat):
    """A message of each trouble, about one of the meetings or none, handled or not; and agendas read from files."""
    for number, trouble in enumerate(Trouble):
        ReceivedReply.objects.create(
            digest=f"d{number}",
            trouble=trouble,
            meeting=meetings[-1] if number % 2 else None,
            sender="Afsender",
            subject="Emne",
            answer="ACCEPTED",
            text="Tekst",
            handled_at=timezone.now() if number % 3 == 0 else None,
        )
    item = {"title": "Budget", "is_closed": True, "public_title": "Titel", "problems": ["Noget mangler."]}
    for meeting in (meetings[0], meetings[-1]):
        AgendaImport.objects.create(
            meeting=meeting,
            name="D.docx",
            content={"items": [item], "remarks": ["Noget er udeladt."]},
            read_at=timezone.now(),
            read_by=secretariat,
        )


def _years(meetings):
    """Rules and planned meetings of a year that is adopted and of one that is proposed, of meetings shown or not."""
    body = Body.objects.get(slug="kultur-og-fritidsudvalget")
    tied = iter((meetings[0], meetings[-1], meetings[1], meetings[-2]))
    for plan in YearPlan.objects.order_by("year"):  # the adopted one first
        plan.rules.create(body=body, kind="committee", weekday=2, place="Sal")
        for month in (3, 4, 5):
            plan.meetings.create(
                body=body,
                date=f"{plan.year}-0{month}-02",
                kind="committee",
                place="Sal",
                note="Note",
                meeting=next(tied) if month > 3 else None,
            )


def vote(vision, readers, candidates_of):
    """Rounds that are closed, open to see and secret, with who gave what; one round at a time may be open."""
    group = PartyGroup.objects.get()
    for number, is_secret in enumerate((False, True)):
        round_ = Round.objects.create(
            vision=vision,
            title="Runde",
            state="closed",
            subject="lines" if is_secret else "themes",
            is_secret=is_secret,
            is_live=False,
            closed_at=timezone.now(),
        )
        candidate = candidates_of(round_)
        _ballots(round_, candidate, group, readers)
        if is_secret:
            SecretResult.objects.create(candidate=candidate, points=number)


def _ballots(round_, candidate, group, readers):
    for name in ("member", "other", "without"):
        seat = Seat.objects.filter(user=readers[name]).earliest("pk")
        words = {"holder_name": "Navn", "substitute_name": "Navn", "group_letter": "Q", "group_name": "Gruppe"}
        mandate = Mandate.objects.create(round=round_, seat=seat, holder=readers[name], party_group=group, **words)
        if name == "without":
            continue
        ballot = round_.ballots.create(mandate=mandate, given_by=readers[name])
        if not round_.is_secret:
            Vote.objects.create(ballot=ballot, candidate=candidate, points=2)
