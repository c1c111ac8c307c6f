"""The Danish alphabet: æ, ø, å last, aa with å, the same on every database."""

from ishoj_process.models import Body
from ishoj_process.text.danish_sort import danish_key


def test_danish_key_sorts_the_last_letters_in_order():
    assert sorted(["Åben", "Øst", "Ære", "Zoo", "Abe"], key=danish_key) == ["Abe", "Zoo", "Ære", "Øst", "Åben"]


def test_danish_key_puts_aa_after_the_same_name_with_aring():
    assert sorted(["Nygaard", "Nygård", "Nygade"], key=danish_key) == ["Nygade", "Nygård", "Nygaard"]


def test_bodies_are_ordered_by_the_danish_alphabet(db):
    for slug, name in enumerate(["Økonomi- og Planudvalget", "Ældrerådet", "Århusudvalget", "Teknikudvalget"]):
        Body.objects.create(name=name, slug=str(slug), kind=Body.Kind.STANDING)

    names = [body.name for body in Body.objects.all()]

    assert names == ["Teknikudvalget", "Ældrerådet", "Økonomi- og Planudvalget", "Århusudvalget"]
