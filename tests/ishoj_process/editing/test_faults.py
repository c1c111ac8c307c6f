"""A form that is refused says at the top of its page what is missing, and each line leads to its field."""

import re
from html import unescape

import pytest
from django import forms
from django.db import transaction
from django.utils.translation import override
from lxml import html

from ishoj_process.editing import faults
from ishoj_process.editing.missing import MISSING, NAMELESS, AsksInWords, Form
from tests.conftest import browser_as
from tests.site.rights_table import rights_table
from tests.whole_site import real

OURS = ("ishoj_process", "vision", "strategies", "calendar_app")


def every_form(of=forms.BaseForm):
    import ishoj_process.urls  # noqa: F401  # whatever a page shows is made then

    for form in of.__subclasses__():
        yield form
        yield from every_form(form)


def ours():
    found = {form for form in every_form() if form.__module__.split(".")[0] in OURS}
    return sorted(
        (form for form in found if hasattr(form, "base_fields") and ".admin" not in form.__module__),
        key=lambda form: str(form),
    )


def test_every_form_of_the_house_says_what_is_missing():
    assert [form for form in ours() if not issubclass(form, AsksInWords)] == []


def test_every_field_that_must_be_filled_in_has_words_of_its_own():
    nameless = {
        f"{form.__name__}.{name}"
        for form in ours()
        for name, field in form.base_fields.items()
        if field.required and field.label and not field.widget.is_hidden
        if str(field.error_messages["required"]) == str(NAMELESS)
        if name not in MISSING and name not in form.missing
    }

    assert nameless == set()


def test_no_table_names_what_there_is_not():
    names = {name for form in ours() for name in form.base_fields} | {"login", "password", "password1", "password2"}

    assert MISSING.keys() - names - {"quote", "oldpassword", "late_reason"} == set()


def test_what_no_table_knows_is_named_by_its_label_and_never_by_djangos_sentence():
    class Odd(Form):
        odd = forms.CharField(label="Kaldenavn")

    class Foreign(forms.Form):
        odd = forms.CharField()

    with override("da"):
        assert Odd({}).errors == {"odd": ["Udfyld ”Kaldenavn”."]}
        assert Foreign({}).errors == {"odd": ["Udfyld feltet."]}


def page_of(response):
    return html.fromstring(response.content.decode())


def summary_of(page):
    return [
        (" ".join(line.text_content().split()), next(iter(line.xpath(".//a/@href")), ""))
        for line in page.xpath("//section[contains(@class, 'error-summary')]//li")
    ]


def test_summary_leads_to_fields_and_to_the_first_of_a_group(client_of, secretariat, council):
    page = page_of(client_of(secretariat).post("/moeder/nyt/", {"start_time": "25", "kind": "council"}))

    assert page.xpath("string(//title)").startswith("Fejl: ")
    assert summary_of(page) == [
        ("Vælg mindst ét udvalg.", "#id_bodies_0"),
        ("Skriv den første dag.", "#id_start_date"),
        ("Begynder kl. – Skriv et klokkeslæt, der findes, fx 17.00.", "#id_start_time"),
    ]
    (section,) = page.xpath("//section[contains(@class, 'error-summary')]")
    assert (section.get("role"), section.get("tabindex"), section.get("autofocus")) == ("alert", "-1", "")


def test_a_group_in_error_marks_the_group_and_not_its_choices(client_of, secretariat, council):
    page = page_of(client_of(secretariat).post("/moeder/nyt/", {"kind": "council"}))

    boxes = page.xpath("//input[@name='bodies']")
    assert boxes
    assert not [box for box in boxes if "is-invalid" in box.get("class") or box.get("aria-invalid")]
    (group,) = page.xpath("//fieldset[.//input[@name='bodies']][@aria-describedby]")
    (told,) = page.xpath(f"//*[@id='{group.get('aria-describedby').split()[-1]}']")
    assert told.text_content().strip() == "Vælg mindst ét udvalg."


def test_log_in_tells_of_its_error_as_other_forms_do(client, db):
    page = page_of(client.post("/log-ind/", {"login": "medlem@example.org", "password": "forkert"}))

    assert page.xpath("string(//title)").startswith("Fejl: Log ind")
    ((_text, target),) = summary_of(page)
    assert target == "#id_login"
    assert page.xpath("//input[@placeholder]") == []
    assert summary_of(page_of(client.post("/log-ind/", {}))) == [
        ("Skriv din e-mailadresse.", "#id_login"),
        ("Skriv din adgangskode.", "#id_password"),
    ]


def test_a_page_without_errors_has_no_summary(client_of, secretariat):
    page = page_of(client_of(secretariat).get("/moeder/nyt/"))

    assert not page.xpath("//section[contains(@class, 'error-summary')]")
    assert not page.xpath("string(//title)").startswith("Fejl")


def test_forms_are_found_wherever_a_page_holds_them():
    class One(Form):
        name = forms.CharField(label="Navn")

    class Row:
        def __init__(self):
            self.form = One({}, prefix="row")

    Row.__module__ = "vision.page"
    formset = forms.formset_factory(One, extra=1)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    )
    kept = [{"a": (1, [Row()])}, formset, One(), One({"name": "x"}), "text", None]

    assert [form.prefix for form in faults.forms_in(kept)] == ["row"]


@pytest.fixture
def refused(monkeypatch):
    """Every error that any form of ours found while a page was made."""
    found = []
    whole = AsksInWords.full_clean

    def full_clean(self):
        whole(self)
        if self.is_bound and self._errors:
            found.append(self)

    monkeypatch.setattr(AsksInWords, "full_clean", full_clean)
    return found


def test_every_form_of_the_site_that_is_sent_empty_says_what_is_wrong_at_the_top(db, house, refused):
    """Each error that any form found while a page was made stands in the summary of that page."""
    clerk, officer, silent, shown = browser_as("secretariat"), browser_as("administration"), [], []
    for address in {address for _method, address in rights_table()}:
        if re.search(r"^/admin|\.\w+$|<vision>/prioritering/[^<]*$", address):
            continue
        refused.clear()
        url = real(address, house)
        with transaction.atomic():  # some acts ask for nothing, and are carried out
            response = clerk.post(url, {"sent": "1"})
            response = officer.post(url, {"sent": "1"}) if response.status_code == 403 else response
            transaction.set_rollback(True)
        if response.status_code != 200 or not refused:
            continue
        page, text = page_of(response), unescape(response.content.decode())
        if not page.xpath("//main//form//*[@name][not(@type='hidden')]"):  # the page says why there is no form
            continue
        shown.append(address)
        # Where something was read is asked of few, and stands in nobody's way.
        silent += [(url, "source")] * bool(page.xpath("//*[@name='source_note'][not(ancestor::details)]"))
        lines, ids = summary_of(page), set(page.xpath("//@id"))
        silent += [(url, "no mark in the title")] * (not page.xpath("string(//title)").startswith("Fejl: "))
        silent += [(url, "Dette felt er påkrævet.")] * ("Dette felt er påkrævet" in text)
        silent += [(url, line) for line in lines if line[1] and line[1][1:] not in ids]
        silent += [(url, "nothing in the summary")] * (
            # The board, and what a message tells, have a box of their own.
            not lines and not page.xpath("//*[contains(@class, 'notice-error')]")
        )
    assert silent == []
    assert len(shown) > 40
