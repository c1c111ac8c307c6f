"""Strategies: the list, the page, the document, entering, status, and what is done about them."""

from datetime import date
from io import BytesIO

import docx
import pikepdf
import pytest
from django.utils.text import slugify

from ishoj_process.models import Alignment, GuidingLine, MainPolicy, Strategy
from strategies.models import Activity, Milestone
from tests import rows

DETAIL = "/strategier/biodiversitetsstrategi/"


def rows_of(count, owner, main_policy=None):
    for number in range(count):
        Strategy.objects.create(
            title=f"Strategi {number}", slug=f"strategi-{number}", owner=owner, main_policy=main_policy
        )


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_costs_the_same_at_any_size(client, committee, main_policy, term, django_assert_num_queries, count):
    rows_of(count, committee, main_policy)

    with django_assert_num_queries(10):  # one asks whether the owners are carried on by others
        response = client.get("/strategier/")

    assert response.context["page"].paginator.count == count


def test_list_is_filtered_by_committee_and_status(client, strategy, committee):
    rows_of(2, committee)

    found = client.get("/strategier/?udvalg=klima-og-miljoeudvalget&status=in_preparation").context["page"]
    unknown = client.get("/strategier/?status=ukendt").context["page"]

    assert [row.title for row in found] == ["Biodiversitetsstrategi"]
    assert [row.title for row in unknown] == ["Strategi 0", "Strategi 1"]


@pytest.fixture
def four(strategy, committee):
    """Two of the climate committee's and one of the culture committee's; one without an owner, which cuts across."""
    rows = [("Ældrepolitik for alle", committee, "adopted"), ("Affaldsplan", strategy.owner, "considered")]
    for title, owner, status in [*rows, ("Kystplan", None, "considered")]:
        Strategy.objects.create(title=title, slug=slugify(title), owner=owner, status=status)
    Strategy.objects.filter(title="Kystplan").update(is_cross_cutting=True)
    Milestone.objects.create(strategy=strategy, title="Udkast", due="2023-01-01")


def grouped(client, asked=""):
    return {
        group.label: (group.count, [str(row) for row in group.rows])
        for group in client.get(f"/strategier/{asked}").context["groups"]
    }


def test_list_stands_under_its_committees_with_numbers(client, four):
    assert grouped(client) == {
        "Klima- og Miljøudvalget": (2, ["Affaldsplan", "Biodiversitetsstrategi"]),
        "Kultur- og Fritidsudvalget": (1, ["Ældrepolitik for alle"]),
        "Ingen ejer oplyst": (1, ["Kystplan"]),
    }
    assert list(grouped(client, "?orden=status")) == ["Overvejes", "Under udarbejdelse", "Vedtaget"]
    assert grouped(client, "?orden=titel")[""][1][-1] == "Ældrepolitik for alle"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=ÆLDRE", ["Ældrepolitik for alle"]),
        ("?q=plan&status=considered", ["Affaldsplan", "Kystplan"]),
        ("?q=plan&tvaergaaende=ja", ["Kystplan"]),
        ("?tegn=late", ["Biodiversitetsstrategi"]),
        ("?tegn=on_time", []),
        ("?tegn=vrøvl&orden=vrøvl&q=kyst", ["Kystplan"]),
        ("?q=%00", ["Affaldsplan", "Biodiversitetsstrategi", "Ældrepolitik for alle", "Kystplan"]),
    ],
)
def test_list_is_narrowed_by_words_and_choices_in_its_address(client_of, member, four, asked, found):
    rows = [title for _count, titles in grouped(client_of(member), asked).values() for title in titles]

    assert rows == found


def test_totals_of_statuses_are_filters_that_keep_the_other_choices(client, four):
    page = client.get("/strategier/?q=plan&status=considered")

    assert {(status, number, url) for status, number, url, _is_chosen in page.context["tally"]} == {
        ("considered", 2, "?q=plan")
    }
    assert client.get("/strategier/?q=plan").context["tally"][0][2] == "?q=plan&status=considered"


def test_public_is_not_asked_about_the_sign(client, four):
    page = client.get("/strategier/?tegn=late")

    assert 'name="tegn"' not in page.text
    assert page.context["page"].paginator.count == 4


def test_empty_list_says_what_to_do(client, db):
    assert "Der er ingen strategier endnu." in client.get("/strategier/").text
    assert "Ingen strategier svarer til dit valg." in client.get("/strategier/?q=findesikke").text


def test_list_with_an_unknown_filter_shows_all(client, strategy):
    response = client.get("/strategier/?udvalg=nedlagt&status=vrøvl")

    assert [row.title for row in response.context["page"]] == ["Biodiversitetsstrategi"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_with_more_beneath_it(client, strategy, aim, django_assert_num_queries, count):
    for number in range(count):
        Activity.objects.create(strategy=strategy, kind="idea_phase", title=f"Fase {number}")
        line = GuidingLine.objects.create(aim=aim, title=f"Linje {number}")
        Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")

    with django_assert_num_queries(19):
        client.get(DETAIL)


def test_page_says_where_it_stands_and_what_it_serves(client, strategy):
    response = client.get(DETAIL)

    assert response.context["position"] == "Den er under udarbejdelse."
    assert response.context["may_see_policy"] is True


def test_page_of_a_strategy_without_policy_says_that_it_is_not_placed(client, strategy):
    strategy.main_policy = None
    strategy.save()

    assert "Strategien er ikke placeret under en hovedpolitik endnu." in client.get(DETAIL).content.decode()


def test_running_consultation_is_marked(client, strategy):
    Activity.objects.create(strategy=strategy, kind="consultation", starts="2023-08-01", ends="2023-08-14")

    assert client.get(DETAIL).context["position"] == "Udkastet er i høring nu."
    assert "I høring" in client.get("/strategier/").content.decode()


@pytest.mark.parametrize(
    "path", [DETAIL, *(f"/strategier/biodiversitetsstrategi.{ending}" for ending in ("pdf", "docx"))]
)
@pytest.mark.parametrize(("role", "status"), [(None, 404), ("member", 404), ("administration", 200)])
def test_unpublished_strategy_is_absent(request, client_of, strategy, path, role, status):
    strategy.is_published = False
    strategy.save()
    client = client_of(request.getfixturevalue(role) if role else None)

    assert client.get(path).status_code == status
    shown = "Biodiversitetsstrategi" in client.get("/strategier/").content.decode()
    assert shown == (status == 200)


def test_document_is_tagged_and_danish(client, strategy, tmp_path):
    path = tmp_path / "strategi.pdf"
    path.write_bytes(client.get("/strategier/biodiversitetsstrategi.pdf").content)

    with pikepdf.open(path) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo.Title)) == ("da", "Biodiversitetsstrategi")
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.Root.Outlines.First.Title) == "Biodiversitetsstrategi"


def form(**changes):
    return {"title": "Ældre på øen", "kind": "strategy", "version": "1", "is_published": "on", **changes}


def test_create_makes_a_danish_address(client_of, administration):
    response = client_of(administration).post("/strategier/ny/", form(token="0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"))

    assert response.url == "/strategier/aeldre-paa-oeen/"


def test_create_twice_makes_one(client_of, administration):
    client = client_of(administration)

    urls = [
        client.post("/strategier/ny/", form(token="0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa")).url for _attempt in range(2)
    ]

    assert urls == ["/strategier/aeldre-paa-oeen/"] * 2
    assert Strategy.objects.count() == 1


def test_create_gives_the_same_title_another_address(client_of, administration):
    client = client_of(administration)
    client.post("/strategier/ny/", form())

    assert client.post("/strategier/ny/", form()).url == "/strategier/aeldre-paa-oeen-2/"


def test_create_refuses_a_wrong_period_at_its_field_and_keeps_what_was_typed(client_of, administration):
    response = client_of(administration).post("/strategier/ny/", form(period_from="2030", period_to="2024"))

    assert response.context["form"].errors == {"period_to": ["Perioden skal slutte, efter at den begynder."]}
    assert 'value="2030"' in response.content.decode()
    assert Strategy.objects.count() == 0


def test_edit_keeps_address_and_history(client_of, administration, strategy):
    client_of(administration).post(f"{DETAIL}rediger/", form(title="Vild natur"))

    strategy.refresh_from_db()
    assert (strategy.title, strategy.slug, strategy.version) == ("Vild natur", "biodiversitetsstrategi", 2)
    assert [record.title for record in strategy.history.all()] == ["Vild natur", "Biodiversitetsstrategi"]


def test_edit_after_somebody_else_shows_both_texts(client_of, administration, strategy):
    client = client_of(administration)
    client.post(f"{DETAIL}rediger/", form(title="Den første"))

    response = client.post(f"{DETAIL}rediger/", form(title="Den anden"))

    assert response.status_code == 409
    theirs_and_mine = [(row.theirs, row.mine) for row in response.context["conflict"]]
    assert theirs_and_mine == [("Den første", "Den anden")]
    assert Strategy.objects.get().title == "Den første"


def test_adopted_wording_stands_fast(client_of, administration, strategy):
    strategy.status, strategy.text = "adopted", "<p>Vedtaget ordlyd.</p>"
    strategy.save()

    client_of(administration).post(f"{DETAIL}rediger/", form(text="<p>Noget andet.</p>", title="Ny titel"))

    strategy.refresh_from_db()
    assert (strategy.text, strategy.title) == ("<p>Vedtaget ordlyd.</p>", "Biodiversitetsstrategi")


def test_status_is_changed_with_a_line_that_is_shown(client_of, administration, strategy):
    client = client_of(administration)

    client.post(f"{DETAIL}status/", {"to": "before_decision", "note": "Udkastet er drøftet."})

    page = client.get(DETAIL).content.decode()
    assert ("Udkastet er drøftet." in page, "Demo: administration" in page) == (True, True)
    public = client_of().get(DETAIL).content.decode()
    assert ("Udkastet er drøftet." in public, "Demo: administration" in public) == (True, False)


def test_status_without_a_line_is_refused(client_of, administration, strategy):
    response = client_of(administration).post(f"{DETAIL}status/", {"to": "before_decision", "note": " "})

    assert list(response.context["form"].errors) == ["note"]
    assert Strategy.objects.get().status == "in_preparation"


def test_activity_is_added_as_rough_as_it_is_known(client_of, administration, strategy):
    client = client_of(administration)

    client.post(f"{DETAIL}aktiviteter/ny/", {"kind": "consultation", "starts": "forår 2023", "weeks": "8"})

    assert Activity.objects.get().when_text == "8 uger, forår 2023"
    assert "8 uger, forår 2023" in client.get(DETAIL).content.decode()


def test_activity_with_its_end_before_its_start_is_refused(client_of, administration, strategy):
    typed = {"kind": "consultation", "starts": "11-09-2023", "ends": "august 2023"}

    response = client_of(administration).post(f"{DETAIL}aktiviteter/ny/", typed)

    assert response.context["form"].errors == {"ends": ["Aktiviteten skal slutte, efter at den begynder."]}
    assert Activity.objects.count() == 0


def test_activity_is_removed_after_asking(client_of, administration, strategy):
    activity = Activity.objects.create(strategy=strategy, kind="survey", starts=date(2023, 1, 23).isoformat())
    client = client_of(administration)
    client.get(f"{DETAIL}aktiviteter/{activity.pk}/fjern/")
    assert Activity.objects.count() == 1

    client.post(f"{DETAIL}aktiviteter/{activity.pk}/fjern/", {"version": 1})

    assert Activity.objects.count() == 0
    assert client.post(f"{DETAIL}aktiviteter/{activity.pk}/fjern/").status_code == 404


def test_strategy_under_a_policy_that_is_not_shown_is_not_called_unplaced(client, strategy, main_policy):
    main_policy.is_published = False
    main_policy.save()

    page = client.get(DETAIL).content.decode()

    assert ("Miljøpolitik" in page, "ikke placeret under en hovedpolitik endnu" in page) == (False, False)


def test_unconfirmed_standing_is_said_in_danish(client, strategy):
    strategy.is_unconfirmed = True
    strategy.save()

    assert client.get(DETAIL).context["position"] == "Den er under udarbejdelse. Det er ubekræftet."


def test_address_from_before_the_name_leads_on(client, strategy):
    strategy.slug = "vild-natur"
    strategy.save()

    response = client.get(DETAIL)

    assert (response.status_code, response.url) == (302, "/strategier/vild-natur/")


EDIT = "/strategier/biodiversitetsstrategi/rediger/"


def test_strategy_says_who_shares_it_what_it_also_serves_and_when_it_is_reviewed(
    client, client_of, administration, strategy, committee
):
    other = MainPolicy.objects.create(title="Sundhedspolitik", slug="sundhed")
    browser = client_of(administration)
    form = browser.get(EDIT).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value not in (None, "", False)}

    browser.post(
        EDIT,
        sent
        | {
            "co_owners": [committee.pk],
            "also_serves": [other.pk],
            "official_role": "centerchef",
            "review_on": "1. marts 2027",
        },
    )

    page = client.get("/strategier/biodiversitetsstrategi/").text
    assert [
        word in page for word in ("Kultur- og Fritidsudvalget", "Sundhedspolitik", "centerchef", "1. marts 2027")
    ] == [True] * 4


def test_form_shows_each_of_its_fields(client_of, administration, strategy, main_policy, other_committee):
    """One that the form has and its layout has not would be stored empty."""
    client = client_of(administration)

    for address in (EDIT, f"{main_policy.get_absolute_url()}rediger/"):
        response = client.get(address)
        fields = response.context["form"].fields
        assert [name for name in fields if f'name="{name}"' not in response.text] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("official_role", "centerchef@ishoj.dk"),
        ("official_role", "Chef, tlf. 43 57 62 10"),
        ("official_role", "a" * 121),
        ("review_on", "31-02-2027"),
        ("co_owners", "owner"),
        ("also_serves", "home"),
    ],
)
def test_what_does_not_belong_there_is_refused_at_the_field(client_of, administration, strategy, field, value):
    value = {"owner": [strategy.owner_id], "home": [strategy.main_policy_id]}.get(value, value)
    sent = {"title": "Ny", "kind": "strategy", "owner": strategy.owner_id, "main_policy": strategy.main_policy_id}

    response = client_of(administration).post(EDIT, sent | {"version": 1, field: value})

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_policy_that_is_not_public_is_not_named_as_also_served(client, strategy):
    strategy.also_serves.add(MainPolicy.objects.create(title="Hemmelig", slug="hemmelig", is_published=False))

    assert "Hemmelig" not in client.get("/strategier/biodiversitetsstrategi/").text


def test_document_for_word_says_what_the_page_says(client, strategy, other_committee):
    strategy.status, strategy.text = "adopted", "<h3>Mål</h3><ul><li>Flere træer</li></ul>"
    strategy.save()

    response = client.get("/strategier/biodiversitetsstrategi.docx")

    document = docx.Document(BytesIO(response.content))
    said = [(p.style.name, p.text) for p in document.paragraphs]
    assert {("Title", "Biodiversitetsstrategi"), ("Heading 1", "Mål"), ("List Paragraph", "Flere træer")} <= set(said)
    assert ("Normal", f"Ejer: {other_committee}") in said
    assert client.get(response.request["PATH_INFO"], headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_strategy_tells_of_citizens_by_the_term_in_which_it_was_adopted(client, settings, term, strategy):
    rows.next_term(citizens_shape_strategies=False)
    settings.PROCESS_TODAY = "2026-02-01"
    asked = "Borgerne inddrages i arbejdet med strategierne."
    not_asked = "Borgerne inddrages ikke i arbejdet med strategierne."

    def says(status, adopted_on):
        strategy.status, strategy.adopted_on = status, adopted_on
        strategy.save()
        page = client.get(strategy.get_absolute_url()).content.decode()
        return [sentence for sentence in (asked, not_asked) if sentence in page]

    assert says("in_preparation", None) == [not_asked]
    assert says("adopted", "2023-06-20") == [asked]
    assert says("adopted", "2026-01-20") == [not_asked]
    assert says("adopted", "2018") == says("adopted", None) == [not_asked]  # of that term nobody knows anything
