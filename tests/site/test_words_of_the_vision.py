"""Pages and documents say “not yet” of what hangs on guiding lines until the adoption, in the vision's own word."""

import re
from html import unescape

import pytest

from ishoj_process.models import Alignment, GuidingLine, MainPolicy, Strategy, Vision, VisionAim
from tests.ishoj_process.output.test_pdf import text_of
from tests.whole_site import real
from vision.models import Theme

from .rights_table import rights_table

TABLE = rights_table()
SEEN_ATTRIBUTES = re.compile(r'\s(?:title|alt|placeholder|aria-label|content|value)="([^"]*)"')
# Where the word itself is set it is explained with the usual examples.
SETS_THE_WORD = ("/vision/<vision>/rediger/",)
# Written small: a heading may follow upon any word.
WRONG_GENDER = re.compile(r"(?i:\b(?:en|den|denne|hver|enhver|nogen|ingen|anden))\s+(?:\w+\s+)?pejlemærke\b")
# Of what hangs on no guiding line something may be missing before the adoption.
MAY_BE_MISSING = re.compile(r"mangler (?:en ejer|klokkeslæt|en offentliggjort dagsorden|mere end én ting)")
NOT_YET = re.compile(r"(?:pejlemærke\w*\W+endnu\b|endnu\b[^.]{0,60}\bpejlemærke)", re.IGNORECASE)


@pytest.fixture
def bare(db, house):
    """What hangs on no guiding line, beside the house's own that does: an aim, a policy, a strategy and a theme."""
    vision, line = Vision.objects.get(edition=1), GuidingLine.objects.get(pk=house["line"])
    Theme.objects.get(pk=house["theme"]).guiding_lines.add(line)
    alignment = Alignment.objects.get(pk=house["alignment"])
    alignment.how, alignment.version = "På en ny måde", 2
    alignment.save()
    VisionAim.objects.create(vision=vision, title="En robust kommune")
    policy = MainPolicy.objects.create(title="Kulturpolitik", slug="kulturpolitik", vision=vision)
    strategy = Strategy.objects.create(title="Idrætsstrategi", slug="idraetsstrategi", main_policy=policy)
    theme = Theme.objects.create(vision=vision, title="Foreningsliv", is_published=True)
    return [
        policy.get_absolute_url(),
        strategy.get_absolute_url(),
        f"/strategier/{strategy.slug}.pdf",
        f"/strategier/{strategy.slug}/bidrag/nyt/",
        theme.get_absolute_url(),
        f"/traad/tema/{theme.pk}/",
        f"/traad/tema/{theme.pk}.pdf",
        f"/traad/strategi/{strategy.pk}/",
        "/vision/vision-2035/prioritering/ny/?om=sigtelinjer",
    ]


@pytest.fixture
def walk(client_as, house, bare):
    """What a role reads: {address: visible text}, of every address of the house that shows something."""

    def texts(role):
        client, found = client_as(role), {}
        for method, address in [*TABLE, *(("GET", url) for url in bare)]:
            if method == "POST":
                continue
            response = client.get(real(address, house))
            if response.status_code == 200:
                found[address] = visible(response)
        return found

    return texts


def visible(response):
    """The words that a reader meets, also in what is read out and in what a document prints."""
    kind, content = response.headers["Content-Type"], b"".join(response)
    is_page = kind.startswith("text/html") or b"<html" in content[:100]  # a paper, too, where it is not written
    if content.startswith(b"%PDF-1.7\n%"):
        return " ".join(text_of(content).split())
    if "attachment" in response.headers.get("Content-Disposition", "") and not is_page:
        return ""  # what somebody uploaded
    page = content.decode(errors="replace")
    if not is_page:
        return page
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page)
    told = " ".join(SEEN_ATTRIBUTES.findall(page))
    return " ".join(unescape(f"{re.sub(r'<[^>]*>', ' ', page)} {told}").split())


def around(pattern, texts):
    """Each place where the pattern stands, with the words about it."""
    return sorted(
        {
            (address, text[max(found.start() - 60, 0) : found.end() + 40])
            for address, text in texts.items()
            for found in re.finditer(pattern, text)
        }
    )


# Each status as one reader, with lines or without; each as all three in `make walk`. What the public reads is part of
# what they read.
READ = [("in_preparation", True, "administration"), ("adopted", False, "secretariat")]


@pytest.mark.usefixtures("unwritten_papers")
@pytest.mark.parametrize(("status", "has_lines", "role"), READ)
def test_every_page_has_the_visions_word_and_says_not_yet_until_the_adoption(walk, status, has_lines, role):
    words = {"line_word": "pejlemærke", "line_word_the": "pejlemærket"}
    words |= {"line_words": "pejlemærker", "line_words_the": "pejlemærkerne"}
    Vision.objects.update(**words)
    Vision.objects.filter(edition=1).update(status=status)
    if status == "adopted":
        Vision.objects.filter(edition=2).delete()  # of what is worked on it is still said
    if not has_lines:
        Alignment.objects.all().delete()
        GuidingLine.objects.all().delete()

    texts = walk(role)
    explained = {address: text for address, text in texts.items() if address not in SETS_THE_WORD}

    assert around(r"(?i)sigtelinj", explained) == []
    assert around(WRONG_GENDER, texts) == []
    assert sum("pejlemærke" in text for text in texts.values()) > 7
    if status == "adopted":
        assert around(NOT_YET, texts) == []
    else:
        told = {url: MAY_BE_MISSING.sub("", text) for url, text in texts.items() if "<coming-term>" not in url}
        assert around(r"(?i)\bmangle", told) == []  # but what is to be prepared of a new term, which is missing


# Where the bare rows stand, and what is said of them: before the adoption, and after it.
SAID = [
    ("/vision/vision-2035/", "Ingen sigtelinjer endnu.", "Ingen sigtelinjer."),
    ("/kaskade/", "– ingen sigtelinjer endnu", "– ingen sigtelinjer"),
    ("/kaskade.pdf", "Ingen sigtelinjer endnu", "Ingen sigtelinjer"),
    (
        "/politikker/kulturpolitik/",
        "Ingen har endnu oplyst, hvordan den bidrager til sigtelinjerne.",
        "Ingen har oplyst, hvordan den bidrager til sigtelinjerne.",
    ),
    (
        "/strategier/idraetsstrategi/",
        "Ingen har endnu oplyst, hvordan den bidrager til sigtelinjerne.",
        "Ingen har oplyst, hvordan den bidrager til sigtelinjerne.",
    ),
    (
        "/strategier/idraetsstrategi.pdf",
        "Ingen har endnu oplyst, hvordan den bidrager til sigtelinjerne.",
        "Ingen har oplyst, hvordan den bidrager til sigtelinjerne.",
    ),
    (
        "/vision/temaer/<bare theme>/",
        "Temaet er ikke blevet til sigtelinjer endnu.",
        "Temaet er ikke blevet til sigtelinjer.",
    ),
    ("/traad/tema/<bare theme>/", "Den røde tråd er ikke ubrudt endnu.", "Den røde tråd er ikke ubrudt. Der mangler:"),
    (
        "/traad/tema/<bare theme>.pdf",
        "Den røde tråd er ikke ubrudt endnu.",
        "Den røde tråd er ikke ubrudt. Der mangler:",
    ),
    ("/traad/", "Ikke endnu", "Mangler"),
]


@pytest.mark.parametrize(("address", "before", "after"), SAID)
def test_page_says_not_yet_before_the_adoption_and_no_longer_after_it(client_as, bare, address, before, after):
    Vision.objects.filter(edition=2).delete()
    url = address.replace("<bare theme>", str(Theme.objects.get(title="Foreningsliv").pk))
    told = {}
    for status in ("in_preparation", "adopted"):
        Vision.objects.get().save()  # so that nothing kept is given
        Vision.objects.update(status=status)
        told[status] = visible(client_as("administration").get(url))

    assert before in told["in_preparation"]
    assert after in told["adopted"]
    assert before not in told["adopted"]
