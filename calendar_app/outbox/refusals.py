"""What a mail server's refusal means: whether to try again, and how it is called where no address may stand."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected


def is_for_good(error: Exception) -> bool:
    """True where the mail server says that trying again is of no use (RFC 5321 § 4.2.1: codes of 5xx)."""
    codes = _codes(error)
    # All of them: a refusal of one recipient for now is worth another try. No code is no answer from a server at all.
    return bool(codes) and all(500 <= code < 600 for code in codes)


def breaks_connection(error: Exception) -> bool:
    """True where the next mail needs a new connection: a server that refuses one mail takes the next."""
    # Time-outs and broken sockets are no SMTPException; on what is left of them the next mail would fail, too.
    return not isinstance(error, SMTPException) or isinstance(error, SMTPServerDisconnected)


def trouble(error: Exception) -> str:
    """The kind of error with the server's codes. Its words may hold an address, which is nobody's business."""
    return " ".join([type(error).__name__, *(str(code) for code in _codes(error))])[:60]


def _codes(error: Exception) -> list[int]:
    """The SMTP codes of an error: its own, or those of the recipients that were refused."""
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []
