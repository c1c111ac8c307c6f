"""Answers by mail are unconfirmed, what stands beside them is kept, and a mail may be sent anew in one revision."""

from django.db import migrations, models


def doubt_what_came_by_mail(apps, schema_editor):
    """Who sent the mails that were believed until now, nobody knows; link and page say it for certain."""
    apps.get_model("calendar_app", "MeetingInvitation").objects.filter(answered_via="mail").update(is_unconfirmed=True)


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0006_agenda_imports'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='invitationmail',
            name='invitation_mail_once_per_revision',
        ),
        migrations.AddField(
            model_name='invitationmail',
            name='issue',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='meetinginvitation',
            name='is_unconfirmed',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(doubt_what_came_by_mail, migrations.RunPython.noop),
        migrations.AddField(
            model_name='meetinginvitation',
            name='mail_text',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='receivedreply',
            name='trouble',
            field=models.CharField(blank=True, choices=[('unreadable', 'cannot be read'), ('too_large', 'too large to be read'), ('no_reply', 'a mail without an answer for the calendar'), ('unknown_meeting', 'about no meeting of ours'), ('unknown_sender', 'from somebody who was not invited'), ('other_sender', 'sent from another address than it speaks for'), ('delegated', 'wants to send somebody else'), ('counter', 'proposes another time'), ('unclear_sender', 'does not say clearly who sent it'), ('unproven', 'our mail server does not vouch for the sender'), ('unconfirmed', 'says otherwise than the answer that was given for certain'), ('earlier', 'an answer with words that a later one has taken the place of'), ('same_moment', 'another answer of the same moment as the one that stands'), ('several', 'several answers in one mail'), ('one_date', 'answers a single date of a series'), ('bounce', "a mail server's report of a mail that did not arrive")], max_length=16, verbose_name='trouble'),
        ),
        migrations.AddConstraint(
            model_name='invitationmail',
            constraint=models.UniqueConstraint(fields=('invitation', 'method', 'revision', 'issue'), name='invitation_mail_once_per_issue'),
        ),
    ]
