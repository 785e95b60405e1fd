"""The grammar's patterns, and what each of them can't do without."""

import itertools

import pytest

from onrecord.annotate.times.grammar import _load_rules, _Rule, _unwrap
from onrecord.annotate.times.lexicon import CLASSES

_BESIDE = [CLASSES[name] for name in ("THE", "OF", "COMMA", "UNIT", "YEAR", "MONTH", "SMALL", "HYPHEN")]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("(?:THE? (?P<mod>EARLY) HYPHEN?)? (?P<month>MONTH|MONTH_SHORT) DOT?", ["MONTH/MONTH_SHORT", "DOT?"]),
        ("(?<=OF) YEAR (?! UNIT) (?:COMMA (?:DAY|OF YEAR))", ["YEAR", "COMMA"]),
        ("(?P<open>LPAREN)? ZONE (?(open)RPAREN)", ["ZONE"]),
    ],
)
def test_what_may_lack_is_no_need(source: str, left: list[str]) -> None:
    assert _unwrap(source).split() == left


@pytest.mark.parametrize("rule", _load_rules(), ids=lambda rule: rule.name)
def test_rules_find_nothing_without_what_they_need(rule: _Rule) -> None:
    ways = [[min(need) for need in rule.needs], [max(need) for need in rule.needs]]
    beside = ["", *_BESIDE]
    for way, before, between, after in itertools.product(ways, beside, beside, beside):
        for missing in range(len(way)):
            rest = [one for at, one in enumerate(way) if at != missing]
            for found in rule.pattern.finditer(before + between.join(rest) + after):
                assert all(not need.isdisjoint(found[0]) for need in rule.needs)
