"""What is built for everybody: built once, built again after every change, and 304 to who has it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils.http import http_date

from ishoj_process.models import Body, PublicStamp
from ishoj_process.output import cache
from ishoj_process.output.release import sources


class Builder:
    """Builds something new each time, and counts."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return f"built {self.times} times".encode()


@pytest.fixture
def build(db):
    return Builder()


def answer(build, **headers):
    request = RequestFactory().get("/x", headers=headers)
    return cache.public_response(request, "x", build, content_type="text/plain")


def test_the_second_who_asks_gets_what_the_first_one_got(build):
    first, second = answer(build), answer(build)

    assert first.content == second.content == b"built 1 times"
    assert (first["ETag"], first["Last-Modified"]) == (second["ETag"], second["Last-Modified"])


def test_one_name_is_not_taken_for_another(build):
    assert [cache.keep(name, build).content for name in ("a", "b", "a")] == [
        b"built 1 times",
        b"built 2 times",
        b"built 1 times",
    ]


def test_a_change_is_seen_at_once(build, council):
    answer(build)
    council.save()
    changed = answer(build)
    Body.objects.all()[0].delete()

    assert changed.content == b"built 2 times"
    assert answer(build).content == b"built 3 times"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("PROCESS_TODAY", "2023-08-15"),
        ("SITE_URL", "https://other.example.org"),
        ("MUNICIPALITY", "En anden"),
        ("ICAL_DOMAIN", "other.example.org"),
    ],
)
def test_another_day_or_house_is_built_anew(build, settings, setting, value):
    answer(build)
    setattr(settings, setting, value)

    assert answer(build).content == b"built 2 times"


def test_other_code_builds_anew(build, monkeypatch):
    answer(build)
    monkeypatch.setattr("ishoj_process.output.cache.release", lambda: "next")

    assert answer(build).content == b"built 2 times"


def test_release_rises_with_code_templates_styles_and_words(settings):
    named = {str(path.relative_to(settings.BASE_DIR)) for path in sources()}

    assert named >= {
        "ishoj_process/cascade/build.py",
        "calendar_app/ical/event.py",
        "templates/print/base.html",
        "static/print.css",
        "ishoj_process/locale/da/LC_MESSAGES/django.mo",
        "requirements.txt",
    }
    assert [name for name in named if name.endswith((".pyc", ".po")) or name.startswith(("tests", ".venv"))] == []


def test_a_change_while_it_is_built_is_not_hidden(db):
    def build_slowly():
        PublicStamp.raise_value()
        return b"read before the change"

    answer(build_slowly)

    assert answer(Builder()).content == b"built 1 times"


def test_who_has_it_already_is_told_so(build):
    first = answer(build)

    again = answer(build, if_none_match=first["ETag"])

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Last-Modified"] == first["Last-Modified"]


def test_another_content_has_another_tag(build):
    first = answer(build)
    PublicStamp.raise_value()

    again = answer(build, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (200, b"built 2 times")
    assert again["ETag"] != first["ETag"]
    assert not first["ETag"].startswith("W/")


def test_the_tag_goes_before_the_day(build):
    future = http_date((datetime.now(UTC) + timedelta(days=1)).timestamp())

    assert answer(build, if_none_match='"another"', if_modified_since=future).status_code == 200


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (1, 304)])
def test_a_day_alone_is_compared_and_not_only_read(build, days, status):
    since = http_date((datetime.now(UTC) + timedelta(days=days)).timestamp())

    assert answer(build, if_modified_since=since).status_code == status


def test_everybodys_may_be_stored_if_it_is_asked_about(build):
    assert answer(build)["Cache-Control"] == "public, no-cache"


def test_one_persons_is_never_stored():
    response = cache.private_response(b"mine", content_type="text/plain", filename="Møde.txt", as_attachment=True)

    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%B8de.txt"
    assert not response.has_header("ETag")


def test_what_is_not_kept_is_tagged_all_the_same():
    modified = datetime(2023, 8, 14, 8, tzinfo=UTC)

    response = cache.tagged_response(RequestFactory().get("/x"), b"x", modified, content_type="text/plain")
    again = cache.tagged_response(
        RequestFactory().get("/x", headers={"if-none-match": response["ETag"]}),
        b"x",
        modified,
        content_type="text/plain",
    )

    assert response["Last-Modified"] == "Mon, 14 Aug 2023 08:00:00 GMT"
    assert (response.status_code, again.status_code) == (200, 304)


def test_asking_twice_costs_one_query(build, django_assert_num_queries):
    answer(build)

    with django_assert_num_queries(1):
        answer(build)
