"""The hand-over: what a council leaves as of a day, to whom, and who may read which part of it."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from calendar_app.models import HandedOver
from ishoj_process.models import Body, CouncilTerm, FollowUp, StatusChange, Strategy, Succession, Vision
from strategies.models import Consultation, ConsultationStep, Milestone
from tests import rows
from tests.conftest import TODAY

from .conftest import IN_2026, LAST, NEXT, heir_text

URL, PDF = "/perioder/2022-2025/overdragelse/", "/perioder/2022-2025/overdragelse.pdf"
KMU = "Klima- og Miljøudvalget"
PUBLIC = AnonymousUser()


def test_each_kind_is_told_with_its_heir(told, left, merged, secretariat):
    said = told(secretariat, TODAY)

    green = f"{KMU} → Det Grønne Udvalg"
    council = "Ishøj Byråd → Ishøj Byråd"
    assert said["vision"] == [("Vision 2035", council), ("Grøn by", "-"), ("Stærk skole", "-")]
    assert said["ikke-baaret"] == [("Stærk skole", council)]
    assert said["hovedpolitikker"] == [("Miljøpolitik", green)]
    assert said["strategier"] == [("Biodiversitetsstrategi", green), ("Mobilitet", green)]
    assert said["hoeringer"] == [("Høring: Biodiversitetsstrategi", green)]
    assert said["ubesvaret"] == [("Høring: Mobilitet", green)]
    assert said["opfoelgning"] == [("Et notat om cykelstier", "Kultur- og Fritidsudvalget → Det Grønne Udvalg")]
    assert said["uenighed"] == [("Cykelstier", "Kultur- og Fritidsudvalget → Det Grønne Udvalg")]
    assert said["uden-arving"] == []


def test_who_carries_a_line_is_named_with_its_owner(parts, left):
    lines = {entry.title: entry.lines for entry in parts(PUBLIC, TODAY)["vision"].entries}

    assert lines["Grøn by"] == [f"Understøttes af: Biodiversitetsstrategi ({KMU})."]
    assert lines["Stærk skole"] == ["Ingen strategi understøtter den."]


def test_promises_and_milestones_stand_with_the_strategy(parts, left, secretariat, strategy):
    entry = next(each for each in parts(secretariat, date(2025, 11, 1))["strategier"].entries)

    assert [(facet.heading, facet.rows) for facet in entry.facets] == [
        ("Løfter", ["Hundrede vilde hjørner (borgere)"]),
        ("Milepæle", ["Udkast: nået den 1. juni 2023", "Evaluering: skulle være nået den 1. oktober 2025, ikke nået"]),
    ]


def test_policy_is_left_with_its_hearing_and_its_milestones(parts, told, left, merged, main_policy, secretariat):
    main_policy.status = "in_preparation"
    main_policy.save()
    main_policy.milestones.create(title="Første udkast", due="2023-10-01")
    Consultation.objects.create(
        main_policy=main_policy, number=1, state="sent", opened_on=TODAY, deadline=date(2023, 10, 2)
    )

    green = f"{KMU} → Det Grønne Udvalg"
    assert ("Høring: Miljøpolitik", green) in told(secretariat, TODAY)["hoeringer"]
    [entry] = parts(secretariat, TODAY)["hovedpolitikker"].entries
    assert [(facet.heading, facet.rows) for facet in entry.facets] == [
        ("Milepæle", ["Første udkast: skal nås den 1. oktober 2023"])
    ]


def test_what_nobody_carries_on_is_told_first(client, settings, parts, left, other_committee):
    Body.objects.filter(pk=other_committee.pk).update(ends="2025-12-31")
    Strategy.objects.create(title="Ejerløs", slug="ejerloes", status="chosen")

    found = parts(PUBLIC, TODAY)["uden-arving"]

    assert found.count == 5
    assert [(group.heading, [entry.title for entry in group.entries]) for group in found.groups] == [
        ("Hovedpolitikker", ["Miljøpolitik"]),
        ("Strategier", ["Ejerløs", "Biodiversitetsstrategi", "Mobilitet"]),
        ("Høringer, der er i gang", ["Høring: Biodiversitetsstrategi"]),
    ]
    content = client.get(URL).content.decode()
    assert content.index('<h2 id="uden-arving">') < content.index('<h2 id="vision">')
    assert "Ingen fører det videre" in content


def test_body_that_goes_on_is_its_own_heir(told, left, committee):
    assert told(PUBLIC, TODAY)["strategier"][0] == ("Biodiversitetsstrategi", f"{KMU} → {KMU}")


def test_split_body_has_all_its_heirs(told, left, other_committee, green):
    city = Body.objects.create(name="Byudvalget", slug="by", kind="standing", begins=NEXT)
    for heir in (green, city):
        Succession.objects.create(body=other_committee, heir=heir, on=NEXT)

    assert told(PUBLIC, TODAY)["strategier"][0][1] == f"{KMU} → Byudvalget, Det Grønne Udvalg"


def test_heir_that_takes_over_later_than_the_first_day_is_none_of_the_hand_over(told, left, other_committee, green):
    Succession.objects.create(body=other_committee, heir=green, on=date(2026, 6, 1))

    assert told(PUBLIC, TODAY)["strategier"][0][1] == f"{KMU} → {KMU}"


def test_heir_bears_its_name_of_the_first_day_and_the_owner_that_of_the_last(told, left, other_committee):
    other_committee.former_names = [{"name": "Miljøudvalget", "abbreviation": "", "last_day": "2025-12-31"}]
    other_committee.save()

    assert told(PUBLIC, IN_2026)["strategier"][0][1] == f"Miljøudvalget → {KMU}"


def test_what_was_handed_over_already_names_who_had_it(told, left, other_committee, green):
    Succession.objects.create(body=other_committee, heir=green, on=NEXT)
    Strategy.objects.update(owner=green)

    assert told(PUBLIC, IN_2026)["strategier"][0][1] == f"{KMU} → Det Grønne Udvalg"


def hand(strategy, body, heir):
    """As the secretariat gives the work of a body to an heir, once the term has begun."""
    strategy.refresh_from_db()
    strategy.owner = heir
    strategy.save()
    term = CouncilTerm.objects.get(starts=NEXT)
    HandedOver.objects.create(term=term, body=body, heir=heir, moved=[["strategy", strategy.pk]])


def test_what_was_given_to_an_heir_by_name_says_from_whom(parts, told, left, strategy, other_committee, committee):
    """The heir is a body that was there before, and nobody took over from the one that ended."""
    rows.next_term()
    Body.objects.filter(pk=other_committee.pk).update(ends="2025-12-31")
    hand(strategy, other_committee, committee)

    said = told(PUBLIC, IN_2026)

    given = ("Biodiversitetsstrategi", f"{KMU} → Kultur- og Fritidsudvalget")
    assert said["strategier"][0] == given
    assert said["hoeringer"] == [(f"Høring: {given[0]}", given[1])]
    line = next(entry for entry in parts(PUBLIC, IN_2026)["vision"].entries if entry.title == "Grøn by")
    assert line.lines == [f"Understøttes af: Biodiversitetsstrategi ({KMU})."]


def test_of_a_split_body_the_heir_that_was_chosen_is_the_heir(told, left, strategy, other_committee, green):
    rows.next_term()
    city = Body.objects.create(name="Byudvalget", slug="by", kind="standing", begins=NEXT)
    for heir in (green, city):
        Succession.objects.create(body=other_committee, heir=heir, on=NEXT)
    hand(strategy, other_committee, city)

    assert told(PUBLIC, IN_2026)["strategier"][:2] == [
        ("Biodiversitetsstrategi", f"{KMU} → Byudvalget"),
        ("Mobilitet", f"{KMU} → Byudvalget, Det Grønne Udvalg"),
    ]


def test_of_a_merger_the_one_that_gave_it_is_named(told, left, strategy, other_committee, merged):
    rows.next_term()
    hand(strategy, other_committee, merged)

    assert told(PUBLIC, IN_2026)["strategier"][0][1] == f"{KMU} → Det Grønne Udvalg"


def test_of_a_merger_nobody_says_from_whom_it_came_once_it_is_handed_over(told, left, merged):
    Strategy.objects.update(owner=merged)

    assert told(PUBLIC, IN_2026)["strategier"][0][1] == "? → Det Grønne Udvalg"


# As of a day


def test_after_the_term_it_is_told_as_of_its_last_day(parts, client, settings, left, secretariat, strategy):
    """What became of it in 2026 changes no word: statuses, hearings and follow-ups are those of that day."""
    before = parts(secretariat, date(2025, 12, 31))
    for row, became in ((strategy, "before_decision"), (Strategy.objects.get(slug="mobilitet"), "dropped")):
        StatusChange.objects.create(
            strategy=row, from_status="in_preparation", to_status=became, note="Nyt", on=date(2026, 1, 15)
        )
        Strategy.objects.filter(pk=row.pk).update(status=became)
    FollowUp.objects.update(status="done", done_on="2026-01-10")
    left["running"].closed_on = date(2026, 1, 5)
    left["running"].save()

    after = parts(secretariat, IN_2026)

    assert [group.heading for group in after["strategier"].groups] == ["Under udarbejdelse"]
    for key in ("vision", "ikke-baaret", "hovedpolitikker", "strategier", "hoeringer", "ubesvaret", "uenighed"):
        assert [entry.title for entry in after[key].entries] == [entry.title for entry in before[key].entries], key
    follow_up = next(iter(after["opfoelgning"].entries))
    assert follow_up.lines[-1] == "Opfølgningen blev afsluttet den 10. januar 2026."


def test_page_says_of_which_day_it_tells_and_what_it_cannot_know(client, settings, left):
    assert "hvis arbejdet blev overdraget i dag, den 14. august 2023" in client.get(URL).content.decode()
    settings.PROCESS_TODAY = "2025-12-31"
    assert "på periodens sidste dag" in client.get(URL).content.decode()
    settings.PROCESS_TODAY = "2026-02-01"
    content = client.get(URL).content.decode()
    assert "efterlod den 31. december 2025" in content
    assert "Det står, som det er oplyst i dag." in content


def test_what_was_adopted_later_was_under_way_and_what_was_adopted_before_was_in_force(parts, left, strategy):
    later, before = strategy, Strategy.objects.get(slug="mobilitet")
    for row, day, entered in ((later, "2026-01-20", date(2026, 1, 20)), (before, "2025-12-20", date(2026, 1, 5))):
        StatusChange.objects.create(
            strategy=row, from_status="before_decision", to_status="adopted", note="Vedtaget", on=entered
        )
        row.status, row.adopted_on = "adopted", day
        row.save()

    groups = parts(PUBLIC, IN_2026)["strategier"].groups

    assert [(group.heading, [entry.title for entry in group.entries]) for group in groups] == [
        ("Afventer beslutning", ["Biodiversitetsstrategi"]),
        ("Vedtaget", ["Mobilitet"]),
    ]


def test_where_only_a_later_adoption_is_known_its_status_of_the_day_is_not(parts, left, strategy):
    strategy.status, strategy.adopted_on = "adopted", "2026-01-20"
    strategy.save()

    assert parts(PUBLIC, IN_2026)["strategier"].groups[-1].heading == "Status ikke kendt"


def test_edition_that_was_superseded_later_was_the_one_in_force(parts, left, strategy):
    strategy.status, strategy.adopted_on = "superseded", "2024-01-01"
    strategy.superseded_on = date(2026, 1, 25)
    strategy.save()
    Strategy.objects.create(
        title="Ny natur", slug=strategy.slug, edition=2, supersedes=strategy, status="adopted",
        adopted_on="2026-01-25", owner=strategy.owner,
    )  # fmt: skip

    group = parts(PUBLIC, IN_2026)["strategier"].groups[-1]

    assert [(entry.title, entry.url) for entry in group.entries] == [
        ("Biodiversitetsstrategi", "/strategier/biodiversitetsstrategi/udgave/1/")
    ]


def test_document_that_was_entered_later_is_counted_and_not_told(client, settings, left, other_committee):
    new = Strategy.objects.create(title="Ny i 2026", slug="ny", owner=other_committee, status="considered")
    Strategy.objects.filter(pk=new.pk).update(created_at="2026-01-15T12:00:00Z")
    settings.PROCESS_TODAY = "2026-02-01"

    content = client.get(URL).content.decode()

    assert "Ny i 2026" not in content
    assert "1 dokument er oprettet efter den dag og er ikke med her." in content


def step(consultation, kind, on, **more):
    ConsultationStep.objects.create(consultation=consultation, kind=kind, on=on, **more)


def test_deadline_is_the_one_of_the_day(parts, left):
    """What was extended in January ended in December, and waited for its answers to be treated."""
    row = left["running"]
    step(row, "sent", date(2023, 8, 1), deadline=date(2025, 12, 1))
    step(row, "extended", date(2026, 1, 10), deadline=row.deadline)

    after = parts(PUBLIC, IN_2026)

    assert [entry.title for entry in after["hoeringer"].entries] == []
    assert [entry.title for entry in after["ubesvaret"].entries] == ["Høring: Biodiversitetsstrategi"]


def test_consultation_that_was_withdrawn_later_was_running(parts, left):
    row = left["running"]
    step(row, "withdrawn", date(2026, 1, 10))
    row.state = "withdrawn"
    row.save()

    assert [entry.title for entry in parts(PUBLIC, IN_2026)["hoeringer"].entries] == ["Høring: Biodiversitetsstrategi"]
    assert [entry.title for entry in parts(PUBLIC, date(2026, 1, 1))["hoeringer"].entries] == [
        "Høring: Biodiversitetsstrategi"
    ]


def test_consultation_that_was_withdrawn_before_is_not_left(parts, left):
    row = left["running"]
    step(row, "withdrawn", date(2025, 12, 31))
    row.state = "withdrawn"
    row.save()

    assert [entry.title for entry in parts(PUBLIC, IN_2026)["hoeringer"].entries] == []


def test_report_that_was_finished_later_was_not_finished(parts, left, secretariat):
    left["over"].reported_on = date(2026, 1, 20)
    left["over"].save()

    entry = next(iter(parts(secretariat, IN_2026)["ubesvaret"].entries))

    assert entry.lines[-1] == "Høringsnotatet blev færdigt den 20. januar 2026."


def test_milestone_that_was_reached_later_was_not_reached(parts, left, secretariat):
    Milestone.objects.filter(title="Evaluering").update(reached_on="2026-01-10")

    entry = next(iter(parts(secretariat, IN_2026)["strategier"].entries))

    assert entry.facets[-1].rows[-1] == "Evaluering: skulle være nået den 1. oktober 2025, ikke nået"


def test_vision_begun_for_the_next_term_is_not_what_the_old_council_leaves(parts, left, vision):
    later = rows.next_term()
    Vision.objects.create(title="Vision 2040", slug="vision-2040", term=later, supersedes=vision, status="chosen")

    assert [entry.title for entry in parts(PUBLIC, IN_2026)["vision"].groups[0].entries] == ["Vision 2035"]


def test_vision_that_was_superseded_later_was_in_force_with_its_lines(parts, left, vision):
    later = rows.next_term()
    Vision.objects.create(
        title="Vision 2040", slug="vision-2040", term=later, supersedes=vision, status="adopted",
        adopted_on="2026-01-20",
    )  # fmt: skip
    StatusChange.objects.create(
        vision=vision, from_status="adopted", to_status="superseded", note="Ny", on=date(2026, 1, 20)
    )
    Vision.objects.filter(pk=vision.pk).update(status="superseded", superseded_on="2026-01-20")

    told = [(entry.title, entry.lines) for entry in parts(PUBLIC, IN_2026)["vision"].entries]

    assert told[0] == ("Vision 2035", ["Vedtaget den 5. december 2023."])
    assert told[1] == ("Grøn by", [f"Understøttes af: Biodiversitetsstrategi ({KMU})."])


def test_vision_that_was_given_up_later_was_being_made(parts, term, vision):
    vision.status = "dropped"
    vision.save()
    StatusChange.objects.create(
        vision=vision, from_status="in_preparation", to_status="dropped", note="Nej", on=date(2026, 1, 20)
    )

    told = [(entry.title, entry.lines) for entry in parts(PUBLIC, IN_2026)["vision"].entries]

    assert told == [("Vision 2035", ["Under udarbejdelse og ikke vedtaget."])]
    assert list(parts(PUBLIC, date(2025, 12, 31))["vision"].entries) == []


# Who reads what


def test_public_reads_it_without_what_is_the_councils_and_the_staffs(client, client_of, member, secretariat, left):
    keys = [part.key for part in client.get(URL).context["parts"]]
    public = client.get(URL).content.decode()

    assert "opfoelgning" not in keys
    assert "Et notat om cykelstier" not in public
    assert "Hundrede vilde hjørner" not in public  # the strategy is being worked on
    for user in (member, secretariat):
        assert "Et notat om cykelstier" in client_of(user).get(URL).content.decode()


@pytest.mark.parametrize(
    "role", ["public", "unknown", "former", "coming", "member", "elected", "administration", "secretariat"]
)
def test_each_reader_is_told_what_they_read_elsewhere(role, readers, client_of, left, council):
    """Who has left, or does not sit yet, reads it as the public does."""
    user = None if role == "public" else readers[role]
    reads_inside = role in ("member", "elected", "administration", "secretariat")
    Strategy.objects.create(title="Skjult strategi", slug="skjult", status="chosen", is_published=False)

    page = client_of(user).get(URL)

    told = {part.key: [entry.title for entry in part.entries] for part in page.context["parts"]}
    assert told.get("opfoelgning") == (["Et notat om cykelstier"] if reads_inside else None)
    assert told["ubesvaret"] == (["Høring: Mobilitet"] if reads_inside else [])  # the public was not asked
    assert ("Skjult strategi" in told["strategier"]) == (role in ("administration", "secretariat"))
    assert told["uenighed"] == ["Cykelstier"]


def test_number_of_points_that_wait_is_told_to_who_reads_the_answers(parts, left, member):
    left["over"].is_public = True
    left["over"].save()

    said = {who: next(iter(parts(user, TODAY)["ubesvaret"].entries)).lines for who, user in
            (("public", PUBLIC), ("member", member))}  # fmt: skip

    not_finished = "Svarene er ikke færdigbehandlet: Høringsnotatet er ikke færdigt."
    assert said == {
        "public": [not_finished],
        "member": [not_finished, "1 svar eller punkt er ikke behandlet."],
    }


def test_closed_item_hides_its_minority_and_its_follow_ups(parts, client_of, left, member, secretariat):
    """The member sits in the committee, and the administration in no meeting."""
    left["item"].is_closed, left["item"].public_title = True, "Ejendomssag"
    left["item"].save()

    for user, sees in ((PUBLIC, False), (member, True), (secretariat, True)):
        told = parts(user, TODAY)
        assert [entry.title for entry in told["uenighed"].entries] == (["Cykelstier"] if sees else [])


def test_document_is_the_publics_for_every_reader(client, client_of, secretariat, left):
    assert client_of(secretariat).get(PDF).content == client.get(PDF).content


def test_document_is_not_sent_again_until_something_changes(client, left, strategy):
    first = client.get(PDF)

    assert client.get(PDF, headers={"If-None-Match": first["ETag"]}).status_code == 304
    strategy.title = "Ny biodiversitet"
    strategy.save()
    assert client.get(PDF, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("who", ["public", "secretariat"])
def test_term_that_has_not_begun_has_nothing_to_hand_over(who, request, client_of, term, settings):
    settings.PROCESS_TODAY = "2021-12-31"
    user = None if who == "public" else request.getfixturevalue(who)

    assert [client_of(user).get(url).status_code for url in (URL, PDF)] == [404, 404]


def test_empty_house_says_what_is_not_there(client, term):
    content = client.get(URL).content.decode()

    for text in ("Der er ingen vision.", "Der er ingen hovedpolitikker.", "Der er ingen strategier."):
        assert text in content
    assert client.get(PDF).status_code == 200


def test_query_count_is_the_same_for_forty_strategies(
    client_of, secretariat, left, other_committee, main_policy, django_assert_num_queries, django_assert_max_num_queries
):
    browser = client_of(secretariat)
    browser.get(URL)
    with django_assert_max_num_queries(50) as few:
        browser.get(URL)
    for number in range(40):
        row = Strategy.objects.create(
            title=f"Strategi {number}", slug=f"s{number}", owner=other_committee, main_policy=main_policy
        )
        row.co_owners.add(other_committee)
        row.milestones.create(title="Udkast", due="2023-09-01")
        row.consultations.create(number=1, state="sent", opened_on="2023-08-01", deadline="2023-09-20")
        left["item"].follow_ups.create(what=f"Notat {number}", role="Centret")
        left["item"].minority_statements.create(by_whom="Et parti", text="<p>Imod</p>")
    with django_assert_num_queries(len(few)):
        browser.get(URL)


def test_heirs_are_told_in_words(parts, left):
    assert {heir_text(entry) for entry in parts(PUBLIC, TODAY)["hoeringer"].entries} == {f"{KMU} → {KMU}"}


def test_reason_why_nothing_carries_it_on_stands_with_it(client, left, monkeypatch, other_committee, strategy):
    Body.objects.filter(pk=other_committee.pk).update(ends="2025-12-31")
    said = {("strategy", strategy.pk): "Strategien slutter med perioden."}
    monkeypatch.setattr("calendar_app.hand_over.build.EXPLAINED_BY", [lambda term: said])

    content = client.get(URL).content.decode()

    assert content.count("Strategien slutter med perioden.") == 2  # first, and where it is told in full


def test_reason_of_what_has_an_heir_is_not_told(client, left, monkeypatch, strategy):
    monkeypatch.setattr(
        "calendar_app.hand_over.build.EXPLAINED_BY", [lambda term: {("strategy", strategy.pk): "Udgår."}]
    )

    assert "Udgår." not in client.get(URL).content.decode()


def test_until_a_term_begins_its_bodies_are_told_to_those_who_prepare_it(
    client, settings, told, left, merged, member, administration, secretariat
):
    settings.PROCESS_TODAY = "2025-12-31"
    assert "Det Grønne Udvalg" in client.get(URL).content.decode()  # nobody has begun the next term yet

    rows.next_term(elected_read_from=date(2025, 12, 1))
    page = client.get(URL).content.decode()
    assert "Det Grønne Udvalg" not in page
    assert "Hvem der fører det videre, vises fra den 1. januar 2026." in page
    for reader in (PUBLIC, member):
        assert {line for lines in told(reader, LAST).values() for _title, line in lines} == {"-"}
        assert "uden-arving" not in told(reader, LAST)
    for reader in (administration, secretariat):
        assert told(reader, LAST)["hovedpolitikker"] == [("Miljøpolitik", f"{KMU} → Det Grønne Udvalg")]
    settings.PROCESS_TODAY = "2026-01-01"
    assert "Det Grønne Udvalg" in client.get(URL).content.decode()
