"""The board of themes: moving contributions, undoing it, making a theme of some, and the order of themes."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ishoj_process.dates import clock
from ishoj_process.editing.access import require
from ishoj_process.editing.acting import carry_out, status_of
from ishoj_process.editing.acts import carry_out_once, led_to, sending_of
from ishoj_process.editing.page import PlainForm
from vision import rights
from vision.models import Theme
from vision.track.shown import vision_or_404

from .acts import move_contributions, new_theme_of, place_theme
from .board import board_context
from .forms import BoardForm, PlaceForm, UndoForm

DONE = "board_of_themes"


@require_http_methods(["GET", "POST"])
@require(rights.can_see_board)
def theme_board(request, slug, edition=None):
    """Which contributions stand under which theme? Who may, moves them."""
    vision = vision_or_404(request.user, slug, edition)
    if request.method == "GET":
        # Taken out as it is told: read again later, the page would offer to undo what was done long ago.
        return _board_page(request, vision, done=request.session.pop(DONE, None))
    # The secretariat follows the board and moves nothing on it.
    if not rights.can_edit_themes(request.user):
        raise PermissionDenied
    form = BoardForm(request.POST, vision=vision)
    if not form.is_valid():
        # Sent twice, it may be refused for what it did itself the first time.
        if url := led_to(sending_of(request.POST)):
            return redirect(url)
        return _board_page(request, vision, reasons=_errors(form))
    act = _new_theme if form.is_new else _moved
    return _carried_out(request, vision, lambda: act(request, form))


def _carried_out(request, vision, act):
    """Back to the board at the theme that it was about; or the board as it stands now, with why it was refused."""
    whole = PlainForm(request.POST)  # holds what is said against the act
    answer = carry_out(
        request,
        act,
        done=None,
        lead_to=lambda theme: f"{_board_url(request, vision)}#tema-{theme.pk if theme else 0}",
        form=whole,
    )
    return answer or _board_page(request, vision, reasons=_errors(whole), status=status_of(whole))


def _board_url(request, vision):
    side = request.GET.get("side", "")
    return vision.address("theme_board") + (f"?side={side}" if side.isdecimal() else "")


def _board_page(request, vision, *, reasons=(), done=None, status=200):
    context = board_context(vision, request.user, request.GET.get("side"), chosen=set(request.POST.getlist("cards")))
    context |= {
        "vision": vision,
        "may_edit": rights.can_edit_themes(request.user),
        "reasons": reasons,
        "done": done,
        "target": request.POST.get("target", ""),
        "title": request.POST.get("title", ""),
        # A double click sends the same one twice, and makes one theme.
        "token": uuid.uuid4(),
    }
    return render(request, "vision/themes/board.html", context, status=status)


def _errors(form):
    # Each once: several cards may be refused for the same reason.
    return [message for messages in form.errors.values() for message in dict.fromkeys(messages)]


def _moved(request, form):
    """Move the chosen cards, and say so with the way back; returns the theme that they stand under."""
    undoing = move_contributions(moves=form.moves, by=request.user, on=clock.today())
    target = form.moves[0].target
    _say(request, moved_text(undoing, target), UndoForm.written(undoing) if undoing else "")
    return target


def moved_text(undoing, target):
    """What was moved where, in words."""
    if not undoing:
        return _("It stood there already.")
    words = {"count": len(undoing), "theme": target}
    if target is None:
        text = ngettext("Taken out of its theme.", "%(count)s contributions taken out of their themes.", len(undoing))
    else:
        text = ngettext(
            "Now stands under “%(theme)s”.", "%(count)s contributions now stand under “%(theme)s”.", len(undoing)
        )
    return text % words


def _new_theme(request, form):
    """Make a theme of the chosen cards, once."""
    words = form.cleaned_data

    def make():
        theme = new_theme_of(
            title=words["title"], vision=form.vision, moves=form.moves, by=request.user, on=clock.today()
        )
        return theme.get_absolute_url()

    url = carry_out_once(sending=sending_of(request.POST), act=make)
    # Of a form that was sent twice only the address is known.
    theme = Theme.objects.filter(pk=url.rstrip("/").rpartition("/")[2]).first()
    _say(request, _("The theme “%(theme)s” has been made.") % {"theme": words["title"]})
    return theme


def _say(request, text, undo=""):
    """Told by the board when it is shown next."""
    request.session[DONE] = {"text": text, "undo": undo}


@require_POST
@require(rights.can_edit_themes)
def theme_board_undo(request, slug, edition=None):
    """Move back what was moved last, unless somebody has moved it on since."""
    vision = vision_or_404(request.user, slug, edition)
    form = UndoForm(request.POST, vision=vision)
    if not form.is_valid():
        return _board_page(request, vision, reasons=_errors(form))

    def undo():
        moves = form.cleaned_data["undo"]
        move_contributions(moves=moves, by=request.user, on=clock.today())
        _say(request, _("Undone. All is as it was."))
        return moves[0].target if moves else None

    return _carried_out(request, vision, undo)


@require_POST
@require(rights.can_edit_themes)
def theme_place(request, pk):
    """Give the theme another place in the order, and back to the board."""
    theme = get_object_or_404(Theme.objects.select_related("vision"), pk=pk)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _board_page(request, theme.vision, reasons=[_("That could not be read. Look at the board again.")])

    def place():
        place_theme(theme=theme, place=form.cleaned_data["plads"], by=request.user)
        _say(request, _("“%(theme)s” has another place.") % {"theme": theme})
        return theme

    return _carried_out(request, theme.vision, place)
