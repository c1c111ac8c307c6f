"""A main policy is heard about as a strategy is: by all committees, and by the public where the term says so."""

import html
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from ishoj_process.models import Body, MainPolicy, Strategy
from strategies.consultations.acts import reasons_against_sending
from strategies.involvement.duty import missing_hearings, touched_bodies
from strategies.models import Consultation, LeftOut, Response
from tests.conftest import TODAY

DETAIL = "/politikker/miljoepolitik/"
CREATE = f"{DETAIL}hoeringer/ny/"
NOT_DECIDED = "Det er ikke besluttet, om borgerne inddrages i hovedpolitikkerne."
NOT_ASKED = "Offentligheden høres derfor ikke om dem."


@pytest.fixture
def browser(client_of, administration):
    return client_of(administration)


def page(client, url=DETAIL):
    return html.unescape(client.get(url).content.decode())


def prepare(browser, *bodies, **typed):
    browser.post(CREATE, {"purpose": "Er målet klart?", "bodies": [body.pk for body in bodies], **typed})
    return Consultation.objects.latest("pk")


@pytest.mark.parametrize("address", [DETAIL, "/strategier/biodiversitetsstrategi/"])
@pytest.mark.parametrize(
    ("status", "is_offered"), [("in_preparation", True), ("adopted", False), ("superseded", False)]
)
def test_hearing_is_offered_where_the_document_may_be_heard(browser, policy, strategy, address, status, is_offered):
    for model in (MainPolicy, Strategy):
        model.objects.update(status=status)

    assert ("Forbered en høring" in page(browser, address)) is is_offered


def test_policy_is_heard_from_opening_to_adoption(
    browser, client, client_of, chair, policy, committee, council, term, takes_part, make_meeting
):
    takes_part(True)
    consultation = prepare(browser, committee, is_public="on")
    assert (consultation.document, consultation.number, consultation.is_public) == (policy, 1, True)
    send(browser, client, consultation.get_absolute_url())
    answer(client_of(chair), consultation)
    close_and_report(browser, client, consultation.get_absolute_url())

    item = adopt(browser, make_meeting(council, kind="council", start_date=date(2023, 8, 1)))

    stored = MainPolicy.objects.get()
    assert (stored.status, str(stored.adopted_on), stored.adopted_by, stored.adopted_at_item) == (
        "adopted",
        "1. august 2023",
        council,
        item,
    )
    shown = page(client)
    assert ("Vedtaget" in shown, "I høring" in shown) == (True, False)


def send(browser, client, at):
    """What is being prepared is not known to the public; what was sent is read."""
    assert client.get(at).status_code == 404
    ways = dict.fromkeys(browser.get(f"{at}send/").context["ways"].fields, "writing")
    assert browser.post(f"{at}send/", {"deadline": "11-09-2023", "shown": "11-09-2023"} | ways).url == at
    assert "er i gang" in page(client, at)
    assert "Rent vand i søen" in page(client, at)
    assert "I høring" in page(client)


def answer(member, consultation):
    consultee = consultation.consultees.get()
    sent = {"has_remarks": "1", "text": "Husk åen.", "send": "on"}
    assert member.post(reverse("response_edit", args=[consultation.pk, consultee.pk]), sent).status_code == 302
    assert Response.objects.get().is_sent


def close_and_report(browser, client, at):
    close = {"reason": "Alle har svaret."}
    assert browser.post(f"{at}luk/", close).url == at
    response = Response.objects.get()
    point = {"text": "Husk åen.", "outcome": "adopted", "reason": "Det er rigtigt."}
    assert browser.post(f"{at}svar/{response.pk}/punkter/nyt/", point).status_code == 302
    assert browser.post(f"{at}rapport/faerdig/").url == at
    assert "Husk åen." in page(client, f"{at}rapport/")


def adopt(browser, meeting):
    assert browser.post(f"{DETAIL}status/", {"to": "before_decision", "note": "Klar."}).url == DETAIL
    item = meeting.items.create(number=1, title="Vedtagelse af Miljøpolitik")
    assert f'href="{DETAIL}vedtag/"' in page(browser)
    assert browser.post(f"{DETAIL}vedtag/", {"item": item.pk, "note": "Vedtaget."}).url == DETAIL
    return item


def test_all_committees_but_the_primary_one_are_heard(policy, committee, council):
    Body.objects.create(name="Ældrerådet", slug="aeldreraadet", kind=Body.Kind.ADVISORY)
    Body.objects.create(name="Socialudvalget", slug="social", kind=Body.Kind.STANDING)
    Body.objects.create(name="Byggeudvalget", slug="bygge", kind=Body.Kind.STANDING, ends=date(2022, 12, 31))

    touched = touched_bodies(policy, TODAY)

    assert [touch.body.name for touch in touched] == ["Kultur- og Fritidsudvalget", "Socialudvalget"]
    assert {touch.why for touch in touched} == {"alle udvalg høres om hovedpolitikkerne"}


def test_policy_and_strategy_with_one_number_have_each_their_own_hearing(client, policy, strategy, hear, committee):
    """The keys of the two tables begin at the same number: neither is taken for the other."""
    Strategy.objects.filter(pk=strategy.pk).update(id=policy.pk + 100)
    twin = Strategy.objects.create(pk=policy.pk, title="Tvilling", slug="tvilling", status="in_preparation")
    hear(committee, is_public=True)
    LeftOut.objects.create(strategy=twin, body=committee, reason="Intet.")

    assert touched_bodies(twin, TODAY) == []
    assert [touch.standing for touch in touched_bodies(policy, TODAY)] == ["being_heard"]
    assert "I høring" in page(client, policy.get_absolute_url())
    assert "I høring" not in page(client, twin.get_absolute_url())


@pytest.mark.parametrize("decided", [None, False, True])
def test_public_is_asked_where_the_term_says_that_citizens_take_part(browser, policy, committee, takes_part, decided):
    takes_part(decided)

    form = browser.get(CREATE)
    shown = html.unescape(form.content.decode())
    consultation = prepare(browser, committee, is_public="on")

    assert ("is_public" in form.context["form"].fields) is bool(decided)
    assert (NOT_ASKED in shown) is not decided
    assert (NOT_DECIDED in shown) is (decided is None)
    assert consultation.is_public is bool(decided)


def test_public_is_not_asked_outside_of_every_term(browser, policy, committee):
    assert NOT_DECIDED in page(browser, CREATE)


def test_what_was_to_be_public_is_not_sent_when_the_council_decided_otherwise(
    browser, policy, hear, committee, takes_part
):
    takes_part(True)
    consultation = hear(committee, state="prepared", opened_on=None, deadline=None, text="", is_public=True)
    takes_part(False)

    assert reasons_against_sending(consultation, TODAY) == [
        "Borgerne inddrages ikke i hovedpolitikkerne.",
        NOT_ASKED,
    ]
    assert "is_public" in browser.get(f"{consultation.get_absolute_url()}rediger/").context["form"].fields


def test_strategy_asks_the_public_whatever_is_decided_about_policies(browser, strategy, takes_part):
    takes_part(None)
    Strategy.objects.update(text="<p>Flere vilde hjørner.</p>")

    form = browser.get("/strategier/biodiversitetsstrategi/hoeringer/ny/").context["form"]

    assert "is_public" in form.fields


def test_draft_is_the_primary_committees_until_it_is_sent(client, client_of, member, policy, hear, committee):
    """As the wording of a strategy is: its owner writes it, the others read what was sent to them."""
    sentence = "Rent vand i søen"
    assert sentence not in page(client)
    assert sentence not in page(client_of(member))

    hear(committee)

    assert sentence not in page(client)
    assert sentence in page(client_of(member))


def test_owner_reads_its_own_draft(client_of, member, policy, committee):
    policy.lead_committee = committee
    policy.save()

    assert "Rent vand i søen" in page(client_of(member))


def test_duty_to_hear_refuses_the_decision_about_a_policy_too(browser, term, policy, committee):
    term.must_hear = True
    term.save()

    form = browser.post(f"{DETAIL}status/", {"to": "before_decision", "note": "Klar."}).context["form"]
    assert form.errors["to"] == ["Kultur- og Fritidsudvalget er ikke hørt: alle udvalg høres om hovedpolitikkerne."]

    browser.post(f"{DETAIL}udeladt/{committee.slug}/", {"reason": "Hørt på temamødet."})
    assert missing_hearings(policy, TODAY) == []
    assert "Hørt på temamødet." in page(browser)


def test_nothing_is_both_running_and_adopted(policy, hear, committee):
    consultation = hear(committee)
    assert consultation.is_running(TODAY)

    policy.status = "adopted"
    policy.save()

    stored = Consultation.objects.get()
    assert not stored.is_running(TODAY)
    assert not Consultation.objects.running(TODAY).exists()


def test_consultation_is_about_exactly_one_document(policy, strategy):
    for keys in ({}, {"main_policy": policy, "strategy": strategy}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.create(number=1, **keys)


def test_adopted_policy_is_not_said_to_lack_a_hearing(browser, policy):
    Body.objects.create(name="Socialudvalget", slug="social", kind=Body.Kind.STANDING)
    assert "Bør høres" in page(browser)

    policy.status = "adopted"
    policy.save()

    assert "Bør høres" not in page(browser)
