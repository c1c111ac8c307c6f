"""A policy or a strategy as a document, PDF or Word: the same for everybody, unless it is not shown to the public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.views.decorators.http import require_safe

from ishoj_process.dates import clock
from ishoj_process.models.files import WORD
from ishoj_process.output.cache import private_response, public_response
from ishoj_process.output.docx.document import render_docx
from ishoj_process.output.pdf import render_pdf

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ishoj_process.models import Document
    from ishoj_process.readers import AnyUser

    View = Callable[..., HttpResponse]

KINDS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "pdf": ("application/pdf", render_pdf),
    "docx": (WORD.content_type, render_docx),
}


def paper_views(
    found_by: Callable[..., Document], *, template: str, context_of: Callable[[Any, AnyUser, date], dict[str, Any]]
) -> tuple[View, View]:
    """The views of a document's PDF and of its Word document."""

    def view_of(ending: str) -> View:
        @require_safe
        def paper(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponse:
            document = found_by(request.user, slug, edition)
            return _paper(request, document, ending, template=template, context_of=context_of)

        return paper

    return view_of("pdf"), view_of("docx")


def _paper(
    request: HttpRequest,
    document: Document,
    ending: str,
    *,
    template: str,
    context_of: Callable[[Any, AnyUser, date], dict[str, Any]],
) -> HttpResponse:
    content_type, render_as = KINDS[ending]

    def build() -> bytes:
        # One document is kept for all readers, so it is built as the public sees it, whoever asks first.
        context = context_of(document, AnonymousUser(), clock.today())
        return render_as(template, context, title=document.display_title, modified=document.updated_at)

    name = "-".join(map(str, document.place))
    answer: dict[str, Any] = {"content_type": content_type, "filename": f"{name}.{ending}"}
    if not document.is_published:
        return private_response(build(), **answer)
    return public_response(request, f"{document.column}.{ending} {document.pk}", build, **answer)
