"""What Django and allauth say of a field is said in our words: short, plain, and with what to do."""

import re

import polib
import pytest
from django import forms
from django.conf import settings
from django.core import validators
from django.core.exceptions import ValidationError
from django.forms import fields, models
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, override

from ishoj_process.editing.borrowed import SENTENCES

CATALOGUE = settings.BASE_DIR / "ishoj_process/locale/da/LC_MESSAGES/django.po"
# As Django's own Danish has it: the machine's view of what was typed.
OF_A_MACHINE = re.compile(
    r"[Dd]enne? værdi|Marker en|[Ii]ndtast|[Gg]yldig|eksisterer|indsend|Null|[Ee]mailadr|[a-z] URL"
)


def kinds_of(module):
    return [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, fields.Field)]


KINDS = [*dict.fromkeys([*kinds_of(fields), *kinds_of(models)])]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_speaks_as_a_machine(kind):
    said = {str(text) for base in kind.__mro__ for text in getattr(base, "default_error_messages", {}).values()}

    assert [text for text in said if OF_A_MACHINE.search(text)] == []


def test_no_check_speaks_as_a_machine():
    kinds = [kind for kind in vars(validators).values() if isinstance(kind, type)]
    said = [str(kind.message) for kind in kinds if isinstance(getattr(kind, "message", None), str)]
    said += [str(kind.message) for kind in kinds if hasattr(kind, "message") and not isinstance(kind.message, str)]

    assert len(said) > 5
    assert [text for text in said if OF_A_MACHINE.search(text)] == []


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (forms.CharField(max_length=60), "x" * 61, "Skriv højst 60 tegn. Der er 61."),
        (forms.CharField(min_length=3), "x", "Skriv mindst 3 tegn. Der er 1."),
        (forms.CharField(), "x\0", "Teksten har tegn, der ikke kan gemmes. Skriv den igen."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Vælg en mulighed fra listen."),
        (forms.TypedMultipleChoiceField(choices=[("a", "A")]), ["b"], "Vælg en mulighed fra listen."),
        (forms.IntegerField(min_value=0), "-1", "Skriv et tal, der mindst er 0."),
        (forms.IntegerField(max_value=9), "10", "Skriv et tal, der højst er 9."),
        (forms.IntegerField(), "to", "Skriv et helt tal."),
        (forms.URLField(assume_scheme="https"), "ikke en", "Skriv en webadresse, fx https://www.ishoj.dk."),
        (forms.EmailField(), "ikke en", "Skriv en e-mailadresse, fx navn@ishoj.dk."),
        (forms.DateField(), "i går", "Skriv en dato, fx 21-08-2023."),
        (forms.TimeField(), "om lidt", "Skriv et klokkeslæt, fx 17.00."),
        (forms.SlugField(), "to ord", "Skriv kun bogstaverne a–z, cifre og bindestreger."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, forms.Field) else None,
)
def test_what_a_field_says(field, typed, says):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)

    assert refused.value.messages == [says]


def test_everything_borrowed_is_said_in_words_of_ours():
    catalogue = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}

    assert [text for text in untranslated(SENTENCES) if text not in catalogue] == []
    assert (filesizeformat(537), gettext("Email address")) == ("537\xa0byte", "E-mailadresse")


def untranslated(sentences):
    with override("en"):
        return [str(sentence) for sentence in sentences]
