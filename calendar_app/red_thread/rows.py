"""The rows that a red thread may be made of, each kind as far as one reader may see it."""

from django.db.models.functions import Left

from ishoj_process.models import GuidingLine, MainPolicy, Strategy, Vision
from vision.models import Challenge, Contribution, Theme
from vision.rights import can_see_drafts

BEGINNING = 200  # characters of a contribution: what was said may be long, and a thread has many


def visions(user):
    """Editions that are being worked on are the council's and the staff's."""
    shown = Vision.objects.visible_to(user)
    return shown if can_see_drafts(user) else shown.not_begun()


def challenges(user):
    """A challenge's title is known to all who may know of the vision; what the paper says of it is not shown here."""
    return Challenge.objects.filter(paper__vision__in=visions(user)).select_related("paper__vision")


def contributions(user):
    rows = Contribution.objects.visible_to(user).annotate(beginning=Left("text", BEGINNING))
    return rows.select_related("vision", "member", "party_group", "body").defer("text", "vision__text")


def themes(user):
    return Theme.objects.visible_to(user).select_related("vision", "merged_into").defer("text", "vision__text")


def lines(user):
    rows = GuidingLine.objects.filter(aim__vision__in=visions(user)).select_related("aim__vision__adopted_by")
    return rows.defer("aim__vision__text")


def policies(user):
    rows = MainPolicy.objects.visible_to(user).latest_editions().defer("text")
    return rows.select_related("lead_committee", "adopted_by")


def strategies(user):
    rows = Strategy.objects.visible_to(user).latest_editions().defer("text")
    return rows.select_related("owner", "adopted_by")


# The word in the address, and the rows that it names; the same words as at the earlier versions.
KINDS = {
    "udfordring": challenges,
    "indspil": contributions,
    "tema": themes,
    "retning": lines,
    "hovedpolitik": policies,
    "strategi": strategies,
}
MODELS = {
    Challenge: "udfordring",
    Contribution: "indspil",
    Theme: "tema",
    GuidingLine: "retning",
    MainPolicy: "hovedpolitik",
    Strategy: "strategi",
}


def kind_of(thing):
    """The word for what a row is, in its address."""
    return MODELS[type(thing)]
