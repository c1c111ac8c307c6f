"""What a page says of the way down to it, asked of every address by the test of the table of rights."""

import re

from ishoj_process.site.menu import FAMILIES, place_of

TITLE = re.compile(r"<title>(.*?) – [^–]*</title>", re.DOTALL)
CRUMBS = re.compile(r'<nav class="breadcrumbs".*?</nav>', re.DOTALL)
LAST = re.compile(r'<li><span aria-current="page">(.*?)</span></li>\s*</ol>', re.DOTALL)
FIRST = {family.lines[0].page for family in FAMILIES}


def says_the_way_down(response):
    """Whether a page below the first level of the menu leads back up, and ends the way in its own name."""
    content = response.whole.decode(errors="replace")
    title, place = TITLE.search(content), place_of(getattr(response.resolver_match, "route", "") or "")
    # A part of a page has no title; what stands apart has no way down.
    if response.status_code != 200 or title is None or place is None:
        return True
    crumbs = CRUMBS.search(content)
    if crumbs is None:
        return place[1].page in FIRST and f'href="{place[1].url}" aria-current="page"' in content
    (here,) = LAST.findall(crumbs.group())
    return here == " ".join(title[1].split()).removeprefix("Fejl: ") and "<a href=" in crumbs.group()
