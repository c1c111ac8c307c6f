"""What a reader sees when something is not there, not allowed or broken: Danish, and a way on."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


def test_page_that_is_not_there(client, db):
    response = client.get("/findes-ikke/")

    assert (response.status_code, "Siden findes ikke" in response.content.decode()) == (404, True)


def test_page_that_is_not_allowed(client_of, member):
    response = client_of(member).get("/moeder/nyt/")

    assert (response.status_code, "Din rolle giver ikke adgang" in response.content.decode()) == (403, True)


def test_form_that_was_open_for_too_long(db):
    response = Client(enforce_csrf_checks=True).post("/log-ind/", {})

    assert (response.status_code, "Formularen kunne ikke modtages" in response.content.decode()) == (403, True)


@pytest.mark.parametrize("template", ["500.html"])
def test_page_for_a_fault_asks_nothing_of_the_database(template):
    assert "Noget gik galt" in render_to_string(template)
