"""The debate paper: its page, its document, and entering it."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process import clock
from ishoj_process.access import only
from ishoj_process.editing import edit_page
from ishoj_process.kept import private_response, public_response
from ishoj_process.models import PublicStamp
from ishoj_process.pdf import render_pdf
from ishoj_process.removal_page import removal_page
from ishoj_process.rights import can_see_earlier_versions
from ishoj_process.version_views import versions_page

from . import rights
from .actions.paper import reasons_against_answering, store_answer
from .forms import DebatePaperForm
from .models import Question, Solution
from .paper_forms import AnswerForm, SolutionForm
from .paper_page import paper_context, paper_of
from .views import shown_vision, vision_or_404


def paper_or_404(user):
    paper = paper_of(vision_or_404(user))
    if paper is None:
        raise Http404
    return paper


@require_safe
def debate_paper(request):
    """What is the council to discuss, and on what ground?"""
    vision = shown_vision(request.user)
    paper = paper_of(vision) if vision else None
    if paper is None:
        return render(request, "vision/no_debate_paper.html")
    context = paper_context(paper, request.user, clock.today())
    context["may_edit"] = rights.can_edit_debate_paper(request.user)
    context["may_answer"] = rights.can_answer_questions(request.user)
    context["may_see_versions"] = can_see_earlier_versions(request.user)
    return render(request, "vision/debate_paper.html", context)


@require_safe
def debate_paper_pdf(request):
    """The paper as a document: what this reader may see of it."""
    paper = paper_or_404(request.user)

    def build():
        context = paper_context(paper, request.user, clock.today())
        return render_pdf(
            "vision/debate_paper_print.html", context, title=paper.title, modified=PublicStamp.last_change()
        )

    answer = {"content_type": "application/pdf", "filename": "debatoplaeg.pdf"}
    if request.user.is_authenticated:
        return private_response(build(), **answer)
    return public_response(request, f"debate paper {paper.pk}", build, **answer)


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_debate_paper)
def debate_paper_edit(request):
    paper = paper_or_404(request.user)
    return edit_page(
        request,
        DebatePaperForm(request.POST or None, instance=paper),
        heading=_("Edit %(title)s") % {"title": paper.title},
        cancel_url=reverse("debate_paper"),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_debate_paper)
def solution_edit(request, pk=None):
    """Add a possible solution, or correct one; `?udfordring=` chooses the challenge beforehand."""
    paper = paper_or_404(request.user)
    solution = get_object_or_404(Solution, pk=pk, paper=paper) if pk else Solution(paper=paper)
    challenge = request.GET.get("udfordring", "")
    initial = {"challenge": challenge} if challenge.isdecimal() else None
    return edit_page(
        request,
        SolutionForm(request.POST or None, instance=solution, paper=paper, initial=initial),
        heading=_("Possible solution"),
        cancel_url=reverse("debate_paper"),
    )


@require_http_methods(["GET", "POST"])
@only(rights.can_edit_debate_paper)
def solution_remove(request, pk):
    solution = get_object_or_404(Solution, pk=pk, paper=paper_or_404(request.user))
    return removal_page(request, solution, heading=_("Remove the solution"), cancel_url=reverse("debate_paper"))


@require_http_methods(["GET", "POST"])
@only(rights.can_answer_questions)
def question_answer(request, pk):
    """What did the council answer? Written down when the meeting has been held."""
    questions = Question.objects.select_related("item__meeting")
    question = get_object_or_404(questions, pk=pk, paper=paper_or_404(request.user))
    today = clock.today()
    if reasons := reasons_against_answering(question, today):
        messages.error(request, " ".join(reasons))
        return redirect(question)
    return edit_page(
        request,
        AnswerForm(request.POST or None, instance=question),
        heading=_("What did the council answer?"),
        cancel_url=question.get_absolute_url(),
        act=partial(store_answer, today=today),
        context={"intro": question.text},
    )


@require_safe
@only(can_see_earlier_versions)
def debate_paper_versions(request):
    """What has been changed in the paper."""
    paper = paper_or_404(request.user)
    return versions_page(request, paper)
