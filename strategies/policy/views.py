"""The main policies: a page and its documents, entering one, moving its status, and how it serves the vision."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.hierarchy.alignment_views import alignment_of, alignment_page, alignment_removal_page
from ishoj_process.hierarchy.document_page import document_edit_page
from ishoj_process.hierarchy.edition_page import edition_page
from ishoj_process.hierarchy.editions import own_address
from ishoj_process.hierarchy.policy_forms import MainPolicyForm
from ishoj_process.hierarchy.status_page import status_page
from strategies.consultations.page import hearing_step
from strategies.lookup import policy_or_404
from strategies.strategy.acts import (
    begin_document_edition,
    move_by_hand,
    reasons_against_move_by_hand,
    reminders_before_decision,
)
from strategies.strategy.paper import paper_views

from .page import policy_context


@require_safe
def main_policy_detail(request, slug, edition=None):
    """Where does the policy stand, what does it serve, and what carries it out?"""
    policy = policy_or_404(request.user, slug, edition)
    if at := own_address(policy, slug, edition):
        return at
    context = policy_context(policy, request.user, clock.today())
    return render(request, "strategies/policy/detail.html", context)


main_policy_pdf, main_policy_docx = paper_views(
    policy_or_404, template="strategies/policy/print.html", context_of=policy_context
)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_create(request):
    return edit_page(
        request, MainPolicyForm(request.POST or None), heading=_("New main policy"), cancel_url=reverse("cascade")
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_edit(request, slug, edition=None):
    policy = policy_or_404(request.user, slug, edition)
    form = MainPolicyForm(request.POST or None, instance=policy)
    return document_edit_page(request, form, policy, then=hearing_step)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_status(request, slug, edition=None):
    policy, today = policy_or_404(request.user, slug, edition), clock.today()
    return status_page(
        request,
        policy,
        act=move_by_hand,
        reasons_against=partial(reasons_against_move_by_hand, today=today),
        reminders=reminders_before_decision(policy, today),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_new_edition(request, slug, edition=None):
    return edition_page(request, policy_or_404(request.user, slug, edition), act=begin_document_edition)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_align(request, slug, pk=None, edition=None):
    policy = policy_or_404(request.user, slug, edition)
    return alignment_page(request, policy, alignment_of(policy, pk) if pk else None)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_unalign(request, slug, pk, edition=None):
    policy = policy_or_404(request.user, slug, edition)
    return alignment_removal_page(request, policy, alignment_of(policy, pk))
