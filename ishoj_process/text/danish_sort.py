"""The Danish alphabet as a key that every database sorts alike: æ, ø, å last, aa as å."""

from .incoming import incoming

# Retskrivningsordbogen § 4: aa read as one vowel stands with å, the form with å first.
LETTERS = {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc", "é": "e", "è": "e", "ü": "y", "-": " "}
KEY_LENGTH = 200


def danish_key(text: str) -> str:
    """A key of plain letters for the text, so that no collation of a database matters."""
    lowered = incoming(text).casefold().replace("aa", "zzc~")
    return "".join(LETTERS.get(letter, letter) for letter in lowered)[:KEY_LENGTH]
