"""The addresses without which no mail should go out."""

import pytest

from calendar_app.checks import check_addresses

SET = {
    "SITE_URL": "https://plan.example.org",
    "ORGANIZER_EMAIL": "byraad@example.org",
    "ICAL_DOMAIN": "plan.example.org",
}


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("SITE_URL", "http://127.0.0.1:8000", "W001"),
        ("SITE_URL", "http://localhost", "W001"),
        ("ORGANIZER_EMAIL", "byraadssekretariatet@localhost", "W002"),
        ("ORGANIZER_EMAIL", "", "W002"),
        ("ICAL_DOMAIN", "ishoj-process.invalid", "W003"),
        ("ICAL_DOMAIN", "plan.example.org", None),
    ],
)
def test_address_that_leads_nowhere_is_named(settings, name, value, fault):
    for each, fine in SET.items():
        setattr(settings, each, fine)
    setattr(settings, name, value)

    assert [found.id for found in check_addresses(None)] == [f"calendar_app.{fault}"] * bool(fault)
