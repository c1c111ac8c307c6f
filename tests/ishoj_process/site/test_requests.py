"""What every request passes: its charset, HEAD as GET, and forms for which there is no room or no page."""

from io import BytesIO

import pytest
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory

from ishoj_process.site.charsets import is_utf8, refuse_odd_charsets
from ishoj_process.wsgi import application

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
ODD = ["hex", "base64", "rot13", "zip", "bz2", "uu", "idna", "punycode", "unicode_escape", "raw_unicode_escape",
       "undefined", "utf-7", "utf-16", "utf-32", "utf-8-sig", "latin-1", "cp1252", "cp037", "mbcs", "koi8-r", "foo",
       "æ", "../x", "utf-8x", "x" * 500]  # fmt: skip


@pytest.mark.parametrize("charset", ODD)
@pytest.mark.parametrize("kind", [FORM, PARTS, "text/plain", "application/json"])
def test_form_in_another_charset_is_refused(client, db, charset, kind):
    assert client.generic("POST", "/log-ind/", b"login=x", f"{kind}; charset={charset}").status_code == 400


@pytest.mark.parametrize("charset", ODD)
def test_question_in_another_charset_is_refused(charset):
    assert status_of(f"{FORM}; charset={charset}") == "400 Bad Request"


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"', "U8", ""])
def test_form_in_utf8_is_read_by_whatever_name(client, db, charset):
    assert client.generic("POST", "/log-ind/", b"login=x", f"{FORM}; charset={charset}").status_code == 200


@pytest.mark.parametrize("charset", ["hex", "foo", "utf-16", "rot13"])
def test_part_that_names_an_odd_charset_breaks_nothing(client, db, charset):
    body = f"--x\r\nContent-Disposition: form-data; name*={charset}''login\r\n\r\nx\r\n--x--\r\n"

    assert client.generic("POST", "/log-ind/", body.encode(), PARTS).status_code in (200, 400)


@pytest.mark.parametrize("charset", ["foo", "x-none"])
def test_head_that_names_an_odd_charset_for_itself_is_refused(charset):
    assert status_of(f"{PARTS}; title*={charset}''%41") == "400 Bad Request"


def status_of(content_type):
    """As the server asks it: Django's own client decodes the address before any page can answer."""
    told = []
    environ = RequestFactory()._base_environ(
        CONTENT_TYPE=content_type, PATH_INFO="/soeg/", QUERY_STRING="q=%C3%A6", **{"wsgi.input": BytesIO()}
    )
    answer = b"".join(application(environ, lambda status, headers: told.append(status)))
    assert "Det kunne ikke forstås" in answer.decode()
    return told[0]


def test_other_heads_are_left_alone():
    found = refuse_odd_charsets(lambda environ, start: [b"page"])

    assert [found(head, None) for head in ({}, {"CONTENT_TYPE": ""}, {"CONTENT_TYPE": PARTS})] == [[b"page"]] * 3


@pytest.mark.parametrize("name", ["utf-8\0", "\0", " "])
def test_names_that_no_charset_can_have(name):
    assert not is_utf8(name)


@pytest.mark.parametrize("path", ["/", "/moeder/nyt/", "/log-ind/", "/kaskade.pdf", "/strategier/ny/", "/soeg/?q=x"])
def test_head_is_answered_as_get_is(client_of, secretariat, path):
    client = client_of(secretariat)
    get, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head["Content-Type"] == get["Content-Type"]
    assert head.wsgi_request.method == "HEAD"


def test_head_is_refused_where_get_is(client_of, secretariat, make_meeting):
    """Where only POST does something."""
    client = client_of(secretariat)
    path = f"/moeder/{make_meeting().pk}/laest/"

    assert (client.head(path).status_code, client.get(path).status_code) == (405, 405)


def test_head_takes_no_kept_form_from_its_writer(client, administration, strategy):
    edit = "/strategier/biodiversitetsstrategi/rediger/"
    client.post(edit, {"title": "Mit navn"})
    client.force_login(administration)
    session = client.session
    session["unsent_form"] = {"path": edit, "typed": "title=Mit+navn"}
    session.save()
    client.head(edit)

    assert client.get(edit).context["form"]["title"].value() == "Mit navn"


@pytest.mark.parametrize("error", [Http404, BadRequest])
def test_what_is_not_about_room_is_not_called_so(client_of, administration, monkeypatch, strategy, error):
    def fail(*_arguments, **_options):
        raise error

    monkeypatch.setattr("strategies.strategy.views.strategy_or_404", fail)

    assert client_of(administration).post("/strategier/biodiversitetsstrategi/rediger/", {}).status_code in (400, 404)


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), OSError(122, "Quota"), OperationalError("database or disk is full"),
     OperationalError("could not extend file: No space left on device")],
)  # fmt: skip
def test_form_for_which_there_is_no_room_is_shown_again(client_of, administration, monkeypatch, strategy, error):
    def fail(*_arguments, **_options):
        raise error

    monkeypatch.setattr("strategies.strategy.views.strategy_or_404", fail)
    answer = client_of(administration).post("/strategier/biodiversitetsstrategi/rediger/", {"text": "<p>Ja!</p>"})

    assert answer.status_code == 507
    assert "Der er ikke mere plads på serveren" in answer.content.decode()
    assert answer.context["texts"] == ["Ja!"]
