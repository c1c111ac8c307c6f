"""“Adopted” and “in consultation now” never stand together: one rule over every status, in stored data of any age."""

import html
import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import AgendaItem, Strategy
from ishoj_process.models.status import MEANINGS, Status
from strategies.adoption.acts import adopt_document, reasons_against_adoption
from strategies.consultations.known import known_in_consultation
from strategies.models import Activity, Consultation
from strategies.strategy.acts import move_document, reasons_against_decision
from tests.conftest import TODAY

# Each status by hand: whom the table forgets is closed.
MAY_BE_HEARD = {"", "considered", "chosen", "in_preparation", "before_decision"}
STATUSES = [*Status.values, "", "of_a_later_release"]
HEARD_NOW = ("I høring", "er i høring nu", "Høring i gang")


@pytest.fixture
def open_hearing(strategy):
    """As an older release left it: a hearing whose end no source gives."""
    return Activity.objects.create(strategy=strategy, kind="consultation", starts="2023-06-01")


@pytest.fixture
def running(strategy, committee):
    consultation = Consultation.objects.create(
        strategy=strategy,
        number=1,
        is_public=True,
        state="sent",
        opened_on=date(2023, 8, 1),
        deadline=date(2023, 10, 1),
        text="<p>Målet.</p>",
    )
    consultation.consultees.create(body=committee)
    return consultation


def having(strategy, status):
    adopted = "2023-07-01" if status in ("adopted", "superseded") else None
    Strategy.objects.filter(pk=strategy.pk).update(status=status, adopted_on=adopted)


def test_table_says_of_each_status_whether_it_may_be_heard():
    assert {status for status, meaning in MEANINGS.items() if meaning.may_be_heard} == MAY_BE_HEARD


@pytest.mark.parametrize("status", STATUSES)
def test_nothing_runs_of_what_was_decided_or_given_up(strategy, open_hearing, running, status):
    having(strategy, status)
    is_open = status in MAY_BE_HEARD
    activity, consultation = Activity.objects.get(), Consultation.objects.get()

    assert activity.is_running(TODAY) is is_open
    assert activity.is_over(TODAY) is not is_open
    assert consultation.is_running(TODAY) is is_open
    assert consultation.standing(TODAY) == ("running" if is_open else "ended")
    assert Consultation.objects.running(TODAY).exists() is is_open
    assert Consultation.objects.at_standing("ended", TODAY).exists() is not is_open
    assert set(Activity.objects.that_may_run()) == ({activity} if is_open else set())
    assert known_in_consultation(AnonymousUser(), TODAY) == (
        frozenset([("strategy", strategy.pk)]) if is_open else frozenset()
    )


@pytest.mark.parametrize(
    ("today", "ends", "runs"),
    [
        ("2024-05-31", None, True),
        ("2024-06-01", None, False),  # a year after it began, nobody having said when it ended
        ("2026-02-20", None, False),
        ("2026-02-20", "2026-03-01", True),
    ],
)
def test_hearing_without_an_end_is_not_told_of_for_ever(client, strategy, open_hearing, settings, today, ends, runs):
    Activity.objects.update(ends=ends)
    settings.PROCESS_TODAY = today
    day = date.fromisoformat(today)

    assert Activity.objects.get().is_running(day) is runs
    assert (known_in_consultation(AnonymousUser(), day) != frozenset()) is runs
    for address in (strategy.get_absolute_url(), "/strategier/", "/kaskade/"):
        told = client.get(address).text
        assert any(words in told for words in HEARD_NOW) is runs, address


@pytest.mark.parametrize("who", ["public", "member", "administration", "secretariat"])
@pytest.mark.parametrize("status", [status for status in STATUSES if status not in MAY_BE_HEARD])
def test_no_page_says_both(client_of, request, strategy, open_hearing, running, who, status):
    having(strategy, status)
    client = client_of(None if who == "public" else request.getfixturevalue(who))
    pages = ["/", strategy.get_absolute_url(), "/strategier/", "/hoeringer/", f"/udvalg/{strategy.owner.slug}/"]
    pages += [running.get_absolute_url(), "/kaskade/", "/tidslinje/?fra=2023-04-01&til=2023-12-31"]

    for url in pages:
        assert said(client, url) == [], url


def said(client, url):
    """What the page says of a hearing that runs."""
    content = client.get(url).content.decode()
    shown = re.sub(r"(?s)<select.*?</select>", " ", content)  # what may be chosen is said of no document
    words = html.unescape(re.sub(r"<[^>]+>", " ", shown))
    return [text for text in HEARD_NOW if text in " ".join(words.split()).replace("I høring til", "")]


@pytest.mark.parametrize("status", sorted(MAY_BE_HEARD))
def test_page_says_that_it_is_heard(client, strategy, open_hearing, running, status):
    having(strategy, status)

    assert said(client, strategy.get_absolute_url()) != []


def test_open_hearing_of_an_adopted_strategy_is_told_to_the_adoption(client, strategy, open_hearing):
    having(strategy, "adopted")

    content = client.get(strategy.get_absolute_url()).content.decode()

    assert "fra den 1. juni 2023 til vedtagelsen" in content
    assert Activity.objects.get().last_known == RoughDate(2023, 7, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "adopted", "last"),
    [
        ("2023-06-01", None, "2023-07-01", "2023-07-01"),
        ("2023-06-01", "2023-09-01", "2023-07-01", "2023-07-01"),  # planned beyond the adoption
        ("2023-06-01", "2023-06-20", "2023-07-01", "2023-06-20"),
        ("2023-08-01", None, "2023-07-01", None),  # begun after it: nobody knows
        ("2023-06-01", None, None, None),
        ("2023-spring", None, "2023-07-01", None),
        ("2023-06-01", None, "2023-summer", "2023-summer"),
    ],
)
def test_day_on_which_it_ended_is_its_own_or_that_of_the_adoption(strategy, starts, ends, adopted, last):
    row = Activity.objects.create(strategy=strategy, kind="idea_phase", starts=starts, ends=ends)
    Strategy.objects.filter(pk=strategy.pk).update(status="adopted", adopted_on=adopted)
    row = Activity.objects.get(pk=row.pk)

    assert row.last_known == (RoughDate.parse(last) if last else None)
    assert row.is_running(TODAY) is False


def test_what_goes_on_says_why_and_a_consultation_never_goes_on(client, strategy):
    kinds = {
        kind: Activity.objects.create(
            strategy=strategy, kind=kind, starts="2023-06-01", goes_on_because="Pilotprojekt."
        )
        for kind in ("idea_phase", "consultation")
    }
    having(strategy, "adopted")
    runs = {kind: Activity.objects.get(pk=row.pk).is_running(TODAY) for kind, row in kinds.items()}

    assert runs == {"idea_phase": True, "consultation": False}
    assert [row.kind for row in Activity.objects.that_may_run()] == ["idea_phase"]
    assert client.get(strategy.get_absolute_url()).content.decode().count("Fortsætter efter vedtagelsen:") == 1


@pytest.fixture
def awaiting(strategy, make_meeting, other_committee):
    """The strategy before its decision, and the agenda item at which it may be adopted."""
    Strategy.objects.filter(pk=strategy.pk).update(status="before_decision", text="<p>Målet.</p>")
    strategy.refresh_from_db()
    meeting = make_meeting(other_committee, kind="committee", start_date=date(2023, 8, 10))
    return strategy, AgendaItem.objects.create(meeting=meeting, number=1, title="Strategien")


def test_adoption_ends_what_runs_but_for_what_says_why_not(awaiting, administration, client_of):
    strategy, item = awaiting
    rows = {
        kind: Activity.objects.create(strategy=strategy, kind=kind, starts="2023-06-01")
        for kind in ("consultation", "idea_phase", "survey")
    }
    later = Activity.objects.create(strategy=strategy, kind="workshop", starts="2023-09-01")
    client = client_of(administration)
    page = client.get(f"{strategy.get_absolute_url()}vedtag/")
    asked = [name for name in page.context["form"].fields if name.startswith("goes_on_")]

    typed = {"item": item.pk, "note": "Vedtaget.", f"goes_on_{rows['survey'].pk}": "Panelet spørges året ud."}
    client.post(f"{strategy.get_absolute_url()}vedtag/", typed)

    assert asked == [f"goes_on_{rows[kind].pk}" for kind in ("idea_phase", "survey")]
    stored = {kind: Activity.objects.get(pk=row.pk) for kind, row in rows.items()}
    assert {kind: (str(row.ends or ""), row.goes_on_because) for kind, row in stored.items()} == {
        "consultation": ("10. august 2023", ""),
        "idea_phase": ("10. august 2023", ""),
        "survey": ("", "Panelet spørges året ud."),
    }
    assert Activity.objects.get(pk=later.pk).version == 1


@pytest.mark.parametrize("to", ["adopted", "dropped"])
def test_what_is_out_for_consultation_is_neither_adopted_nor_dropped(awaiting, running, administration, to):
    strategy, item = awaiting

    assert [reason for reason in reasons_against_decision(strategy, to, TODAY) if "høring" in reason]
    assert len([reason for reason in reasons_against_adoption(strategy, TODAY) if "høring" in reason]) == 1
    with pytest.raises(Exception, match="høring"):
        move_document(level=strategy, to=to, note="Sådan.", by=administration, on=TODAY)
    with pytest.raises(Exception, match="høring"):
        adopt_document(document=strategy, item=item, note="Vedtaget.", by=administration, today=TODAY)
