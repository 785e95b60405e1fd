"""The second stage of coding, case by case."""

import pytest

from onrecord.code.pairs import ROOTS, STATUS_LABELS
from onrecord.code.rewrites import load_rewrites, rewrite

AHEAD = ("planned", "possible", "pending")


@pytest.mark.parametrize("status", AHEAD)
@pytest.mark.parametrize("act", ["CONSULT", "SUPPORT", "COOPERATE", "AID"])
def test_cooperation_ahead_is_an_agreement(act: str, status: str) -> None:
    assert rewrite(act, status) == "AGREE"


@pytest.mark.parametrize("status", AHEAD)
@pytest.mark.parametrize("act", ["PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"])
def test_conflict_ahead_is_a_threat(act: str, status: str) -> None:
    assert rewrite(act, status) == "THREATEN"


@pytest.mark.parametrize(
    ("act", "status", "root"),
    [
        ("RETREAT", "planned", "CONCEDE"),
        ("SANCTION", "lifted", "CONCEDE"),
        ("COERCE", "lifted", "CONCEDE"),
        ("CONSULT", "cancelled", "REJECT"),
        ("COOPERATE", "cancelled", "REJECT"),
        ("PROTEST", "cancelled", "CONCEDE"),
    ],
)
def test_what_is_taken_back_changes_sides(act: str, status: str, root: str) -> None:
    assert rewrite(act, status) == root


@pytest.mark.parametrize("status", ["occurred", "negated", "hypothetical", "in_force", "ended"])
@pytest.mark.parametrize("act", ROOTS)
def test_other_statuses_leave_the_act_alone(act: str, status: str) -> None:
    assert rewrite(act, status) == act


@pytest.mark.parametrize("status", STATUS_LABELS)
@pytest.mark.parametrize("act", ["ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"])
def test_what_is_done_by_saying_it_is_never_rewritten(act: str, status: str) -> None:
    assert rewrite(act, status) == act


def test_the_table_knows_only_categories_and_statuses() -> None:
    for (act, status), root in load_rewrites().items():
        assert act in ROOTS
        assert root in ROOTS
        assert status in STATUS_LABELS
        assert act != root
