"""No document lies at a word of the addresses."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, get_resolver

from ishoj_process.models import LEVELS
from ishoj_process.text.slugs import RESERVED, danish_slug, free_slug

DOCUMENT = re.compile(r"^(vision|politikker|strategier)/(?:<slug:slug>/)?([a-z-]+)(?=[/.]|$)")


def routes(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from routes(pattern.url_patterns, path)


def test_reserved_are_the_words_of_the_addresses():
    words = {found[2] for route in routes(get_resolver().url_patterns) if (found := DOCUMENT.match(route))}

    # And the word for something new, which some address may come to have.
    assert words | {"nyt"} == RESERVED


@pytest.mark.parametrize("model", LEVELS)
@pytest.mark.parametrize("word", ["temaer", "Udgave", "ny"])
def test_no_document_is_stored_at_one(model, word):
    with pytest.raises(ValidationError):
        model._meta.get_field("slug").clean(word, None)


@pytest.mark.django_db
@pytest.mark.parametrize("model", LEVELS)
def test_title_that_is_one_gets_a_number(model):
    assert {free_slug(model, word, fallback="x") for word in RESERVED} == {
        f"{danish_slug(word)}-2" for word in RESERVED
    }
