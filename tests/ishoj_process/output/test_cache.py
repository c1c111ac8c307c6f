"""What is built for everybody: built once, built again after every change, and 304 to who has it."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache as shared
from django.db import connection
from django.test import RequestFactory
from django.utils.http import http_date

from ishoj_process.models import Body, PublicStamp
from ishoj_process.output import cache
from ishoj_process.output.release import sources
from ishoj_process.site.shared_cache import SharedCache


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
def test_another_day_or_site_is_built_anew(build, settings, setting, value):
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


# Who asks at the same time, and what the cupboard holds


def test_those_who_ask_at_the_same_time_get_what_one_built(db, monkeypatch):
    """The stamp is given: threads do not see the transaction of a test."""
    monkeypatch.setattr(PublicStamp, "current", classmethod(lambda _cls: 1))
    build, slowly = Builder(), threading.Barrier(8)

    def built():
        time.sleep(0.2)
        return build()

    def ask(name, is_common):
        slowly.wait()
        return cache.keep(name, built, is_common=is_common).content

    with ThreadPoolExecutor(8) as pool:
        for is_common in (True, False):
            answers = list(pool.map(lambda _n, common=is_common: ask(f"x {common}", common), range(8)))
            assert len(set(answers)) == 1

    assert build.times == 2


def test_fault_while_building_is_nobody_elses(build):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cache.keep("x", fail)

    assert cache.keep("x", build).content == b"built 1 times"


def test_all_that_is_kept_has_a_bound_in_bytes(db, monkeypatch):
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    for number in range(30):
        cache.keep(f"{number}", lambda: b"x" * 300)

    held = [number for number in range(30) if shared.get(cache._place(f"{number}", is_common=True))]
    assert held == [27, 28, 29]  # the youngest


def test_changes_write_over_what_was_kept(db, monkeypatch):
    for _number in range(30):
        cache.keep("x", lambda: b"x" * 300)
        PublicStamp.raise_value()

    assert shared.get(cache.LEDGER) == {cache._place("x", is_common=True): 300}


def test_what_few_ask_for_gets_no_place_of_its_own(build):
    for number in range(100):
        cache.keep(f"period {number}", build, is_common=False)

    assert len(shared.get(cache.LEDGER)) <= cache.ODD_PLACES
    assert cache.keep("period 99", build, is_common=False).content == b"built 100 times"
    assert cache.keep("period 0", build, is_common=False).content == b"built 101 times"


def test_what_is_too_large_is_given_and_not_kept(db, monkeypatch):
    monkeypatch.setattr(cache, "MOST_BYTES_OF_ONE", 9)

    builds = [lambda: b"too large,", lambda: b"just fits", lambda: b"not asked"]
    assert [cache.keep("x", build).content for build in builds] == [b"too large,", b"just fits", b"just fits"]


def spoilt(kept):
    """What may lie in a place instead of what was kept there."""
    built_from, content, built_at, digest = kept
    return {
        "text": "x",
        "number": 7,
        "list": [built_from],
        "other content": (built_from, content[:-1], built_at, digest),
        "no bytes": (built_from, "built 1 times", built_at, digest),
        "none": (built_from, None, None, None),
        "more": (*kept, 1),
        "an older release's": cache.Kept(content, built_at),
    }


@pytest.mark.parametrize("kind", spoilt(("", b"", None, "")))
def test_what_is_spoilt_is_built_again(build, kind):
    answer(build)
    place = cache._place("x", is_common=True)
    shared.set(place, spoilt(shared.get(place))[kind])

    assert [answer(build).content for _time in range(2)] == [b"built 2 times"] * 2


@pytest.mark.parametrize("ledger", ["x", 7, None, []])
def test_spoilt_ledger_is_begun_anew(build, ledger):
    shared.set(cache.LEDGER, ledger)
    answer(build)

    assert shared.get(cache.LEDGER) == {cache._place("x", is_common=True): len(b"built 1 times")}


@pytest.mark.parametrize("act", ["get", "set", "delete"])
def test_cache_that_is_away_stops_no_paper(build, monkeypatch, act):
    def away(*_arguments, **_options):
        raise ConnectionError

    monkeypatch.setattr(cache.cache, act, away)
    monkeypatch.setattr(cache, "MOST_BYTES", 1)

    assert answer(build).status_code == 200


DAMAGE = ["", "x", "====", "gASVCQAAAAAAAACMBWhlbGxvlC4", "Y29zCnN5c3RlbQo=", "Y25vX3N1Y2gKbW9kdWxlCi4=", "é"]


@pytest.mark.parametrize("stored", DAMAGE)
def test_row_of_the_table_that_cannot_be_read_is_as_good_as_none(db, stored):
    table = shared_cache()
    table.set_many({"a": b"1", "b": b"2"})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kept_rows SET value = %s WHERE cache_key = %s", [stored, table.make_key("a")])

    assert table.get("a", "none") == "none"
    assert table.get_many(["a", "b", "c"]) == {"b": b"2"}
    assert table.add("a", b"3")
    assert table.get("a") == b"3"


def shared_cache():
    """The cache of a served house, with a table that is gone with the test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kept_rows"
            " (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL)"
        )
    return SharedCache("kept_rows", {})


def test_house_uses_the_cache_that_stands_damage(settings):
    done = subprocess.run(
        [sys.executable, "-c", "from ishoj_process.settings import base; print(base.CACHES['default']['BACKEND'])"],
        cwd=settings.BASE_DIR, env=os.environ | {"CACHE_URL": ""}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == f"{SharedCache.__module__}.{SharedCache.__name__}"
