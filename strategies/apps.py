"""The committees' track: strategies, their status and what is done about them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategiesConfig(AppConfig):
    name = "strategies"
    verbose_name = _("Strategies")

    def ready(self) -> None:
        from ishoj_process.hierarchy import heard

        from . import search_sources  # models can be read only now
        from .consultations.known import known_in_consultation

        search_sources.declare_all()
        heard.declare(known_in_consultation)
