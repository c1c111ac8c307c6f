"""A mail that contradicts an answer is its person's to confirm, and automatic and late answers are told as such."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar_app', '0010_stored_texts_pass_the_gate'),
    ]

    operations = [
        migrations.AddField(
            model_name='receivedreply',
            name='invitation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='later_mails', to='calendar_app.meetinginvitation'),
        ),
        migrations.AlterField(
            model_name='receivedreply',
            name='trouble',
            field=models.CharField(blank=True, choices=[('unreadable', 'cannot be read'), ('too_large', 'too large to be read'), ('no_reply', 'a mail without an answer for the calendar'), ('unknown_meeting', 'about no meeting of ours'), ('unknown_sender', 'from somebody who was not invited'), ('other_sender', 'sent from another address than it speaks for'), ('delegated', 'wants to send somebody else'), ('counter', 'proposes another time'), ('unclear_sender', 'does not say clearly who sent it'), ('unproven', 'our mail server does not vouch for the sender'), ('unconfirmed', 'not confirmed, and after an answer that was given for certain'), ('earlier', 'an answer with words that a later one has taken the place of'), ('same_moment', 'another answer of the same moment as the one that stands'), ('several', 'several answers in one mail'), ('one_date', 'answers a single date of a series'), ('bounce', "a mail server's report of a mail that did not arrive"), ('automatic', 'an automatic reply, such as of somebody who is away'), ('too_late', 'an answer to a meeting that is over or cancelled')], max_length=16, verbose_name='trouble'),
        ),
    ]
