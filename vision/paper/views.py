"""The debate paper: its page, its document, and entering it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_page
from ishoj_process.models import PublicStamp
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf
from ishoj_process.rights import can_see_earlier_versions
from vision import rights
from vision.models import Challenge, DebatePaper, Question, Solution
from vision.rights import can_mark_paper_read as may_mark_read
from vision.track.shown import shown_vision, vision_or_404

from .acts import mark_read, move_paper, reasons_against_answering, reasons_against_state, store_answer
from .forms import AnswerForm, ChallengeForm, DebatePaperForm, QuestionForm, ReadForm, SolutionForm
from .news import Part, news_for
from .page import paper_context, paper_of

State = DebatePaper.State


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
        return render(request, "vision/paper/no_paper.html")
    context = paper_context(paper, request.user, clock.today())
    # The real clock, by which changes are stamped: the process's day may be another.
    context["seen"] = timezone.now().isoformat()
    context["news"] = news_for(request.user, paper) if _is_to_be_read(paper, context) else None
    context["may_edit"] = rights.can_edit_debate_paper(request.user)
    context["may_answer"] = rights.can_answer_questions(request.user)
    context["may_see_versions"] = can_see_earlier_versions(request.user)
    return render(request, "vision/paper/paper.html", context)


def _is_to_be_read(paper, context):
    """True of a paper that has been written, for those who may read it."""
    return context["may_read"] and paper.state != State.PLANNED


@require_safe
def debate_paper_pdf(request):
    """The paper as a document: what this reader may see of it."""
    paper = paper_or_404(request.user)

    def build():
        context = paper_context(paper, request.user, clock.today())
        # Not the paper's own change: it names meetings and themes, which change by themselves.
        return render_pdf("vision/paper/print.html", context, title=paper.title, modified=PublicStamp.last_change())

    answer = {"content_type": "application/pdf", "filename": "debatoplaeg.pdf"}
    # Those who are not known all read the same, and theirs is built once.
    if request.user.is_authenticated:
        return private_response(build(), **answer)
    return public_response(request, f"debate paper {paper.pk}", build, **answer)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def debate_paper_edit(request):
    paper = paper_or_404(request.user)
    return edit_page(
        request,
        DebatePaperForm(request.POST or None, instance=paper),
        heading=_("Edit %(title)s") % {"title": paper.title},
        cancel_url=reverse("debate_paper"),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def paper_state(request):
    """Who reads the paper now? Send it to the council, publish it, or take it back."""
    paper = paper_or_404(request.user)
    moves = [(State(to), reasons_against_state(paper, to)) for to in DebatePaper.MOVES.get(paper.state, ())]
    if request.method == "POST":
        to = request.POST.get("to")
        # A request made by hand may name any state, and `State` raises on those it does not know.
        if to in State.values:
            return _moved(request, paper, to)
        messages.error(request, _("Choose what is to happen to the paper."))
    return render(request, "vision/paper/state.html", {"paper": paper, "moves": moves})


def _moved(request, paper, to):
    return carry_out(
        request,
        lambda: move_paper(paper=paper, to=to, by=request.user, on=clock.today()),
        done=_("The paper is now: %(state)s.") % {"state": State(to).label},
        lead_to="debate_paper",
        back_to="paper_state",
    )


@require_POST
@require(may_mark_read, is_own=True)
def paper_read(request):
    """Mark the paper as read, as it stood when the page was made."""
    paper = paper_or_404(request.user)
    if not rights.can_read_paper(request.user, paper):
        raise PermissionDenied
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(paper=paper, user=request.user, seen_at=form.cleaned_data["seen"], on=clock.today())
        messages.success(request, _("Marked as read. What is changed from now on is marked for you."))
    else:
        messages.error(request, _("It could not be marked as read. Try again."))
    return redirect("debate_paper")


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def challenge_edit(request, pk=None):
    """Add a challenge with the meeting where it was raised, or correct one."""
    paper = paper_or_404(request.user)
    row = (
        get_object_or_404(Challenge, pk=pk, paper=paper)
        if pk
        else Challenge(paper=paper, position=_last(paper.challenges))
    )
    form = ChallengeForm(request.POST or None, instance=row)
    return edit_page(
        request, form, heading=_("Challenge"), cancel_url=_anchor(Part.CHALLENGE, pk), leads_to=_at_challenge
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def challenge_remove(request, pk):
    row = get_object_or_404(Challenge, pk=pk, paper=paper_or_404(request.user))
    return removal_page(request, row, heading=_("Remove the challenge"), cancel_url=reverse("debate_paper"))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def question_edit(request, pk=None):
    """Add a question with the agenda item that takes it up, or correct one."""
    paper = paper_or_404(request.user)
    row = (
        get_object_or_404(Question, pk=pk, paper=paper)
        if pk
        else Question(paper=paper, position=_last(paper.questions))
    )
    form = QuestionForm(request.POST or None, instance=row)
    return edit_page(request, form, heading=_("Question to discuss"), cancel_url=_anchor(Part.QUESTION, pk))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def question_remove(request, pk):
    row = get_object_or_404(Question, pk=pk, paper=paper_or_404(request.user))
    return removal_page(request, row, heading=_("Remove the question"), cancel_url=reverse("debate_paper"))


def _last(rows):
    """The position behind all the others."""
    # Not the number of rows: one may have been removed.
    return (rows.aggregate(Max("position"))["position__max"] or 0) + 1


def _anchor(part, pk):
    return reverse("debate_paper") + (f"#{part}-{pk}" if pk else "")


def _at_challenge(row):
    return _anchor(Part.CHALLENGE, row.pk)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
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
@require(rights.can_edit_debate_paper)
def solution_remove(request, pk):
    solution = get_object_or_404(Solution, pk=pk, paper=paper_or_404(request.user))
    return removal_page(request, solution, heading=_("Remove the solution"), cancel_url=reverse("debate_paper"))


@require_http_methods(["GET", "POST"])
@require(rights.can_answer_questions)
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
@require(can_see_earlier_versions)
def debate_paper_versions(request):
    """What has been changed in the paper."""
    paper = paper_or_404(request.user)
    return versions_page(request, paper)
