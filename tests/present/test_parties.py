"""What stands where an account lacks a point, and what is told of statements that may belong there."""

from types import SimpleNamespace

from onrecord.present.parties import absence_words, iter_points, split_parties, unplaced_words


def comparison(*sides):
    statements = tuple(SimpleNamespace(statement=SimpleNamespace(side=side)) for side in sides)
    return SimpleNamespace(unplaced=statements)


def test_a_point_is_not_in_these_articles_only_when_no_statement_is_left():
    assert absence_words(comparison(), "XAA") == "not in these articles"
    assert absence_words(comparison("XBB"), "XAA") == "not in these articles"
    assert absence_words(comparison("XAA"), "XAA") == "not in these articles, see below"
    assert absence_words(comparison(None), "XAA") == "not in these articles, see below"


def test_statements_without_a_side_are_counted():
    assert unplaced_words(comparison(), ["XAA"]) == []
    [own, unknown] = unplaced_words(comparison("XAA", None, None), ["XAA", "XBB"])
    assert own.startswith("XAA: 1 further statement in these articles")
    assert unknown.startswith("2 statements in these articles whose side is not known")


def laid_out(participants, accounts):
    """A comparison of `accounts`, rows of {side: speaker}, of what `participants` took part in."""
    sides = sorted({side for row in accounts for side in row})
    cells = [
        tuple((SimpleNamespace(side=side, statements=(f"{at} {side}",)),) if side in row else () for side in sides)
        for at, row in enumerate(accounts)
    ]
    statements = [
        SimpleNamespace(
            id=f"{at} {side}",
            statement=SimpleNamespace(speaker=SimpleNamespace(entity=speaker), principal=None, side="another"),
        )
        for at, row in enumerate(accounts)
        for side, speaker in row.items()
    ]
    happening = SimpleNamespace(participants=[SimpleNamespace(code=None, text=who, entity=who) for who in participants])
    points = [SimpleNamespace(cells=row) for row in cells]
    return SimpleNamespace(sides=tuple(sides), points=points, statements=statements, happening=happening)


def test_a_side_takes_part_by_whoever_speaks_in_its_account():
    found = laid_out(["Ann Lee", "Bo Rask"], [{"Ministry": "Ann Lee", "Press": "Eva Dow"}, {"Office": "Bo Rask"}])
    assert split_parties(found) == (["Ministry", "Office"], ["Press"])


def test_where_only_one_who_took_part_is_named_the_side_that_answers_is_no_third_party():
    found = laid_out(["Volta Coal"], [{"Volta Coal": "x", "Miners": "y"}, {"Neighbours": "z"}])
    assert split_parties(found) == (["Miners", "Volta Coal"], ["Neighbours"])


def test_a_point_on_several_topics_stands_once_with_all_of_them():
    def row(topic, *statements):
        return SimpleNamespace(topic=topic, cells=(tuple(SimpleNamespace(statements=(s,)) for s in statements), ()))

    laid = SimpleNamespace(
        topics=(SimpleNamespace(id="t-1", name="Fisheries"), SimpleNamespace(id="t-2", name="Police and crime")),
        points=(row("t-1", "a", "b"), row("t-1", "c"), row("t-2", "b", "a"), row(None, "d")),
    )
    assert [(topics, [a.statements[0] for a in point.cells[0]]) for topics, point in iter_points(laid)] == [
        ("Fisheries, Police and crime", ["a", "b"]),
        ("Fisheries", ["c"]),
        ("other points", ["d"]),
    ]
