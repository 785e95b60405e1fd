from datetime import date
from itertools import pairwise

from onrecord.model import Happening, Ordering, When
from onrecord.present.report.figure import TimeScale, draw_timeline
from onrecord.present.timeline import order_happenings
from onrecord.present.words import when_prose, when_words


def happening(name, first=None, last=None, status="occurred"):
    when = When(first, last)
    return Happening(name, f"Title {name}", None, None, status, (f"e-{name}",), ("one",), (), when)


def ids(happenings):
    return [found.id for found in happenings]


MAY, JUNE = date(2030, 5, 1), date(2030, 6, 1)


def test_bounds_decide_the_order_and_undated_ones_come_last():
    many = [happening("a"), happening("b", JUNE), happening("c", None, MAY), happening("d", MAY, JUNE)]
    assert ids(order_happenings(many, [])) == ["c", "d", "b", "a"]


def test_a_told_order_wins_where_the_bounds_leave_it_open():
    many = [happening("a", MAY, JUNE), happening("b", MAY, JUNE), happening("c"), happening("d")]
    told = [Ordering("a", "after", "b", "one"), Ordering("d", "before", "c", "one")]
    assert ids(order_happenings(many, told)) == ["b", "a", "d", "c"]


def test_what_has_no_day_stands_right_before_what_it_lies_before():
    many = [happening("a", MAY, MAY), happening("b", JUNE, JUNE), happening("c"), happening("d", None, JUNE)]
    told = [Ordering("c", "before", "a", "one"), Ordering("d", "before", "a", "one")]
    assert ids(order_happenings(many, told)) == ["d", "c", "a", "b"]


def test_intervals_open_ends_plans_and_the_undated_in_one_order():
    many = [
        happening("undated"),
        happening("cancelled", JUNE, JUNE, "cancelled"),
        happening("possible", MAY, date(2030, 8, 31), "possible"),
        happening("day", date(2030, 5, 9), date(2030, 5, 9)),
        happening("until", None, date(2030, 5, 20)),
        happening("from", date(2030, 5, 20), None, "planned"),
        happening("ordered", None, None, "possible"),
    ]
    told = [Ordering("ordered", "before", "day", "one"), Ordering("from", "after", "until", "one")]
    expected = ["possible", "ordered", "day", "until", "from", "cancelled", "undated"]
    assert ids(order_happenings(many, told)) == expected
    assert ids(order_happenings(reversed(many), reversed(told))) == expected


def test_a_told_order_against_the_days_is_not_followed():
    many = [happening("a", MAY, MAY), happening("b", JUNE, JUNE)]
    assert ids(order_happenings(many, [Ordering("b", "before", "a", "one")])) == ["a", "b"]


def test_relations_in_a_circle_lose_no_happening():
    many = [happening("a"), happening("b"), happening("c")]
    circle = [Ordering(x, "before", y, "one") for x, y in ("ab", "bc", "ca")]
    assert sorted(ids(order_happenings(many, circle))) == ["a", "b", "c"]


def test_the_scale_keeps_the_order_and_cuts_a_long_empty_stretch():
    days = [date(1990, 1, 1), MAY, date(2030, 5, 20), JUNE]
    scale = TimeScale(days)
    places = [scale.place(day) for day in days]
    assert places == sorted(set(places))
    assert len(scale.breaks) == 1
    assert places[3] - places[1] > 50, "the early day must not press the others together"


def test_points_bars_and_open_ends_are_drawn_apart():
    figure = draw_timeline(
        [
            happening("a", MAY, MAY),
            happening("b", MAY, JUNE, "planned"),
            happening("c", None, JUNE),
            happening("d", MAY, None, "cancelled"),
            happening("e"),
        ]
    )
    assert [(b.happening.id, b.shape, b.style, b.is_open_left, b.is_open_right) for b in figure.bars] == [
        ("a", "point", "done", False, False),
        ("b", "bar", "planned", False, False),
        ("c", "arrow", "done", True, False),
        ("d", "arrow", "not", False, True),
    ]
    assert all(0 <= bar.start <= bar.end <= 100 for bar in figure.bars)


def test_labels_of_days_leave_each_other_room():
    days = [date(2030, month, 1) for month in range(1, 13)]
    ticks = draw_timeline([happening(str(day), day, day) for day in days]).ticks
    shares = {"start": (0, 15), "middle": (7.5, 7.5), "end": (15, 0)}
    labels = [(tick.at - shares[tick.anchor][0], tick.at + shares[tick.anchor][1]) for tick in ticks]
    assert len(labels) > 3
    assert all(before[1] <= after[0] for before, after in pairwise(labels))


def test_a_long_figure_is_drawn_in_panels_that_a_page_holds():
    many = [happening(f"{number:02}", MAY, JUNE) for number in range(25)]
    figure = draw_timeline(many)
    assert [bar.happening.id for bar in figure.bars] == ids(many)
    assert [len(panel.bars) for panel in figure.panels] == [10, 10, 5]
    assert all(0 < bar.y < panel.height < 480 for panel in figure.panels for bar in panel.bars)


def test_times_in_words_say_no_more_than_is_known():
    def words(first, last):
        return when_prose(When(first, last)), when_words(When(first, last))

    assert words(MAY, MAY) == ("1 May 2030", "2030-05-01")
    assert words(MAY, date(2030, 5, 31)) == ("some time in May 2030", "2030-05-01 to 2030-05-31")
    assert words(date(2030, 1, 1), date(2030, 12, 31))[0] == "some time in 2030"
    assert words(MAY, None) == ("on or after 1 May 2030", "2030-05-01 or later")
    assert words(None, MAY) == ("on or before 1 May 2030", "2030-05-01 or earlier")
    assert words(None, None) == ("no date", "no date")
