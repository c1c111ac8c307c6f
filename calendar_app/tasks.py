"""What the task queue carries out. The tables of mails are the truth; the queue only says when to look at them."""

from django_tasks import task


@task()
def deliver_invitations():
    """Send the invitations that are due."""
    from calendar_app.invitations.delivery import deliver_due  # which queues this task itself

    deliver_due()
