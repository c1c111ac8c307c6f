"""Who looks for a word that is not theirs finds nothing, not even a count."""

from django.core.cache import cache

from .walk import browsers_of

AT_ONCE = 12  # columns that each reader looks for in the short form


def walk_searches(walk, people, *, most=AT_ONCE):
    for number, (name, browser) in enumerate(browsers_of(people).items()):
        hidden = [*_of_each_column(walk, name).items()]
        # Each reader begins at another column, so that together they look for many.
        for column, word in (hidden[number * AT_ONCE :] + hidden[: number * AT_ONCE])[:most]:
            cache.clear()
            walk.asked += 1
            page = browser.get("/soeg/", {"q": word}).context["page"]
            if page is None or page.paginator.count:
                walk.leaks[name, f"that there is {column}", "/soeg/"] += 1


def _of_each_column(walk, reader):
    """{column: a word of it that the reader may not read}"""
    return {each.column: word for word, each in walk.words.items() if reader not in walk.may[word] and not each.is_past}
