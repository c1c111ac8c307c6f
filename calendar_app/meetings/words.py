"""What questions, buttons and messages say of an act on a meeting: always the meeting, never the body alone."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ishoj_process.dates.danish import MONTHS, WEEKDAYS, clock_text
from ishoj_process.models import Meeting


def the_meeting(meeting: Meeting) -> str:
    """`mødet i Økonomi- og Planudvalget`, `mødet ”Budgetseminar”`: what is moved or cancelled, within a sentence."""
    if meeting.title:
        return _("the meeting “%(title)s”") % {"title": meeting.title}
    if meeting.hosts:
        return _("the meeting of %(bodies)s") % {"bodies": meeting.hosts_text}
    return _("the meeting")


def question_of_cancelling(meeting: Meeting) -> str:
    """`Aflys mødet i Økonomi- og Planudvalget mandag den 28. august 2023?`"""
    return _("Cancel %(meeting)s, %(day)s?") % {"meeting": the_meeting(meeting), "day": meeting.date_text}


def button_of_cancelling(mailed: int) -> str:
    """`Aflys mødet, og send 12 mails`"""
    if not mailed:
        return pgettext("call a meeting off", "Cancel the meeting")
    told = ngettext("Cancel the meeting and send %(count)s mail", "Cancel the meeting and send %(count)s mails", mailed)
    return told % {"count": mailed}


def is_on_other_days(earlier: Meeting, later: Meeting) -> bool:
    return (earlier.start_date, earlier.end_date) != (later.start_date, later.end_date)


def question_of_saving(earlier: Meeting, later: Meeting) -> str:
    """What is asked before a change is stored: from which day to which, from which hour to which, or the change."""
    words = {"meeting": the_meeting(earlier), "day": earlier.date_text}
    if is_on_other_days(earlier, later):
        return _("Move %(meeting)s from %(from)s to %(to)s?") % {
            **words,
            "from": _day_before(earlier, later),
            "to": later.date_text,
        }
    if earlier.effective_start and later.effective_start and earlier.effective_start != later.effective_start:
        hours = {"from": clock_text(earlier.effective_start), "to": clock_text(later.effective_start)}
        return _("Move %(meeting)s, %(day)s, from %(from)s to %(to)s?") % {**words, **hours}
    if earlier.time_text != later.time_text:
        return _("Change the hours of %(meeting)s, %(day)s?") % words
    return _("Save the change of %(meeting)s, %(day)s?") % words


def _day_before(earlier: Meeting, later: Meeting) -> str:
    """`torsdag den 24.` where the month stands behind the new day, else the whole date."""
    first, other = earlier.start_date, later.start_date
    if earlier.is_multi_day or later.is_multi_day or first.year != other.year:
        return earlier.date_text
    day = f"{WEEKDAYS[first.weekday()]} den {first.day}."
    return day if first.month == other.month else f"{day} {MONTHS[first.month - 1]}"


def button_of_saving(earlier: Meeting, later: Meeting, mailed: int) -> str:
    """`Flyt, og send 2 mails`, `Flyt mødet`, `Gem, og send 1 mail`, `Gem`."""
    is_moved = is_on_other_days(earlier, later) or earlier.effective_start != later.effective_start
    if not mailed:
        return _("Move the meeting") if is_moved else _("Save")
    if is_moved:
        told = ngettext("Move and send %(count)s mail", "Move and send %(count)s mails", mailed)
    else:
        told = ngettext("Save and send %(count)s mail", "Save and send %(count)s mails", mailed)
    return told % {"count": mailed}


def moved_text(earlier: Meeting, later: Meeting) -> str:
    """`Mødet er flyttet til torsdag den 31. august 2023.`; empty where neither day nor hour is another."""
    if is_on_other_days(earlier, later):
        return _("The meeting is moved to %(when)s.") % {"when": later.date_text}
    if earlier.effective_start != later.effective_start and later.effective_start:
        return _("The meeting is moved to %(when)s.") % {"when": later.when_text}
    return ""


def mails_text(count: int) -> str:
    """`2 mails er på vej.`; empty where none is."""
    told = ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count)
    return told % {"count": count} if count else ""


def told_of_changes_text(meeting: Meeting) -> str:
    """What the form says beforehand of those invited; empty where a change sends no mail."""
    count = 0 if meeting.is_cancelled else meeting.invitations.filter(withdrawn_at__isnull=True).count()
    told = ngettext(
        "%(count)s person is invited and gets a mail if you change day, hour or place. You are asked first.",
        "%(count)s people are invited and get a mail if you change day, hour or place. You are asked first.",
        count,
    )
    return told % {"count": count} if count else ""
