"""From expressions to their meanings, for a publication day or an interval of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.annotate.times import clocks, dates, lengths, stretches
from onrecord.annotate.times.context import Context, Meaning
from onrecord.annotate.times.edtf import format_edtf
from onrecord.annotate.times.grammar import Found
from onrecord.annotate.times.lexicon import Token, load_zones
from onrecord.model import Basis, Publication, Span, Timex, When

__all__ = ["resolve"]

_Builder = Callable[[Found, Context], Meaning | None]
_BUILDERS: dict[str, _Builder] = {
    "calendar_date": dates.calendar_date,
    "century": stretches.century,
    "clock": clocks.clock,
    "clock_ahead": clocks.clock_ahead,
    "date_clock": clocks.date_clock,
    "day_beside": dates.day_beside,
    "day_number": dates.day_number,
    "daypart": clocks.daypart,
    "decade": stretches.decade,
    "deictic": dates.deictic,
    "distance": lengths.distance,
    "duration": lengths.duration,
    "duration_ahead": lengths.duration_ahead,
    "every": lengths.every,
    "fiscal_year": stretches.fiscal_year,
    "frequency": lengths.frequency,
    "holiday": dates.holiday,
    "iso_date": dates.iso_date,
    "known_day": dates.known_day,
    "quarter": stretches.quarter,
    "rate": lengths.rate,
    "reference": stretches.reference,
    "relative_unit": stretches.relative_unit,
    "same_period": stretches.same_period,
    "season": stretches.season,
    "shared_month": dates.shared_month,
    "shared_month_ahead": dates.shared_month_ahead,
    "short_year": stretches.short_year,
    "slash_date": dates.slash_date,
    "span_of_units": lengths.span_of_units,
    "times_a": lengths.times_a,
    "tonight": clocks.tonight,
    "unknown_day": stretches.unknown_day,
    "week_of": stretches.week_of,
    "week_of_month": stretches.week_of_month,
    "weekday": dates.weekday,
    "weekday_set": lengths.weekday_set,
    "year": stretches.year,
    "year_earlier": stretches.year_earlier,
    "year_tail": stretches.year_tail,
}
"""What gives the value of each kind of expression, by the grammar's `build`."""

_MAX_PUBLICATION_DAYS = 31  # a longer publication interval says too little to resolve "Thursday" against


def resolve(
    tokens: Sequence[Token], found: Sequence[Found], publication: Publication, tense_of: Callable[[Found], int]
) -> list[Timex]:
    """The timexes of `found`, in order; what would differ between the possible publication days stays an X-value.

    An expression that its builder takes back ("the last hour") is left out.
    """
    passes = []
    for published in _publication_days(publication):
        context = Context(tokens, found, published, tense_of)
        built: dict[int, Meaning] = {}
        for each in found:
            meaning = _BUILDERS[each.build](each, context)
            if meaning is not None:
                meaning = clocks.with_zone(meaning, _place_zone(tokens, each, meaning))
                context.record(each, meaning)
                built[each.first] = meaning
        passes.append(built)
    undated = passes[-1]
    timexes = []
    for each in found:
        meanings = [built[each.first] for built in passes[:-1] if each.first in built]
        if not meanings and each.first not in undated:
            continue
        span = Span(tokens[each.first].start, tokens[each.last - 1].end)
        timexes.append(_timex(span, _agree(meanings, undated.get(each.first))))
    return timexes


def _publication_days(publication: Publication) -> list[date | None]:
    """The days to try: every possible one when they are few; last always None, for an unknown day."""
    first, last = publication.earliest, publication.latest
    if first is None or last is None or (last - first).days > _MAX_PUBLICATION_DAYS:
        return [None]
    days: list[date | None] = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [*days, None] if len(days) > 1 else [days[0], None]


def _agree(meanings: Sequence[Meaning], undated: Meaning | None) -> Meaning:
    """The one meaning of all publication days; where they differ, the X-value with bounds that hold all of them."""
    if not meanings:
        assert undated is not None
        return undated
    first = meanings[0]
    if all(
        meaning.value == first.value and meaning.earliest == first.earliest and meaning.latest == first.latest
        for meaning in meanings
    ):
        return first
    earliest = [meaning.earliest for meaning in meanings if meaning.earliest is not None]
    latest = [meaning.latest for meaning in meanings if meaning.latest is not None]
    same = all(meaning.value == first.value for meaning in meanings)
    base = first if same or undated is None else replace(undated, anchor=first.anchor)
    return replace(
        base,
        earliest=min(earliest) if len(earliest) == len(meanings) else None,
        latest=max(latest) if len(latest) == len(meanings) else None,
        period=first.period if same else None,
        rule=f"{base.rule}:publication_interval",
    )


def _place_zone(tokens: Sequence[Token], found: Found, meaning: Meaning) -> str | None:
    """The zone of "in Washington" right after a time of day."""
    if meaning.type != "TIME" or found.last >= len(tokens) or tokens[found.last].kind != "IN":
        return None
    cities = load_zones("city")
    for length in (3, 2, 1):
        name = " ".join(token.form for token in tokens[found.last + 1 : found.last + 1 + length])
        if name in cities:
            return cities[name]
    return None


def _timex(span: Span, meaning: Meaning) -> Timex:
    anchor = meaning.anchor
    basis = Basis(
        rule=meaning.rule,
        span=span,
        anchor_span=anchor if isinstance(anchor, Span) else None,
        anchor_field=anchor if isinstance(anchor, str) else None,
    )
    form = format_edtf(meaning.period, meaning.earliest, meaning.latest, approximate=meaning.mod == "APPROX")
    when = When(meaning.earliest, meaning.latest, form, meaning.zone, basis)
    return Timex(span, meaning.type, meaning.value, when, meaning.mod)
