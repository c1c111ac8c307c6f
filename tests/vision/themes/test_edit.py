"""Entering themes."""

import pytest

from vision.models import Theme

NEW = "/vision/vision-2035/temaer/nyt/"


def test_theme_is_stored_with_its_thread_and_signed(
    browser, administration, vision, challenge, line, theme_meeting, sent
):
    typed = sent(
        browser,
        f"{NEW}?moede={theme_meeting.pk}",
        title="Foreningsliv",
        text="Foreningerne bærer.",
        challenges=[challenge.pk],
        guiding_lines=[line.pk],
    )

    response = browser.post(NEW, typed)

    theme = Theme.objects.get()
    assert (response.url, theme.vision, theme.updated_by) == (f"/vision/temaer/{theme.pk}/", vision, administration)
    assert (theme.title, theme.text, theme.raised_at) == ("Foreningsliv", "<p>Foreningerne bærer.</p>", theme_meeting)
    assert (list(theme.challenges.all()), list(theme.guiding_lines.all())) == ([challenge], [line])
    assert (theme.is_shared, theme.is_published) == (True, False)


def test_theme_without_a_title_is_refused_with_what_was_typed(browser, vision):
    response = browser.post(NEW, {"title": "", "summary": "Det her skrev jeg.", "position": 0})

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["title"])
    assert "Det her skrev jeg." in response.text
    assert Theme.objects.count() == 0


def test_text_is_stored_sanitised(browser, vision, sent):
    browser.post(
        NEW, sent(browser, NEW, title="T", **{"text": "<p>Ja<script>alert(1)</script></p>", "text-format": "html"})
    )

    assert Theme.objects.get().text == "<p>Ja</p>"


def test_double_click_adds_one_theme(browser, vision, sent):
    typed = sent(browser, NEW, title="Foreningsliv")

    first, second = browser.post(NEW, typed), browser.post(NEW, typed)

    assert Theme.objects.count() == 1
    assert first.url == second.url


def test_form_asks_nothing_where_there_is_nothing_to_choose(browser, vision):
    fields = browser.get(NEW).context["form"].fields

    assert [name in fields for name in ("raised_at", "challenges", "guiding_lines")] == [True, False, False]


def test_form_uses_the_visions_own_word(browser, vision, line):
    vision.line_words = "pejlemærker"
    vision.save()

    assert browser.get(NEW).context["form"]["guiding_lines"].label == "Pejlemærker, som temaet er blevet til"


def test_theme_is_edited_as_its_next_version(browser, make_theme, challenge, sent):
    theme = make_theme()
    url = f"/vision/temaer/{theme.pk}/rediger/"

    response = browser.post(url, sent(browser, url, title="Stærke foreninger", challenges=[challenge.pk]))

    theme.refresh_from_db()
    assert (response.url, theme.title, theme.version) == (theme.get_absolute_url(), "Stærke foreninger", 2)
    assert list(theme.challenges.all()) == [challenge]
    assert list(theme.history.values_list("title", flat=True)) == ["Stærke foreninger", "Foreningsliv"]


def test_later_of_two_edits_is_shown_both_texts_and_overwrites_nothing(browser, make_theme, theme_meeting, sent):
    theme = make_theme()
    url = f"/vision/temaer/{theme.pk}/rediger/"
    seen = sent(browser, url)
    browser.post(url, seen | {"text": "Den første.", "raised_at": theme_meeting.pk})

    response = browser.post(url, seen | {"text": "Den anden."})

    theme.refresh_from_db()
    assert (response.status_code, theme.text) == (409, "<p>Den første.</p>")
    assert {(row.label, row.theirs, row.mine) for row in response.context["conflict"]} == {
        ("Tekst", "Den første.", "Den anden."),
        ("Rejst på mødet", "Temamøde 1 for Byrådet, mandag den 21. august 2023", ""),
    }


def test_theme_is_removed_after_asking_and_its_history_stays(browser, administration, make_theme):
    theme = make_theme()
    url = f"/vision/temaer/{theme.pk}/fjern/"
    asked = browser.get(url)

    response = browser.post(url, {"version": asked.context["row"].version})
    again = browser.post(url, {"version": 1})

    assert "”Foreningsliv”" in asked.text
    assert (response.url, again.status_code, Theme.objects.count()) == ("/vision/vision-2035/temaer/", 404, 0)
    gone = Theme.history.first()
    assert (gone.history_type, gone.title, gone.history_user) == ("-", "Foreningsliv", administration)


def test_theme_that_was_changed_meanwhile_is_not_removed(browser, make_theme):
    theme = make_theme()
    Theme.objects.update(version=2)

    response = browser.post(f"/vision/temaer/{theme.pk}/fjern/", {"version": 1}, follow=True)

    assert Theme.objects.count() == 1
    assert [str(message) for message in response.context["messages"]] == [
        "Temaet er blevet ændret, siden du så det. Se på det igen."
    ]


@pytest.mark.parametrize("version", ["", "x"])
def test_removing_without_a_version_asks_again(browser, make_theme, version):
    response = browser.post(f"/vision/temaer/{make_theme().pk}/fjern/", {"version": version})

    assert (response.status_code, Theme.objects.count()) == (200, 1)


@pytest.mark.parametrize("url", [NEW, "/vision/temaer/{pk}/rediger/", "/vision/temaer/{pk}/fjern/"])
@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("secretariat", 403), ("administration", 200)]
)
def test_the_administration_alone_enters(request, client_of, make_theme, url, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)
    url = url.format(pk=make_theme(is_published=True).pk)

    assert client.get(url).status_code == status
    if status != 200:
        assert client.post(url, {"version": 1, "title": "Andet"}).status_code == status
        assert list(Theme.objects.values_list("title", flat=True)) == ["Foreningsliv"]


@pytest.mark.parametrize("url", [NEW, "/vision/temaer/{pk}/rediger/", "/vision/temaer/{pk}/fjern/"])
def test_entering_answers_other_methods_with_405(browser, make_theme, url):
    assert browser.put(url.format(pk=make_theme().pk)).status_code == 405


def test_buttons_are_the_administrations(client_of, secretariat, browser, make_theme):
    theme = make_theme()
    urls = [f"/vision/temaer/{theme.pk}/rediger/", f"/vision/temaer/{theme.pk}/fjern/"]

    own, other = browser.get(theme.get_absolute_url()).text, client_of(secretariat).get(theme.get_absolute_url()).text

    assert [url in own for url in urls] == [True, True]
    assert [url in other for url in urls] == [False, False]
    assert NEW in browser.get("/vision/vision-2035/temaer/").text
    assert NEW not in client_of(secretariat).get("/vision/vision-2035/temaer/").text
