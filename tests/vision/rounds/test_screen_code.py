"""The wall says where points are given, as an address and as a code; whoever closes a round is told who is missing."""

from vision.models import Round
from vision.rounds.qr_code import address_of


def test_screen_of_an_open_round_has_its_address_and_code(client_of, secretariat, make_round, settings):
    settings.SITE_URL = "https://politik.ishoej.dk"
    round_ = make_round()

    page = client_of(secretariat).get(f"/vision/prioritering/{round_.pk}/skaerm/").text

    assert address_of(round_) == f"https://politik.ishoej.dk/vision/prioritering/{round_.pk}/"
    assert f"<code>politik.ishoej.dk/vision/prioritering/{round_.pk}/</code>" in page
    assert 'aria-label="QR-kode med rundens adresse"><svg' in page


def test_screen_of_a_closed_round_asks_nobody_for_points(client_of, secretariat, make_round):
    round_ = make_round()
    Round.objects.filter(pk=round_.pk).update(state="closed")

    assert "QR-kode" not in client_of(secretariat).get(f"/vision/prioritering/{round_.pk}/skaerm/").text
