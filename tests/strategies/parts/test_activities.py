"""Activities on a strategy: entered once, corrected without loss, removed as they were seen."""

import pytest

from ishoj_process.editing.acts import remove_edited
from ishoj_process.models import Strategy
from strategies.models import Activity

DETAIL = "/strategier/biodiversitetsstrategi/"
NEW = f"{DETAIL}aktiviteter/ny/"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


@pytest.fixture
def activity(strategy):
    return Activity.objects.create(strategy=strategy, kind="consultation", starts="2023-03", note="Som loven kræver.")


def page_of(activity, below=""):
    return f"{DETAIL}aktiviteter/{activity.pk}/{below}"


def typed(**changes):
    return {"kind": "consultation", "starts": "marts 2023", "version": "1", **changes}


def test_activity_sent_twice_is_stored_once(browser, strategy):
    token = "0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"

    urls = [browser.post(NEW, typed(token=token)).url for _attempt in range(2)]

    assert (urls, Activity.objects.count()) == ([DETAIL, DETAIL], 1)


def test_activity_is_corrected_and_signed(browser, administration, activity):
    browser.post(page_of(activity), typed(ends="april 2023"))

    activity.refresh_from_db()
    assert (activity.when_text, activity.version, activity.updated_by) == ("marts 2023 – april 2023", 2, administration)
    assert [record.note for record in activity.history.all()] == ["", "Som loven kræver."]


def test_activity_that_somebody_else_changed_shows_both_texts(browser, activity):
    browser.post(page_of(activity), typed(note="Den ene."))

    response = browser.post(page_of(activity), typed(note="Den anden."))

    assert response.status_code == 409
    assert [(row.theirs, row.mine) for row in response.context["conflict"]] == [("Den ene.", "Den anden.")]
    assert Activity.objects.get().note == "Den ene."


def test_activity_with_an_end_alone_is_refused_at_its_field(browser, strategy):
    response = browser.post(NEW, typed(starts="", ends="april 2023"))

    assert list(response.context["form"].errors) == ["starts"]
    assert 'value="april 2023"' in response.content.decode()


def test_activity_without_a_date_in_words_is_refused_at_its_field(browser, strategy):
    response = browser.post(NEW, typed(starts="snart"))

    assert list(response.context["form"].errors) == ["starts"]
    assert Activity.objects.count() == 0


def test_activity_of_another_strategy_is_not_found(browser, activity):
    Strategy.objects.create(title="En anden", slug="en-anden")

    assert browser.get(f"/strategier/en-anden/aktiviteter/{activity.pk}/").status_code == 404


def test_activity_that_was_changed_since_it_was_seen_is_not_removed(browser, activity):
    browser.post(page_of(activity), typed(note="Den ene."))

    response = browser.post(page_of(activity, "fjern/"), {"version": 1})

    assert (response.status_code, Activity.objects.count()) == (409, 1)
    assert "Det er blevet ændret, siden du så det." in response.content.decode()


def test_activity_removed_by_a_double_click_is_removed_once(browser, administration, activity):
    for _click in range(2):
        remove_edited(row=activity, seen_version=1, by=administration)

    assert [record.history_type for record in activity.history.all()] == ["-", "+"]
    late = browser.post(page_of(activity, "fjern/"), {"version": 1})
    assert (late.status_code, "Det findes ikke længere" in late.text) == (404, True)


@pytest.mark.parametrize("version", ["", "x"])
def test_activity_is_asked_about_where_the_form_says_nothing(browser, activity, version):
    response = browser.post(page_of(activity, "fjern/"), {"version": version})

    assert (response.status_code, Activity.objects.count()) == (200, 1)


def test_earlier_versions_are_read_from_where_the_activity_is_corrected(browser, activity):
    browser.post(page_of(activity), typed(version=1, note="Rettet."))

    link = page_of(activity, "versioner/")

    assert f'href="{link}"' in browser.get(page_of(activity)).text
    assert "Rettet." in browser.get(link).text
