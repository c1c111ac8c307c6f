"""The editor in a real browser, under the site's strict rules for scripts and styles, and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .clipboards import CLIPBOARDS, NUMBERED, RAISED
from .test_hidden import SEEN, STYLED, styled

pytestmark = [pytest.mark.urls("tests.ishoj_process.text.richtext_urls"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_window, live_server):
    """The form with its editor ready; what the browser complains of is an error of the test."""
    page = open_window()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/rediger/")
    page.locator(".ProseMirror").wait_for()
    yield page
    assert complaints == []


def save(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Gem").click()
    return page.locator("#stored").inner_text()


def write_at_the_end(page, text):
    """Put the cursor where the text ends: quicker than the editor hears of it, keys would write in the middle."""
    page.evaluate("document.querySelector('.ProseMirror').editor.commands.focus('end')")
    page.locator(".ProseMirror-focused").wait_for()
    page.keyboard.insert_text(text)


def clear(page):
    """Empty the editor, and wait until it is: keys pressed too soon reach the text that was there."""
    page.get_by_role("textbox", name="Sagsfremstilling").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator(".ProseMirror")).to_have_text("")


def test_text_is_edited_and_stored(page):
    write_at_the_end(page, "")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror li")).to_have_count(3)
    page.keyboard.type("tre æøå")
    expect(page.locator(".ProseMirror li").last).to_have_text("tre æøå")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror li")).to_have_count(4)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Overskrift", exact=True).click()
    page.keyboard.type("Økonomi")

    stored = save(page)

    assert stored == (
        "<p>Byrådet skriver <strong>visionen</strong>.</p><ul><li>ét</li><li>to</li><li>tre æøå</li></ul>"
        "<h3>Økonomi</h3>"
    )


def test_unchanged_text_is_stored_as_it_was(page):
    assert save(page) == "<p>Byrådet skriver <strong>visionen</strong>.</p><ul><li>ét</li><li>to</li></ul>"


def test_table_is_inserted_with_its_head(page):
    clear(page)
    page.get_by_role("button", name="Tabel", exact=True).click()
    expect(page.locator(".ProseMirror th")).to_have_count(2)
    expect(page.locator(".ProseMirror")).to_be_focused()  # a frame after the click
    page.keyboard.type("År")
    expect(page.locator(".ProseMirror th").first).to_have_text("År")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Slet kolonne").click()
    expect(page.locator(".ProseMirror th")).to_have_count(1)

    assert save(page) == (
        '<table><thead><tr><th scope="col">År</th></tr></thead>'
        "<tbody><tr><td></td></tr><tr><td></td></tr></tbody></table>"
    )


def test_change_is_undone_and_done_again(page):
    editor = page.locator(".ProseMirror")
    write_at_the_end(page, "!")
    expect(editor).to_contain_text("to!")
    page.get_by_role("button", name="Fortryd").click()
    expect(editor).not_to_contain_text("!")
    page.get_by_role("button", name="Gentag").click()
    expect(editor).to_contain_text("to!")

    assert save(page) == "<p>Byrådet skriver <strong>visionen</strong>.</p><ul><li>ét</li><li>to!</li></ul>"


def test_link_is_set_and_a_wrong_address_refused(page):
    clear(page)
    page.keyboard.type("Ishøj")
    expect(page.locator(".ProseMirror")).to_have_text("Ishøj")
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_label("Adresse").fill("ikke en adresse")
    page.get_by_role("button", name="Indsæt link").click()
    error = page.get_by_text("Skriv en adresse som").is_visible()
    page.get_by_label("Adresse").fill("www.ishoj.dk")
    page.get_by_role("button", name="Indsæt link").click()

    assert error
    assert save(page) == '<p><a href="https://www.ishoj.dk">Ishøj</a></p>'


def test_toolbar_is_one_stop_with_arrows(page):
    page.get_by_role("button", name="Fed").focus()
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")

    assert second == "Kursiv"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"


def test_editor_is_described_and_accessible(page):
    editor = page.get_by_role("textbox", name="Sagsfremstilling")

    assert editor.get_attribute("aria-describedby") == "id_text_helptext"
    assert Axe().run(page).response["violations"] == []


def test_long_text_refused_stays_in_the_editor(page):
    page.evaluate(
        "document.querySelector('.ProseMirror').editor.commands.setContent('<p>' + 'å'.repeat(200001) + '</p>')"
    )

    save(page)

    page.locator(".ProseMirror").wait_for()
    assert page.locator(".ProseMirror").inner_text() == "å" * 200001
    assert page.get_by_text("Teksten er for lang.").is_visible()


def test_text_typed_before_the_editor_has_come_is_stored(open_window, live_server):
    page = open_window()
    held = []
    page.route("**/django_prose_editor/editor.js", lambda route: held.append(route))
    with page.expect_request("**/django_prose_editor/editor.js"):
        page.goto(f"{live_server.url}/rediger/", wait_until="commit")
    page.get_by_label("Sagsfremstilling").fill("Skrevet straks")

    with page.expect_response("**/django_prose_editor/editor.js"):
        held[0].continue_()
    page.wait_for_load_state("networkidle")
    stored = save(page)

    assert stored == "<p>Skrevet straks</p>"


def test_without_scripts_the_text_is_plain_and_editable(open_window, live_server):
    page = open_window(java_script_enabled=False)
    page.goto(f"{live_server.url}/rediger/")
    area = page.get_by_label("Sagsfremstilling")

    shown = area.input_value()
    area.fill(f"{shown}\n- tre <b>\n\n5 < 6")
    stored = save(page)

    assert shown == "Byrådet skriver **visionen**.\n\n- ét\n- to"
    assert stored == (
        "<p>Byrådet skriver <strong>visionen</strong>.</p><ul><li>ét</li><li>to</li><li>tre &lt;b&gt;</li></ul>"
        "<p>5 &lt; 6</p>"
    )


def paste(page, html):
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.querySelector(".ProseMirror").dispatchEvent(paste);
        }""",
        html,
    )


@pytest.mark.parametrize("program", CLIPBOARDS)
def test_paste_from_a_word_processor_is_stored_as_headings_lists_and_tables(page, program):
    html, stored = CLIPBOARDS[program]
    clear(page)

    paste(page, html)
    shown = page.locator(".ProseMirror").evaluate("node => [...node.querySelectorAll('h3, li, td, th')].length")

    assert save(page) == stored
    assert shown == len(re.findall(r"<(?:h3|li|td|th)\b", stored)) - html.count("colspan=2") - html.count("rowspan=2")


def test_what_a_pasted_text_hides_is_left_out_and_told(page):
    clear(page)

    paste(
        page,
        "<style>.gem {display:none; mso-hide:all} .streg {text-decoration:line-through} .1 {color:red}</style>"
        "<p>Åbent<span style='display:none;mso-hide:all'> skjult</span></p><p class=gem>Gemt</p>"
        "<div style='visibility:hidden'>Usynligt <b style='visibility:visible'>synligt</b></div>"
        "<p>at banen <span class=streg>ikke</span> er 5 m<span style='vertical-align:super'>2</span></p>",
    )

    expect(page.get_by_role("status")).to_have_text("Skjult tekst er udeladt: ”skjult · Gemt · Usynligt”")
    assert save(page) == ("<p>Åbent</p><p><strong>synligt</strong></p><p>at banen <s>ikke</s> er 5 m<sup>2</sup></p>")


@pytest.mark.parametrize("part", [0, 1])
def test_editor_hides_what_a_style_hides_in_whichever_way(page, part):
    clear(page)
    for case in STYLED[part::2]:
        paste(page, f"{styled(case, 'Hemmeligt')}<p class=y>Set</p>")
        assert page.get_by_role("status").inner_text() == "Skjult tekst er udeladt: ”Hemmeligt”", case
    for case in SEEN[part::2]:
        paste(page, f"{styled(case, 'Set')}<p class=y>x</p>")
        assert page.get_by_role("status").count() == 0, case

    stored = save(page)
    assert ("Hemmeligt" in stored, stored.count("Set")) == (False, len(STYLED[part::2]) + len(SEEN[part::2]))


def test_editor_takes_out_white_words_and_hidden_columns(page):
    clear(page)
    paste(
        page,
        "<p>Set <span style='color:white'>Hvidt</span> <font color='#fff'>Også</font></p><table><col><col width=0>"
        "<tr><td>a</td><td>Kolonne</td></tr><tr><td bgcolor=navy><span style='color:white'>b</span></td><td></td></tr>"
        "</table>",
    )

    expect(page.get_by_role("status")).to_have_text("Skjult tekst er udeladt: ”Kolonne · Hvidt · Også”")
    assert save(page) == (
        "<p>Set</p><table><tbody><tr><td>a</td><td></td></tr><tr><td>b</td><td></td></tr></tbody></table>"
    )


def test_numbers_of_lists_stay_in_the_editor(page):
    clear(page)
    html = (
        '<ol><li>et</li></ol><p>tekst</p><ol start="2"><li>to</li><li value="7">syv</li></ol>'
        '<ol start="3" type="a"><li>ce</li></ol>'
    )

    paste(page, html + "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>4.</span>fire</p>")

    assert save(page) == html + '<ol start="4"><li>fire</li></ol>'


def test_what_word_and_browsers_count_keeps_its_number_in_the_editor(page):
    clear(page)

    paste(page, "<p>x</p>".join(pasted for pasted, _stored in NUMBERED))

    assert save(page) == "<p>x</p>".join(stored for _pasted, stored in NUMBERED)


def test_words_above_and_below_the_line_stay_there_in_the_editor(page):
    clear(page)

    paste(page, "".join(f"<p>m<span style='{style}'>2</span>!</p>" for style, _tag in RAISED))

    assert save(page) == "".join(f"<p>m<{tag}>2</{tag}>!</p>" if tag else "<p>m2!</p>" for _style, tag in RAISED)


def test_item_whose_number_stands_nowhere_is_told(page):
    clear(page)

    paste(page, "<p style='mso-list:l0 level1 lfo1'>første</p>")

    expect(page.get_by_role("status")).to_have_text(
        "Numrene på disse punkter kunne ikke læses. Skriv dem selv: ”første”"
    )


def test_words_are_struck_raised_and_lowered(page):
    clear(page)
    for name, text in (("Overstreget", "a"), ("Hævet", "b"), ("Sænket", "c")):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".ProseMirror")).to_be_focused()  # a frame after the click
        page.keyboard.insert_text(text)
        expect(page.locator(".ProseMirror")).to_contain_text(text)
        if name != "Hævet":  # raised ends where lowered begins
            page.get_by_role("button", name=name).click()

    assert save(page) == "<p><s>a</s><sup>b</sup><sub>c</sub></p>"
