"""What the pages of invitations show: who is invited, what they answered, what was sent, and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _

from calendar_app.models import InvitationMail, MeetingInvitation, ReceivedReply
from ishoj_process.dates.danish import moment_text
from ishoj_process.meetings.shown import invited
from ishoj_process.models import Meeting, User

from .acts import NOT_DELIVERED
from .delivery import ACCOUNT_CLOSED

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser

Answer = MeetingInvitation.Answer
# The words of an answer with its mark: nothing is said by colour alone.
TONES = {Answer.WAITING: "invited", Answer.ACCEPTED: "answered", Answer.TENTATIVE: "seen", Answer.DECLINED: "withdrawn"}


@dataclass(frozen=True)
class InvitationLine:
    """One invited person, with the answer that counts and the newest mail to them."""

    invitation: MeetingInvitation
    tone: str
    answer: str
    earlier_answer: str  # given before the meeting moved
    answered_text: str
    mails: list[MailLine]


@dataclass(frozen=True)
class MailLine:
    """One mail: which revision, and what became of it."""

    mail: InvitationMail
    text: str
    is_trouble: bool
    may_go_again: bool


def invitation_lines(meeting: Meeting) -> list[InvitationLine]:
    """Everybody who was invited, those first who still are, in a fixed number of queries."""
    mails = Prefetch("mails", InvitationMail.objects.order_by("-id"))
    rows = MeetingInvitation.objects.filter(meeting=meeting).select_related("user").prefetch_related(mails)
    return [_line(row) for row in sorted(rows, key=lambda row: (row.withdrawn_at is not None, row.user.name, row.pk))]


def answers_text(lines: Iterable[InvitationLine]) -> str:
    """`7 kommer, 2 kommer ikke, 3 har ikke svaret, ubekræftet: 1 kommer`; empty where nobody is invited."""
    standing = [line.invitation for line in lines if not line.invitation.withdrawn_at]
    certain = [row.standing_answer for row in standing if not row.awaits_confirmation]
    uncertain = [row.standing_answer for row in standing if row.awaits_confirmation]
    texts = [_counted(certain)]
    if uncertain:
        texts.append(_("unconfirmed: %(answers)s") % {"answers": _counted(uncertain)})
    return "; ".join(filter(None, texts))


def _counted(answers: Iterable[MeetingInvitation.Answer]) -> str:
    found = Counter(answers)
    order = (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED, Answer.WAITING)
    return ", ".join(f"{found[answer]} {answer.label}" for answer in order if found[answer])


def _line(row: MeetingInvitation) -> InvitationLine:
    answered = ""
    if row.is_answered and row.answered_at:
        answered = f"{moment_text(row.answered_at)}, {row.get_answered_via_display()}"
    label = str(row.standing_answer.label)
    return InvitationLine(
        invitation=row,
        # A tone of its own: at a glance, too, it is no answer that counts.
        tone="invited" if row.awaits_confirmation else TONES[row.standing_answer],
        answer=_("unconfirmed: %(answers)s") % {"answers": label} if row.awaits_confirmation else label,
        earlier_answer=row.get_answer_display() if row.is_about_earlier_time else "",
        answered_text=answered,
        # The newest first, as they were asked for.
        mails=[
            _mail_line(mail, _what(row, mail), is_newest=place == 0 and mail.revision == row.revision)
            for place, mail in enumerate(row.mails.all())
        ],
    )


def _what(row: MeetingInvitation, mail: InvitationMail) -> str:
    """`Indkaldelsen`, `Beskeden om flytning`: to a calendar program both are the same request."""
    if mail.method == InvitationMail.Method.CANCEL:
        return _("The cancellation")
    earlier = [other for other in row.mails.all() if other.pk < mail.pk and other.sent_at]
    # Who was taken off and is called again gets an invitation again.
    if not earlier or earlier[0].method == InvitationMail.Method.CANCEL:
        return _("The invitation")
    # What is kept is when they were last asked anew; of a move before that one, that it was a change.
    is_moved = mail.revision == row.asked_revision and mail.revision > earlier[0].revision
    return _("The word of the move") if is_moved else _("The word of a change")


def _mail_line(mail: InvitationMail, what: str, *, is_newest: bool) -> MailLine:
    words = {"what": what}
    if mail.is_given_up:
        # First: what a mail server gave back had been sent.
        told = {**words, "trouble": trouble_text(mail.trouble)}
        if mail.sent_at:
            text = _("%(what)s did not arrive: %(trouble)s") % told
        else:
            text = _("%(what)s could not be sent: %(trouble)s") % told
    elif mail.sent_at:
        text = _("%(what)s sent %(when)s") % {**words, "when": moment_text(mail.sent_at)}
    elif mail.dropped_at:
        text = _("%(what)s was replaced by a newer one before it was sent") % words
    elif mail.trouble:
        text = _("%(what)s failed (%(trouble)s) and is tried again %(when)s") % {
            **words,
            "trouble": trouble_text(mail.trouble),
            "when": moment_text(mail.next_try_at),
        }
    else:
        text = _("%(what)s waits to be sent") % words
    return MailLine(mail, text, mail.is_given_up, may_go_again=mail.is_given_up and is_newest)


@dataclass(frozen=True)
class Reason:
    """Why mails did not arrive, and how many of all meetings to come."""

    trouble: str
    text: str
    count: int


def reasons_to_send_again(lines: Iterable[InvitationLine], today: date) -> list[Reason]:
    """The reasons among these lines for which more than one mail failed, here or for other meetings."""
    here = {mail.mail.trouble for line in lines for mail in line.mails if mail.may_go_again}
    if not here:
        return []
    rows = InvitationMail.objects.given_up(today).order_by().filter(trouble__in=here)
    found = rows.values_list("trouble").annotate(count=Count("pk")).order_by("trouble")
    return [Reason(trouble, trouble_text(trouble), count) for trouble, count in found if count > 1]


def trouble_text(trouble: str) -> str:
    """What went wrong, in words; the error's own name stands beside it for who runs the mail server."""
    name, _blank, codes = trouble.partition(" ")
    known = {
        "SMTPRecipientsRefused": _("the mail server refused the address"),
        "SMTPSenderRefused": _("the mail server refused us as sender"),
        "SMTPAuthenticationError": _("the mail server refused our log-in"),
        "SMTPConnectError": _("the mail server refused the connection"),
        "SMTPDataError": _("the mail server refused the message"),
        "ConnectionRefusedError": _("the mail server could not be reached"),
        "SMTPServerDisconnected": _("the mail server broke off"),
        "TimeoutError": _("the mail server did not answer"),
        NOT_DELIVERED: _reason_text(codes),
        ACCOUNT_CLOSED: _("the person's account is closed"),
    }
    text = known.get(name) or _("the mail could not be sent")
    return f"{text} ({trouble})"


def _reason_text(codes: str) -> str:
    """Why a mail was given back, by its enhanced code (RFC 3463); what is not in the table is said in general."""
    code = next((word for word in codes.split() if word.count(".") == 2), "")
    kinds = {
        "1": _("the recipient's mail server does not know the address"),
        "2": _("the recipient's mailbox takes no mail"),
        "4": _("the recipient's mail server could not be reached"),
        "7": _("the recipient's mail server does not accept the mail"),
    }
    exact = {"2.2": _("the recipient's mailbox is full")}
    kind = code.partition(".")[2]
    return exact.get(kind) or kinds.get(kind.partition(".")[0]) or _("the recipient's mail server gave it back")


def people_to_invite(meeting: Meeting) -> tuple[list[User], QuerySet[User]]:
    """Members who are not invited yet, and everybody else who may be: ([members], set of users)."""
    there = MeetingInvitation.objects.filter(meeting=meeting, withdrawn_at__isnull=True).values("user")
    missing = list(invited(meeting).exclude(pk__in=there))
    return missing, User.objects.mailable().exclude(pk__in=there).order_by("name", "pk")


def without_seat(meeting: Meeting, lines: Iterable[InvitationLine]) -> set[int]:
    """The invited who have no seat in the meeting's bodies that day, such as a substitute, or one whose seat ended."""
    members = set(invited(meeting).values_list("pk", flat=True))
    return {line.invitation.pk for line in lines if line.invitation.user_id not in members}


def own_invitation(user: AnyUser, meeting: Meeting) -> MeetingInvitation | None:
    """The reader's own invitation as it stands; None without one."""
    if not user.is_authenticated:
        return None
    return MeetingInvitation.objects.filter(user=user, meeting=meeting, withdrawn_at__isnull=True).first()


@dataclass(frozen=True)
class AnswerButton:
    value: str
    label: str
    is_chosen: bool


def answer_buttons(invitation: MeetingInvitation | None) -> list[AnswerButton]:
    """The three answers, the standing one marked; none without an invitation."""
    if invitation is None:
        return []
    labels = {Answer.ACCEPTED: _("I come"), Answer.TENTATIVE: _("Perhaps"), Answer.DECLINED: _("I do not come")}
    return [AnswerButton(answer.value, label, answer == invitation.standing_answer) for answer, label in labels.items()]


@dataclass(frozen=True)
class Contradiction:
    """A mail in a person's name that says otherwise than they said for certain, with what each button says."""

    reply: ReceivedReply
    answer: str
    received_text: str
    confirm_label: str
    drop_label: str


def contradiction_to(invitation: MeetingInvitation | None) -> Contradiction | None:
    """The newest mail that says otherwise; None without one."""
    # Only what is said for certain can be contradicted: the others pay no query.
    if invitation is None or invitation.confirmed_answer == Answer.WAITING:
        return None
    reply = ReceivedReply.objects.contradicting().filter(invitation=invitation).order_by("-pk").first()
    if reply is None:
        return None
    theirs, own = str(Answer(reply.answer).label), str(invitation.standing_answer.label)
    return Contradiction(
        reply=reply,
        answer=theirs,
        received_text=moment_text(reply.received_at),
        confirm_label=_("The mail is mine: %(answer)s") % {"answer": theirs},
        drop_label=_("Drop the mail, my answer stands: %(answer)s") % {"answer": own},
    )
