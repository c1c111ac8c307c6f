"""The gate of the database's own pages: shut unless a setting opens it, and for looking alone."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe


def ask_whether_open() -> None:
    """Raise Http404 where the pages are not turned on."""
    if not settings.ADMIN_PAGES:
        raise Http404


class DatabasePages(admin.AdminSite):
    """What is stored, for those who look after the house."""

    site_header = site_title = _("The database's own pages")
    index_title = _("Everything that is stored")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Tables without a right of their own are not shown: those that other packages bring know nothing of rights."""
        if hasattr(admin_class, "seen_by"):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        safe = super().admin_view(view if view == self.logout else require_safe(view), cacheable)

        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            ask_whether_open()
            return safe(request, *args, **kwargs)

        return gate

    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """By the house's own door, with its limits."""
        ask_whether_open()
        return secure_admin_login(super().login)(request, extra_context)
