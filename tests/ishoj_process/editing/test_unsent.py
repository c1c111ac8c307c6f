"""No typed word is lost: not to a log-in that ran out, not to somebody who removed the row meanwhile."""

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ishoj_process.editing import unsent
from ishoj_process.models import AgendaItem, Meeting, StatusChange, Strategy

EDIT = "/strategier/biodiversitetsstrategi/rediger/"
STATUS = "/strategier/biodiversitetsstrategi/status/"
PASSWORD = "en-lang-adgangskode"


@pytest.fixture
def typed(strategy):
    return {"title": "Mit navn", "kind": strategy.kind, "text": "<p>Min tekst.</p>", "version": "1"}


def log_in(client, user, page):
    return client.post(f"/log-ind/?next={page}", {"login": user.email, "password": PASSWORD, "next": page})


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_form_sent_without_log_in_is_filled_again_afterwards(client, administration, strategy, typed):
    sent = client.post(EDIT, typed)
    opened = client.get(log_in(client, administration, EDIT).url)

    form = opened.context["form"]
    assert (sent.url, opened.request["PATH_INFO"]) == (f"/log-ind/?next={EDIT}", EDIT)
    assert (form["title"].value(), form["text"].value()) == ("Mit navn", "<p>Min tekst.</p>")
    assert said(opened)[-1] == "Du var blevet logget ud. Det, du skrev, står i formularen igen. Det er ikke gemt endnu."
    assert Strategy.objects.get().title == "Biodiversitetsstrategi"


def test_form_is_filled_again_once_and_nowhere_else(client, administration, strategy, typed):
    client.post(EDIT, typed)
    log_in(client, administration, "/")

    elsewhere = client.get("/strategier/ny/").context["form"]
    first, second = [client.get(EDIT).context["form"]["title"].value() for _visit in range(2)]

    assert (elsewhere.is_bound, first, second) == (False, "Mit navn", "Biodiversitetsstrategi")


def test_form_filled_again_is_checked_against_what_others_stored(client_of, administration, strategy, typed):
    client = client_of()
    client.post(EDIT, typed)
    client_of(administration).post(EDIT, typed | {"title": "Den andens navn"})
    log_in(client, administration, EDIT)

    form = client.get(EDIT).context["form"]
    answer = client.post(EDIT, {name: form[name].value() for name in form.fields if form[name].value()})

    assert answer.status_code == 409
    assert ("Den andens navn", "Mit navn") in [(row.theirs, row.mine) for row in answer.context["conflict"]]


def test_status_sent_without_log_in_is_filled_again_and_not_moved(client, administration, strategy):
    client.post(STATUS, {"to": "before_decision", "note": "Udvalget har drøftet udkastet."})
    opened = client.get(log_in(client, administration, STATUS).url)

    assert opened.context["form"]["note"].value() == "Udvalget har drøftet udkastet."
    assert StatusChange.objects.count() == 0


OUR_PAGE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def strict():
    """A browser whose forms must carry their token, as outside of tests."""
    return Client(enforce_csrf_checks=True)


def test_form_with_the_token_of_an_earlier_log_in_is_filled_again(strict, administration, strategy, typed):
    strict.force_login(administration)

    refused = strict.post(EDIT, typed, headers=OUR_PAGE)

    assert (refused.status_code, f'<a href="{EDIT}">' in refused.text) == (403, True)
    assert strict.get(EDIT).context["form"]["title"].value() == "Mit navn"


@pytest.mark.parametrize(("page", "headers"), [(EDIT, {"sec-fetch-site": "cross-site"}), ("/log-ind/", OUR_PAGE)])
def test_form_of_another_site_and_password_are_kept_nowhere(strict, strategy, typed, page, headers):
    refused = strict.post(page, typed | {"password": PASSWORD}, headers=headers)

    assert (refused.status_code, "er gemt til dig" in refused.text) == (403, False)
    assert Session.objects.count() == 0


def test_strangers_cannot_fill_the_database(client, strategy, typed):
    client.post(EDIT, typed | {"text": "x" * unsent.LONGEST})

    assert Session.objects.count() == 0


def test_texts_for_a_row_that_was_removed_are_shown_to_their_writer(client_of, secretariat, theme_meeting):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Punkt")
    page = f"/punkter/{item.pk}/rediger/"
    item.delete()

    answer = client_of(secretariat).post(
        page, {"title": "Min lange overskrift", "decision": "<p>To ord.</p>", "day": ""}
    )

    assert (answer.status_code, answer.context["texts"]) == (404, ["Min lange overskrift", "To ord."])
    assert "Det findes ikke længere" in answer.text


def test_row_removed_in_the_very_moment_of_saving_is_no_fault(client_of, secretariat, theme_meeting, monkeypatch):
    page = f"/moeder/{theme_meeting.pk}/rediger/"
    form = client_of(secretariat).get(page).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "bodies"}
    sent |= {"start_date": "21-08-2023", "end_date": "", "start_time": "17.00", "end_time": "19.00"}
    monkeypatch.setattr("calendar_app.meetings.views.store_meeting", removed_meanwhile)

    answer = client_of(secretariat).post(page, sent | {"title": "Et nyt navn", "bodies": theme_meeting.bodies.get().pk})

    assert (answer.status_code, answer.context["texts"][0]) == (404, "Et nyt navn")


def removed_meanwhile(*, form, **_rest):
    Meeting.objects.filter(pk=form.instance.pk).delete()
    return Meeting.objects.get(pk=form.instance.pk)


def test_address_that_never_was_is_not_found_as_ever(client, db):
    assert client.post("/findes-ikke/", {"title": "To ord"}).status_code == 404
    assert "Siden findes ikke" in client.post("/findes-ikke/", {"title": "To ord"}).text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Nej", "Nej"),
        ("2023", "2023"),
        ("?", "?"),
        ("🇩🇰", "🇩🇰"),
        ("<navn>", "<navn>"),
        ("a < b > c", "a < b > c"),
        ("Vi mener <at> det", "Vi mener <at> det"),
        ("<p>Nej</p>", "Nej"),
        ("<P>Nej</P>", "Nej"),
        ("<ul><li>Nej</li></ul>", "- Nej"),
        ("<script>x</script>", "<script>x</script>"),
        ("<p><img src=x></p>", "<p><img src=x></p>"),
        ("<div>" * 300 + "Nej" + "</div>" * 300, "Nej"),
        ("\x00", "\x00"),
        ("x" * 5000, "x" * 5000),
        ("false", "false"),
    ],
)
def test_form_to_a_page_that_is_gone_shows_what_it_held(client_of, administration, typed, shown):
    answer = client_of(administration).post("/strategier/findes-ikke/rediger/", {"text": typed})

    assert answer.status_code == 404
    assert answer.context["texts"] == [shown]


@pytest.mark.parametrize("typed", ["", " ", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "on"])
def test_what_says_nothing_is_not_shown(client_of, administration, typed):
    assert client_of(administration).post("/strategier/findes-ikke/rediger/", {"text": typed}).context["texts"] == []


def test_each_of_several_texts_is_shown_once(client_of, administration):
    sent = {"a": ["Ja", "Nej"], "b": "Nej", "version": "7", "token": "x", "password": "hemmeligt", "c": "Måske"}

    answer = client_of(administration).post("/strategier/findes-ikke/rediger/", sent)

    assert answer.context["texts"] == ["Ja", "Nej", "Måske"]
    assert "hemmeligt" not in answer.content.decode()


GONE = "/strategier/findes-ikke/rediger/"


def test_files_are_named_to_who_sent_them(client_of, administration):
    file = SimpleUploadedFile("møde.txt", b"Et referat")
    answer = client_of(administration).post(GONE, {"text": "Ord", "file": file})

    assert (answer.status_code, answer.context["texts"], answer.context["files"]) == (404, ["Ord"], ["møde.txt"])
    assert "møde.txt" in answer.text


def test_each_form_of_a_set_is_shown_and_not_how_many_there_are(client_of, administration):
    sent = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-text": "Det første", "form-1-text": "To"}

    assert client_of(administration).post(GONE, sent).context["texts"] == ["Det første", "To"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [("application/json", '{"text": "Åbent møde"}'), ("text/plain", "Åbent møde"), ("application/x-odd", "Åbent")],
)
def test_what_is_no_form_is_shown_as_it_was_sent(client_of, administration, kind, body):
    answer = client_of(administration).generic("POST", GONE, body.encode(), kind)

    assert (answer.status_code, answer.context["texts"]) == (404, [body])


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
def test_text_of_five_megabytes_is_shown_whole(client_of, administration, kind):
    text = "x" * (5 * 1024 * 1024)
    head = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' if "x" in kind[-1:] else "text="
    body = f"{head}{text}\r\n--x--\r\n" if head.startswith("--") else f"{head}{text}"
    answer = client_of(administration).generic("POST", GONE, body.encode(), kind)

    assert (answer.status_code, answer.context["texts"]) == (404, [text])
