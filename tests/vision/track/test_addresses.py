"""Addresses of the time when there was one vision: each leads on to what it said, and nothing typed is lost."""

from datetime import date

import pytest

from ishoj_process.models import CouncilTerm, Vision
from vision.models import Contribution, Draft
from vision.urls import OF_A_VISION

ROUTES = {str(pattern.pattern) for pattern in OF_A_VISION}
OLD = sorted(f"/vision/{route}" for route in ROUTES if route and "<" not in route)


@pytest.fixture
def adopted(vision):
    vision.status = "adopted"
    vision.save()
    return vision


@pytest.fixture
def making(adopted):
    term = CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31))
    return Vision.objects.create(
        title="Vision 2040", slug="vision-2040", term=term, status="in_preparation", supersedes=adopted
    )


@pytest.mark.parametrize("url", OLD)
def test_old_address_leads_to_the_one_in_force_and_to_the_one_in_the_making(browser, adopted, url):
    def led(query=""):
        response = browser.get(url + query)
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (302, True)
        return response.url

    assert led() == url.replace("/vision/", "/vision/vision-2035/", 1)
    term = CouncilTerm.objects.create(name="2026-2029", starts=date(2026, 1, 1), ends=date(2029, 12, 31))
    Vision.objects.create(title="Vision 2040", slug="vision-2040", term=term, status="in_preparation")

    # A new edition is one of what was adopted.
    slug = "vision-2035" if url == "/vision/ny-udgave/" else "vision-2040"
    assert led("?moede=7&side=2") == url.replace("/vision/", f"/vision/{slug}/", 1) + "?moede=7&side=2"


def test_form_that_was_open_at_an_old_address_loses_nothing(voter, making):
    response = voter.post("/vision/indspil/nyt/", {"text": "Flere træer.", "said_by": "member"}, follow=True)

    assert response.redirect_chain[0] == ("/vision/vision-2040/indspil/nyt/", 307)
    assert Contribution.objects.get().vision == making


@pytest.mark.parametrize("is_shown", [True, False])
def test_form_of_before_whose_sender_was_logged_out_is_filled_in_after_log_in(client, administration, vision, is_shown):
    """Where a vision is shown the form goes on and asks for the log-in there; else it is asked for before."""
    Vision.objects.update(is_published=is_shown)
    refused = client.post("/vision/temaer/nyt/", {"title": "Foreningsliv"}, follow=True)
    assert refused.redirect_chain[-1][0].startswith("/log-ind/")

    # Logged in with what the browser kept, as the log-in page does.
    client.force_login(administration)
    page = client.get("/vision/temaer/nyt/", follow=True)

    assert page.context["form"]["title"].value() == "Foreningsliv"


def test_numbered_address_leads_to_the_vision_that_had_it(browser, adopted, making):
    for vision in (adopted, making):
        Draft.objects.create(vision=vision, number=1, note="Først", made_on=date(2023, 8, 14), title=vision.title)
    Draft.objects.create(vision=making, number=2, note="Siden", made_on=date(2023, 8, 14), title=making.title)

    urls = [browser.get(f"/vision/{page}/") for page in ("udkast/1", "udkast/2", "udgave/1", "udgave/2")]

    assert [(one.status_code, getattr(one, "url", "")) for one in urls] == [
        (302, "/vision/vision-2035/udkast/1/"),
        (302, "/vision/vision-2040/udkast/2/"),
        (302, "/vision/vision-2035/udgave/1/"),
        (404, ""),
    ]


@pytest.mark.parametrize("page", ["temaer/nix", "vision-2035/nix", "nix", "temaerne"])
def test_address_that_never_was_is_absent(browser, adopted, page):
    assert browser.get(f"/vision/{page}/").status_code == 404


def test_vision_that_is_not_shown_is_absent_by_every_address(client, adopted):
    Vision.objects.update(is_published=False)

    own = [f"/vision/vision-2035/{page}" for page in ("", "udgave/1/", "temaer/", "debatoplaeg/", "debatoplaeg.pdf")]
    assert {client.get(url).status_code for url in own} == {404}
    assert client.get("/vision/temaer/").url == "/vision/"
    assert client.get("/vision/rediger/").url.startswith("/log-ind/")


def test_address_of_before_a_vision_got_another_leads_on(client, adopted):
    adopted.slug = "vision-for-ishoej"
    adopted.save()

    assert client.get("/vision/vision-2035/").url == "/vision/vision-for-ishoej/"
    assert client.get("/vision/vision-2035/temaer/").status_code == 200
