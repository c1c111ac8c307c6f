"""The cascade: vision, main policies and strategies with what ties them, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ishoj_process.hierarchy.heard import Key, in_consultation
from ishoj_process.hierarchy.visions import guiding_vision
from ishoj_process.models import Body, GuidingLine, MainPolicy, Strategy, Vision, VisionAim

if TYPE_CHECKING:
    from ishoj_process.readers import AnyUser


@dataclass(frozen=True)
class AimNode:
    """An aim of the vision with its guiding lines."""

    aim: VisionAim
    lines: list[GuidingLine]


@dataclass(frozen=True)
class PolicyNode:
    """A main policy with the strategies that carry it out."""

    policy: MainPolicy
    strategies: list[Strategy]
    is_under_vision: bool = False
    is_outside: bool = False  # there is a vision, and the policy is not placed under it
    is_continued: bool = False  # on paper: the strategies before these stand on the sheet before

    @property
    def has_line_above(self) -> bool:
        """True where the drawing leads from the vision to it: once, however many sheets it goes on over."""
        return self.is_under_vision and not self.is_continued


@dataclass(frozen=True)
class Cascade:
    """The three levels as one reader may see them, of all committees or of one."""

    vision: Vision | None
    aims: list[AimNode] = field(default_factory=list)
    policies: list[PolicyNode] = field(default_factory=list)
    not_placed: list[Strategy] = field(default_factory=list)
    body: Body | None = None
    in_consultation: frozenset[Key] = frozenset()  # as far as the reader may know

    @property
    def strategies(self) -> list[Strategy]:
        """Every strategy once, placed or not."""
        return [strategy for node in self.policies for strategy in node.strategies] + self.not_placed

    @property
    def is_empty(self) -> bool:
        return not (self.vision or self.body) and self.has_no_documents

    @property
    def has_no_documents(self) -> bool:
        """True where nothing lies below the vision, or nothing of the committee's."""
        return not (self.policies or self.not_placed)

    @property
    def body_without_documents(self) -> Body | None:
        """The committee that was asked for, where it owns nothing here."""
        return self.body if self.has_no_documents else None

    @property
    def policies_outside(self) -> list[PolicyNode]:
        """The policies that are not placed under the vision."""
        return [node for node in self.policies if node.is_outside]

    @property
    def none_is_placed(self) -> bool:
        """True where there is a vision and no policy is placed under it."""
        return bool(self.policies) and len(self.policies_outside) == len(self.policies)

    @property
    def policies_are_older(self) -> bool:
        """True where the vision came as a new level above policies that all were adopted before it."""
        if self.vision is None or not self.vision.term.vision_is_new_level:
            return False
        return all(is_older(node.policy, self.vision) for node in self.policies)


def is_older(policy: MainPolicy, vision: Vision) -> bool:
    """True where it is known that the policy was adopted before the vision."""
    if not policy.meaning.is_in_force:
        return False
    if not vision.was_adopted:
        return True
    if policy.adopted_on is None or vision.adopted_on is None:
        return False
    # The latest that the one can mean before the earliest of the other: two dates of “2023” say nothing of their order.
    return policy.adopted_on.last_day < vision.adopted_on.first_day


def load_cascade(user: AnyUser, today: date, body: Body | None = None) -> Cascade:
    """The cascade as the user may see it; with a body, what that body owns and what lies above it."""
    vision = guiding_vision(user, today)
    aims = vision.aims.prefetch_related("guiding_lines") if vision else []
    by_policy: dict[str | None, list[Strategy]] = {}
    for strategy in _strategies(user, body):
        by_policy.setdefault(_address_above(strategy), []).append(strategy)
    policies = MainPolicy.objects.visible_to(user).latest_editions().select_related("lead_committee", "vision")
    nodes = [_policy_node(policy, by_policy.pop(policy.slug, []), vision) for policy in policies]
    # What is left hangs under a policy that the reader may not see, or under none.
    not_placed = [strategy for left in by_policy.values() for strategy in left]
    return Cascade(
        vision=vision,
        aims=[AimNode(aim, list(aim.guiding_lines.all())) for aim in aims],
        policies=[node for node in nodes if body is None or node.strategies or node.policy.lead_committee == body],
        not_placed=sorted(not_placed, key=lambda strategy: (strategy.position, strategy.sort_key, strategy.pk)),
        body=body,
        in_consultation=in_consultation(user, today),
    )


def _address_above(strategy: Strategy) -> str | None:
    """The address of the main policy: all editions of a document share it, so what hung below an old one follows."""
    return strategy.main_policy.slug if strategy.main_policy else None


def _policy_node(policy: MainPolicy, strategies: list[Strategy], vision: Vision | None) -> PolicyNode:
    if vision is None:
        return PolicyNode(policy, strategies)
    # By address: a policy that lies under an older edition of the vision has followed to this one.
    is_under = policy.vision is not None and policy.vision.slug == vision.slug
    return PolicyNode(policy, strategies, is_under_vision=is_under, is_outside=not is_under)


def _strategies(user: AnyUser, body: Body | None) -> QuerySet[Strategy]:
    strategies = Strategy.objects.visible_to(user).latest_editions().select_related("owner", "main_policy")
    return strategies.filter(owner=body) if body else strategies
