"""The timeline as a figure: where each happening's mark stands, in percent of the figure's width.

Positions in percent let the drawing follow the page's width while its words keep their size. Long stretches
in which nothing happens are cut short and marked as cut, so that one early happening doesn't press all the
others together.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.model import Happening, shift_day
from onrecord.present.timeline import has_date
from onrecord.present.words import day_words

__all__ = ["Bar", "Figure", "Panel", "Tick", "TimeScale", "draw_timeline"]

_LEFT, _RIGHT = 4.0, 96.0
_MAX_BREAKS = 5
_BREAK_WIDTH = 5.0
_LONG_SHARE = 0.6  # a gap that takes more of the drawn time than this is cut short
_LONG_DAYS = 30
_LABEL_WIDTH = 15.0  # what "30 September 2024" takes of the narrowest page that shows all labels
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Where a label is anchored -> the share of it that lies before that place."""
_ARROW_WIDTH = 7.0
_ROW_HEIGHT = 40
_TOP = 34
_PANEL_ROWS = 10  # 438 pixels: a printed page holds two, and on a screen the days above are never far


@dataclass(frozen=True, slots=True)
class Bar:
    """A happening in the figure.

    `shape` is "point" (a day), "bar" (some time between its ends) or "arrow" (one end is not known); `start` and
    `end` are percents. An arrow's length means nothing: it is short, so that the unknown doesn't fill the figure.
    `style` groups statuses that are drawn alike: "done", "over", "planned", "possible", "not".
    """

    happening: Happening
    shape: str
    style: str
    start: float
    end: float
    is_open_left: bool
    is_open_right: bool
    y: int
    """Pixels from the top of its panel."""

    @property
    def width(self) -> float:
        """The bar's width in percent."""
        return round(self.end - self.start, 2)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day marked on the axis; `anchor` says which end of its label stands there."""

    at: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A stretch of the figure that is drawn in one piece, with the days above it; `height` in pixels."""

    bars: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole figure, panel under panel on one scale; `breaks` in percent."""

    panels: tuple[Panel, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The bars of all panels."""
        return tuple(bar for panel in self.panels for bar in panel.bars)


_STYLES = {
    "occurred": "done",
    "in_force": "done",
    "ended": "over",
    "lifted": "over",
    "planned": "planned",
    "pending": "planned",
    "possible": "possible",
    "hypothetical": "possible",
    "negated": "not",
    "cancelled": "not",
}


class TimeScale:
    """From days to percents: straight between breaks, in order everywhere."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = sorted(set(days))
        gaps = [(after - before).days for before, after in pairwise(self.days)]
        cut = _long_gaps(gaps)
        kept = sum(gap for at, gap in enumerate(gaps) if at not in cut)
        free = _RIGHT - _LEFT - _BREAK_WIDTH * len(cut)
        self.cut = frozenset(cut)
        self.places = [_LEFT if gaps else (_LEFT + _RIGHT) / 2]
        for at, gap in enumerate(gaps):
            step = _BREAK_WIDTH if at in cut else free * gap / kept if kept else free / max(1, len(gaps) - len(cut))
            self.places.append(self.places[-1] + step)

    def place(self, day: date) -> float:
        """The percent at which `day` stands; it lies between the first and the last day."""
        at = bisect_right(self.days, day) - 1
        if self.days[at] == day:
            return round(self.places[at], 2)
        share = (day - self.days[at]) / (self.days[at + 1] - self.days[at])
        return round(self.places[at] + share * (self.places[at + 1] - self.places[at]), 2)

    @property
    def breaks(self) -> tuple[float, ...]:
        """The middles of the stretches that are cut short."""
        return tuple(round((self.places[at] + self.places[at + 1]) / 2, 2) for at in sorted(self.cut))


def _long_gaps(gaps: Sequence[int]) -> set[int]:
    cut: set[int] = set()
    while len(cut) < _MAX_BREAKS:
        left = [(gap, -at) for at, gap in enumerate(gaps) if at not in cut]
        total = sum(gap for gap, _ in left)
        gap, at = max(left, default=(0, 0))
        if len(left) < 2 or gap <= _LONG_SHARE * total or gap < _LONG_DAYS:
            break
        cut.add(-at)
    return cut


def draw_timeline(happenings: Sequence[Happening]) -> Figure:
    """The figure of those happenings that have a first or a last day, in the order given."""
    dated = [happening for happening in happenings if has_date(happening)]
    bounds = [day for happening in dated for day in (happening.when.earliest, happening.when.latest) if day]
    if not bounds:
        return Figure((), (), ())
    scale = TimeScale(bounds)
    panels = tuple(_panel(dated[at : at + _PANEL_ROWS], scale) for at in range(0, len(dated), _PANEL_ROWS))
    return Figure(panels, tuple(_ticks(scale)), scale.breaks)


def _panel(happenings: Sequence[Happening], scale: TimeScale) -> Panel:
    bars = tuple(_bar(happening, scale, at) for at, happening in enumerate(happenings))
    return Panel(bars, _TOP + _ROW_HEIGHT * len(bars) + 4)


def _bar(happening: Happening, scale: TimeScale, row: int) -> Bar:
    first, last = happening.when.earliest, happening.when.latest
    if first is None:
        end = scale.place(last or scale.days[-1])
        start = max(0.0, end - _ARROW_WIDTH)
    else:
        start = scale.place(first)
        end = scale.place(last) if last else min(100.0, start + _ARROW_WIDTH)
    return Bar(
        happening=happening,
        shape="point" if first == last else "bar" if first and last else "arrow",
        style=_STYLES.get(happening.status, "done"),
        start=round(start, 2),
        end=round(max(end, start + 1.0), 2),
        is_open_left=first is None,
        is_open_right=last is None,
        y=_TOP + _ROW_HEIGHT * row,
    )


def _ticks(scale: TimeScale) -> Iterable[Tick]:
    """Days on the axis that leave room for their labels: those at breaks first, then firsts of months, then any."""
    edges = [scale.days[0], scale.days[-1]]
    for at in sorted(scale.cut):
        edges += [scale.days[at], scale.days[at + 1]]
    rest = sorted({*_firsts_of_months(scale), *scale.days} - set(edges), key=lambda day: (day.day != 1, day))
    chosen: list[tuple[float, float, Tick]] = []
    for day in (*dict.fromkeys(edges), *rest):
        place = scale.place(day)
        anchor = "start" if place < 12 else "end" if place > 88 else "middle"
        start = place - _LABEL_WIDTH * _BEFORE[anchor]
        end = start + _LABEL_WIDTH
        if all(end <= taken or start >= free for taken, free, _ in chosen):
            chosen.append((start, end, Tick(place, day_words(day), anchor)))
    return [tick for _, _, tick in sorted(chosen, key=lambda label: label[0])]


def _firsts_of_months(scale: TimeScale) -> Iterable[date]:
    """The first days of months within what is drawn, at most forty of them."""
    n_months = 0
    day = shift_day(scale.days[0].replace(day=1), 32).replace(day=1)
    while scale.days[0] < day < scale.days[-1] and n_months < 40:
        yield day
        n_months += 1
        day = shift_day(day, 32).replace(day=1)
