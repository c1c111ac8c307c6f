"""Which mails a person declines, and which were sent to whom."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ishoj_process.models.base import Edited


class MailChoice(Edited):
    """Which kinds of things a person does not want mail about; a person without a row wants all."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choice", verbose_name=_("user")
    )
    # What is declined, not what is wanted: a kind that is added later then reaches everybody.
    declined = models.JSONField(_("kinds that are not mailed"), default=list, blank=True)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        ordering = ["user"]

    def __str__(self) -> str:
        return str(self.user)

    def get_absolute_url(self) -> str:
        return reverse("inbox")


class Digest(models.Model):
    """The mail of one day to one person: claimed before it is sent, so that two who send at once send one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests", verbose_name=_("user")
    )
    on = models.DateField(_("day"))  # the process's day
    claimed_at = models.DateTimeField(_("begun at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    # Beside these the next mail tells what is new; texts would not do, as they count.
    keys = models.JSONField(_("what it told of"), default=list)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-on", "-id"]
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.on}"
