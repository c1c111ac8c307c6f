"""What is asked of who logs in.

A forgotten password: the page takes an address and tells nothing; the queue looks whose it is, and writes.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    default_token_generator,
)
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks import default_task_backend, task

from ishoj_process.editing.missing import AsksInWords
from ishoj_process.models import User
from ishoj_process.models.addresses import in_ascii, small

logger = logging.getLogger(__name__)

# Until a mail server that is down answers again. Longer, and whoever waited has asked anew.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]

FORGOTTEN = ("account/email/password_reset_key_subject.txt", "account/email/password_reset_key_message.txt")


class OwnWords(AsksInWords):
    """Mixin of what allauth asks: its examples within the fields say the labels once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LogInForm(OwnWords, LoginForm):
    """E-mail and password."""

    begins_at = "login"


class NewPasswordForm(OwnWords, ResetPasswordKeyForm):
    """A password by the link of a mail."""


class OtherPasswordForm(OwnWords, ChangePasswordForm):
    """Another password, of who is logged in."""


class ForgottenPasswordForm(OwnWords, ResetPasswordForm):
    """Takes any address in the same way and in the same time; nothing here asks whether it is somebody's."""

    def clean_email(self) -> str:
        return small(get_adapter().clean_email(self.cleaned_data["email"]))

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        email: str = self.cleaned_data["email"]
        send_password_link.enqueue(email, request.build_absolute_uri("/"))
        return email


@task()
def send_password_link(email: str, site: str, tries: int = 0) -> None:
    """Write to the user with this address, where there is one who may log in; tried again where no mail goes out."""
    user = User.objects.mailable().filter(email=email).first()
    if user is None:
        return
    try:
        password_mail(user, site).send()
    except OSError as error:  # as those of a mail server all are
        # Not its words: they hold the address.
        logger.warning("A link for a new password could not be sent: %s", type(error).__name__)
        if tries < len(PAUSES) and default_task_backend.supports_defer:
            later = send_password_link.using(run_after=timezone.now() + PAUSES[tries])
            later.enqueue(email, site, tries + 1)


def password_mail(user: User, site: str, words: tuple[str, str] = FORGOTTEN) -> EmailMessage:
    """The mail with the link, made when it is sent: the link dies as soon as the password is another.

    `words` are the two templates that say why it comes: subject and body.
    """
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}).replace("UID-KEY", key)
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    context = {
        "name": user.name,
        "password_reset_url": site.rstrip("/") + path,
        "days": days,
        "municipality": settings.MUNICIPALITY,
    }
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string(words[0], context).strip()
        body = render_to_string(words[1], context)
    return EmailMessage(subject, body, to=[in_ascii(user.email)])
