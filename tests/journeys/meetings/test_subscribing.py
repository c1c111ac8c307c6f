"""A member makes a calendar address, copies it into a program, and takes it back again."""

import vobject
from playwright.sync_api import expect


def test_member_copies_an_address_that_a_program_reads_until_it_is_ended(log_in, live_server, settings, client):
    settings.SITE_URL = live_server.url
    page = log_in("medlem", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/min-side/")
    page.get_by_role("main").get_by_role("link", name="Mine kalenderadresser").click()
    page.get_by_role("link", name="Ny kalenderadresse").click()
    page.get_by_label("Hvad du kalder den").fill("Min telefon")
    page.get_by_label("1 time før").check()
    page.get_by_role("button", name="Opret adressen").click()

    page.get_by_role("button", name="Kopier adressen").click()
    expect(page.get_by_role("status")).to_have_text("Adressen er kopieret.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Adresse til kopiering").input_value()
    expect(page.get_by_role("link", name="Åbn i mit kalenderprogram")).to_have_attribute(
        "href", copied.replace("http://", "webcal://")
    )

    path = copied.removeprefix(live_server.url)
    content = client.get(path).content
    assert "Temamøde 1 for Byrådet" in [e.summary.value for e in vobject.readOne(content.decode()).vevent_list]
    assert b"TRIGGER:-PT1H" in content

    page.get_by_role("link", name="Tilbage til mine kalenderadresser").click()
    page.get_by_role("button", name="Afslut").click()
    expect(page.get_by_role("button", name="Fortryd")).to_be_visible()
    assert client.get(path).status_code == 404


def test_the_public_copies_an_address_where_the_browser_refuses_its_clipboard(open_browser):
    page = open_browser()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")  # as over plain http
    page.goto("/kalender/")
    page.get_by_role("main").get_by_role("link", name="Abonner på møderne").click()

    place = page.locator("[data-copy-place]").filter(has_text="Ishøj Byråd")
    place.get_by_role("button", name="Kopier adressen").click()

    expect(place.get_by_role("status")).to_have_text("Adressen er kopieret.")
