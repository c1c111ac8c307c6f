"""What stands in the way of a consultation is told before its form; how each body answers is chosen, and not silent."""

import html
from datetime import date

import pytest

from ishoj_process.models import Strategy
from ishoj_process.tasks import Kind
from strategies.consultations.calendar import schedule_of
from strategies.models import Consultation
from strategies.tasks import tasks_of
from tests.conftest import TODAY

PAGE = "/strategier/biodiversitetsstrategi/"
NEW = f"{PAGE}hoeringer/ny/"
EDIT = f"{PAGE}rediger/"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


def obstacle(text, url, label):
    return f'{text} <a href="{url}">{label}</a>'


NO_TEXT = obstacle("Strategien har ingen tekst endnu. Skriv den først.", f"{EDIT}#div_id_text", "Skriv teksten")
NOT_SHOWN = obstacle(
    "Strategien vises ikke for offentligheden. Gør den synlig først, ellers kan høringsparterne ikke læse den.",
    f"{EDIT}#div_id_is_published",
    "Vis den for offentligheden",
)


@pytest.mark.parametrize(
    ("fields", "told"), [({"text": ""}, NO_TEXT), ({"is_published": False}, NOT_SHOWN), ({}, None)]
)
def test_obstacle_stands_on_the_strategys_page_and_in_place_of_the_form(browser, written, fields, told):
    Strategy.objects.update(**fields)

    page, form = (html.unescape(browser.get(url).text) for url in (PAGE, NEW))

    assert (f'href="{NEW}"' in page, 'name="purpose"' in form) == (told is None, told is None)
    assert told is None or (told in page and told in form)


def test_place_that_an_obstacle_leads_to_is_there(browser, written):
    page = browser.get(EDIT).text

    assert [f'id="{name}"' in page for name in ("div_id_text", "div_id_is_published")] == [True, True]


def test_consultation_that_is_not_finished_is_led_to(browser, make_consultation):
    running = make_consultation()

    way = obstacle("En anden høring om strategien er ikke afsluttet.", running.get_absolute_url(), "Se høringen")
    assert [way in browser.get(url).text for url in (PAGE, NEW)] == [True, True]


def test_policy_tells_its_obstacles_too(browser, main_policy):
    main_policy.status, main_policy.text = "in_preparation", ""
    main_policy.save()

    page = browser.get(f"{main_policy.get_absolute_url()}hoeringer/ny/").text

    assert f'href="{main_policy.get_absolute_url()}rediger/#div_id_text"' in page


def test_what_was_typed_before_the_obstacle_stays_on_the_screen(browser, strategy, committee):
    response = browser.post(NEW, {"purpose": "Er målene rigtige?", "bodies": [committee.pk]})

    # Stored, since nothing of it is wrong, and told on its page with the way.
    consultation = Consultation.objects.get()
    assert response.url == consultation.get_absolute_url()
    assert NO_TEXT in html.unescape(browser.get(response.url).text)


def test_sending_says_what_comes_first_with_the_way(browser, prepared):
    prepared.consultees.all().delete()

    page = browser.get(f"/hoeringer/{prepared.pk}/send/").text

    assert f'<a href="/hoeringer/{prepared.pk}/rediger/#div_id_bodies">Vælg høringsparter</a>' in page


@pytest.mark.parametrize(("pressed", "place"), [({}, "send/"), ({"another": "1"}, "")])
def test_prepared_consultation_leads_on_to_its_sending_or_is_kept_for_later(
    browser, written, committee, pressed, place
):
    response = browser.post(NEW, {"bodies": [committee.pk], **pressed})

    assert response.url == f"/hoeringer/{Consultation.objects.get().pk}/{place}"


# How each answers.


@pytest.fixture
def send(browser, prepared, term):
    def post(**typed):
        return browser.post(f"/hoeringer/{prepared.pk}/send/", typed)

    return post


@pytest.fixture
def way(prepared, committee):
    return f"way_{committee.pk}"


def sent(consultation):
    consultation.refresh_from_db()
    return (consultation.state, consultation.deadline, [row.way for row in consultation.consultees.all()])


def test_body_without_a_meeting_in_time_is_asked_about_and_one_with_a_meeting_is_not(
    browser, prepared, term, committee, council, make_meeting, way
):
    prepared.consultees.create(body=council)
    make_meeting(council, kind="council", start_date=date(2023, 9, 5))

    ways = browser.get(f"/hoeringer/{prepared.pk}/send/").context["ways"]

    assert list(ways.fields) == [way]
    assert ways.fields[way].label == f"{committee} svarer"
    assert [str(words) for _key, words in ways.fields[way].choices] == ["Skriftligt", "På et ekstra møde"]


@pytest.mark.parametrize("chosen", ["writing", "extra"])
def test_chosen_way_is_stored(send, prepared, way, chosen):
    send(deadline="11-09-2023", shown="11-09-2023", **{way: chosen})

    assert sent(prepared) == ("sent", date(2023, 9, 11), [chosen])


@pytest.mark.parametrize("chosen", [None, "", "later", "nonsense"])
def test_way_that_is_none_is_refused_at_its_place(send, prepared, way, chosen):
    response = send(deadline="11-09-2023", shown="11-09-2023", **({way: chosen} if chosen is not None else {}))

    assert (sent(prepared)[0], list(response.context["ways"].errors)) == ("prepared", [way])


def test_later_deadline_is_shown_before_it_is_sent_and_lets_the_body_answer_at_its_meeting(
    send, prepared, way, committee, make_meeting
):
    meeting = make_meeting(committee, kind="committee", start_date=date(2023, 9, 21))

    shown = send(deadline="11-09-2023", shown="11-09-2023", **{way: "later"})
    assert sent(prepared)[0] == "prepared"
    form = shown.context["form"]
    assert (form["deadline"].value(), shown.context["ways"].fields) == ("22-09-2023", {})
    send(deadline="22-09-2023", shown="22-09-2023")

    assert sent(prepared) == ("sent", date(2023, 9, 22), [""])
    assert prepared.consultees.get().meeting == meeting


@pytest.mark.parametrize(
    ("typed", "chosen", "day"),
    [
        ({"deadline": "18-08-2023", "shown": "11-09-2023"}, "writing", "fredag den 18. august 2023"),
        ({"deadline": "18-08-2023", "shown": "11-09-2023"}, None, "fredag den 18. august 2023"),
        ({"deadline": "11-09-2023", "shown": "11-09-2023"}, "later", "fredag den 22. september 2023"),
    ],
)
def test_what_comes_back_with_another_deadline_says_that_it_is_not_sent(
    send, prepared, way, committee, make_meeting, typed, chosen, day
):
    make_meeting(committee, kind="committee", start_date=date(2023, 9, 21))

    page = send(**typed, **({way: chosen} if chosen else {}))

    told = f"Ikke sendt endnu: Fristen er ændret til {day}. Se de nye mødedage, og tryk på Send igen."
    # In the summary at the top, which takes the focus; and no fault of a question that nobody was asked.
    summary = page.text.partition("error-summary")[2].partition("</section>")[0]
    assert (sent(prepared)[0], told in summary, page.context["ways"].errors) == ("prepared", True, {})


def test_later_deadline_names_its_day_and_its_trouble(send, prepared, way, committee, other_committee, make_meeting):
    make_meeting(committee, kind="committee", start_date=date(2023, 9, 21))
    prepared.decides_at = make_meeting(other_committee, kind="committee", start_date=date(2023, 9, 26))
    prepared.save()

    choices = dict(send(deadline="11-09-2023").context["ways"].fields[way].choices)
    shown = send(deadline="11-09-2023", shown="11-09-2023", **{way: "later"})

    assert choices["later"] == "På det næste møde (ny frist: fredag den 22. september 2023)"
    assert any("for kort tid" in finding for finding in shown.context["schedule"].findings)


def test_chosen_way_stays_chosen_when_another_deadline_is_shown(send, way):
    shown = send(deadline="12-09-2023", shown="11-09-2023", **{way: "extra"})

    assert shown.context["ways"][way].value() == "extra"


def test_rest_of_the_page_costs_the_same_for_one_and_three(
    browser, prepared, make_body, django_assert_num_queries, django_assert_max_num_queries
):
    url = f"/hoeringer/{prepared.pk}/send/"
    with django_assert_max_num_queries(40) as asked:
        browser.get(url)
    for number in range(3):
        prepared.consultees.create(body=make_body(number))

    with django_assert_num_queries(len(asked)):
        browser.get(url)


# The extra meeting.


@pytest.fixture
def extra(make_consultation, committee):
    consultation = make_consultation()
    consultation.consultees.create(body=committee, way="extra")
    return consultation


def waiting(user):
    return [task for task in tasks_of(user, TODAY) if task.kind == Kind.EXTRA]


def test_extra_meeting_waits_for_the_secretariat_until_it_is_entered(
    extra, client_of, administration, secretariat, member, committee, make_meeting
):
    consultee = extra.consultees.get()
    [task] = waiting(secretariat)
    assert task.text == "1 udvalg besvarer en høring på et ekstra møde, som ikke er oprettet"
    assert [(row.url, row.due) for row in task.rows] == [(consultee.get_absolute_url(), extra.deadline)]
    assert [waiting(user) for user in (administration, member)] == [[], []]
    way = f'href="/moeder/nyt/?udvalg={committee.slug}"'
    assert [way in client_of(user).get(extra.get_absolute_url()).text for user in (secretariat, administration)] == [
        True,
        False,
    ]

    meeting = make_meeting(committee, kind="committee", start_date=date(2023, 9, 7))

    page = client_of(secretariat).get(extra.get_absolute_url())
    assert waiting(secretariat) == []
    assert (way in page.text, page.context["parts"][0].meeting) == (False, meeting)


@pytest.mark.parametrize(
    "fields",
    [
        {"start_date": date(2023, 9, 11)},  # the answer is sent the day after, too late
        {"start_date": date(2023, 7, 31)},  # before it was sent
        {"start_date": date(2023, 9, 7), "state": "cancelled"},
        {"start_date": date(2023, 9, 7), "kind": "theme"},  # decides nothing
    ],
)
def test_meeting_that_does_not_serve_leaves_the_task(extra, secretariat, committee, make_meeting, fields):
    make_meeting(committee, **{"kind": "committee", **fields})

    assert len(waiting(secretariat)) == 1


@pytest.mark.parametrize("state", ["prepared", "withdrawn"])
def test_consultation_that_does_not_run_waits_for_no_meeting(extra, secretariat, state):
    days = {"opened_on": None, "deadline": None} if state == "prepared" else {}
    Consultation.objects.update(state=state, **days)

    assert waiting(secretariat) == []


def test_body_that_has_answered_needs_no_extra_meeting(extra, secretariat, committee, respond):
    respond(extra, committee)

    assert waiting(secretariat) == []


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_ask_the_same_for_any_number(
    extra, secretariat, make_body, django_assert_num_queries, django_assert_max_num_queries, count
):
    with django_assert_max_num_queries(40) as asked:
        waiting(secretariat)
    for number in range(count):
        extra.consultees.create(body=make_body(number), way="extra")

    with django_assert_num_queries(len(asked)):
        waiting(secretariat)


def test_bodies_that_are_asked_later_are_said_to_answer_in_writing(
    browser, make_consultation, committee, council, make_meeting
):
    consultation = make_consultation(committee)
    make_meeting(council, kind="council", start_date=date(2023, 9, 5))
    url = f"/hoeringer/{consultation.pk}/flere/"

    labels = [str(label) for _key, label in browser.get(url).context["form"].fields["bodies"].choices]
    browser.post(url, {"bodies": [council.pk], "reason": "Det berører også Byrådet."})

    assert str(council) in labels
    assert all(
        label == str(council) or label.endswith("intet ordinært møde inden fristen, svarer skriftligt")
        for label in labels
    )
    assert [row.way for row in consultation.consultees.filter(body=council)] == [""]


def test_schedule_without_any_coming_meeting_offers_no_later_deadline(prepared, term):
    assert schedule_of(prepared, TODAY).later == {}


@pytest.mark.parametrize("act", ["luk/", "traek-tilbage/"])
def test_who_is_told_of_the_end_is_said_before_it(browser, make_consultation, committee, chair, act):
    page = browser.get(f"{make_consultation(committee).get_absolute_url()}{act}").text

    assert "Fristen er mandag den 11. september 2023." in page
    assert "1 medlem af høringsparterne og ejeren får det at vide i den næste samlede mail, hvis de får den." in page
    assert page.index("btn-stop") < page.index("Lad høringen fortsætte")


# What one is led on to.


def said(response):
    return str(list(response.context["messages"])[-1])


def save(browser, **typed):
    form = browser.get(EDIT).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return browser.post(EDIT, {**sent, **typed}, follow=True)


def test_who_wrote_the_text_is_led_back_to_the_hearing_that_waited_for_it(browser, strategy, committee):
    way = f'<a href="{NEW}">Forbered en høring</a>'
    assert way not in said(save(browser, summary="Kort"))
    assert way in said(save(browser, text="<p>Flere vilde hjørner.</p>"))

    prepared = strategy.consultations.create(number=1)
    way = f'<a href="{prepared.get_absolute_url()}">Fortsæt med høringen</a>'
    assert way in said(save(browser, summary="Længere"))

    Strategy.objects.update(status="adopted")
    assert "<a " not in said(save(browser, summary="Anden"))


def test_closed_hearing_leads_on_to_its_report_and_a_withdrawn_one_to_its_document(browser, make_consultation):
    closed = make_consultation()
    page = browser.post(f"{closed.get_absolute_url()}luk/", {"reason": "Alle har svaret."}, follow=True)
    assert f'<a href="{closed.get_absolute_url()}rapport/">Se høringsnotatet</a>' in said(page)

    page = browser.post(f"{closed.get_absolute_url()}traek-tilbage/", {"reason": "Teksten ændres."}, follow=True)
    assert f'<a href="{PAGE}">Se dokumentet</a>' in said(page)
