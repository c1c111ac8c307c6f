"""Long words break with a hyphen on pages: where they stand as text, and nowhere else."""

import pytest
from django.template import Engine, RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ishoj_process.models import Body, Strategy
from ishoj_process.site.soft_hyphens import SOFT_HYPHEN, softened
from ishoj_process.text.incoming import incoming

NAME, PARTED = "Beskæftigelsesudvalget", "Beskæfti­gel­ses­udvalget"
TITLE = "Fastholdelsesudfordringer"


@pytest.fixture(autouse=True)
def on(settings):
    settings.SOFT_HYPHENS = True


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        (NAME, PARTED),
        (f"Om {NAME}, igen", f"Om {PARTED}, igen"),
        ("Byråd", "Byråd"),
        ("Kultur- og Fritidsudvalget", "Kultur- og Fritids­udvalget"),
        (f"{NAME.lower()}@ishoej.dk", f"{NAME.lower()}@ishoej.dk"),
        (f"https://www.{NAME.lower()}.dk/{NAME}", f"https://www.{NAME.lower()}.dk/{NAME}"),
        (f"{NAME}.", f"{PARTED}."),
        (PARTED, PARTED),
        ("", ""),
        (2035, 2035),
        (None, None),
    ],
)
def test_long_words_are_parted_and_addresses_are_not(text, parted):
    assert softened(text) == parted
    assert incoming(str(softened(text))) == incoming(str(text))  # nothing of it is ever stored


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("den 5. september kl. 17.00", "den 5.~september kl.~17.00"),
        ("Navn (4 af 6)", "Navn (4~af~6)"),
        ("5. kapitel, 4 afsnit", "5. kapitel, 4 afsnit"),
    ],
)
def test_hours_and_days_stand_on_one_line(text, bound):
    assert softened(text) == bound.replace("~", "\N{NO-BREAK SPACE}")


def test_html_stays_as_it_is():
    assert softened(mark_safe(f"<p>{NAME}</p>")) == f"<p>{NAME}</p>"


def page_of(source, rf):
    own = ("django.template.loaders.locmem.Loader", {"a.html": source})
    engine = Engine(loaders=[("ishoj_process.site.soft_hyphens.Loader", [own])])
    return engine.get_template("a.html").render(RequestContext(rf.get("/"), {"x": NAME, "rows": [NAME]}))


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<p>{{ x }}</p>", f"<p>{PARTED}</p>"),
        ("{% if x %}<b>{{ x }}</b>{% endif %}", f"<b>{PARTED}</b>"),
        ("{% for y in rows %}<i>{{ y }}</i>{% endfor %}", f"<i>{PARTED}</i>"),
        ('<a href="{{ x }}" title="{{ x }}">{{ x }}</a>', f'<a href="{NAME}" title="{NAME}">{PARTED}</a>'),
        ('<a{% if x %} title="a>b {{ x }}"{% endif %}>{{ x }}</a>', f'<a title="a>b {NAME}">{PARTED}</a>'),
        ("<title>{% block title %}{{ x }}{% endblock %}</title>{{ x }}", f"<title>{NAME}</title>{PARTED}"),
        ("{% block title %}{{ x }}{% endblock %}", NAME),
        ("<option>{{ x }}</option>{{ x }}", f"<option>{NAME}</option>{PARTED}"),
        ("<textarea>{{ x }}</textarea>{{ x }}", f"<textarea>{NAME}</textarea>{PARTED}"),
        ("<svg><text>{{ x }}</text></svg>{{ x }}", f"<svg><text>{NAME}</text></svg>{PARTED}"),
        ("<code>{{ x }}</code>{{ x }}", f"<code>{NAME}</code>{PARTED}"),
        ("<!-- <title> -->{{ x }}", f"<!-- <title> -->{PARTED}"),
    ],
)
def test_what_stands_as_text_is_parted(rf, source, written):
    assert page_of(source, rf).replace(PARTED, "…") == written.replace(PARTED, "…")


def test_pages_part_words_and_their_attributes_and_titles_do_not(client, strategy):
    Strategy.objects.filter(pk=strategy.pk).update(title=TITLE)
    Body.objects.filter(pk=strategy.owner_id).update(name=NAME)

    page = client.get("/strategier/").text
    own = client.get(strategy.get_absolute_url()).text

    assert (softened(TITLE) in page, TITLE in page) == (True, False)
    assert f"<title>{TITLE} –" in own
    assert f"<h1>{softened(TITLE)}</h1>" in own
    assert SOFT_HYPHEN not in "".join(part.split(">")[0] for part in own.split("<"))


def test_meetings_named_by_a_tag_are_parted_too(client, council, make_meeting):
    Body.objects.filter(pk=council.pk).update(name=NAME)
    make_meeting(council, title=NAME)

    assert f"{PARTED}<span" in client.get("/moeder/").text


def test_papers_and_mails_are_written_for_no_request_and_not_parted(db):
    label = {"tone": "work", "icon": "check", "label": TITLE}

    assert TITLE in render_to_string("components/badge.html", label)


def test_feeds_and_what_is_searched_for_have_no_hyphens(client, strategy, council, make_meeting):
    Body.objects.filter(pk=council.pk).update(name=NAME)
    make_meeting(council)

    assert SOFT_HYPHEN not in client.get("/kalender.ics").text
    # Words copied from a page are found as they were written.
    assert client.get("/soeg/", {"q": PARTED}).context["asked"] == NAME
