"""Main policies: the page, its place above and below, and entering."""

import pytest

from ishoj_process.models import MainPolicy

DETAIL = "/politikker/miljoepolitik/"


def form(**changes):
    return {"title": "Miljøpolitik", "version": "1", "position": "0", "is_published": "on", **changes}


def test_page_leads_up_and_down(client, main_policy, strategy, vision):
    main_policy.vision = vision
    main_policy.save()

    page = client.get(DETAIL).content.decode()

    assert 'href="/vision/"' in page
    assert f'href="{strategy.get_absolute_url()}"' in page


def test_page_does_not_name_a_strategy_that_is_not_shown(client, main_policy, strategy):
    strategy.is_published = False
    strategy.save()

    assert "Biodiversitetsstrategi" not in client.get(DETAIL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_strategies(client, main_policy, django_assert_num_queries, count):
    from ishoj_process.models import Strategy

    for number in range(count):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=main_policy)

    with django_assert_num_queries(7):
        client.get(DETAIL)


def test_unnamed_policy_is_named_and_moves_to_its_own_address(client_of, administration):
    MainPolicy.objects.create(slug="hovedpolitik-4", status="adopted")
    client = client_of(administration)
    assert "Udfyld navnet" in client.get("/politikker/hovedpolitik-4/").content.decode()

    response = client.post("/politikker/hovedpolitik-4/rediger/", form(title="Kulturpolitik"))

    assert response.url == "/politikker/kulturpolitik/"


def test_edit_after_somebody_else_shows_both_texts(client_of, administration, main_policy):
    client = client_of(administration)
    client.post(f"{DETAIL}rediger/", form(summary="Den ene."))

    response = client.post(f"{DETAIL}rediger/", form(summary="Den anden."))

    assert (response.status_code, MainPolicy.objects.get().summary) == (409, "Den ene.")


def test_create_without_a_name_is_possible_and_gets_an_address(client_of, administration):
    response = client_of(administration).post("/politikker/ny/", form(title=""))

    assert response.url == "/politikker/hovedpolitik/"


def test_title_of_ny_gets_an_address_of_its_own(client_of, administration):
    assert client_of(administration).post("/politikker/ny/", form(title="Ny")).url == "/politikker/ny-2/"
