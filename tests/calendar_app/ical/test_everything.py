"""Everything that leaves the site for a calendar, read line by line and by another library."""

from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
import vobject
from django.utils import timezone

from ishoj_process.models import Body, Meeting, Seat, User

from .lines import event_uids, faults
from .readers import read_by_others

HOSTILE = "\u202eשלום 😀🏳️‍🌈 ;,\\ \"'\r\nATTENDEE:mailto:x@example.org\u2028<b>fed</b>\x0b" + "å" * 150
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def read(content):
    """The calendar's entries as vobject reads them."""
    return vobject.readOne(content.decode()).contents.get("vevent", [])


@pytest.fixture
def sender(client_of, secretariat):
    return client_of(secretariat)


@pytest.fixture
def seated(ishoej):
    """A member in every body of the plan."""
    user = User.objects.create_user("medlem@example.org", name='Demo: "Å"; X:Y, Z')
    term_of_plan = Meeting.objects.filter(track__isnull=False).first().track.plan.term
    for body in Body.objects.all():
        Seat.objects.create(user=user, body=body, term=term_of_plan)
    return user


def test_every_feed_and_file_of_the_plan_is_without_fault(client, ishoej):
    meetings = Meeting.objects.filter(is_published=True)
    urls = ["/kalender.ics", *(f"/kalender/{body.slug}.ics" for body in Body.objects.all())]
    urls += [f"/moeder/{meeting.pk}.ics" for meeting in meetings]

    answers = {url: client.get(url).content for url in urls}

    assert {url: faults(content) for url, content in answers.items() if faults(content)} == {}
    assert {url for url, content in answers.items() if len(read(content)) != len(event_uids(content))} == set()
    assert len(read(answers["/kalender.ics"])) == meetings.count() > 10
    assert {url for url, content in answers.items() if len(read_by_others(content)) != len(read(content))} == set()


def test_every_invitation_and_draft_of_the_plan_is_without_fault(sender, seated):
    in_term = Meeting.objects.filter(start_date__gte="2022-01-01", start_date__lte="2025-12-31", bodies__isnull=False)
    checked = 0
    for meeting in in_term.distinct():
        plain = sender.get(f"/moeder/{meeting.pk}/indkaldelse.ics").content
        mail = message_from_bytes(sender.get(f"/moeder/{meeting.pk}/indkaldelse.eml").content, policy=default)
        *_texts, part = mail.iter_parts()
        assert (faults(plain), faults(part.get_payload(decode=True)), mail.defects) == ([], [], [])
        assert (
            event_uids(plain)
            == event_uids(part.get_payload(decode=True))
            == event_uids(sender.get(f"/moeder/{meeting.pk}.ics").content)
        )
        checked += 1
    assert checked > 10


def test_hostile_words_stay_words_in_every_file(client, sender, member, make_meeting, council):
    Body.objects.filter(pk=council.pk).update(name=HOSTILE[:100])
    User.objects.filter(pk=member.pk).update(name=HOSTILE[:100])
    meeting = make_meeting(council, title=HOSTILE[:200], place=HOSTILE[:200], purpose=HOSTILE, start_time=time(17))

    mail = message_from_bytes(sender.get(f"/moeder/{meeting.pk}/indkaldelse.eml").content, policy=default)
    files = [client.get(url).content for url in ("/kalender.ics", "/kalender/ishoej-byraad.ics")]
    files += [
        client.get(f"/moeder/{meeting.pk}.ics").content,
        sender.get(f"/moeder/{meeting.pk}/indkaldelse.ics").content,
    ]
    files += [list(mail.iter_parts())[-1].get_payload(decode=True)]

    assert [faults(content) for content in files] == [[]] * 5
    assert [len(read(content)) for content in files] == [1] * 5
    assert {content.count(b"\r\nATTENDEE") for content in files} == {0, 1}
    assert [address.addr_spec for address in mail["To"].addresses] == ["medlem@example.org"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_feed_of_any_length_is_read_back_whole(client, make_meeting, council, count):
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(count)]
    for day in days:
        make_meeting(council, start_date=day, start_time=time(17), end_time=time(19))

    content = client.get("/kalender.ics").content

    assert faults(content) == []
    starts = [entry.dtstart.value for entry in read(content)]
    assert [start.replace(tzinfo=None) for start in starts] == [datetime.combine(day, time(17)) for day in days]
    assert {start.utcoffset() for start in starts} <= {WINTER, SUMMER}


@pytest.mark.parametrize(
    ("first", "last", "offsets"),
    [
        (date(2023, 3, 25), date(2023, 3, 27), [WINTER, SUMMER, SUMMER]),
        (date(2023, 10, 28), date(2023, 10, 30), [SUMMER, WINTER, WINTER]),
    ],
)
def test_the_hour_on_the_wall_stands_over_both_changes(client, make_meeting, council, first, last, offsets):
    for number in range((last - first).days + 1):
        make_meeting(council, start_date=first + timedelta(days=number), start_time=time(17), end_time=time(19))
    make_meeting(council, title="Over skiftet", start_date=first, end_date=last)

    block, *entries = sorted(
        read(client.get("/kalender.ics").content), key=lambda entry: "Over" not in entry.summary.value
    )

    assert [entry.dtstart.value.hour for entry in entries] == [17, 17, 17]
    assert [entry.dtstart.value.utcoffset() for entry in entries] == offsets
    assert (block.dtstart.value, block.dtend.value) == (first, last + timedelta(days=1))


@pytest.mark.parametrize("url", ["/kalender.ics", "/kalender/ishoej-byraad.ics", "/moeder/{pk}.ics"])
def test_who_has_it_is_answered_304_until_something_changes(client, theme_meeting, monkeypatch, url):
    url = url.format(pk=theme_meeting.pk)
    first = client.get(url)

    def asked(**headers):
        return client.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()}).status_code

    assert asked(if_none_match=first["ETag"]) == 304
    assert asked(if_none_match=f"W/{first['ETag']}") == 304
    assert asked(if_modified_since=first["Last-Modified"]) == 304
    assert asked(if_modified_since="Sun, 01 Jan 2012 00:00:00 GMT") == 200
    assert asked(if_modified_since="i går") == 200
    assert asked(if_none_match='"another"', if_modified_since=first["Last-Modified"]) == 200

    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    theme_meeting.place = "Rådhuset"
    theme_meeting.save()
    assert asked(if_none_match=first["ETag"]) == asked(if_modified_since=first["Last-Modified"]) == 200
