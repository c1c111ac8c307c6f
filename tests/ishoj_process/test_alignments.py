"""How a document serves a guiding line: said once, in words, and taken back."""

import pytest

from ishoj_process.actions.alignments import align
from ishoj_process.models import Alignment, GuidingLine, Strategy

DETAIL = "/strategier/biodiversitetsstrategi/"


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere unge i uddannelse")


def test_alignment_is_entered_and_shown_on_both_pages(client_of, administration, strategy, line):
    client = client_of(administration)

    client.post(f"{DETAIL}bidrag/nyt/", {"guiding_line": line.pk, "how": "Natur som læringsrum."})

    assert "Natur som læringsrum." in client.get(DETAIL).content.decode()
    assert "Biodiversitetsstrategi" in client.get("/vision/").content.decode()


def test_align_twice_keeps_one_with_the_last_words(strategy, line, administration):
    for words in ("Først.", "Så."):
        align(level=strategy, guiding_line=line, how=words, by=administration)

    assert [row.how for row in Alignment.objects.all()] == ["Så."]


def test_alignment_without_words_is_refused(client_of, administration, strategy, line):
    response = client_of(administration).post(f"{DETAIL}bidrag/nyt/", {"guiding_line": line.pk, "how": " "})

    assert list(response.context["form"].errors) == ["how"]
    assert Alignment.objects.count() == 0


def test_alignment_of_another_document_is_not_found(client_of, administration, strategy, main_policy, line):
    other = Alignment.objects.create(guiding_line=line, main_policy=main_policy, how="Sådan.")

    assert client_of(administration).post(f"{DETAIL}bidrag/{other.pk}/fjern/").status_code == 404
    assert Alignment.objects.count() == 1


def test_alignment_is_removed_and_signed(client_of, administration, strategy, line):
    row = Alignment.objects.create(guiding_line=line, strategy=strategy, how="Sådan.")

    client_of(administration).post(f"{DETAIL}bidrag/{row.pk}/fjern/")

    stored = Strategy.objects.get()
    assert (Alignment.objects.count(), stored.version, stored.updated_by) == (0, 2, administration)


def test_alignment_with_a_vision_that_is_not_shown_leaks_nowhere(client, strategy, line, vision):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Fortroligt.")
    vision.is_published = False
    vision.save()

    assert "Fortroligt." not in client.get(DETAIL).content.decode()
