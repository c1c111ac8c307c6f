"""The cascade: what it shows to whom, at what cost, and that every box finds its place."""

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from ishoj_process.cascade.build import load_cascade
from ishoj_process.cascade.drawing import draw_cascade
from ishoj_process.cascade.layout import PADDING, TITLE, WIDTH, Content, row_of, stack_of
from ishoj_process.dates import clock
from ishoj_process.models import GuidingLine, Level, MainPolicy, Strategy, Vision
from ishoj_process.models.status import meaning_of
from ishoj_process.output.drawing.measure import text_width
from tests.nonsense.promises import often


@pytest.fixture
def full(vision, aim, main_policy, strategy, other_committee):
    """A policy under the vision, an unnamed one that is older, and strategies placed and not."""
    main_policy.vision = vision
    main_policy.save()
    MainPolicy.objects.create(slug="hovedpolitik-4", status="adopted")
    GuidingLine.objects.create(aim=aim, title="Flere unge i uddannelse")
    for number in range(8):
        Strategy.objects.create(title=f"Lavtemperaturfjernvarmestrategi {number}", slug=f"s-{number}")


def boxes_of(drawing):
    return [node.box for node in drawing.nodes]


def is_overlapping(one, other):
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


@pytest.mark.parametrize("count", [1, 3, 30])
def test_loading_costs_the_same_at_any_size(vision, aim, main_policy, django_assert_num_queries, count):
    for number in range(count):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}", main_policy=main_policy)

    with django_assert_num_queries(8):
        cascade = load_cascade(AnonymousUser(), clock.today())

    assert len(cascade.strategies) == count


def test_every_document_is_drawn_once(full):
    cascade = load_cascade(AnonymousUser(), clock.today())

    keys = [box.key for box in boxes_of(draw_cascade(cascade, has_links=True))]

    assert len(keys) == len(set(keys))
    assert {key for key in keys if key[0] == "strategy"} == {("strategy", s.pk) for s in Strategy.objects.all()}
    assert {key for key in keys if key[0] == "mainpolicy"} == {("mainpolicy", p.pk) for p in MainPolicy.objects.all()}


def test_no_two_boxes_overlap_and_all_lie_within_the_drawing(full):
    drawing = draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=False)
    boxes = boxes_of(drawing)

    assert [(a.key, b.key) for n, a in enumerate(boxes) for b in boxes[n + 1 :] if is_overlapping(a, b)] == []
    assert all(box.x >= 0 and box.x + box.width <= WIDTH and box.bottom <= drawing.height for box in boxes)


@often(20, 400)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80), min_size=1, max_size=6))
def test_words_stay_within_their_boxes(titles):
    contents = [
        Content((n,), "strategy", title, ("Erhvervs- og Beskæftigelsesudvalget",), "Vedtaget")
        for n, title in enumerate(titles)
    ]
    row = row_of(contents, 0, columns=6)

    for box in [*row, *stack_of(contents, row[0])]:
        assert all(0 < words.y <= box.height for words in box.words)
        widths = [text_width(w.text, w.size, "semibold" if w.size == TITLE else "regular") for w in box.words]
        assert all(w.x + width <= box.width - PADDING + 0.5 for w, width in zip(box.words, widths, strict=True))


def test_every_status_has_a_mark_of_its_own():
    marks = {(meaning_of(status).shape, meaning_of(status).ink) for status in Level.Status}
    assert len(marks) == len(Level.Status)


def test_not_placed_and_unnamed_are_shown_as_gaps(full):
    kinds = {
        node.box.key: node.style.dash
        for node in draw_cascade(load_cascade(AnonymousUser(), clock.today()), has_links=True).nodes
    }

    dashed = {Strategy.objects.get(slug="s-0"): True, Strategy.objects.get(slug="biodiversitetsstrategi"): False}
    assert {s: kinds[("strategy", s.pk)] != "none" for s in dashed} == dashed
    assert kinds[("mainpolicy", MainPolicy.objects.get(slug="hovedpolitik-4").pk)] != "none"


def test_filter_shows_one_committees_documents(client, full):
    context = client.get("/kaskade/?udvalg=klima-og-miljoeudvalget").context["cascade"]

    assert [strategy.slug for strategy in context.strategies] == ["biodiversitetsstrategi"]
    assert [node.policy.slug for node in context.policies] == ["miljoepolitik"]


def test_filter_for_nobody_known_shows_all(client, full):
    assert len(client.get("/kaskade/?udvalg=nedlagt").context["cascade"].strategies) == 9


@pytest.mark.parametrize(("role", "is_shown"), [(None, False), ("member", False), ("secretariat", True)])
def test_unpublished_strategy_leaks_nowhere(request, client_of, full, role, is_shown):
    Strategy.objects.create(title="Fortrolig plan", slug="fortrolig", is_published=False)
    user = request.getfixturevalue(role) if role else None

    assert ("Fortrolig plan" in client_of(user).get("/kaskade/").content.decode()) == is_shown


def test_strategy_under_a_policy_that_is_not_shown_stands_as_not_placed(full, strategy, main_policy):
    main_policy.is_published = False
    main_policy.save()

    assert strategy in load_cascade(AnonymousUser(), clock.today()).not_placed


def test_what_hung_below_an_older_edition_follows_to_the_newest(full, strategy, main_policy, vision):
    main_policy.status = "superseded"
    main_policy.save()
    newest = MainPolicy.objects.create(
        title="Klimapolitik", slug=main_policy.slug, edition=2, supersedes=main_policy, status="adopted", vision=vision
    )
    vision.status = "superseded"
    vision.save()
    edition = Vision.objects.create(
        title="Vision 2047", slug=vision.slug, edition=2, supersedes=vision, status="adopted", term=vision.term
    )

    cascade = load_cascade(AnonymousUser(), clock.today())

    node = next(node for node in cascade.policies if node.policy == newest)
    assert (cascade.vision, node.strategies, node.is_under_vision) == (edition, [strategy], True)
    assert main_policy not in [node.policy for node in cascade.policies]


def test_empty_site_says_so(client, db):
    assert "Der er ikke registreret noget endnu." in client.get("/kaskade/").content.decode()


def test_document_is_tagged_with_words_for_the_drawing(client, full, tmp_path):
    (tmp_path / "k.pdf").write_bytes(client.get("/kaskade.pdf").content)

    with pikepdf.open(tmp_path / "k.pdf") as pdf:
        width, height = (float(pdf.pages[0].mediabox[n]) / 72 * 25.4 for n in (2, 3))
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert (round(width), round(height), str(pdf.Root.Lang), str(pdf.docinfo.Title)) == (420, 297, "da", "Kaskade")
        assert ["Hovedpolitikker: 2. Strategier: 9" in str(figure.Alt) for figure in figures] == [True]


def test_document_is_not_sent_again_unchanged(client, full):
    first = client.get("/kaskade.pdf")

    assert client.get("/kaskade.pdf", headers={"If-None-Match": first["ETag"]}).status_code == 304
