"""Whether a short text that speaks of closed doors may be said of the items behind it, too.

One rule for lines, bullets, cells of tables and rows of spreadsheets: what is not certain to be about one item closes
and asks for all behind it, until something opens for certain.
"""

import re

from . import words
from .doors import Says, judge_heading, judge_line
from .near_words import LEAVES

LONGEST = 100  # characters of what may stand over several items
SAID = (Says.CLOSED, Says.UNSURE)
EXPLAINED = re.compile(r"\W{0,3}?(?P<mark>[*†‡#¤¹²³]{1,3})\W*(?P<said>\w.*)", re.DOTALL)
# “Sagen omtaler en fortrolig aftale” names the item in which it stands.
OF_ONE = re.compile(r"\b(?:punktet|sagen|emnet|(?:dette|denne|nærværende)\s+(?:punkt|sag|emne))\b")
# “Lukkede emner”, whatever it may be that there are several of.
MANY = re.compile(
    r"\W*(?:\w+[.)]\s+)?(?:luk+ede|fortrolige|hemmelige|ikke[ -]?offentlige)\s+(?!oplysninger)\w+(?:r|rne)\b"
)


def reaches_on(text: str) -> bool:
    """“De følgende punkter behandles for lukkede døre”, wherever it stands."""
    small = words.plain(text)
    is_of_rest = bool(words.REACHES.search(small) or LEAVES.search(small))
    is_of_several = words.OF_SEVERAL.search(small) or words.NAMES_SEVERAL.search(small) or MANY.match(small)
    if judge_line(text).says not in SAID:
        return False
    if is_of_rest or (judge_heading(text).is_over_several and len(text) <= LONGEST):
        return True
    return bool(is_of_several) and not OF_ONE.search(small)


def may_stand_over(text: str) -> bool:
    """“Lukket session” straight before an item: a mark of one, or the name of all that follow."""
    verdict, small = judge_heading(text), words.plain(text)
    # “Punktet behandles for lukkede døre” and nothing else may be said of the next one as well.
    is_of_one = verdict.rest and OF_ONE.search(small) and not words.OF_SEVERAL.search(small)
    return len(text) <= LONGEST and verdict.says in SAID and not is_of_one


def mark_explained(text: str) -> str:
    """The mark of “* punktet er lukket”, which is said of each item whose title bears it; empty where there is none."""
    found = EXPLAINED.fullmatch(text.strip())
    return found["mark"] if found and judge_line(found["said"]).says in SAID else ""
