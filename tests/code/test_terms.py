"""Modes and contexts by their words, and what words tell of an engagement."""

import pytest

from onrecord.code.terms import Told, find_act, find_contexts, find_mode
from onrecord.code.told import is_attended, is_plea, leaves_something


@pytest.mark.parametrize(
    ("act", "trigger", "clause", "mode"),
    [
        ("CONSULT", "telephoned", "The premier telephoned her colleague", "phone"),
        ("CONSULT", "talks", "Talks went on in the capital", None),
        ("PROTEST", "hunger strike", "Inmates began a hunger strike", "hunger"),
        ("PROTEST", "strike", "Dockers began a strike after a march", "strike"),
        ("RETREAT", "freed", "The rebels freed nine drivers", "release"),
        ("COERCE", "imposed", "The army imposed a curfew", "curfew"),
        ("ASSAULT", "hit", "A drone hit the depot", "drone"),
        ("AID", "sent", "The charity sent tents", None),
    ],
)
def test_the_trigger_tells_the_mode_before_its_clause(act: str, trigger: str, clause: str, mode: str | None) -> None:
    assert find_mode(act, trigger, clause) == mode


def test_at_most_three_contexts_and_those_with_most_words_first() -> None:
    assert find_contexts("The army and the navy guarded the court") == ("military", "legal")
    crowded = "The president asked parliament, the court, the bank and the church about the oil"
    assert len(find_contexts(crowded)) == 3
    assert find_contexts("The cat slept") == ()


def test_a_term_is_a_whole_word() -> None:
    assert find_contexts("He was courteous and banked left") == ()


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("sanctions", Told("SANCTION", sure=True, plain=True)),
        ("shelling", Told("ASSAULT", sure=True, plain=True)),
        ("vetoed", Told("REJECT", sure=False, plain=True)),
        ("expelled", Told("SANCTION", sure=False, plain=True)),
        ("begging", Told("REQUEST", sure=False, plain=True)),
        ("strike", Told("ASSAULT", sure=False, plain=False)),
        ("spoke", None),
    ],
)
def test_some_words_tell_the_act_by_themselves(word: str, act: Told | None) -> None:
    assert find_act(word) == act


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Lind has since taken part in Brandt’s first river summit", True),
        ("Brandt attended the summit", True),
        ("Brandt hopes to have attended the summit", False),
        ("Brandt never attended the summit", False),
        ("Brandt will attend the summit", False),
    ],
)
def test_what_somebody_took_part_in_was_held(text, held):
    assert is_attended(text, [(text.index("summit"), len(text))]) is held


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Norland left a hundred debts in Esmark", True),
        ("Norland left behind its tanks in Esmark", True),
        ("Norland left Esmark", False),
        ("Norland left the port of Esmark", False),
    ],
)
def test_what_stays_where_somebody_was_is_not_left(text, stays):
    assert leaves_something(text, [(text.index("left"), text.index("left") + 4)]) is stays


@pytest.mark.parametrize(
    ("text", "word", "plea"),
    [
        ("Lowe pleaded not guilty to fraud", "pleaded", True),
        ("Lowe pleads guilty", "pleads", True),
        ("Lowe pled no contest", "pled", True),
        ("Lowe pleaded with the guilty to speak", "pleaded", False),
        ("Lowe pleaded for more aid", "pleaded", False),
    ],
)
def test_an_accused_who_answers_a_charge_asks_nobody(text, word, plea):
    assert is_plea(text, [(text.index(word), text.index(word) + len(word))]) is plea
