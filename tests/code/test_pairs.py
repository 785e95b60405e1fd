"""Marked sentences, and what is made of a coder's scores; no weights."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from onrecord.code.coder import Coder, Scores, decide
from onrecord.code.given_pairs import code_pairs
from onrecord.code.pairs import ROOTS, STATUS_LABELS, mark_pair
from onrecord.engine.pieces import CLS, SEP, PieceVocabulary
from onrecord.errors import InputError

PIECES = ["norland", "warned", "esmark", "and", "."]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> PieceVocabulary:
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join(["[PAD]", *(f"[unused{i}]" for i in range(199)), *PIECES]), encoding="utf-8")
    return PieceVocabulary(path)


def number(word: str) -> int:
    return 200 + PIECES.index(word)


def test_actor_recipient_and_trigger_stand_between_marks(vocabulary: PieceVocabulary) -> None:
    pair = mark_pair("Norland warned Esmark.", [(0, 7)], [(15, 21)], vocabulary, [(8, 14)])
    assert pair.pieces == (
        CLS, 1, number("norland"), 2, 5, number("warned"), 6, 3, number("esmark"), 4, number("."), SEP,
    )  # fmt: skip
    assert pair.roles == (0, 1, 1, 1, 3, 3, 3, 2, 2, 2, 0, 0)


def test_a_long_sentence_is_cut_around_its_actors(vocabulary: PieceVocabulary) -> None:
    sentence = "and " * 400 + "Norland warned Esmark." + " and" * 400
    at = sentence.index("Norland")
    pair = mark_pair(sentence, [(at, at + 7)], [(at + 15, at + 21)], vocabulary)
    assert len(pair.pieces) == 50  # 48 of the sentence and the two marks
    assert {1, 2} <= set(pair.roles)


def scores(root: str, act: str, status: str, none: float = 0.0) -> Scores:
    def peak(labels: Sequence[str], label: str) -> np.ndarray:
        p = np.full(len(labels), 0.01)
        p[labels.index(label)] = 0.9
        return p

    first = peak(ROOTS, root)
    first[0] = none
    return Scores(first, peak(ROOTS, act), peak(STATUS_LABELS, status))


def test_root_follows_from_act_and_status() -> None:
    coded = decide(scores("AGREE", "CONSULT", "planned"))
    assert (coded.root, coded.act, coded.status) == ("AGREE", "CONSULT", "planned")


def test_the_words_status_can_outweigh_the_models() -> None:
    unsure = scores("CONSULT", "CONSULT", "occurred")
    assert decide(unsure, "planned", trust=0.0).status == "occurred"
    assert decide(unsure, "negated", trust=1.0).status == "negated"


class FixedCoder:
    """Gives the same scores for any sentence."""

    def __init__(self, given: Scores) -> None:
        self.given = given

    def score(self, *_: object) -> Scores:
        return self.given


ROW = {
    "id": "1",
    "sentence": "Norland warned Esmark.",
    "source": {"text": "Norland", "spans": [[0, 7]]},
    "target": {"text": "Esmark", "spans": [[15, 21]]},
}


def code_with(given: Scores, row: dict[str, object]) -> dict[str, object]:
    return next(code_pairs([row], cast(Coder, FixedCoder(given))))


def test_a_row_gives_every_score() -> None:
    coded = code_with(scores("THREATEN", "THREATEN", "occurred"), ROW)
    assert (coded["id"], coded["root"], coded["act"], coded["status"]) == ("1", "THREATEN", "THREATEN", "occurred")
    assert set(cast(dict[str, float], coded["scores"])) == set(ROOTS)


def test_only_what_is_surely_nothing_is_none() -> None:
    assert code_with(scores("ACCUSE", "ACCUSE", "occurred", none=0.5), ROW)["root"] == "ACCUSE"
    assert code_with(scores("ACCUSE", "ACCUSE", "occurred", none=0.99), ROW)["root"] == "NONE"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sentence": None}, 'row 1: "id" and "sentence" are needed'),
        ({"source": {"text": "Norland", "spans": [[0, 700]]}}, 'a span of "source" lies outside'),
        ({"target": "Esmark"}, '"target" must be an object'),
    ],
)
def test_a_bad_row_is_refused_with_its_number(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        code_with(scores("ACCUSE", "ACCUSE", "occurred"), ROW | change)
