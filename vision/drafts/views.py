"""Drafts of the vision: kept whole, laid side by side, and commented passage by passage."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, turn_away
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removed_text
from ishoj_process.models import GuidingLine
from vision import rights
from vision.models import Comment, Draft
from vision.track.shown import vision_or_404

from .acts import (
    add_comment,
    keep_draft,
    reasons_against_commenting,
    reasons_against_keeping,
    remove_comment,
    settle_comment,
    wording_of,
)
from .forms import CommentForm, KeepDraftForm, SettleForm
from .page import comments_context, compare, lines_by_aim


@require_http_methods(["GET", "POST"])
@require(rights.can_see_drafts)
def draft_list(request, slug, edition=None):
    """Which drafts are there? The administration keeps the wording as it stands as the next one."""
    vision = vision_or_404(request.user, slug, edition)
    may_keep = rights.can_edit_vision(request.user)
    # Members read the drafts on the same page.
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = KeepDraftForm(request.POST or None)
    if form.is_valid():
        answer = carry_out(
            request,
            lambda: keep_draft(vision=vision, note=form.cleaned_data["note"], by=request.user, on=clock.today()),
            done=lambda draft: _("Kept as %(draft)s.") % {"draft": draft},
            lead_to=vision.address("draft_list"),
            form=form,
        )
        if answer:
            return answer
    context = {
        "vision": vision,
        "drafts": vision.drafts.select_related("made_by"),
        "form": form if may_keep else None,
        "reasons": reasons_against_keeping(vision) if may_keep else [],
    }
    return render(request, "vision/drafts/list.html", context)


@require_safe
@require(rights.can_see_drafts)
def draft_detail(request, slug, edition=None, *, number):
    """A draft as it was kept."""
    vision = vision_or_404(request.user, slug, edition)
    draft = get_object_or_404(Draft.objects.select_related("vision", "made_by"), vision=vision, number=number)
    context = {"draft": draft, "vision": vision, "aims": lines_by_aim(draft.lines)}
    return render(request, "vision/drafts/detail.html", context)


@require_safe
@require(rights.can_see_drafts)
def draft_compare(request, slug, edition=None):
    """What has been changed between two drafts (`?fra=1&til=2`)? Without `til`, since one, in the wording of today."""
    vision = vision_or_404(request.user, slug, edition)
    drafts = list(vision.drafts.all())
    chosen = {str(draft.number): draft for draft in drafts}
    old, new = chosen.get(request.GET.get("fra")), chosen.get(request.GET.get("til"))
    if old is None:
        if request.GET.get("fra") or not drafts:
            raise Http404
        old = drafts[0]
    comparison = compare(_wording(old), _wording(new) if new else wording_of(vision))
    context = {"vision": vision, "drafts": drafts, "old": old, "new": new, "comparison": comparison}
    return render(request, "vision/drafts/compare.html", context)


def _wording(draft):
    return {"title": draft.title, "summary": draft.summary, "text": draft.text, "lines": draft.lines}


@require_safe
@require(rights.can_see_drafts)
def draft_comments(request, slug, edition=None):
    """What is said about the text? Each comment beside its passage."""
    vision = vision_or_404(request.user, slug, edition)
    context = {
        "vision": vision,
        "reasons": reasons_against_commenting(vision),
        "may_comment": rights.can_comment(request.user),
        "may_settle": rights.can_edit_vision(request.user),
        **comments_context(vision, request.user),
    }
    return render(request, "vision/drafts/comments.html", context)


@require_http_methods(["GET", "POST"])
@require(rights.can_comment)
def comment_create(request, slug, edition=None):
    """Comment on words of the text (`?citat=`), or on a guiding line (`?linje=`)."""
    vision = vision_or_404(request.user, slug, edition)
    if away := turn_away(request, reasons_against_commenting(vision), vision.address("draft_comments")):
        return away
    line = _line_or_404(vision, request.GET.get("linje"))
    # As long as the field: an address may hold anything.
    initial = {"quote": request.GET.get("citat", "")[:1000]}
    form = CommentForm(request.POST or None, vision=vision, line=line, initial=initial)
    return edit_page(
        request,
        form,
        heading=_("Comment on “%(line)s”") % {"line": line} if line else _("Comment on the text"),
        cancel_url=vision.address("draft_comments"),
        act=partial(_store_comment, on=clock.today()),
        context={"submit_label": _("Send the comment")},
    )


def _store_comment(*, form, seen_version, by, on):
    return add_comment(comment=form.instance, by=by, on=on)


def _line_or_404(vision, key):
    if not key:
        return None
    # A longer number fits no database's keys.
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(GuidingLine, aim__vision=vision, pk=int(key))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_vision)
def comment_settle(request, pk):
    """Say what became of a comment."""
    comment = get_object_or_404(Comment.objects.select_related("vision"), pk=pk)
    # What stands there is corrected, not added to.
    form = SettleForm(request.POST or None, initial={"note": comment.settled_note})
    if form.is_valid():
        settle_comment(comment=comment, note=form.cleaned_data["note"], by=request.user, on=clock.today())
        messages.success(request, _("What became of the comment is saved."))
        return redirect(comment)
    page = {"form": form, "heading": _("What became of the comment") + f": {comment}", "intro": f"”{comment.text}”"}
    return render(request, "ishoj_process/editing/edit.html", {**page, "cancel_url": comment.get_absolute_url()})


@require_http_methods(["GET", "POST"])
@require(rights.can_comment)
def comment_remove(request, pk):
    """Those who wrote a comment take it back."""
    comment = get_object_or_404(Comment.objects.select_related("vision"), pk=pk, by=request.user)
    url = comment.vision.address("draft_comments")
    if request.method == "POST":
        remove = partial(remove_comment, comment=comment, by=request.user)
        return carry_out(request, remove, done=removed_text(comment.text), lead_to=url)
    context = {"heading": _("Take the comment back"), "row": comment, "cancel_url": url}
    return render(request, "ishoj_process/editing/remove.html", context)
