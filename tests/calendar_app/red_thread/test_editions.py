"""The address of an edition's thread leads on when another edition has taken its place."""

import pytest

from ishoj_process.models import MainPolicy, Strategy


@pytest.fixture
def edition(main_policy, strategy):
    """An edition that has taken the place of an adopted one; of a policy or a strategy."""

    def make(model, **fields):
        old = model.objects.get()
        model.objects.filter(pk=old.pk).update(status="superseded", adopted_on="2020")
        new = {"title": "Ny", "slug": old.slug, "edition": 2, "supersedes": old, "status": "adopted"} | fields
        return old, model.objects.create(**new)

    return make


@pytest.mark.parametrize(("kind", "model"), [("hovedpolitik", MainPolicy), ("strategi", Strategy)])
@pytest.mark.parametrize("suffix", ["/", ".pdf"])
def test_thread_of_what_was_superseded_leads_to_the_one_in_its_place(client, edition, kind, model, suffix):
    old, new = edition(model)

    answer = client.get(f"/traad/{kind}/{old.pk}{suffix}")

    assert (answer.status_code, answer.url) == (302, f"/traad/{kind}/{new.pk}{suffix}")
    assert client.get(f"/traad/{kind}/{new.pk}/").status_code == 200


def test_thread_of_an_edition_that_is_begun_leads_nowhere(client, edition):
    old, new = edition(MainPolicy, status="in_preparation")
    MainPolicy.objects.filter(pk=old.pk).update(status="adopted")

    assert client.get(f"/traad/hovedpolitik/{old.pk}/").status_code == 200
    assert client.get(f"/traad/hovedpolitik/{new.pk}/").status_code == 404


def test_thread_of_what_nobody_may_see_any_more_leads_nowhere(client, edition):
    old, new = edition(MainPolicy)
    MainPolicy.objects.filter(pk=new.pk).update(is_published=False)

    assert client.get(f"/traad/hovedpolitik/{old.pk}/").status_code == 404
    assert client.get("/traad/hovedpolitik/999999/").status_code == 404
    assert client.get("/traad/moede/1/").status_code == 404
