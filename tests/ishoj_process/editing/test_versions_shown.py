"""Earlier versions of each kind are shown, and led to from the page on which the row is edited."""

import pytest

from ishoj_process.editing.versions import MODELS, Kind


@pytest.mark.parametrize("kind", list(Kind))
def test_versions_of_every_kind_are_shown(client_as, kind):
    row = MODELS[kind].objects.first()

    response = client_as("secretariat").get(f"/udgaver/{kind}/{row.pk}/")

    assert (response.status_code, [version.is_first for version in response.context["versions"]][-1]) == (200, True)


@pytest.mark.parametrize(
    ("page", "kind"), [("/moeder/{}/rediger/", "moede"), ("/punkter/{}/rediger/", "punkt"), ("/plan/vedtag/", "plan")]
)
def test_versions_are_led_to_from_where_the_row_is_edited(client_as, page, kind):
    pk = MODELS[kind].objects.order_by("pk").first().pk

    shown = client_as("secretariat").get(page.format(pk)).text

    assert f'<a href="/udgaver/{kind}/{pk}/">Tidligere versioner</a>' in shown
