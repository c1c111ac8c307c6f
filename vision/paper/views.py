"""The debate paper: its page, its document, and entering it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.editing.versions import versions_page
from ishoj_process.models import PublicStamp, Vision
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.pdf import render_pdf
from ishoj_process.rights import can_see_earlier_versions
from vision import rights
from vision.models import Challenge, DebatePaper, Question, Solution
from vision.rights import can_mark_paper_read as may_mark_read
from vision.track.shown import vision_or_404

from .acts import mark_read, move_paper, reasons_against_answering, reasons_against_state, store_answer
from .forms import AnswerForm, ChallengeForm, DebatePaperForm, QuestionForm, ReadForm, SolutionForm
from .news import Part, news_for
from .page import paper_context, paper_of

State = DebatePaper.State


def paper_or_404(user, slug, edition=None):
    paper = paper_of(vision_or_404(user, slug, edition))
    if paper is None:
        raise Http404
    return paper


def part_or_404(rows, user, pk):
    """A part of the debate paper of a vision that the reader may know of."""
    visions = Vision.objects.visible_to(user)
    return get_object_or_404(rows.select_related("paper__vision").filter(paper__vision__in=visions), pk=pk)


@require_safe
def debate_paper(request, slug, edition=None):
    """What is the council to discuss, and on what ground?"""
    vision = vision_or_404(request.user, slug, edition)
    paper = paper_of(vision)
    if paper is None:
        return render(request, "vision/paper/no_paper.html", {"vision": vision})
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
def debate_paper_pdf(request, slug, edition=None):
    """The paper as a document: what this reader may see of it."""
    paper = paper_or_404(request.user, slug, edition)

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
def debate_paper_edit(request, slug, edition=None):
    paper = paper_or_404(request.user, slug, edition)
    return edit_page(
        request,
        DebatePaperForm(request.POST or None, instance=paper),
        heading=_("Edit %(title)s") % {"title": paper.title},
        cancel_url=paper.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def paper_state(request, slug, edition=None):
    """Who reads the paper now? Send it to the council, publish it, or take it back."""
    paper = paper_or_404(request.user, slug, edition)
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
        lead_to=paper,
        back_to=paper.vision.address("paper_state"),
    )


@require_POST
@require(may_mark_read, is_own=True)
def paper_read(request, slug, edition=None):
    """Mark the paper as read, as it stood when the page was made."""
    paper = paper_or_404(request.user, slug, edition)
    if not rights.can_read_paper(request.user, paper):
        raise PermissionDenied
    form = ReadForm(request.POST)
    if form.is_valid():
        mark_read(paper=paper, user=request.user, seen_at=form.cleaned_data["seen"], on=clock.today())
        messages.success(request, _("Marked as read. What is changed from now on is marked for you."))
    else:
        messages.error(request, _("It could not be marked as read. Try again."))
    return redirect(paper)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def challenge_create(request, slug, edition=None):
    """Add a challenge with the meeting where it was raised."""
    paper = paper_or_404(request.user, slug, edition)
    return _challenge_page(request, Challenge(paper=paper, position=_last(paper.challenges)))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def challenge_edit(request, pk):
    return _challenge_page(request, part_or_404(Challenge.objects, request.user, pk))


def _challenge_page(request, row):
    form = ChallengeForm(request.POST or None, instance=row)
    return edit_page(request, form, heading=_("Challenge"), cancel_url=_at_challenge(row), leads_to=_at_challenge)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def challenge_remove(request, pk):
    row = part_or_404(Challenge.objects, request.user, pk)
    cancel_url = row.paper.get_absolute_url()
    return removal_page(request, row, heading=_("Remove the challenge"), cancel_url=cancel_url)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def question_create(request, slug, edition=None):
    """Add a question with the agenda item that takes it up."""
    paper = paper_or_404(request.user, slug, edition)
    return _question_page(request, Question(paper=paper, position=_last(paper.questions)))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def question_edit(request, pk):
    return _question_page(request, part_or_404(Question.objects, request.user, pk))


def _question_page(request, row):
    form = QuestionForm(request.POST or None, instance=row)
    return edit_page(request, form, heading=_("Question to discuss"), cancel_url=_anchor(Part.QUESTION, row))


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def question_remove(request, pk):
    row = part_or_404(Question.objects, request.user, pk)
    cancel_url = row.paper.get_absolute_url()
    return removal_page(request, row, heading=_("Remove the question"), cancel_url=cancel_url)


def _last(rows):
    """The position behind all the others."""
    # Not the number of rows: one may have been removed.
    return (rows.aggregate(Max("position"))["position__max"] or 0) + 1


def _anchor(part, row):
    """The row's place in its paper; the paper itself, for a row that is not stored yet."""
    return row.paper.get_absolute_url() + (f"#{part}-{row.pk}" if row.pk else "")


def _at_challenge(row):
    return _anchor(Part.CHALLENGE, row)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def solution_create(request, slug, edition=None):
    """Add a possible solution; `?udfordring=` chooses the challenge beforehand."""
    challenge = request.GET.get("udfordring", "")
    initial = {"challenge": challenge} if challenge.isdecimal() else None
    return _solution_page(request, Solution(paper=paper_or_404(request.user, slug, edition)), initial)


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def solution_edit(request, pk):
    return _solution_page(request, part_or_404(Solution.objects, request.user, pk))


def _solution_page(request, row, initial=None):
    form = SolutionForm(request.POST or None, instance=row, paper=row.paper, initial=initial)
    return edit_page(request, form, heading=_("Possible solution"), cancel_url=row.paper.get_absolute_url())


@require_http_methods(["GET", "POST"])
@require(rights.can_edit_debate_paper)
def solution_remove(request, pk):
    row = part_or_404(Solution.objects, request.user, pk)
    cancel_url = row.paper.get_absolute_url()
    return removal_page(request, row, heading=_("Remove the solution"), cancel_url=cancel_url)


@require_http_methods(["GET", "POST"])
@require(rights.can_answer_questions)
def question_answer(request, pk):
    """What did the council answer? Written down when the meeting has been held."""
    question = part_or_404(Question.objects.select_related("item__meeting"), request.user, pk)
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
def debate_paper_versions(request, slug, edition=None):
    """What has been changed in the paper."""
    paper = paper_or_404(request.user, slug, edition)
    return versions_page(request, paper)
