"""The mail by which somebody chooses their first password: sent by the queue, tried again while no mail goes out."""

from __future__ import annotations

import logging

from django.utils import timezone
from django_tasks import default_task_backend, task

from ishoj_process.council.passwords import PAUSES, password_mail
from ishoj_process.models import User

logger = logging.getLogger(__name__)

INVITATION = ("account/email/invitation_subject.txt", "account/email/invitation_message.txt")


@task()
def send_user_invitation(pk: int, site: str, tries: int = 0) -> None:
    """Write to the user, unless the log-in has been closed meanwhile."""
    user = User.objects.mailable().filter(pk=pk).first()
    if user is None:
        return
    try:
        password_mail(user, site, INVITATION).send()
    except OSError as error:  # as those of a mail server all are
        # Not its words: they hold the address.
        logger.warning("An invitation to a log-in could not be sent: %s", type(error).__name__)
        if tries < len(PAUSES) and default_task_backend.supports_defer:
            later = send_user_invitation.using(run_after=timezone.now() + PAUSES[tries])
            later.enqueue(pk, site, tries + 1)
