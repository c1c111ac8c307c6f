"""The screen's standing is built at most once a second; what must be seen at once is."""

from tests.conftest import TODAY
from tests.waiting import PATIENCE
from vision.rounds.acts import cast_ballot, close_round


def standing(client, round_, etag=""):
    return client.get(f"/vision/prioritering/{round_.pk}/stilling/", headers={"If-None-Match": etag})


def vote(round_, seat):
    candidate = round_.candidates.first()
    cast_ballot(round_=round_, seat=seat, points={candidate.pk: 1}, by=seat.user, today=TODAY)


def test_within_the_second_what_was_built_serves_everybody(
    client_of, member, seat, secretariat, make_round, settings, django_assert_num_queries
):
    settings.ROUND_STANDING_SECONDS = PATIENCE
    round_, other = make_round(), client_of(secretariat)
    first = standing(client_of(member), round_)
    vote(round_, seat)

    with django_assert_num_queries(3):
        again = standing(other, round_, first["ETag"])

    assert again.status_code == 304
    settings.ROUND_STANDING_SECONDS = 0
    assert "1 af 1 har stemt." in standing(other, round_, first["ETag"]).text


def test_closing_is_seen_within_the_second(client_of, member, secretariat, make_round, settings):
    settings.ROUND_STANDING_SECONDS = PATIENCE
    round_, client = make_round(), client_of(member)
    first = standing(client, round_)

    close_round(round_=round_, by=secretariat)

    after = standing(client, round_, first["ETag"])
    assert (after.status_code, 'data-round-state="closed"' in after.text) == (200, True)


def test_rounds_do_not_show_each_other(client_of, secretariat, make_round, settings):
    settings.ROUND_STANDING_SECONDS = PATIENCE
    round_ = make_round()
    first = standing(client_of(secretariat), round_)
    close_round(round_=round_, by=secretariat)

    assert standing(client_of(secretariat), make_round("Idræt", "Natur"))["ETag"] != first["ETag"]


def test_part_of_the_screen_is_no_page(client_of, member, make_round):
    round_, client = make_round(), client_of(member)

    opened = client.get(f"/vision/prioritering/{round_.pk}/stilling/", headers={"Sec-Fetch-Dest": "document"})

    assert (opened.status_code, opened.url) == (302, f"/vision/prioritering/{round_.pk}/skaerm/")
    assert standing(client, round_)["X-Robots-Tag"] == "noindex"
