"""Entering the vision's wording, its aims and its status."""

from datetime import date

import pytest
from django.utils.translation import gettext as _

from ishoj_process.editing.acts import Refused
from ishoj_process.models import AgendaItem, GuidingLine, StatusChange, Treatment, Vision, VisionAim
from tests.locks import held, tables_of
from vision.document.acts import remove_guiding_line
from vision.models import Round

EDIT, STATUS = "/vision/vision-2035/rediger/", "/vision/vision-2035/status/"


def aims(vision):
    return list(vision.aims.values_list("title", flat=True))


# The wording.


def test_wording_is_stored_as_the_next_version_and_signed(browser, administration, vision, sent):
    response = browser.post(EDIT, sent(browser, EDIT, summary="Kort.", text="Vi vil.", line_words="pejlemærker"))

    vision.refresh_from_db()
    assert (response.status_code, response.url) == (302, "/vision/vision-2035/")
    assert (vision.summary, vision.text, vision.line_words) == ("Kort.", "<p>Vi vil.</p>", "pejlemærker")
    assert (vision.version, vision.updated_by, vision.history.first().history_user) == (
        2,
        administration,
        administration,
    )


def test_unchanged_wording_gets_no_new_version(browser, vision, aim, sent):
    browser.post(EDIT, sent(browser, EDIT))

    vision.refresh_from_db()
    assert (vision.version, aims(vision)) == (1, ["Et robust lokalsamfund"])


def test_wrong_input_is_answered_at_its_field_with_what_was_typed(browser, vision, sent):
    response = browser.post(EDIT, sent(browser, EDIT, horizon="snart", summary="Det her skrev jeg."))

    assert (response.status_code, list(response.context["form"].errors)) == (200, ["horizon"])
    assert "Det her skrev jeg." in response.text


def test_later_of_two_edits_is_shown_both_texts_and_overwrites_nothing(browser, vision, aim, sent):
    seen = sent(browser, EDIT)
    browser.post(EDIT, seen | {"summary": "Den første.", f"visionaim_{aim.pk}": "Stærke fællesskaber"})

    response = browser.post(EDIT, seen | {"summary": "Den anden."})

    vision.refresh_from_db()
    assert (response.status_code, vision.summary, aims(vision)) == (409, "Den første.", ["Stærke fællesskaber"])
    assert {(row.label, row.theirs, row.mine) for row in response.context["conflict"]} == {
        ("Resumé", "Den første.", "Den anden."),
        ("Mål 1", "Stærke fællesskaber", "Et robust lokalsamfund"),
    }


def test_saving_again_after_a_conflict_is_stored(browser, vision, sent):
    seen = sent(browser, EDIT)
    browser.post(EDIT, seen | {"summary": "Den første."})
    conflict = browser.post(EDIT, seen | {"summary": "Den anden."})

    browser.post(EDIT, seen | {"summary": "Den anden.", "version": conflict.context["form"].data["version"]})

    vision.refresh_from_db()
    assert (vision.summary, vision.version) == ("Den anden.", 3)


def test_adopted_wording_stays_whatever_is_sent(browser, vision, aim, sent):
    Vision.objects.update(status="adopted", text="<p>Vedtaget.</p>")

    page = browser.get(EDIT).text
    browser.post(
        EDIT,
        sent(
            browser,
            EDIT,
            title="Andet",
            text="Andet",
            visionaim_new_0="Endnu et mål",
            line_words="pejlemærker",
            **{f"visionaim_{aim.pk}": "Andet"},
        ),
    )

    vision.refresh_from_db()
    assert "Visionen er vedtaget. Ordlyden ændres kun med en ny udgave." in page
    assert (vision.title, vision.text, aims(vision)) == ("Vision 2035", "<p>Vedtaget.</p>", ["Et robust lokalsamfund"])
    assert vision.line_words == "pejlemærker"


# Its aims.


def test_aims_are_changed_added_and_removed_with_the_vision(browser, vision, aim, sent):
    other = VisionAim.objects.create(vision=vision, title="En robust kommune", position=1)

    browser.post(
        EDIT,
        sent(
            browser,
            EDIT,
            visionaim_new_0="Et tredje",
            visionaim_new_1="Et fjerde",
            **{f"visionaim_{aim.pk}": "Stærke fællesskaber", f"visionaim_{other.pk}": ""},
        ),
    )

    vision.refresh_from_db()
    assert aims(vision) == ["Stærke fællesskaber", "Et tredje", "Et fjerde"]
    assert vision.version == 2


def test_aim_with_guiding_lines_is_not_removed(browser, vision, aim, line, sent):
    response = browser.post(EDIT, sent(browser, EDIT, **{f"visionaim_{aim.pk}": ""}))

    assert response.context["form"].errors == {
        f"visionaim_{aim.pk}": ["Målet har sigtelinjer. Flyt dem til et andet mål først."]
    }
    assert aims(vision) == ["Et robust lokalsamfund"]


# Its status.


def test_status_is_moved_with_a_reason_dated_and_signed(browser, administration, vision):
    Vision.objects.update(status="in_preparation")

    response = browser.post(STATUS, {"to": "before_decision", "note": "Formuleret på seminaret."})

    vision.refresh_from_db()
    change = StatusChange.objects.get()
    assert (response.url, vision.status, vision.version) == ("/vision/vision-2035/", "before_decision", 2)
    assert (change.vision, change.from_status, change.note) == (vision, "in_preparation", "Formuleret på seminaret.")
    assert (change.on, change.by) == (date(2023, 8, 14), administration)


@pytest.mark.parametrize(
    ("typed", "field"), [({"note": ""}, "note"), ({"to": "adopted"}, "to"), ({"to": "nonsense"}, "to")]
)
def test_status_that_is_not_to_be_had_is_refused_at_its_field(browser, vision, typed, field):
    Vision.objects.update(status="in_preparation")

    response = browser.post(STATUS, {"to": "before_decision", "note": "Fordi."} | typed)

    vision.refresh_from_db()
    assert (list(response.context["form"].errors), vision.status) == ([field], "in_preparation")
    assert StatusChange.objects.count() == 0


def test_adoption_asks_when_and_by_whom(browser, vision):
    Vision.objects.update(status="")  # adopted before the site was there

    response = browser.post(STATUS, {"to": "adopted", "note": "Vedtaget."})

    assert response.context["form"].errors == {
        "adopted_on": [_("State when it was adopted.")],
        "adopted_by": [_("State who adopted it.")],
    }


def test_adoption_keeps_when_by_whom_and_where(browser, vision, council, theme_meeting):
    Vision.objects.update(status="")  # adopted before the site was there
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Vision 2035")
    Treatment.objects.create(item=item, vision=vision)
    other = AgendaItem.objects.create(meeting=theme_meeting, number=2, title="Noget andet")
    typed = {"to": "adopted", "note": "Vedtaget.", "adopted_on": "december 2023", "adopted_by": council.pk}

    wrong = browser.post(STATUS, typed | {"adopted_at_item": other.pk, "adopted_on": "i går"})
    browser.post(STATUS, typed | {"adopted_at_item": item.pk})

    vision.refresh_from_db()
    assert list(wrong.context["form"].errors) == ["adopted_on", "adopted_at_item"]
    assert (vision.status, str(vision.adopted_on)) == ("adopted", "december 2023")
    assert (vision.adopted_by, vision.adopted_at_item) == (council, item)


def test_guiding_lines_are_adopted_with_the_vision_and_drafts_again_without(browser, vision, line, council):
    Vision.objects.update(status="")  # adopted before the site was there
    states = []
    for to in ("adopted", "in_preparation"):
        browser.post(STATUS, {"to": to, "note": "Fordi.", "adopted_on": "12-12-2023", "adopted_by": council.pk})
        line.refresh_from_db()
        states.append((line.state, line.version))

    assert states == [("adopted", 2), ("draft", 3)]


def test_status_sent_twice_is_moved_once(browser, vision):
    Vision.objects.update(status="in_preparation")
    typed = {"to": "before_decision", "note": "Formuleret på seminaret."}

    first, second = browser.post(STATUS, typed), browser.post(STATUS, typed)

    assert (first.url, second.url) == ("/vision/vision-2035/", "/vision/vision-2035/")
    assert StatusChange.objects.count() == 1


# Guiding lines.


NEW_LINE = "/vision/vision-2035/sigtelinjer/ny/"


def test_guiding_line_is_added_as_a_draft_under_the_aim_that_was_chosen(browser, administration, vision, aim, sent):
    url = f"{NEW_LINE}?formaal={aim.pk}"

    response = browser.post(url, sent(browser, url, title="Fællesskaber, der bærer"))

    line = GuidingLine.objects.get()
    assert (line.aim, line.title, line.state, line.updated_by) == (
        aim,
        "Fællesskaber, der bærer",
        "draft",
        administration,
    )
    assert response.url == f"/vision/vision-2035/#sigtelinje-{line.pk}"


def test_double_click_adds_one_guiding_line(browser, aim, sent):
    typed = sent(browser, NEW_LINE, title="Fællesskaber, der bærer", aim=aim.pk)

    first, second = browser.post(NEW_LINE, typed), browser.post(NEW_LINE, typed)

    assert GuidingLine.objects.count() == 1
    assert first.url == second.url


def test_guiding_line_of_another_visions_aim_is_refused(browser, term, vision, aim, plan, sent):
    other = Vision.objects.create(title="Vision 2040", slug="vision-2040", term=term)
    foreign = VisionAim.objects.create(vision=other, title="Noget andet")

    response = browser.post(NEW_LINE, sent(browser, NEW_LINE, title="Linje", aim=foreign.pk))

    assert list(response.context["form"].errors) == ["aim"]


def test_guiding_line_is_tied_to_the_themes_that_it_grew_from(browser, line, make_theme, sent):
    url = f"/vision/sigtelinjer/{line.pk}/rediger/"
    theme, other = make_theme(), make_theme("Uddannelse")
    make_theme("Opgivet", state="dropped", drop_reason="Dækket af et andet.")

    page = browser.get(url)
    browser.post(url, sent(browser, url, themes=[theme.pk]))
    browser.post(url, sent(browser, url, themes=[theme.pk, other.pk]))

    line.refresh_from_db()
    assert [str(label) for _key, label in page.context["form"].fields["themes"].choices] == [
        "Foreningsliv",
        "Uddannelse",
    ]
    assert (set(line.themes.all()), line.version) == ({theme, other}, 3)


def test_theme_that_was_dropped_since_stays_chosen(browser, line, make_theme, sent):
    url = f"/vision/sigtelinjer/{line.pk}/rediger/"
    theme = make_theme("Opgivet", state="dropped", drop_reason="Dækket af et andet.")
    theme.guiding_lines.add(line)

    browser.post(url, sent(browser, url, title="Nyt navn"))

    assert list(line.themes.all()) == [theme]


def test_guiding_line_is_edited_and_a_conflict_is_shown(browser, line, sent):
    url = f"/vision/sigtelinjer/{line.pk}/rediger/"
    seen = sent(browser, url)

    first = browser.post(url, seen | {"title": "Den første"})
    second = browser.post(url, seen | {"title": "Den anden"})

    line.refresh_from_db()
    assert (first.status_code, second.status_code, line.title, line.version) == (302, 409, "Den første", 2)


@pytest.mark.parametrize("url", [NEW_LINE, "/vision/sigtelinjer/{pk}/rediger/"])
def test_guiding_lines_of_an_adopted_vision_stand_fast(browser, line, url):
    Vision.objects.update(status="adopted")
    url = url.format(pk=line.pk)

    response = browser.post(url, {"title": "Andet", "aim": line.aim_id, "position": 0, "version": 1}, follow=True)

    line.refresh_from_db()
    assert (line.title, GuidingLine.objects.count()) == ("Fællesskaber, der bærer", 1)
    reason, typed = map(str, response.context["messages"])
    assert reason == "Visionen er vedtaget. Ordlyden ændres kun med en ny udgave."
    assert typed.startswith("Det, du skrev, er ikke gemt: ”Andet")


def test_guiding_line_is_removed_after_asking_and_its_history_stays(browser, administration, line):
    url = f"/vision/sigtelinjer/{line.pk}/fjern/"
    asked = browser.get(url)

    response = browser.post(url)
    again = browser.post(url)

    assert "Fællesskaber, der bærer" in asked.text
    assert (response.url, again.status_code, GuidingLine.objects.count()) == ("/vision/vision-2035/", 404, 0)
    gone = GuidingLine.history.first()
    assert (gone.history_type, gone.title, gone.history_user) == ("-", "Fællesskaber, der bærer", administration)


def test_guiding_line_that_is_carried_out_is_not_removed(browser, line, strategy):
    strategy.alignments.create(guiding_line=line, how="Sådan.")
    url = f"/vision/sigtelinjer/{line.pk}/fjern/"

    asked, refused = browser.get(url), browser.post(url, follow=True)

    reason = "Politikker eller strategier beskriver, hvordan de bidrager til den. Fjern det først."
    assert asked.context["reasons"] == [reason]
    assert [str(message) for message in refused.context["messages"]] == [reason]
    assert GuidingLine.objects.count() == 1


def test_guiding_line_that_was_voted_on_is_not_removed(browser, vision, line):
    round_ = Round.objects.create(vision=vision, title="Prioritering", subject="lines")
    round_.candidates.create(guiding_line=line, title=line.title)

    refused = browser.post(f"/vision/sigtelinjer/{line.pk}/fjern/", follow=True)

    reason = "Den indgår i en prioritering og hører til dens resultat."
    assert [str(message) for message in refused.context["messages"]] == [reason]
    assert GuidingLine.objects.count() == 1


def test_guiding_line_is_not_removed_of_a_vision_that_was_adopted_meanwhile(monkeypatch, line, vision, administration):
    stale = GuidingLine.objects.select_related("aim__vision").get(pk=line.pk)
    Vision.objects.filter(pk=vision.pk).update(status="adopted")

    with held(monkeypatch) as asked, pytest.raises(Refused):
        remove_guiding_line(line=stale, by=administration)

    assert tables_of(asked) == ["ishoj_process_vision", "ishoj_process_guidingline"]


def test_guiding_line_is_removed_once_however_often_it_is_asked(line, administration):
    for _click in range(2):
        remove_guiding_line(line=line, by=administration)

    assert GuidingLine.history.filter(history_type="-").count() == 1


# Who may, and how.


@pytest.mark.parametrize(
    "url",
    [EDIT, STATUS, NEW_LINE, "/vision/sigtelinjer/{pk}/rediger/", "/vision/sigtelinjer/{pk}/fjern/"],
)
@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), ("member", 403), ("secretariat", 403), ("administration", 200)]
)
def test_the_administration_alone_enters(request, client_of, line, url, who, status):
    client = client_of(request.getfixturevalue(who) if who else None)
    url = url.format(pk=line.pk)

    assert client.get(url).status_code == status
    if status != 200:
        assert client.post(url).status_code == status
        assert GuidingLine.objects.count() == 1


@pytest.mark.parametrize(
    "url",
    [EDIT, STATUS, NEW_LINE, "/vision/sigtelinjer/{pk}/rediger/", "/vision/sigtelinjer/{pk}/fjern/"],
)
def test_entering_answers_other_methods_with_405(browser, line, url):
    assert browser.put(url.format(pk=line.pk)).status_code == 405
    assert browser.delete(url.format(pk=line.pk)).status_code == 405


@pytest.mark.parametrize("url", [EDIT, STATUS, NEW_LINE])
def test_nothing_to_enter_without_a_vision(browser, db, url):
    assert browser.get(url).status_code == 404
