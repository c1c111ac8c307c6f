"""The milestones of a main policy: entered, reached, late, and taken along by a new edition."""

import html
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ishoj_process.models import MainPolicy, StatusChange
from strategies.adoption.acts import adopt_document
from strategies.models import Milestone
from strategies.portfolio.pace import Sign, milestones_of, paces_of
from strategies.strategy.acts import begin_document_edition
from tests.conftest import TODAY

DETAIL = "/politikker/miljoepolitik/"


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


def page(client, url=DETAIL):
    return html.unescape(client.get(url).content.decode())


def test_milestone_is_entered_reached_corrected_and_removed(browser, client, policy):
    assert browser.post(f"{DETAIL}milepaele/ny/", {"title": "Udkast", "due": "01-10-2023"}).status_code == 302
    milestone = Milestone.objects.get()
    assert (milestone.document, milestone.is_reached) == (policy, False)
    assert "Udkast" in page(client)
    at = f"{DETAIL}milepaele/{milestone.pk}/"

    assert browser.post(f"{at}naaet/").url == f"{DETAIL}#milepael-{milestone.pk}"
    assert "nået den 14. august 2023" in page(client).lower()
    typed = {"title": "Første udkast", "due": "01-10-2023", "version": "2"}
    assert browser.post(at, typed).url == f"{DETAIL}#milepael-{milestone.pk}"
    assert "Første udkast" in page(browser, f"{at}versioner/")
    assert browser.post(f"{at}fjern/", {"version": "3"}).url == DETAIL
    assert not Milestone.objects.exists()


def test_milestone_of_another_document_is_not_found(browser, policy, strategy):
    theirs = strategy.milestones.create(title="Udkast", due="2023-09-01")

    assert browser.get(f"{DETAIL}milepaele/{theirs.pk}/").status_code == 404
    assert browser.post(f"{DETAIL}milepaele/{theirs.pk}/naaet/").status_code == 404


def test_milestone_is_of_exactly_one_document(policy, strategy):
    for keys in ({}, {"main_policy": policy, "strategy": strategy}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Milestone.objects.create(title="Udkast", due="2023-09-01", **keys)


def test_late_policy_bears_the_sign_for_the_council_and_not_for_the_public(client, client_of, member, policy):
    policy.milestones.create(title="Udkast", due="2023-07-01")
    StatusChange.objects.create(main_policy=policy, to_status="in_preparation", note="Begyndt.", on=TODAY)

    assert paces_of([policy], TODAY)[policy].sign == Sign.LATE
    assert "Forsinket" in page(client_of(member))
    assert "Forsinket" not in page(client)


def test_documents_with_one_number_have_each_their_own_milestones(policy, strategy):
    type(strategy).objects.filter(pk=strategy.pk).update(id=policy.pk)
    twin = type(strategy).objects.get()
    policy.milestones.create(title="Politikkens", due="2023-09-01")
    twin.milestones.create(title="Strategiens", due="2023-10-01")

    found = milestones_of([policy, twin])

    assert {str(document): [str(row) for row in rows] for document, rows in found.items()} == {
        "Miljøpolitik": ["Politikkens"],
        "Biodiversitetsstrategi": ["Strategiens"],
    }


def test_open_milestones_follow_into_a_new_edition_once(policy, administration, council, make_meeting):
    policy.status = "adopted"
    policy.save()
    policy.milestones.create(title="Nået", due="2023-06-01", reached_on=date(2023, 6, 1))
    shared = policy.milestones.create(title="Åben", due="2023-12-01")
    edition = begin_document_edition(level=policy, note="Ny.", by=administration, on=TODAY)
    assert [row.title for row in edition.milestones.all()] == ["Åben"]

    shared.reached_on = TODAY
    shared.save()
    policy.milestones.create(title="Sen", due="2024-01-01")
    MainPolicy.objects.filter(pk=edition.pk).update(status="before_decision", text="<p>Nyt.</p>")
    item = make_meeting(council, kind="council", start_date=date(2023, 8, 1)).items.create(number=1, title="Sag")
    adopted = adopt_document(
        document=MainPolicy.objects.get(pk=edition.pk), item=item, note="Ja.", by=administration, today=TODAY
    )

    assert [(row.title, row.reached_on) for row in adopted.milestones.order_by("due")] == [
        ("Åben", TODAY),
        ("Sen", None),
    ]
    assert MainPolicy.objects.get(pk=policy.pk).status == "superseded"
