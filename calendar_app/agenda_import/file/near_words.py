"""What comes near to saying that an item is closed: shortened, misspelt, drawn as a lock, or in foreign letters.

None of it is certain: it closes and asks.
"""

import re

# “i.off.” is “ikke offentlig”, and not “offentlig” behind a letter.
SHORTENED = re.compile(
    r"\b[iun]\.?\s?off\b|\bikke\s+åb\b|\blu?kt\b|\bfortl\b|\bundt\w*\.?\s+(?:fra\s+)?aktind"
    r"|\bikke\s+(?:offentligt?\s+)?tilgængelig\w*\s+for\s+(?:\w+\s+)?(?:borger|offentlig|andre|press|alle)"
    r"|\bøjne\s+alene\b|\balene\s+for\s+\w+\s+øjne|\b(?:udgives|vises|lægges ud)\s+(?:ikke|ej)\b"
    r"|\b(?:ikke|ej)\s+(?:læses|ses|udgives|vises)\b(?:\s+af\b|\s+for\b|\s*\W*$)|\bforbliver?\s+(?:\w+\s+)?intern"
)
FVL = r"(?:forvaltningslov\w*|fvl)\.?"
STRFL = r"(?:straffelov\w*|strfl)\.?"
OF_SECRECY = re.compile(
    rf"§§\s*27\s*(?:og|-|–|,)\s*28|{FVL},?\s*§+\s*2[78]\b|§+\s*2[78]\b[^.]{{0,40}}{FVL}|{STRFL},?\s*§+\s*152"
    rf"|§+\s*152\b[^.]{{0,40}}{STRFL}|\b(?:offentlighedslov\w*|offl|ofl)\.?,?\s*§+\s*\d"
)
# What is written where the open part ends, without a word of the part behind it.
LEAVES = re.compile(
    r"\b(?:tilhører|publikum|pressen)\w*\s+(?:\w+\s+){0,3}?(?:forl[oa]\w+|går|gik|udgik|bedes|bedt)\b"
    r"|\b(?:salen|\w*lokalet)\s+(?:\w+\s+)?(?:rømm|ryddes)\w*"
    r"|\b(?:åb(?:ne|ent|en)|offentlige?)\s+(?:del|møde|dagsorden|punkter|sager)\w*\s+(?:\w+\s+){0,2}?"
    r"(?:slut|afslut|ophør|hæv|færdig|forbi)\w*"
    r"|\b(?:slut|ophør|afslutning|hævet)\w*\s+(?:(?:på|af|den|det|de)\s+){1,2}(?:åb(?:ne|ent|en)|offentlige?)\s"
)
# As neighbours write it: Norwegian and Swedish, German, English, Faroese and Greenlandic.
FOREIGN = re.compile(
    r"\bunnta[tg]\w*\b|\boff(?:entlig(?:het|lighed)s?|l)?\.?\s?lov\w*\b|\bsekretess|\bhemlig|\b(?:stängd|slutet|stengt)\w*\s+"
    r"(?:sammantr|möte|møte|dør|dörr)\w*|\bvertraulich|\bnicht\s?-?öffentlich|\bgeheim|\bin\s+camera\b|\bprivileged\b"
    r"|\btrúnað|\bstongd\w*|\blok(?:að|aðar)\b|\bmatoqq|\bmatusu?[aoq]\w*|\bisertu|\bammanngits"
)
# What says it alone, before a colon or in brackets; among other words it is what an item is about.
ALONE = re.compile(
    r"(?:^\W*|[(\[{]\s*)(?:privat|diskret|beskyttet|sp[æe]rret|skjermet|skærmet|gdpr|unoff|dørlukning|hemmeligholdes"
    r"|b-?\s?(?:sag|punkt|pkt|del|dagsorden)(?:er|en)?)\.?\s*(?:\W*$|[)\]}:])"
)
LOCKS = re.compile("[🔒🔐🔏⛔🚫🛑🤫]")
ALIKE = str.maketrans("аеорсухктнвмісѕјοευκτναριʟᴜᴋᴇᴛꜰᴏʀɢɪʜᴍɴᴅ", "aeopcyxktnbmicsjoeuktvapiluketforgihmnd")
OTHER_LETTERS = re.compile(r"[Ͱ-ӿʀʟɢʜɪɴꜰᴀ-ᵿ]")
ENDS = re.compile(r"^\W*[(\[{](?P<first>[^()\[\]{}]{1,40})[)\]}]|[(\[{](?P<last>[^()\[\]{}]{1,40})[)\]}]\W*$")
LETTERS = re.compile(r"[^\W\d_]+")
CLOSED = (
    *("lukket", "lukkede", "lukkes", "fortrolig", "fortroligt", "fortrolige", "hemmelig", "hemmeligt"),
    *("konfidentiel", "konfidentielt"),
)
OTHER_WORDS = {"slukket", "plukket", "sukket", "bukket", "dukket", "opdukket", "rolige", "utrolig", "utroligt"}
SHORTEST, LONGEST = 5, 15  # letters


def comes_near(text: str) -> bool:
    """Whether a title or a short line may be meant to say that its item is closed."""
    small = text.casefold()
    if any(kind.search(small) for kind in (SHORTENED, LEAVES, OF_SECRECY, LOCKS, FOREIGN, ALONE)):
        return True
    bracketed = [found["first"] or found["last"] for found in ENDS.finditer(small)]
    return any(_is_near(word) for inner in bracketed for word in LETTERS.findall(inner))


def in_own_letters(text: str) -> str:
    """The text with letters of other alphabets as those that they look like."""
    return text.casefold().translate(ALIKE) if OTHER_LETTERS.search(text) else text


def _is_near(word: str) -> bool:
    if not SHORTEST <= len(word) <= LONGEST or word in OTHER_WORDS:
        return False
    most = 1 if len(word) == SHORTEST else 2
    return any(sorted(word) == sorted(closed) or _changes(word, closed) <= most for closed in CLOSED)


def _changes(word: str, other: str) -> int:
    """How many letters are to be changed, left out or put in to make one word of another."""
    before = list(range(len(other) + 1))
    for count, letter in enumerate(word, start=1):
        row = [count]
        for place, one in enumerate(other, start=1):
            row.append(min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != one)))
        before = row
    return before[-1]


# Names of columns under which stands whether people may see the item.

READERS = r"(?:borger\w*|offentlig\w*|andre|pressen?)"
WEB = r"(?:(?:kommunens\s+)?hjemmeside\w*|nettet|internet(?:tet)?|web(?:ben|site)?)"
SHOWN = re.compile(
    rf"(?:offentligt?\s+)?(?:tilgængeligt?|synligt?)(?:\s+(?:på\s+{WEB}|for\s+(?:\w+\s+)?{READERS}))?"
    rf"|(?:(?:må|skal)\s+)?(?:vises?|udgives|publiceres|lægges|ses|læses|kommer)\s+(?:\w+\s+)?(?:på\s+{WEB}|(?:for|af)\s+{READERS})"
    rf"|på\s+{WEB}|{WEB}"
)
HELD = re.compile(
    r"kun\s+(?:(?:for|til)\s+)?(?:\w+s\s+)?(?:medlem|byråd|udvalg|politiker|intern)\w*|intern[te]?(?:\s+(?:brug|sag|punkt))?"
    r"|person(?:ale)?(?:sag|punkt)(?:er)?"
)
