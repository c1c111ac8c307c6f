"""Long words are divided at their joints, in no part of fewer than three letters, and never before a lone consonant."""

from itertools import pairwise

import pytest

from ishoj_process.output.drawing.hyphens import places_to_divide

DIVIDED = """
    Miljø-udvalget Fritids-udvalget Sundheds-udvalget Plan-udvalget Byplan-udvalget Børne-udvalget Social-udvalget
    Teknik-udvalget Trafik-udvalget Senior-udvalget Erhvervs-udvalget Vækst-udvalget Landdi-strikts-udvalget
    Beskæfti-gel-ses-udvalget Under-vis-nings-udvalget Bygnings-udvalget Økonomi-udvalget Klima-udvalget
    Kultur-udvalget Psyki-atri-udvalget Arbejds-mar-keds-udvalget Idræts-udvalget Omsorgs-udvalget
    Folke-oplys-nings-udvalget Hoved-udvalget udvalgs-formand udvalgs-møderne kommunal-udvalgenes
    byråds-medlem byråds-medlemmerne byråds-seminar kommunal-bestyrelsen kommunal-besty-rel-ses-medlem
    Ældre-rådet Handicap-rådet Bygnings-rådets Nabo-skabs-nævnet handels-området miljø-området
    Kommune-planen Klima-handlings-plan Lokal-planerne Unge-strategien Sundheds-politikken hoved-politikker
    dagsordens-punkt debat-oplæg hørings-svar hørings-periode møde-kalender vice-borgmester
    plan-læg-ning råd-giv-ning rådhuset planter medlem planerne udvalget borgmester hovedet debatten Byråd
    Klima-ogMiljø 2024/2025
"""


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_words_are_divided_at_their_joints(divided):
    word = divided if divided.startswith("Klima-og") else divided.replace("-", "")
    places, shown = [0, *places_to_divide(word), len(word)], divided.replace("/", "/-")
    parts = [word[start:end] for start, end in pairwise(places)]
    assert "-".join(part.removesuffix("-") for part in parts) == shown
    assert "".join(parts) == word


@pytest.mark.parametrize("word", ["", "-", "–/", "a", "ab-c", "—", "Straße", "CVR-nr.", "aaaaaaaaaaaa", "brrrrrrrrrr"])
def test_anything_may_be_asked(word):
    places = places_to_divide(word)
    assert all(3 <= place <= len(word) - 3 for place in places)
    assert all(after - before >= 3 for before, after in pairwise(places))
