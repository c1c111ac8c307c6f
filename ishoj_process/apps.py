"""The ground floor: council, hierarchy, meetings, rights and the PDF engine."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class IshojProcessConfig(AppConfig):
    name = "ishoj_process"
    verbose_name = _("Council and hierarchy")

    def ready(self) -> None:
        from . import search_sources  # models can be read only now
        from .text import stored

        stored.watch()  # first: what the search reads has passed the gate
        search_sources.declare_all()


class DatabasePagesConfig(AdminConfig):
    default_site = "ishoj_process.site.database_pages.DatabasePages"
