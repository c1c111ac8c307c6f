"""Where and how the tests look for what the memo says."""

from datetime import date

from ishoj_process.models import Meeting

QUESTIONS = [
    "Direktionens debatoplæg: Er det de rigtige problemer, der peges på?",
    "Hvad kan henholdsvis civilsamfundet (foreninger, frivillige mv.) og markedet (erhvervslivet) bidrage med?",
    "Hvad er i det perspektiv kommunens overordnede kerneopgave?",
]


def at(day):
    return Meeting.objects.get(start_date=day, kind__in=[Meeting.Kind.THEME, Meeting.Kind.SEMINAR])


def address(day):
    return at(day).get_absolute_url()


THEME_MEETING_1 = date(2023, 8, 21)
THEME_MEETING_2 = date(2023, 9, 5)
SEMINAR = date(2023, 10, 31)
SPRING_SEMINAR = date(2023, 3, 8)


def missing(words, text):
    """Those of the words that the text does not say, whatever the size of their letters."""
    return [word for word in words if word.casefold() not in text.casefold()]
