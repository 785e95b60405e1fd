"""What orders leave of days: never more than reports allow, the same whatever the order of the orders."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.narrowing import narrow_by_order
from onrecord.model import OPEN, Basis, Happening, Ordering, Span, When

NAMES = ["a", "b", "c", "d", "e"]
START = date(2024, 5, 1)


def happening(name: str, low: int | None = None, high: int | None = None, status: str = "occurred") -> Happening:
    days = [None if n is None else START + timedelta(days=n) for n in (low, high)]
    known = low is not None or high is not None
    when = When(days[0], days[1], "told", None, Basis("all_reports")) if known else OPEN
    return Happening(name, name.upper(), None, "call", status, (f"{name}1",), ("one",), when=when)


def order(first: str, second: str, relation: str = "before", article: str = "one") -> Ordering:
    return Ordering(first, relation, second, article, Span(0, 9))


def narrowed(happenings, orderings) -> dict[str, Happening]:
    return {h.id: h for h in narrow_by_order(happenings, orderings, {h.events[0]: "one" for h in happenings})}


def days(found: Happening) -> tuple[int | None, int | None]:
    low, high = found.when.earliest, found.when.latest
    return (None if low is None else (low - START).days, None if high is None else (high - START).days)


def test_bounds_are_carried_along_a_chain():
    found = narrowed(
        [happening("a", 3, 3), happening("b"), happening("c", None, 9)], [order("a", "b"), order("b", "c")]
    )
    assert [days(found[name]) for name in "abc"] == [(3, 3), (3, 9), (3, 9)]
    assert found["b"].when.date == "2024-05-04/2024-05-10"
    assert found["b"].when.basis.rule in ("order:before", "order:after")
    assert found["b"].when.basis.anchor_article == "one"


def test_nothing_is_dated_by_order_alone():
    found = narrowed([happening("a"), happening("b")], [order("a", "b")])
    assert found["a"].when == found["b"].when == OPEN


def test_what_is_left_without_a_day_keeps_what_reports_give_and_so_does_what_hangs_on_it():
    many = [happening("a", 5, 9), happening("b", None, None), happening("c", 0, 3), happening("d", 1, 8)]
    found = narrowed(many, [order("a", "b"), order("b", "c"), order("d", "b")])
    assert [days(found[name]) for name in "abcd"] == [(5, 9), (None, None), (0, 3), (1, 8)]
    assert all(conflict.field == "order" for name in "abc" for conflict in found[name].conflicts)
    assert found["b"].conflicts


def test_a_contradiction_elsewhere_leaves_the_rest_alone():
    many = [happening("a", 5, 5), happening("b", 1, 1), happening("c", 3, 3), happening("d")]
    found = narrowed(many, [order("a", "b"), order("c", "d")])
    assert days(found["d"]) == (3, None) and not found["d"].conflicts
    assert found["a"].conflicts and found["b"].conflicts


_BOUNDS = st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9)).map(
    lambda pair: pair if None in pair else (min(pair), max(pair))
)
_MANY = st.lists(_BOUNDS, min_size=5, max_size=5).map(
    lambda bounds: [happening(name, *pair) for name, pair in zip(NAMES, bounds, strict=True)]
)
_ORDERS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["before", "during"])).filter(
        lambda o: o[0] != o[1]
    ),
    max_size=8,
    unique=True,
).map(lambda orders: [order(*each) for each in orders])


@settings(max_examples=300, deadline=None)
@given(_MANY, _ORDERS, st.randoms(use_true_random=False))
def test_narrowing_is_monotone_and_independent_of_order(many, orders, chance):
    found = narrowed(many, orders)
    for each in many:
        told, left = each.when, found[each.id].when
        assert told.earliest is None or (left.earliest is not None and left.earliest >= told.earliest)
        assert told.latest is None or (left.latest is not None and left.latest <= told.latest)
        assert left.earliest is None or left.latest is None or left.earliest <= left.latest
        assert left == told or left.basis.rule.startswith("order:")
        known = {h.when.earliest for h in many} | {h.when.latest for h in many}
        assert {left.earliest, left.latest} <= known  # no day that no report gives
    shuffled = list(orders)
    chance.shuffle(shuffled)
    backwards = list(reversed(many))
    assert narrowed(backwards, shuffled) == found
    again = narrowed(list(found.values()), orders)
    assert {name: days(each) for name, each in again.items()} == {name: days(each) for name, each in found.items()}


@settings(max_examples=200, deadline=None)
@given(_MANY, _ORDERS)
def test_more_orders_never_widen_what_fewer_left(many, orders):
    fewer, more = narrowed(many, orders[:-1]), narrowed(many, orders)
    contradicted = any(each.conflicts for each in more.values())
    for name, each in more.items():
        low, high = each.when.earliest, each.when.latest
        if not contradicted:
            assert fewer[name].when.earliest is None or low >= fewer[name].when.earliest
            assert fewer[name].when.latest is None or high <= fewer[name].when.latest
