"""How the three levels hang together in a term, and who is involved: sentences from the term's own settings."""

from django.utils.translation import gettext as _

from ishoj_process.models import CouncilTerm, Track


def term_sentences(term: CouncilTerm) -> list[str]:
    """How the levels are ordered in this term and the next, from the term's own settings."""
    lines = [
        _("In this term the council and the committees work on vision and strategies at the same time.")
        if term.works_in_parallel
        else _(
            "In this term the council works from the top down:"
            " first the vision, then the main policies, then the strategies."
        )
    ]
    if term.vision_is_new_level:
        lines.append(_("The vision is a new, extra level above the main policies and the strategies."))
    if term.main_policies_concluded:
        lines.append(_("Work on the main policies is as a rule finished in this term."))
    return [*lines, next_council_text(term)]


def next_council_text(term: CouncilTerm) -> str:
    if term.next_works_top_down:
        return _(
            "The next council starts with the vision, goes on with the main policies and ends with the strategies."
        )
    return _("The next council, too, works on vision and strategies at the same time.")


def citizens_on_bridge(term: CouncilTerm) -> str:
    if term.citizens_shape_vision:
        return _("Citizens are involved in the wording of the vision.")
    return _("Citizens are not involved in the wording of the vision.")


def citizens_in_main_policies(term: CouncilTerm) -> str:
    """Whether citizens take part, and in words where the council has not decided it."""
    if term.citizens_shape_main_policies is None:
        return _("It has not been decided whether citizens are involved in the main policies.")
    if term.citizens_shape_main_policies:
        return _("Citizens are involved in the main policies.")
    return _("Citizens are not involved in the main policies.")


def citizens_on_track(term: CouncilTerm, track: Track) -> str:
    """The sentence of a track; none of a kind that this release does not know."""
    words = {
        Track.Kind.VISION: citizens_on_bridge,
        Track.Kind.POLICIES: citizens_in_main_policies,
        Track.Kind.STRATEGIES: citizens_in_engine_room,
    }
    return words[Track.Kind(track.kind)](term) if track.kind in Track.Kind.values else ""


def citizens_in_engine_room(term: CouncilTerm) -> str:
    if term.citizens_shape_strategies:
        return _("Citizens are involved in the work on the strategies.")
    return _("Citizens are not involved in the work on the strategies.")


def why_citizens_come_later(term: CouncilTerm) -> str:
    """Why a vision is worded without citizens: they take part where it becomes concrete. Empty where that is not so."""
    if term.citizens_shape_vision or not term.citizens_shape_strategies:
        return ""
    return _(
        "The strategies turn the vision into concrete solutions for citizens, associations and businesses."
        " Citizens are therefore involved there."
    )
