"""What comes near to saying that an item is closed closes it and asks."""

import pytest

from calendar_app.agenda_import.file import read_text, read_upload
from calendar_app.agenda_import.file.doors import Says, judge, judge_line

from ..files import sheet_file
from .titles import LINES, TITLES


@pytest.mark.parametrize(
    "title",
    [
        *("Salg (i.off.)", "i.off. Salg", "Salg, i.off.", "Salg (ioff)", "Salg (u.off.)", "Salg (n.off.)"),
        *("Salg (Ikke åb.)", "Salg (Lkt.)", "Salg (lkt)", "Salg (Fortl.)", "Salg (fortroli)", "Salg (forrtrolig)"),
        *("Salg (lkket)", "(luktek) Salg", "Salg (undt. fra aktindsigt)", "Salg, ikke tilgængeligt for borgerne"),
        *("Salg (udvalgets øjne alene)", "🔒 Salg", "Lukk\u0435t: Salg", "Salg, §§ 27 og 28", "Salg, fvl. § 27"),
        *(
            "Salg (in camera)",
            "Salg (unntatt offentlighet)",
            "Salg (Off.loven § 13)",
            "Salg (sekretess)",
            "Salg (Vertraulich)",
        ),
        *(
            "Salg (Matoqqasoq)",
            "Isertugaq: Salg",
            "Salg (trúnaðarmál)",
            "Salg (stongdar dyr)",
            "Slutet sammanträde: Salg",
        ),
        *(
            "Salg (privat)",
            "Salg (diskret)",
            "Salg (beskyttet)",
            "Salg (spærret)",
            "Salg (GDPR)",
            "B-sag: Salg",
            "Salg (b-punkt)",
        ),
        *(
            "Salg (ʟᴜᴋᴋᴇᴛ)",
            "Salg (nichtöffentlich)",
            "Privat: Salg",
            "Salg (dørlukning)",
            "Salg (u.off.)",
            "Salg (skjermet)",
        ),
        *("Salg, jf. § 27 i forvaltningsloven", "Salg, strfl. § 152", "Salg, OFL § 30"),
    ],
)
def test_title_near_to_a_mark_closes_and_asks(title):
    first, second = read_text(f"<h1>1. {title}</h1><h1>2. B</h1>").items

    assert (first.title, first.is_closed, first.doubts) == (title, True, [title])
    assert second.is_closed is False


@pytest.mark.parametrize(
    "line",
    [
        *("Udgives ikke", "Må ikke læses af andre", "Undt. aktindsigt", "Skal forblive internt"),
        *("Vises på nettet: nej", "Kun for medlemmer: ja", "Intern: ja"),
    ],
)
def test_line_near_to_a_mark_closes(line):
    assert read_text(f"<h1>1. Sag</h1><p>{line}</p><p>Tekst</p>").items[0].is_closed


@pytest.mark.parametrize(
    ("column", "closes", "opens"),
    [
        *(("Offentlig tilgængelig", "nej", "ja"), ("Vises på nettet", "nej", "ja"), ("På hjemmesiden", "nej", "ja")),
        *(("Synlig for borgere", "nej", "ja"), ("Kun for medlemmer", "ja", "nej"), ("Intern", "x", None)),
        *(("Personsag", "x", "nej"), ("Offentliggørelse", "-", "ja")),
    ],
)
def test_column_of_who_may_see_it_is_read(column, closes, opens):
    items = read_upload(sheet_file(["Titel", column], ["A", closes], ["B", opens])).items

    assert [item.is_closed for item in items] == [True, False]


def test_other_words_are_near_to_none():
    titles = [*TITLES, "Vej (Plukket)", "Budget (Brøndby)", "Hal (Moskva, Россия)", "Måling i μm", "Salg (matr. 7)"]
    titles += [
        "Privat børnepasning",
        "Beskyttede boliger",
        "GDPR-redegørelse",
        "Diskrete værdier",
        "A-punkt",
        "Hemlock Vej",
    ]
    asked = {title for title in titles if judge(title).says in (Says.CLOSED, Says.UNSURE)}

    assert asked == {"Legeplads: åben eller lukket?"}
    assert not [line for line in LINES if judge_line(line).says in (Says.CLOSED, Says.UNSURE)]
