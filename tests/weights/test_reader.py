"""The reader with its shipped weights."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.annotate.reader import load_reader, model_checksum, model_version, read_text
from onrecord.errors import ModelError
from onrecord.model.reading import Reading
from onrecord.model.span import Span

pytestmark = pytest.mark.weights

TEXT = (
    "TORVIK — Norland’s foreign minister, Ada Brandt, said on Monday that talks with Esmark had failed.\n\n"
    "“We waited for nine months,” Brandt told reporters. “Nobody came.”\n\n"
    "According to a spokesman for Esmark’s government, the delegation was delayed by storms. He denied that it had "
    "ever refused to travel."
)


def words_of(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def check_whole(text: str, reading: Reading) -> None:
    """Every index and offset of a reading fits its text."""
    n = len(reading.words)
    for i, word in enumerate(reading.words):
        assert 0 <= word.head < n
        assert word.span.end <= len(text)
        assert reading.sentences[word.sentence].contains(word.span)
        assert reading.words[word.head].sentence == word.sentence
        assert (word.dep == "ROOT") == (word.head == i)
    roots = [word.sentence for i, word in enumerate(reading.words) if word.head == i]
    assert roots == list(range(len(reading.sentences)))
    for relation in reading.relations:
        assert relation.cue and relation.content
        assert 0 <= relation.confidence <= 1
        assert all(span.end <= len(text) for span in (*relation.source, *relation.cue, *relation.content))
    assert all(name.span.end <= len(text) and 0 <= name.score <= 1 for name in reading.names)


def test_statements_of_a_plain_report() -> None:
    reading = read_text(TEXT)
    check_whole(TEXT, reading)
    by_cue = {words_of(TEXT, relation.cue)[0].split()[0]: relation for relation in reading.relations}
    told = by_cue["told"]
    assert words_of(TEXT, told.source) == ["Brandt"]
    assert words_of(TEXT, told.content) == ["“We waited for nine months,”", "“Nobody came.”"]
    assert "spokesman" in words_of(TEXT, by_cue["According"].source)[0]
    assert words_of(TEXT, by_cue["denied"].source) == ["He"]
    assert "Ada Brandt" in [name.span.of(TEXT) for name in reading.names if name.label == "PERSON"]


def test_the_parse_knows_subject_and_object() -> None:
    text = "The minister signed the treaty."
    words = {word.span.of(text): word for word in read_text(text).words}
    heads = {form: read_text(text).words[word.head].span.of(text) for form, word in words.items()}
    assert words["minister"].dep == "nsubj" and heads["minister"] == "signed"
    assert words["treaty"].dep == "dobj" and heads["treaty"] == "signed"
    assert words["signed"].tag == "VBD"


def test_only_the_passages_given_are_read() -> None:
    first = TEXT.index("\n\n")
    second = TEXT.index("According")
    passages = (Span(0, first), Span(second, len(TEXT)))
    reading = read_text(TEXT, passages)
    assert reading.words
    assert all(any(passage.contains(word.span) for passage in passages) for word in reading.words)
    assert read_text(TEXT, ()) == Reading()


def test_a_text_is_read_alike_every_time_and_after_any_other() -> None:
    alone = read_text(TEXT)
    read_text("Something else was said by others. " * 40)
    assert read_text(TEXT) == alone


def test_facts_shift_with_the_text() -> None:
    moved = read_text("\n\n \n" + TEXT)
    there = read_text(TEXT)
    assert [(w.span.start - 4, w.tag, w.head) for w in moved.words] == [
        (w.span.start, w.tag, w.head) for w in there.words
    ]


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "—", "...", "\u200f\u200f", "🙂" * 50, "1 2 3", '"' * 300, "a" * 5000, "漢字。" * 40]
)
def test_texts_that_are_no_prose(text: str) -> None:
    check_whole(text, read_text(text))


@given(st.text(alphabet=st.sampled_from("abcS .,\"“”'’\n\r—\u200f\u0301é漢🙂1$[("), max_size=400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_junk_never_crashes(text: str) -> None:
    check_whole(text, read_text(text))


def test_a_long_sentence_without_end_is_still_one_tree() -> None:
    chooser = random.Random(1)
    text = " ".join(chooser.choice(["talks", "of", "the", "minister", "said", "and", "treaty"]) for _ in range(1500))
    reading = read_text(text)
    check_whole(text, reading)
    assert len(reading.sentences) == 1


def test_the_weights_are_named() -> None:
    assert len(model_checksum()) == 64
    assert model_version() == load_reader().version


def test_missing_weights_are_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is missing: install onrecord again"):
        load_reader(tmp_path)
