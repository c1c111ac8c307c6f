"""The council's track: debate paper, challenges, questions and themes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisionConfig(AppConfig):
    name = "vision"
    verbose_name = _("Vision")

    def ready(self) -> None:
        from . import search_sources  # models can be read only now

        search_sources.declare_all()
