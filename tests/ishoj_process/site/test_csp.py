"""The policy that every page is sent with: our own site and nothing else, scripts only by the response's nonce."""

import re

import pytest

# One address for each kind of page; `{…}` is filled from the fixtures.
PUBLIC_PAGES = [
    "/",
    "/kaskade/",
    "/tidslinje/",
    "/vision/vision-2035/",
    "/vision/vision-2035/debatoplaeg/",
    "/vision/vision-2035/temaer/",
    "/politikker/{main_policy.slug}/",
    "/strategier/",
    "/strategier/{strategy.slug}/",
    "/udvalg/",
    "/udvalg/{committee.slug}/",
    "/moeder/",
    "/moeder/{theme_meeting.pk}/",
    "/kalender/",
    "/was",
    "/log-ind/",
    "/glemt-adgangskode/",
]
POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
}


def policy_of(response):
    """The policy by directive, without the nonce that differs each time."""
    header = re.sub(r" 'nonce-[^']+'", "", response["Content-Security-Policy"])
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


def foreign_addresses(page):
    """What the page would fetch from elsewhere. Links to be followed are no fetching."""
    fetched = re.findall(r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\ssrc=\"([^\"]+)\"", page)
    fetched += re.findall(r"<link\b[^>]*\shref=\"([^\"]+)\"", page)
    return [address for address in fetched if address.startswith(("http:", "https:", "//"))]


def inline_parts(page, nonce):
    """Styles and scripts that stand in the page itself, but for those that carry the nonce."""
    parts = re.findall(r"<style\b|\sstyle=\"|\son[a-z]+=\"", page)
    scripts = re.findall(r"<script\b[^>]*>", page)
    return parts + [tag for tag in scripts if " src=" not in tag and f'nonce="{nonce}"' not in tag]


@pytest.fixture
def address(vision, aim, main_policy, strategy, committee, theme_meeting):
    """Fill an address from rows that exist."""
    rows = {
        "main_policy": main_policy,
        "strategy": strategy,
        "committee": committee,
        "theme_meeting": theme_meeting,
    }
    return lambda pattern: pattern.format(**rows)


@pytest.mark.parametrize("pattern", PUBLIC_PAGES)
def test_page_fetches_and_runs_nothing_but_our_own(client, address, pattern):
    response = client.get(address(pattern))
    page = response.content.decode()
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])

    assert response.status_code == 200
    assert policy_of(response) == POLICY
    assert foreign_addresses(page) == []
    assert inline_parts(page, nonce and nonce.group(1)) == []


def test_policy_stands_on_pages_that_are_not_found(client, db):
    response = client.get("/findes-ikke/")

    assert (response.status_code, policy_of(response)) == (404, POLICY)


def test_policy_stands_on_the_own_pages_of_the_database(client_of, secretariat):
    secretariat.is_staff = True
    secretariat.save()

    response = client_of(secretariat).get("/admin/")

    assert (response.status_code, policy_of(response)) == (200, POLICY)


def test_other_guards_stand_beside_the_policy(client, db):
    response = client.get("/log-ind/")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_the_rules_of_this_test_can_fail():
    page = (
        '<p style="color: red"><script>go()</script><script nonce="a"></script><img src="https://other.example/a.png">'
    )

    assert inline_parts(page, "a") == [' style="', "<script>"]
    assert foreign_addresses(page) == ["https://other.example/a.png"]
