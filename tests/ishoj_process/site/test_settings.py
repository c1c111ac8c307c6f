"""The settings as production reads them: each case in a process of its own, with an environment of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

KEY = "a-key-for-this-test-alone-with-more-than-fifty-characters-0123456789"


def read_settings(*names, **environment):
    """The named settings of a fresh process, or what it died of."""
    found = f"[getattr(settings, name) for name in {names}]"
    code = f"import json; from ishoj_process import settings; print(json.dumps({found}, default=str))"
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def test_default_secret_key_is_refused_without_debug():
    assert read_settings("DEBUG") == (
        "django.core.exceptions.ImproperlyConfigured: "
        "Set SECRET_KEY in the environment: the default key is refused while DEBUG is off."
    )


def test_default_secret_key_spelt_out_is_refused_too():
    assert "the default key is refused" in read_settings(
        "DEBUG", SECRET_KEY="only-for-a-demonstration-on-your-own-machine"
    )


def test_default_secret_key_serves_a_demonstration():
    assert read_settings("DEMONSTRATION", "ALLOWED_HOSTS", DEBUG="1") == [True, ["localhost", "127.0.0.1", "[::1]"]]


def test_technical_pages_are_asked_for_by_name_and_never_outside_of_a_demonstration():
    assert read_settings("DEBUG", DEBUG="1") == [False]
    assert read_settings("DEBUG", DEBUG="1", TECHNICAL_PAGES="1") == [True]
    assert read_settings("DEBUG", SECRET_KEY=KEY, TECHNICAL_PAGES="1") == [False]


@pytest.mark.parametrize("day", ["2023-13-01", "yesterday", "9999-12-31", "0001-01-01"])
def test_a_day_that_does_not_exist_is_refused(day):
    assert read_settings("PROCESS_TODAY", SECRET_KEY=KEY, TODAY=day) == (
        f"django.core.exceptions.ImproperlyConfigured: TODAY must be “now” or a date like 2023-08-14, not “{day}”."
    )


def test_empty_variables_are_as_good_as_none():
    empty = dict.fromkeys(["TODAY", "DATABASE_URL", "VAR_DIR", "EMAIL_URL", "CACHE_URL", "ALLOWED_HOSTS"], "")
    names = ["PROCESS_TODAY", "DATABASES", "STATIC_ROOT", "EMAIL_HOST", "CACHES", "ALLOWED_HOSTS"]

    assert read_settings(*names, SECRET_KEY=KEY, **empty) == read_settings(*names, SECRET_KEY=KEY)
    assert "the default key is refused" in read_settings("DEBUG", SECRET_KEY="")


def test_database_at_no_address_is_refused():
    assert read_settings("DATABASES", SECRET_KEY=KEY, DATABASE_URL="council") == (
        "django.core.exceptions.ImproperlyConfigured: DATABASE_URL must be an address like postgres://… or sqlite:///…."
    )


def test_production_stands_on_the_clock():
    assert read_settings("PROCESS_TODAY", SECRET_KEY=KEY) == ["now"]


def test_production_cookies_belong_to_this_host_over_tls_alone():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]

    assert read_settings(*names, SECRET_KEY=KEY) == ["__Host-session", "__Host-csrf", True, True]


def test_production_answers_no_host_that_was_not_named():
    assert read_settings("ALLOWED_HOSTS", SECRET_KEY=KEY) == [[]]
    assert read_settings("ALLOWED_HOSTS", SECRET_KEY=KEY, ALLOWED_HOSTS="a.dk,b.dk") == [["a.dk", "b.dk"]]


def test_sqlite_takes_the_write_lock_first_and_loses_nothing():
    [databases] = read_settings("DATABASES", SECRET_KEY=KEY)

    assert databases["default"]["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }


def test_address_of_sqlite_may_ask_for_more_patience(tmp_path):
    address = f"sqlite:///{tmp_path}/house.sqlite3?timeout=60"
    [databases] = read_settings("DATABASES", SECRET_KEY=KEY, DATABASE_URL=address)

    options = databases["default"]["OPTIONS"]
    assert (options["timeout"], options["transaction_mode"]) == (60, "IMMEDIATE")


def test_postgresql_is_chosen_by_address_and_keeps_its_connections():
    [databases] = read_settings("DATABASES", SECRET_KEY=KEY, DATABASE_URL="postgres://council@db.example/plan")

    database = databases["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["NAME"], database["CONN_MAX_AGE"]) == ("db.example", "plan", 60)
    assert "OPTIONS" not in database


def test_mail_server_is_chosen_by_address():
    names = ["EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS"]

    assert read_settings(*names, SECRET_KEY=KEY, EMAIL_URL="smtp+tls://relay.example:587") == [
        "relay.example",
        587,
        True,
    ]


def test_proxy_headers_are_believed_only_where_told():
    assert "SECURE_PROXY_SSL_HEADER" in read_settings("SECURE_PROXY_SSL_HEADER", SECRET_KEY=KEY)
    assert read_settings("SECURE_PROXY_SSL_HEADER", SECRET_KEY=KEY, BEHIND_PROXY="1") == [
        ["HTTP_X_FORWARDED_PROTO", "https"]
    ]
