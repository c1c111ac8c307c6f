"""The main policies: reading one, entering it, moving its status, and how it serves the vision."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import rights
from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.models import MainPolicy
from ishoj_process.text.slugs import edition_at

from .acts import begin_edition, move_edition
from .alignment_views import alignment_of, alignment_page, alignment_removal_page
from .edition_page import edition_page
from .editions import own_address
from .page import policy_context
from .policy_forms import MainPolicyForm
from .status_page import status_page


def policy_or_404(user, slug, edition=None):
    """The edition at the address, for those who may see it; without a number the newest that was adopted."""
    policies = MainPolicy.objects.select_related("vision", "lead_committee", "adopted_by", "adopted_at_item__meeting")
    policy = edition_at(policies, slug, edition)
    if policy is None or not rights.can_see_level(user, policy):
        raise Http404
    return policy


@require_safe
def main_policy_detail(request, slug, edition=None):
    """Where does the policy stand, what does it serve, and what carries it out?"""
    policy = policy_or_404(request.user, slug, edition)
    if at := own_address(policy, slug, edition):
        return at
    context = policy_context(policy, request.user, clock.today())
    return render(request, "ishoj_process/hierarchy/main_policy.html", context)


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
    return document_edit_page(request, form, policy)


def document_edit_page(request, form, level):
    """Edit a document; where its wording is decided, the page says why it stands fast."""
    return edit_page(
        request,
        form,
        heading=_("Edit “%(title)s”") % {"title": level.display_title},
        cancel_url=level.get_absolute_url(),
        context={
            "intro": _("The text is adopted. It changes by a new edition; what is empty may be filled in.")
            if level.is_frozen
            else ""
        },
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_status(request, slug, edition=None):
    return status_page(request, policy_or_404(request.user, slug, edition), act=move_edition)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_hierarchy)
def main_policy_new_edition(request, slug, edition=None):
    return edition_page(request, policy_or_404(request.user, slug, edition), act=begin_edition)


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
