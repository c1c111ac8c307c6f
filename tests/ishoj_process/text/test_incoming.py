"""One gate for text: the same word is the same signs, whichever door it comes by."""

import re
import unicodedata

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.plan_file.values import read_value
from ishoj_process.models import AgendaItem, User
from ishoj_process.site import request as gate_of_requests
from ishoj_process.text.danish_sort import danish_key
from ishoj_process.text.incoming import HIDDEN, incoming
from ishoj_process.text.richtext import RichTextFormField, clean_html
from ishoj_process.text.slugs import danish_slug
from ishoj_process.text.stems import stems_of
from ishoj_process.text.stored import OURS, text_columns
from tests.site.rights_table import rights_table
from tests.whole_site import real

WORDS = (forms.CharField, RichTextFormField)
FLAG = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"  # of Scotland
DIRTY, CLEAN = "\ufeffA\u030aben sko\u00adle\u200bgård", "Åben skolegård"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (DIRTY, CLEAN),
        ("cafe\u0301 o\u0308 \u212b", "café ö Å"),
        ("a\u200cb\u200dc\u2060d\u2063e\u034ff", "abcdef"),
        ("\u202elukket\u202c \u2066sag\u2069", "lukket sag"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("👩\u200d👧 👩🏽\u200d🚒 ❤\ufe0f\u200d🔥 👍🏽 🇩🇰", "👩\u200d👧 👩🏽\u200d🚒 ❤\ufe0f\u200d🔥 👍🏽 🇩🇰"),
        (FLAG, FLAG),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("m² ½ … § 5\u00a0kr. – “x”", "m² ½ … § 5\u00a0kr. – “x”"),
        ("a\u2028b", "a\u2028b"),
        ("<p>\u0338a</p>", "<p>\u0338a</p>"),
        ("", ""),
        (None, None),
    ],
)  # fmt: skip
def test_a_word_is_kept_as_its_composed_signs_that_are_seen(typed, kept):
    assert incoming(typed) == kept


@given(st.text())
def test_what_passed_the_gate_passes_it_unchanged(text):
    kept = incoming(text)

    assert incoming(kept) == kept
    assert unicodedata.normalize("NFC", text.translate({0xAD: None})) or kept == "" or not kept.strip()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (DIRTY, f"<p>{CLEAN}</p>"),
        (f"<p>{DIRTY}</p>", f"<p>{CLEAN}</p>"),
        ("<p>sko&shy;le&#173;g&zwnj;a&#778;rd&#8203;</p>", "<p>skolegård</p>"),
        ("<p>x</p><p>\u0338y &gt;\u0338</p>", "<p>x</p><p>\u0338y &gt;\u0338</p>"),
        ("<script\u200b>x</script\u200b><p>y</p>", "<p>y</p>"),
        ("<p>\u00ad</p>", ""),
    ],
)
def test_rich_text_passes_the_gate_as_signs_and_as_their_names(typed, kept):
    assert clean_html(typed) == kept
    assert clean_html(kept) == kept


def test_search_order_and_addresses_see_one_letter():
    assert stems_of(DIRTY) == stems_of(CLEAN)
    assert danish_key(DIRTY) == danish_key(CLEAN)
    assert danish_slug(DIRTY) == danish_slug(CLEAN) == "aaben-skolegaard"


def test_plan_file_passes_the_gate():
    assert read_value(AgendaItem._meta.get_field("title"), DIRTY) == CLEAN


def test_what_is_sent_passes_the_gate_but_for_passwords(rf):
    request = rf.post(
        "/?q=sko%C2%ADle", {"title": DIRTY, "password": DIRTY, "file": SimpleUploadedFile("A\u030aret.pdf", b"x")}
    )

    gate_of_requests.let_text_in(lambda request: request).process_view(request)

    assert dict(request.POST.lists()) == {"title": [CLEAN], "password": [DIRTY]}
    assert (request.GET["q"], request.FILES["file"].name) == ("skole", "Året.pdf")


def rows_with_words():
    """(model, column, value) of every text that is stored."""
    for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
        for column in text_columns(model):
            for value in model._base_manager.values_list(column, flat=True).distinct():
                if isinstance(value, str):  # a rough date is one of its own
                    yield model, column, value


def filled(form):
    """What a browser would send of a form: the dirty words where it takes words, and something in each other field."""
    return {bound.html_name: _typed(bound) for bound in form if not isinstance(bound.field, forms.FileField)}


def _typed(bound):
    value, field = bound.value(), bound.field
    if isinstance(field, forms.CharField) and type(field) in WORDS and not bound.is_hidden:
        return DIRTY
    if isinstance(value, list | tuple):
        return [str(getattr(one, "pk", one)) for one in value]
    if value in (None, ""):
        choices = [str(key) for key, _label in getattr(field, "choices", ()) if key]
        others = (
            "15-08-2023" if isinstance(field, forms.DateField) else 1 if isinstance(field, forms.IntegerField) else ""
        )
        return choices[0] if choices and field.required else others if field.required else ""
    return value


def pages_with_forms(role):
    """What the role may open, is no file and removes nothing; as the member, what the secretariat may not."""
    opened = {address: row for (method, address), row in rights_table().items() if method == "GET"}
    pages = [page for page in opened if page.endswith("/") and not re.search("fjern|slet", page)]
    may = {reader: {page for page in pages if opened[page][reader] == "yes"} for reader in ("member", "secretariat")}
    return [page for page in pages if page in may[role] and (role == "secretariat" or page not in may["secretariat"])]


@pytest.mark.parametrize(("role", "reached"), [("secretariat", 40), ("member", 2)])
def test_no_form_stores_what_the_gate_holds_back(client_as, house, role, reached):
    client = client_as(role)
    client.raise_request_exception = False
    for address in pages_with_forms(role):
        url = real(address, house)
        page = client.get(url)
        found = page.context.get("form") if page.context else None
        if isinstance(found, forms.BaseForm):
            client.post(url, filled(found))

    stored = list(rows_with_words())
    assert [(model, column, value) for model, column, value in stored if value != incoming(value)] == []
    assert len({(model, column) for model, column, value in stored if CLEAN in value}) >= reached


@pytest.mark.parametrize("model", [m for label in OURS for m in apps.get_app_config(label).get_models()])
def test_no_row_is_stored_past_the_gate(db, model):
    """Whatever stores it: the signal itself, as rows of all models cannot be made here."""
    from django.db.models.signals import pre_save

    row = model(**dict.fromkeys(text_columns(model), DIRTY))
    pre_save.send(sender=model, instance=row)

    assert {getattr(row, name) for name in text_columns(model)} <= {CLEAN}


def test_user_is_found_by_the_address_that_was_typed_with_unseen_signs(db):
    user = User.objects.create_user("a\u00adb@example.org", role=User.Role.MEMBER)

    assert user.email == "ab@example.org"
    assert not HIDDEN.search(user.email)
