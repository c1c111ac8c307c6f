"""The page on which a policy or a strategy is edited."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ishoj_process.editing.acting import Then
from ishoj_process.editing.page import EditForm, edit_page
from ishoj_process.models import Level


def document_edit_page(
    request: HttpRequest, form: EditForm, level: Level, *, then: Callable[[Any], Then]
) -> HttpResponse:
    """Edit a document; where its wording is decided, the page says why it stands fast. `then` is the next step."""
    return edit_page(
        request,
        form,
        heading=_("Edit “%(title)s”") % {"title": level.display_title},
        cancel_url=level.get_absolute_url(),
        then=then,
        context={
            "intro": _("The text is adopted. It changes by a new edition; what is empty may be filled in.")
            if level.is_frozen
            else ""
        },
    )
