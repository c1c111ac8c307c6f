"""The files of a strategy: upload, download, removal."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ishoj_process.editing.access import require
from ishoj_process.editing.page import edit_page
from ishoj_process.editing.removal import removal_page
from ishoj_process.files.response import file_response
from strategies.lookup import strategy_or_404
from strategies.models import StrategyDocument
from strategies.parts.forms import StrategyDocumentForm
from strategies.rights import can_edit_strategies, can_read_wording

from .acts import remove_document, store_document


def _document_or_404(user, slug, edition, pk):
    return get_object_or_404(StrategyDocument, pk=pk, strategy=strategy_or_404(user, slug, edition))


@require_safe
def strategy_document(request, slug, pk, edition=None):
    """The file, for those who may read the strategy's wording; 404 for others."""
    document = _document_or_404(request.user, slug, edition, pk)
    # 404 and not 403: that a draft has a file is told no more than the draft is.
    if not can_read_wording(request.user, document.strategy):
        raise Http404
    return file_response(document)


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def document_create(request, slug, edition=None):
    strategy = strategy_or_404(request.user, slug, edition)
    form = StrategyDocumentForm(
        request.POST or None, request.FILES or None, instance=StrategyDocument(strategy=strategy)
    )
    return edit_page(
        request,
        form,
        heading=_("New document: %(title)s") % {"title": strategy.display_title},
        cancel_url=strategy.get_absolute_url(),
        act=store_document,
        context={"submit_label": _("Upload")},
    )


@require_http_methods(["GET", "POST"])
@require(can_edit_strategies)
def document_remove(request, slug, pk, edition=None):
    """Ask, then remove: a file that is gone from the disk cannot be brought back from here."""
    document = _document_or_404(request.user, slug, edition, pk)
    url = document.strategy.get_absolute_url()
    return removal_page(request, document, heading=_("Remove the document"), cancel_url=url, act=remove_document)
