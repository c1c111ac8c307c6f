"""What a failure means: for the recipient, for one mail, or for all; and how it is called without an address."""

import re
from enum import Enum
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

# They speak of us, at whatever command they are said: not now (421), no log-in or a bad one (RFC 4954 § 6).
ABOUT_US = frozenset({421, 454, 503, 530, 534, 535, 538})
TOO_LARGE = 552  # said to MAIL FROM of this mail's size (RFC 1870 § 6.1), and not of who sends it
# RFC 3463: X.7 is policy (relaying, blocked networks) and X.1.7 and X.1.8 are the sender's address. Servers that refuse
# us say so at RCPT, too, where Postfix gives all its refusals.
NOT_THE_RECIPIENT = re.compile(r"\b5\.(?:7\.\d{1,3}|1\.[78])\b")


class Meaning(Enum):
    """What is to become of a mail that failed, and of those behind it."""

    RECIPIENT = "final"  # this address takes no mail: no use in trying again
    MAIL = "this mail later"
    SERVER = "all later"  # the next mail would fail as well


def meaning_of(error: Exception) -> Meaning:
    """What an error of sending says. Only a server's word about the recipient is for good (RFC 5321 § 4.2.1)."""
    codes = _codes(error)
    if ABOUT_US & set(codes):
        return Meaning.SERVER
    if isinstance(error, SMTPRecipientsRefused):
        return Meaning.RECIPIENT if _is_about_the_recipients(error) else Meaning.MAIL
    if isinstance(error, SMTPDataError) or (isinstance(error, SMTPSenderRefused) and TOO_LARGE in codes):
        return Meaning.MAIL
    # Time-outs and broken sockets are no SMTPException; on what is left of them the next mail would fail, too.
    if isinstance(error, OSError):
        is_said_of_this_mail = isinstance(error, SMTPException) and not isinstance(
            error, SMTPResponseException | SMTPServerDisconnected
        )
        return Meaning.MAIL if is_said_of_this_mail else Meaning.SERVER
    return Meaning.MAIL


def _is_about_the_recipients(error: SMTPRecipientsRefused) -> bool:
    # All of them: a refusal of one recipient for now is worth another try.
    answers = list(error.recipients.values())
    texts = [text.decode("latin-1") if isinstance(text, bytes) else str(text) for _code, text in answers]
    is_for_good = all(500 <= code < 600 for code, _text in answers)
    return bool(answers) and is_for_good and not any(map(NOT_THE_RECIPIENT.search, texts))


def trouble(error: Exception) -> str:
    """The kind of error with the server's codes. Its words may hold an address, which is nobody's business."""
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error))])[:60]


def _codes(error: Exception) -> list[int]:
    """The SMTP codes of an error: its own, or those of the recipients that were refused."""
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []
