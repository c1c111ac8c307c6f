"""Passages are found again: exactly, among their like by the words beside them, and after changes within."""

from hypothesis import given
from hypothesis import strategies as st

from vision.drafts.passages import context_of, find_passage, marked_paragraphs

TEXT = (
    "Ishøj er en by med mange fællesskaber.\nVi vil styrke foreningerne.\n\n"
    "Kommunen skal være robust. Vi vil styrke foreningerne."
)
words = st.lists(st.sampled_from(["vi", "vil", "styrke", "byens", "foreninger", "og", "skoler"]), max_size=12)


def found(quote, text, *around):
    span = find_passage(quote, text, *around)
    return span and text[slice(*span)]


def test_passage_is_found_across_line_ends_and_spaces():
    assert found("fællesskaber. Vi  vil", TEXT) == "fællesskaber.\nVi vil"


def test_of_two_like_passages_the_one_between_the_same_words_is_found():
    before, after = TEXT[:-27][-80:], ""

    assert find_passage("Vi vil styrke foreningerne.", TEXT, before, after) == (len(TEXT) - 27, len(TEXT))


def test_passage_stays_with_its_words_when_the_text_moves():
    quote = "Kommunen skal være robust."
    before, after = context_of(quote, TEXT)

    moved = f"{quote} {TEXT.replace(quote, '').strip()} Slut."

    assert find_passage(quote, moved, before, after) == (0, len(quote))


def test_passage_that_was_changed_within_is_found_where_most_of_it_stands():
    text = TEXT.replace("Kommunen skal være robust.", "Hele kommunen skal altid være robust.")

    assert found("Kommunen skal være robust. Vi vil styrke foreningerne.", text) == (
        "kommunen skal altid være robust. Vi vil styrke foreningerne."
    )


def test_sentence_that_was_joined_to_another_is_found():
    text = TEXT.replace("Kommunen skal være robust. Vi", "Det gælder, at kommunen skal være robust, og vi")

    assert found("Kommunen skal være robust.", text) == "kommunen skal være robust,"


def test_passage_whose_words_are_gone_is_not_found():
    assert found("Uddannelse er vejen frem.", TEXT) is None
    assert found("Uddannelse", "") is None
    assert found("", TEXT) is None


def test_context_of_words_that_do_not_stand_there_is_none():
    assert context_of("Uddannelse", TEXT) is None


@given(words, words, words)
def test_whole_quote_is_always_found_as_it_stands(before, quote, after):
    text = " ".join([*before, *quote, *after])

    span = find_passage(" ".join(quote), text)

    assert (span is None) == (not quote)
    assert span is None or text[slice(*span)].split() == quote


@given(words, words)
def test_what_is_found_lies_within_the_text(quote, text):
    text = " ".join(text)

    low, high = find_passage(" ".join(quote), text) or (0, 0)

    assert 0 <= low <= high <= len(text)


@given(words, st.dictionaries(st.integers(1, 5), st.tuples(st.integers(0, 20), st.integers(0, 40))))
def test_paragraphs_hold_the_whole_text_whatever_is_marked(lines, spans):
    text = "\n".join(lines)
    spans = {number: (low, min(low + length, len(text))) for number, (low, length) in spans.items() if low < len(text)}

    paragraphs = marked_paragraphs(text, spans)

    assert ["".join(stretch.text for stretch in p.stretches) for p in paragraphs] == lines


def test_stretches_know_which_comments_they_are_about_and_which_end():
    [paragraph] = marked_paragraphs("Vi vil styrke byen", {1: (3, 13), 2: (7, 18), 3: None})

    assert [(s.text, s.numbers, s.ending) for s in paragraph.stretches] == [
        ("Vi ", (), ()),
        ("vil ", (1,), ()),
        ("styrke", (1, 2), (1,)),
        (" byen", (2,), (2,)),
    ]
    assert paragraph.beginning == (1, 2)
