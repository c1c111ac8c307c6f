"""What may be found. Each package declares the kinds that it has: their words, their circles, their readers."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import NoReverseMatch

from ishoj_process.models.search import SearchEntry

NO_DAYS = ("", None, None)
EVERYBODY = "all"  # the circle of a thing that has one face: all who may see it

SOURCES = []


@dataclass(frozen=True)
class Face:
    """A thing as one circle of readers sees it; `parts` are its texts as they are read, without elements."""

    kind: str
    circle: str
    title: str
    parts: list = field(default_factory=list)


class Source:
    """One model of things that are found."""

    model = None
    kinds = {}  # of each kind that it is found as: the label on a hit, and the one in the filter
    # Other models whose words or days are part of the entry, with the way to them in a query.
    follows = {}
    # Its own many-to-many fields that are part of the entry.
    ties = ()

    def objects(self):
        """All that may be found by anybody, with what `faces` reads of it."""
        return self.model.objects.all()

    def faces(self, thing):
        """Each face of a thing that some circle sees."""
        raise NotImplementedError

    def days(self, thing):
        """When it belongs to, in words, with the first and the last day; nothing where nobody has said."""
        return NO_DAYS

    def bodies(self, thing):
        """The bodies that it belongs to, as ids."""
        return []

    def url(self, thing):
        """Where it is read."""
        return thing.get_absolute_url()

    def shown_to(self, user, kinds, today):
        """Which entries of the kinds this reader sees: of each thing one face, or none."""
        raise NotImplementedError

    def entries(self, thing):
        """What is stored of a thing; nothing of one whose address no page has, as what was written by hand may be."""
        try:
            url = self.url(thing)
        except NoReverseMatch:
            return []
        when, first, last = self.days(thing)
        body_ids = "".join(f" {pk} " for pk in sorted(self.bodies(thing)))
        return [
            SearchEntry(
                kind=face.kind,
                thing_id=thing.pk,
                circle=face.circle,
                title=face.title[:300],
                text="\n".join(filter(None, face.parts)),
                url=url,
                when=when,
                first_day=first,
                last_day=last,
                body_ids=body_ids,
            )
            for face in self.faces(thing)
        ]


def seen(kinds, circle, things):
    """The entries of a circle about the things of a set, which is asked as it stands now."""
    return Q(kind__in=kinds, circle=circle, thing_id__in=things.order_by().values("pk"))


def declare(source):
    """Let what the source holds be found, and follow what is written of it."""
    from .watching import watch

    SOURCES.append(source)
    watch(source)


def all_kinds():
    """The kinds in the order of the filter, each with its two labels."""
    return {kind: labels for source in SOURCES for kind, labels in source.kinds.items()}
