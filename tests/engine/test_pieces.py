"""Word pieces over a small vocabulary."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.pieces import CLS, MAX_PIECES_PER_WORD, SEP, UNKNOWN, VOCABULARY, PieceVocabulary, load_vocabulary
from onrecord.errors import ModelError

PIECES = ["said", "un", "##said", "##s", "u", ".", "s", '"', "cafe", "’", "“"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> PieceVocabulary:
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(["[PAD]", *(f"[unused{i}]" for i in range(199)), *PIECES]), encoding="utf-8")
    return PieceVocabulary(path)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("said", ["said"]),
        ("Unsaid", ["un", "##said"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("''", ['"']),
        ("Café", ["cafe"]),
        ("“", ["“"]),
    ],
)
def test_the_longest_piece_is_taken(vocabulary: PieceVocabulary, word: str, pieces: list[str]) -> None:
    assert vocabulary.encode(word) == tuple(200 + PIECES.index(piece) for piece in pieces)


def test_what_has_no_pieces_is_unknown(vocabulary: PieceVocabulary) -> None:
    assert vocabulary.encode("xyz") == (UNKNOWN,)
    assert vocabulary.encode("\u0301") == (UNKNOWN,)


@given(word=st.text(min_size=1, max_size=200))
@settings(max_examples=200, deadline=None)
def test_every_word_has_a_few_pieces(vocabulary: PieceVocabulary, word: str) -> None:
    assert 1 <= len(vocabulary.encode(word)) <= MAX_PIECES_PER_WORD


def test_a_missing_vocabulary_is_an_error_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"vocab\.txt is missing: install onrecord again"):
        PieceVocabulary(tmp_path / "vocab.txt")


@pytest.mark.weights
def test_the_shipped_vocabulary_has_its_marks_where_the_models_look_for_them() -> None:
    assert VOCABULARY.read_text(encoding="utf-8").split("\n")[CLS : SEP + 1] == ["[CLS]", "[SEP]"]
    assert UNKNOWN not in load_vocabulary().encode("ceasefire")
    assert load_vocabulary() is load_vocabulary()
