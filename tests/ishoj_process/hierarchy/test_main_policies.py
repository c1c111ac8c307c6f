"""Main policies: the page, its place above and below, and entering."""

import pytest

from ishoj_process.models import AgendaItem, Alignment, GuidingLine, MainPolicy, Strategy, Treatment

DETAIL = "/politikker/miljoepolitik/"


def form(**changes):
    return {"title": "Miljøpolitik", "version": "1", "position": "0", "is_published": "on", **changes}


def test_page_leads_up_and_down(client, main_policy, strategy, vision):
    main_policy.vision = vision
    main_policy.save()

    page = client.get(DETAIL).content.decode()

    assert 'href="/vision/vision-2035/"' in page
    assert f'href="{strategy.get_absolute_url()}"' in page


def test_page_of_a_new_edition_lists_what_carried_out_the_one_before(client, main_policy, strategy):
    main_policy.status = "superseded"
    main_policy.save()
    MainPolicy.objects.create(
        title="Miljøpolitik 2", slug=main_policy.slug, edition=2, supersedes=main_policy, status="adopted"
    )

    response = client.get(DETAIL)

    assert (response.context["level"].edition, list(response.context["strategies"])) == (2, [strategy])


def test_page_does_not_name_a_strategy_that_is_not_shown(client, main_policy, strategy):
    strategy.is_published = False
    strategy.save()

    assert "Biodiversitetsstrategi" not in client.get(DETAIL).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_strategies(client, main_policy, django_assert_num_queries, count):
    for number in range(count):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=main_policy)

    with django_assert_num_queries(11):
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


# The page: where it stands, what it serves, what the reader may not know of.


def test_page_says_where_the_policy_stands_and_never_as_certain_what_is_unconfirmed(client, main_policy):
    main_policy.status, main_policy.is_unconfirmed = "adopted", True
    main_policy.save()

    assert client.get(DETAIL).context["position"] == "Den er vedtaget og gælder. Det er ubekræftet."


@pytest.mark.parametrize(
    ("status", "is_new_level", "sentence"),
    [
        (
            "adopted",
            True,
            "Den er ikke placeret under en vision. Visionen er et nyt niveau, og hovedpolitikken er ældre.",
        ),
        ("in_preparation", True, "Den er ikke placeret under en vision endnu."),
        ("adopted", False, "Den er ikke placeret under en vision endnu."),
    ],
)
def test_page_says_why_the_policy_stands_without_a_vision(client, term, main_policy, status, is_new_level, sentence):
    term.vision_is_new_level = is_new_level
    term.save()
    main_policy.status = status
    main_policy.save()

    assert client.get(DETAIL).context["not_placed"] == sentence


def test_page_neither_names_nor_denies_a_vision_that_is_not_shown(client, main_policy, vision):
    vision.is_published = False
    vision.save()
    main_policy.vision = vision
    main_policy.save()

    page = client.get(DETAIL).content.decode()

    assert "Den er ikke placeret under en vision, som vises her." in page
    assert "Vision 2035" not in page


def test_page_shows_how_it_serves_a_guiding_line(client, main_policy, aim):
    line = GuidingLine.objects.create(aim=aim, title="Grøn by")
    Alignment.objects.create(guiding_line=line, main_policy=main_policy, how="Flere træer.")

    page = client.get(DETAIL).content.decode()

    assert f'href="/vision/vision-2035/#sigtelinje-{line.pk}"' in page
    assert "Flere træer." in page


def test_page_shows_its_meetings_to_those_who_may_see_the_agenda(
    client, client_of, member, secretariat, main_policy, theme_meeting
):
    item = AgendaItem.objects.create(meeting=theme_meeting, number=1, title="Miljøpolitik til drøftelse")
    Treatment.objects.create(item=item, main_policy=main_policy)

    pages = [each.get(DETAIL).content.decode() for each in (client, client_of(member), client_of(secretariat))]

    assert ["Miljøpolitik til drøftelse" in page for page in pages] == [False, False, True]


def test_policy_that_is_not_shown_is_absent_for_the_public_and_members(
    client, client_of, member, administration, secretariat, main_policy
):
    main_policy.is_published = False
    main_policy.save()

    readers = (client, client_of(member), client_of(administration), client_of(secretariat))
    assert [each.get(DETAIL).status_code for each in readers] == [404, 404, 200, 200]


# The address.


def test_address_from_before_the_policy_had_a_name_leads_on(client_of, administration, client):
    MainPolicy.objects.create(slug="hovedpolitik-4")
    client_of(administration).post("/politikker/hovedpolitik-4/rediger/", form(title="Kulturpolitik"))

    assert client.get("/politikker/hovedpolitik-4/").url == "/politikker/kulturpolitik/"


def test_former_address_of_a_policy_that_is_not_shown_tells_nothing(client_of, administration, client):
    MainPolicy.objects.create(slug="hovedpolitik-4")
    client_of(administration).post("/politikker/hovedpolitik-4/rediger/", form(title="Hemmelig", is_published=""))

    assert client.get("/politikker/hovedpolitik-4/").status_code == 404


def test_name_given_by_two_people_at_once_is_shown_in_both_wordings(client_of, administration):
    """The second one writes to the address that the first one has taken the policy away from."""
    MainPolicy.objects.create(slug="hovedpolitik-4")
    client = client_of(administration)
    client.post("/politikker/hovedpolitik-4/rediger/", form(title="Kulturpolitik"))

    response = client.post("/politikker/hovedpolitik-4/rediger/", form(title="Kultur og fritid"))

    assert response.status_code == 409
    assert [(each.theirs, each.mine) for each in response.context["conflict"]] == [
        ("Kulturpolitik", "Kultur og fritid")
    ]
    assert MainPolicy.objects.get().slug == "kulturpolitik"


def test_address_stays_when_a_named_policy_gets_another_name(client_of, administration, main_policy):
    response = client_of(administration).post(f"{DETAIL}rediger/", form(title="Klimapolitik"))

    assert (response.url, MainPolicy.objects.get().title) == (DETAIL, "Klimapolitik")


def test_two_policies_of_one_name_get_an_address_each(client_of, administration, main_policy):
    assert client_of(administration).post("/politikker/ny/", form()).url == "/politikker/miljoepolitik-2/"


# Entering.


def test_create_stores_what_was_typed_and_is_signed(client_of, administration, vision, committee):
    typed = form(title="Kulturpolitik", summary="Kort.", vision=vision.pk, lead_committee=committee.pk, position="3")

    client_of(administration).post("/politikker/ny/", typed)

    stored = MainPolicy.objects.get()
    assert (stored.title, stored.summary, stored.vision, stored.lead_committee, stored.position) == (
        "Kulturpolitik",
        "Kort.",
        vision,
        committee,
        3,
    )
    assert stored.updated_by == administration


def test_create_sent_twice_is_stored_once(client_of, administration):
    client = client_of(administration)
    typed = form(token="0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa")

    assert [client.post("/politikker/ny/", typed).url for _attempt in range(2)] == [DETAIL, DETAIL]
    assert MainPolicy.objects.count() == 1


def test_wrong_input_is_answered_at_its_field_with_what_was_typed(client_of, administration):
    response = client_of(administration).post("/politikker/ny/", form(title="Kulturpolitik", position="x"))

    assert list(response.context["form"].errors) == ["position"]
    assert 'value="Kulturpolitik"' in response.content.decode()


def test_adopted_wording_cannot_be_changed_from_outside_the_form(client_of, administration, main_policy):
    main_policy.status, main_policy.text = "adopted", "<p>Vedtaget.</p>"
    main_policy.save()

    client_of(administration).post(f"{DETAIL}rediger/", form(title="Andet", text="<p>Andet.</p>", summary="Ny."))

    stored = MainPolicy.objects.get()
    assert (stored.title, stored.text, stored.summary) == ("Miljøpolitik", "<p>Vedtaget.</p>", "Ny.")


@pytest.mark.parametrize("address", ["/politikker/ny/", f"{DETAIL}rediger/"])
@pytest.mark.parametrize(("role", "code"), [(None, 302), ("member", 403), ("secretariat", 403)])
def test_entering_is_the_administrations_alone(request, client_of, main_policy, address, role, code):
    client = client_of(request.getfixturevalue(role) if role else None)

    assert client.post(address, form(title="Andet")).status_code == code
    assert [policy.title for policy in MainPolicy.objects.all()] == ["Miljøpolitik"]


def test_pages_of_policies_refuse_other_methods(client_of, administration, main_policy):
    client = client_of(administration)

    codes = [client.post(DETAIL), client.put("/politikker/ny/"), client.delete(f"{DETAIL}rediger/")]
    assert [answer.status_code for answer in codes] == [405, 405, 405]
