"""How a document serves a guiding line: said once, in words, and taken back."""

import pytest

from ishoj_process.models import Alignment, GuidingLine

DETAIL = "/strategier/biodiversitetsstrategi/"


@pytest.fixture
def line(aim):
    return GuidingLine.objects.create(aim=aim, title="Flere unge i uddannelse")


def test_alignment_is_entered_and_shown_on_both_pages(client_of, administration, strategy, line):
    client = client_of(administration)

    client.post(f"{DETAIL}bidrag/nyt/", {"guiding_line": line.pk, "how": "Natur som læringsrum."})

    assert "Natur som læringsrum." in client.get(DETAIL).content.decode()
    assert "Biodiversitetsstrategi" in client.get("/vision/vision-2035/").content.decode()


def test_alignment_sent_twice_is_stored_once(client_of, administration, strategy, line):
    client = client_of(administration)
    typed = {"guiding_line": line.pk, "how": "Sådan.", "token": "0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"}

    answers = [client.post(f"{DETAIL}bidrag/nyt/", typed).status_code for _attempt in range(2)]

    assert (answers[0], Alignment.objects.count()) == (302, 1)


def test_alignment_that_somebody_else_changed_shows_both_texts(client_of, administration, strategy, line):
    row = Alignment.objects.create(guiding_line=line, strategy=strategy, how="Først.")
    client = client_of(administration)
    client.post(f"{DETAIL}bidrag/{row.pk}/", {"guiding_line": line.pk, "how": "Den ene.", "version": 1})

    response = client.post(f"{DETAIL}bidrag/{row.pk}/", {"guiding_line": line.pk, "how": "Den anden.", "version": 1})

    assert response.status_code == 409
    assert [(each.theirs, each.mine) for each in response.context["conflict"]] == [("Den ene.", "Den anden.")]
    assert Alignment.objects.get().how == "Den ene."


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

    client_of(administration).post(f"{DETAIL}bidrag/{row.pk}/fjern/", {"version": 1})

    last = Alignment.history.first()
    assert (Alignment.objects.count(), last.history_type, last.history_user) == (0, "-", administration)


def test_alignment_with_a_vision_that_is_not_shown_leaks_nowhere(client, strategy, line, vision):
    Alignment.objects.create(guiding_line=line, strategy=strategy, how="Fortroligt.")
    vision.is_published = False
    vision.save()

    assert "Fortroligt." not in client.get(DETAIL).content.decode()


def test_alignment_sent_twice_leads_to_the_document_both_times(client_of, administration, strategy, line):
    client = client_of(administration)
    typed = {"guiding_line": line.pk, "how": "Sådan.", "token": "0b8f4f0e-55d1-4d52-8f0e-7d94a4a7f1aa"}

    assert [client.post(f"{DETAIL}bidrag/nyt/", typed).url for _attempt in range(2)] == [DETAIL, DETAIL]


def test_alignment_without_guiding_lines_says_where_they_are_written(client_of, administration, strategy, vision):
    client = client_of(administration)

    response = client.get(f"{DETAIL}bidrag/nyt/", follow=True)

    assert response.redirect_chain == [(DETAIL, 302)]
    assert "Visionen har ingen sigtelinjer endnu. De skrives på dens side." in response.content.decode()
    assert "Visionen har ingen sigtelinjer endnu." in client.get(DETAIL).content.decode()


def test_guiding_lines_of_a_vision_that_is_not_shown_are_not_told_of(client, strategy, line, vision):
    vision.is_published = False
    vision.save()

    assert client.get(DETAIL).context["nothing_served"] == ""
