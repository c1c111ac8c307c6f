"""The search: words in, and what this reader may know of them out."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ishoj_process.council.members import known_members
from ishoj_process.dates import clock
from ishoj_process.models import Body, CouncilTerm
from ishoj_process.text.stems import WORD, matches, terms_of

from .coming import as_told, found_by_coming_names, names_told
from .excerpt import Piece, excerpt, marked
from .finding import find
from .forms import SearchForm
from .sections import label_of, split
from .sources import all_kinds

PAGE_SIZE = 20
MOST_SUGGESTIONS = 4


@dataclass(frozen=True)
class Hit:
    """A line of the list: what was found, where, and the words around it."""

    url: str
    kind: str
    title: list[Piece]
    facts: str
    excerpt: list[Piece]


@dataclass(frozen=True)
class Group:
    """Hits of one section: its heading, how many it has in all, and the number of the first that the page shows."""

    label: str
    count: int
    start: int
    hits: list[Hit]


@require_safe
def search(request):
    """What does the house hold of these words? Everybody finds what their own pages show, and nothing else."""
    today, bodies = clock.today(), Body.objects.all().by_name()
    # One that is to begin is chosen from its day on; a meeting of it that all may know of is found under its name.
    form = SearchForm(request.GET, bodies=[body for body in bodies if body.begins is None or body.begins <= today])
    asked = form.cleaned_data.get("q", "") if form.is_valid() else ""
    terms = terms_of(asked)
    page = None
    if terms:
        without = found_by_coming_names(terms, bodies, request.user, today)
        found = find(terms, user=request.user, today=today, without=without, **form.narrowed_to)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("side"))
    groups = _groups(page, found, terms, bodies) if page else []
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "answer": answer_text(form, asked, page),
        "groups": groups,
        "hits": [hit for group in groups for hit in group.hits],
        "bodies": [] if form.is_narrowed else bodies_called(form.bodies.values(), terms, request.user, today),
        "members": members_called(request.user, terms, today) if terms and not form.is_narrowed else [],
        "council_terms": terms_called(request.user, terms, today) if terms and not form.is_narrowed else [],
        "suggestions": _fewer_words(asked) if page is not None and not page.object_list else [],
        "everywhere": f"?{urlencode({'q': asked})}" if form.is_narrowed else "",
    }
    return render(request, "ishoj_process/search/search.html", context)


def answer_text(form, asked, page):
    """The page's first line: how much was found, or why nothing was looked for."""
    if not form.is_valid():
        return _("Correct the fields that are marked to search.")
    if page is None:
        return _("Those words are too common to search for. Write others.") if asked else ""
    count = page.paginator.count
    found = {"count": count, "words": asked}
    if not count:
        return _("Nothing was found for “%(words)s”.") % found
    return ngettext("%(count)s hit for “%(words)s”.", "%(count)s hits for “%(words)s”.", count) % found


def bodies_called(bodies, terms, user, today):
    """The bodies one of whose names, old or new, holds all that is searched for."""
    return [body for body in bodies if terms and any(_holds(name, terms) for name in names_told(body, user, today))]


def members_called(user, terms, today):
    """The members, of today and before, whose name holds all that is searched for; in one query."""
    return [member for member in known_members(user, today) if _holds(member.name, terms)]


def terms_called(user, terms, today):
    """The council terms whose name, with what terms are called and lead to, holds all that is searched for."""
    called = _("term council term hand-over")
    rows = CouncilTerm.objects.visible_to(user, today)
    return [term for term in rows if _holds(f"{term.title} {called}", terms)]


def _holds(name, terms):
    return all(any(matches(word, [term]) for word in WORD.findall(name)) for term in terms)


def _groups(page, found, terms, bodies):
    """The page's hits section by section, with how many there are in all of each."""
    kinds, by_key = all_kinds(), {str(body.pk): body for body in bodies}
    # Counted here: grouped in SQL, the words asked for would be parameters twice, which PostgreSQL takes for two.
    counts = Counter(found.order_by().values_list("section", flat=True))
    groups, start = [], page.start_index()
    for section, entries in split(page):
        told = [(entry, *as_told(entry, by_key)) for entry in entries]
        hits = [
            Hit(
                url=entry.url,
                kind=kinds[entry.kind][0],
                title=marked(title, terms),
                facts=_facts(entry, by_key),
                excerpt=excerpt(text, terms),
            )
            for entry, title, text in told
        ]
        groups.append(Group(label_of(section), counts[section], start, hits))
        start += len(hits)
    return groups


def _facts(entry, by_key):
    """`Ishøj Byråd · 21. august 2023`, as far as it is known; the body as it was called that day."""
    named = [by_key[pk].on(entry.named_on) for pk in entry.body_ids.split() if pk in by_key]
    bodies = ", ".join(str(body) for body in sorted(named, key=lambda body: body.shown_key))
    return " · ".join(filter(None, [bodies, entry.when]))


def _fewer_words(asked):
    """The words one by one, where several were asked for together: (word, address)."""
    words = [word for word in dict.fromkeys(asked.split()) if terms_of(word)]
    return [(word, f"?{urlencode({'q': word})}") for word in words[:MOST_SUGGESTIONS]] if len(words) > 1 else []
