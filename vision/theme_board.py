"""What the board of themes shows, and the input to the seminar: themes with the contributions that they gather."""

from django.core.paginator import Paginator
from django.db.models import Prefetch

from .contribution_page import for_list
from .models import Contribution, Theme

PAGE_SIZE = 50
Destination = Contribution.Destination


def board_context(vision, page_number):
    """The current themes with their contributions, and those that stand under none, in a fixed number of queries."""
    loose = Contribution.objects.filter(vision=vision).without_theme()
    return {
        "vision": vision,
        "themes": current_with_contributions(vision),
        "page": Paginator(for_list(loose), PAGE_SIZE).get_page(page_number),
        "closed": Theme.objects.closed().filter(vision=vision).select_related("merged_into"),
    }


def current_with_contributions(vision):
    themes = Theme.objects.current().filter(vision=vision).select_related("raised_at")
    return themes.prefetch_related("challenges", "raised_at__bodies", Prefetch("contributions", for_list(_in_order())))


def _in_order():
    """As they were said: what led to what is read from the top."""
    return Contribution.objects.order_by("said_on", "id")


def input_context(vision, user):
    """The themes that the reader may see, each with what was said about it."""
    themes = current_with_contributions(vision)
    return {"vision": vision, "themes": themes.visible_to(user)}
