"""A plan file may come from anybody: too large, too deep, in the wrong encoding, or no TOML at all."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from calendar_app.plan_file.problems import PlanRefused
from calendar_app.plan_file.reading import open_plan, parse
from calendar_app.plan_file.schema import all_tables

from .texts import PLAN

README = settings.BASE_DIR / "ishoj_process" / "plans" / "README.md"


def problems_of(content, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(PlanRefused) as refused:
        open_plan(path)
    return [str(problem) for problem in refused.value.problems]


NOT_IN_A_PLAN = {"approved"}  # minutes: it goes with the day of their approval, which is not for a plan to say
TOO_DEEP = "Filen er indlejret for dybt."
NO_TOML = "Dette kan ikke læses som TOML; mangler der et anførselstegn eller en parentes?"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"a = 1\n" * 2_000_000, "Filen fylder mere end 1000 kB; det gør en plan ikke.", id="12 MB"),
        pytest.param("a = " + "[" * 3000, TOO_DEEP, id="deep lists"),
        pytest.param("a = " + "{a = " * 700, TOO_DEEP, id="deep tables"),
        pytest.param("a" + ".a" * 100_000 + " = 1", "Linje 1 er længere end 4000 tegn. Del den.", id="deep keys"),
        pytest.param("a = 1\nb = 'å'".encode("latin-1"), "Linje 2 er ikke UTF-8. Gem filen som UTF-8.", id="latin-1"),
        pytest.param(PLAN.encode("utf-16"), "Linje 1 er ikke UTF-8. Gem filen som UTF-8.", id="utf-16"),
        pytest.param(b"\x00\x01\x02", f"Linje 1: {NO_TOML}", id="binary"),
        pytest.param("[meetings.x\n", f"Linje 1: {NO_TOML}", id="bracket missing"),
        pytest.param(
            '[meetings.x]\nkind = "theme"\ntitle = "Temamøde\n', f"meetings.x.title: Linje 3: {NO_TOML}", id="open text"
        ),
        pytest.param('a = """x\n', f"Filen kan ikke læses til ende: {NO_TOML}", id="open long text"),
        pytest.param("[bodies.x]\n[bodies.x]\n", "bodies.x: Linje 2: Nøglen står to gange.", id="entry twice"),
        pytest.param("[terms.x]\na = 1\na = 2\n", "terms.x.a: Linje 3: Nøglen står to gange.", id="key twice"),
        pytest.param(
            "".join(f"a{n} = 2023-02-30\n" for n in range(60)),
            "Over 50 datoer eller klokkeslæt er ugyldige.",
            id="too many dates that do not exist",
        ),
    ],
)
def test_hostile_file_is_refused_in_words(content, problem, tmp_path):
    assert problems_of(content, tmp_path) == [problem]


@pytest.mark.parametrize("path", ["findes-ikke.toml", "."])
def test_file_that_cannot_be_opened_is_refused(path, tmp_path):
    with pytest.raises(PlanRefused) as refused:
        open_plan(tmp_path / path)

    assert [str(problem) for problem in refused.value.problems] == ["Filen kan ikke åbnes."]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "# kun en bemærkning\n"])
def test_empty_file_is_refused(text, plan_file):
    assert plan_file.problems(text) == ["Filen er tom."]


def test_endless_file_is_read_no_further_than_a_plan_is_long():
    with pytest.raises(PlanRefused) as refused:
        open_plan(Path("/dev/zero"))

    assert [problem.path for problem in refused.value.problems] == [""]


def test_date_that_does_not_exist_is_kept_as_text():
    assert parse("[a]\nb = 2023-02-30 # nej\nc = 2023-02-28") == {
        "a": {"b": "2023-02-30", "c": parse("c = 2023-02-28")["c"]}
    }


@pytest.mark.parametrize("table", list(all_tables()), ids=lambda table: table.name)
def test_every_table_and_key_is_told_of_in_the_readme(table):
    told = set(re.findall(r"`([a-z_]+)`|\.([a-z_]+)`", README.read_text()))
    words = {word for pair in told for word in pair if word}

    assert {table.name, *table.keys.split()} - words == set()


@pytest.mark.parametrize("table", list(all_tables()), ids=lambda table: table.name)
def test_every_value_to_choose_is_told_of_in_the_readme(table):
    values = {value for field in table.fields.values() for value, _label in field.choices or () if value}

    assert {value for value in values if f"`{value}`" not in README.read_text()} - NOT_IN_A_PLAN == set()
