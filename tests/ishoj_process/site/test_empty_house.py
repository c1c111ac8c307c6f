"""A house in which nothing has been entered yet: every line of the menu leads to a page that says so."""

import pytest

from tests.site.rights_table import READERS

from .test_menu import menu_of


@pytest.mark.parametrize("role", READERS)
def test_no_line_of_the_menu_leads_nowhere(db, client, client_of, request, role):
    reader = client if role == "public" else client_of(request.getfixturevalue(role))

    shown = menu_of(reader.get("/"))

    assert {url: reader.get(url, follow=True).status_code for url in shown} == dict.fromkeys(shown, 200)
