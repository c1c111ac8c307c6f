"""What the cascade's drawing says: levels by name, gaps in words, a mark for each status, which policies are older."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ishoj_process.cascade.build import is_older, load_cascade
from ishoj_process.cascade.drawing import draw_cascade
from ishoj_process.cascade.layout import LEFT
from ishoj_process.dates import clock
from ishoj_process.dates.rough import RoughDate
from ishoj_process.models import GuidingLine, Level, MainPolicy, Strategy
from ishoj_process.models.status import Shape, meaning_of
from ishoj_process.output.drawing.measure import text_width
from strategies.models import Consultation

OLDER = "Hovedpolitikkerne er ældre end visionen, som er et nyt niveau, og er ikke placeret under den."


def drawn(body=None):
    return draw_cascade(load_cascade(AnonymousUser(), clock.today(), body), has_links=False)


def words_of(drawing):
    """The words beside the boxes, each line for itself."""
    return [text.text for text in drawing.texts]


def words_in(drawing, key):
    node = next(node for node in drawing.nodes if node.box.key == key)
    return [text.text for text in node.texts]


@pytest.fixture
def new_level(term, vision):
    term.vision_is_new_level = True
    term.save()
    vision.status = "in_preparation"
    vision.save()
    return vision


def test_levels_are_named_from_the_top(vision, main_policy, strategy):
    Strategy.objects.create(title="Mobilitet", slug="mobilitet")

    names = [text for text in drawn().texts if text.weight == 600]

    assert [text.text for text in sorted(names, key=lambda text: text.y)] == [
        "Vision",
        "Hovedpolitikker",
        "Strategier",
        "Ikke placeret",
    ]


def test_policy_without_strategies_says_so(vision, main_policy):
    assert " ".join(words_of(drawn())).count("Ingen strategi er placeret her endnu.") == 1


def test_policy_shown_for_one_committee_does_not_say_that_it_has_none(vision, main_policy, other_committee):
    assert "Ingen strategi" not in " ".join(words_of(drawn(other_committee)))


def test_older_policies_are_said_to_be_older_by_the_terms_own_setting(new_level, main_policy):
    MainPolicy.objects.update(status="adopted")
    assert OLDER in words_of(drawn())

    new_level.term.vision_is_new_level = False
    new_level.term.save()

    assert OLDER not in words_of(drawn())
    assert "Hovedpolitikkerne er ikke placeret under visionen." in words_of(drawn())


def test_policies_of_which_some_are_placed_are_told_apart_by_edge_and_words(new_level, main_policy):
    placed = MainPolicy.objects.create(title="Kulturpolitik", slug="kulturpolitik", vision=new_level)

    drawing = drawn()

    dashes = {node.box.key[1]: node.style.dash != "none" for node in drawing.nodes if node.box.key[0] == "mainpolicy"}
    assert dashes == {policy.pk: policy.vision is None for policy in MainPolicy.objects.all()}
    said = " ".join(words_in(drawing, ("mainpolicy", main_policy.pk)))
    assert "Ikke placeret under visionen" in said
    assert "Ikke placeret" not in " ".join(words_in(drawing, ("mainpolicy", placed.pk)) + words_of(drawing))


@pytest.mark.parametrize(
    ("policy_status", "policy_day", "vision_status", "vision_day", "expected"),
    [
        ("adopted", None, "in_preparation", None, True),
        ("in_preparation", None, "in_preparation", None, False),
        ("adopted", RoughDate(2018, 6), "adopted", RoughDate(2023, 12), True),
        ("adopted", RoughDate(2023), "adopted", RoughDate(2023, 12), False),
        ("adopted", None, "adopted", RoughDate(2023, 12), False),
    ],
)
def test_policy_is_older_only_where_it_is_known(
    vision, main_policy, policy_status, policy_day, vision_status, vision_day, expected
):
    main_policy.status, main_policy.adopted_on = policy_status, policy_day
    vision.status, vision.adopted_on = vision_status, vision_day

    assert is_older(main_policy, vision) is expected


def test_guiding_lines_stand_under_their_aim_and_drafts_say_so(vision, aim):
    GuidingLine.objects.create(aim=aim, title="Flere i job")
    GuidingLine.objects.create(aim=aim, title="Stærke foreninger", state="adopted")

    assert words_in(drawn(), ("aim", aim.pk)) == [
        "Et robust lokalsamfund",
        "– Flere i job (udkast)",
        "– Stærke foreninger",
    ]


def test_box_says_owner_cross_cutting_status_and_doubt(vision, strategy):
    strategy.is_cross_cutting = strategy.is_unconfirmed = True
    strategy.save()

    assert words_in(drawn(), ("strategy", strategy.pk)) == [
        "Biodiversitetsstrategi",
        "KMU",
        "Tværgående",
        "Under udarbejdelse",
        "(ubekræftet)",
    ]


@pytest.mark.parametrize("status", Level.Status.values)
def test_mark_of_a_status_is_drawn_of_one_path_or_two(vision, strategy, status):
    Strategy.objects.update(status=status)

    node = next(node for node in drawn().nodes if node.box.key == ("strategy", strategy.pk))

    assert len(node.marks) == (2 if meaning_of(status).shape == Shape.HALF else 1)
    assert not any("a" in mark.path for mark in node.marks)  # an arc becomes a polygon in a PDF


def test_line_leads_from_the_vision_to_each_policy_under_it(vision, main_policy):
    main_policy.vision = vision
    main_policy.save()

    drawing = drawn()

    box = next(node.box for node in drawing.nodes if node.box.key == ("mainpolicy", main_policy.pk))
    assert [(line.x1, line.y2) for line in drawing.lines] == [(box.middle, box.y)]


def test_no_policy_hangs_under_the_aim_that_happens_to_stand_above_it(vision, aim, main_policy):
    MainPolicy.objects.update(vision=vision)

    drawing = drawn()

    boxes = {node.box.key: node.box for node in drawing.nodes}
    above, policy = boxes["aim", aim.pk], boxes["mainpolicy", main_policy.pk]
    assert any(line.x1 == LEFT and line.y1 < above.y for line in drawing.lines)  # from the vision's own edge
    assert any((line.x2, line.y2) == (policy.middle, policy.y) for line in drawing.lines)
    assert all(line.y1 > above.bottom or line.x1 <= LEFT for line in drawing.lines)


def test_what_is_heard_says_so_in_the_drawing_as_far_as_its_reader_may_know(strategy, committee, member):
    consultation = Consultation.objects.create(
        strategy=strategy, number=1, state="sent", opened_on="2023-08-01", deadline="2023-09-11"
    )

    def says(user):
        drawing = draw_cascade(load_cascade(user, clock.today()), has_links=False)
        (node,) = [node for node in drawing.nodes if node.box.key == ("strategy", strategy.pk)]
        return "i høring" in node.sentence

    assert (says(AnonymousUser()), says(member)) == (False, True)
    consultation.is_public = True
    consultation.save()
    assert says(AnonymousUser())


def test_fields_hold_the_boxes_that_are_not_placed(vision):
    for number in range(8):
        Strategy.objects.create(title=f"Strategi {number}", slug=f"s-{number}")

    drawing = drawn()

    (field,) = drawing.fields
    boxes = [node.box for node in drawing.nodes if node.box.kind == "strategy_not_placed"]
    assert len(boxes) == 8
    assert all(
        field.x < box.x
        and box.x + box.width < field.x + field.width
        and field.y < box.y
        and box.bottom < field.y + field.height
        for box in boxes
    )


def test_lines_lead_from_the_vision_to_policies_in_every_row_and_cross_no_words(vision):
    for number in range(14):
        place = None if number % 5 == 1 else vision
        MainPolicy.objects.create(title=f"Politik {number:02}", slug=f"p-{number}", vision=place, position=number)

    drawing = drawn()

    ends = {(line.x2, line.y2) for line in drawing.lines}
    boxes = {node.box.key: node.box for node in drawing.nodes}
    for policy in MainPolicy.objects.all():
        box = boxes[("mainpolicy", policy.pk)]
        assert ((box.middle, box.y) in ends) == (policy.vision == vision)
    words = [(t.x, t.y - t.size, t.x + text_width(t.text, t.size), t.y) for t in drawing.texts]
    lines = [(*sorted((n.x1, n.x2)), *sorted((n.y1, n.y2))) for n in drawing.lines]
    assert [
        (word, line)
        for word in words
        for line in lines
        if line[0] < word[2] and line[1] > word[0] and line[2] < word[3] and line[3] > word[1]
    ] == []
