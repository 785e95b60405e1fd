"""Random strings through the time stage: nothing may crash, and every span and every pair of bounds must stand.

    python -m tests.properties.times 1000000 [SEED]
    python -m tests.properties.times --damaged 10000 [SEED]

Prints the count of strings and of expressions found in them, and every fault with the number that makes it again. With
`--damaged` the strings are the articles of `tests.properties.damage`, and their publication is dated too.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date

from tests.properties.damage import ODD, damage, tell

from onrecord.annotate.times import find_problems, find_timexes
from onrecord.annotate.times.dating import date_article, read_date
from onrecord.annotate.times.lexicon import CLASSES, load_holidays, load_zones
from onrecord.model import Publication, Timex

_WORDS = (
    "Monday", "Thursdays", "Sat.", "May", "may", "March", "Sept.", "the", "a", "of", "in", "on", "at", "by", "from",
    "to", "last", "next", "this", "that", "same", "past", "previous", "following", "early", "late", "mid", "end",
    "start", "today", "tonight", "yesterday", "now", "recently", "spring", "fall", "winter", "morning", "noon",
    "night", "minutes", "hours", "day", "days", "week", "weeks", "weekend", "month", "quarter", "half", "years",
    "year", "decade", "century", "millennium", "ago", "later", "earlier", "before", "after", "since", "until",
    "every", "each", "other", "twice", "one", "two", "three", "several", "a few", "hundred", "thousand", "million",
    "couple of", "first", "second", "third", "twenty-first", "final", "fiscal", "eve", "Easter", "Christmas",
    "Thanksgiving", "UTC", "GMT", "EDT", "+", "-", "–", "/", "(", ")", "“", "”", "’s", "'", "’", ",", ".", ":", ";",
    "\n", "\r\n", " ", "  ", "will", "met", "said", "has been", "expected", "ahead of", "more than", "about",
    "nearly", "at least", "over", "old", "long", "aged", "Day", "Updated", "Published", "a.m.", "p.m.", "AM",
    "o'clock", "daily", "weekly", "a", "per", "times", "period", "time", "season", "term", "Q3", "FY21", "H1", "B.C.",
)  # fmt: skip
_FIGURES = (
    "0", "1", "2", "9", "11", "12", "13", "24", "25", "29", "30", "31", "32", "59", "60", "61", "99", "100", "366",
    "1582", "1899", "1900", "1999", "2000", "2019", "2020", "2021", "2024", "2099", "2100", "2999", "3000", "9999",
    "10000", "'08", "’99", "1990s", "'80s", "2000s", "3rd", "1st", "31st", "32nd", "10:30", "25:61", "9.15",
    "09:00:59", "2019-02-29", "2020-02-29", "0000-00-00", "9999-12-31", "1/2/3", "31/12/99", "02/30/2020", "2019–21",
    "3.5", "1,000", "999,999,999,999", "1e9",
)  # fmt: skip
_DAYS = (
    None, date(2021, 9, 9), date(2024, 2, 29), date(2023, 12, 31), date(2024, 1, 1), date(1, 1, 1), date(9999, 12, 31),
)  # fmt: skip
_FORMS = (*_WORDS, *_FIGURES, *ODD, *sorted(load_holidays()), *sorted(load_zones("abbreviation")), *CLASSES)


def make_string(number: int, seed: int = 7) -> tuple[str, Publication]:
    """The string of this number, of time words, figures, odd characters and arbitrary ones, with a publication."""
    chance = random.Random(f"{seed}:{number}")
    gap = chance.choice((" ", " ", " ", "", "-", "\n"))
    pieces = [_piece(chance) for _ in range(chance.choice((1, 3, 6, 12, 24)))]
    first, last = chance.choice(_DAYS), chance.choice(_DAYS)
    if chance.random() < 0.8 or first is None or last is None or last < first:
        last = first
    return gap.join(pieces), Publication(first, last)


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(_WORDS)
    if kind < 0.75:
        return chance.choice(_FIGURES)
    if kind < 0.95:
        return chance.choice(_FORMS)
    return "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0x110000)))) for _ in range(4))


def read_string(number: int, seed: int = 7) -> int:
    """Find the expressions of a string; how many there are.

    Raises:
        AssertionError: A span or a pair of bounds doesn't stand.
    """
    text, publication = make_string(number, seed)
    found = find_timexes(text, publication)
    check_timexes(text, found)
    if number % 10 == 0:
        date_article(text, url=text)
        read_date(text)
    return len(found)


def read_damaged(number: int, seed: int = 7) -> int:
    """Date a damaged article, and find its expressions."""
    raw = damage(number, seed)
    text = raw.text or ""
    publication = date_article(text, url=f"https://example.org/{text[:200]}")
    if publication.earliest is not None and publication.latest is not None:
        assert publication.earliest <= publication.latest
    for known in (publication, Publication(date(2023, 3, 8), date(2023, 3, 8))):
        found = find_timexes(text, known)
        check_timexes(text, found)
    return len(found)


def check_timexes(text: str, found: tuple[Timex, ...]) -> None:
    """Spans lie in the text, in order, apart from each other, on no white space; bounds are in order."""
    position = 0
    for timex in found:
        assert position <= timex.span.start < timex.span.end <= len(text), timex
        assert timex.span.of(text).strip() == timex.span.of(text), timex
        assert timex.type in ("DATE", "TIME", "DURATION", "SET") and timex.value, timex
        assert timex.when.basis is not None and timex.when.basis.span == timex.span, timex
        if timex.when.earliest is not None and timex.when.latest is not None:
            assert timex.when.earliest <= timex.when.latest, timex
        position = timex.span.end
    assert set(find_problems(found)) <= {timex.span for timex in found}


def main(n: int, seed: int, read: Callable[[int, int], int]) -> int:
    """Read `n` strings; the exit code is 1 when one made a fault."""
    faults = n_found = 0
    begin = time.perf_counter()
    for number in range(n):
        try:
            n_found += read(number, seed)
        except Exception as error:  # every kind of fault is what is looked for
            faults += 1
            tell(f"string {number} of seed {seed}: {type(error).__name__}: {error}")
        if (number + 1) % max(1, n // 20) == 0:
            tell(f"{number + 1:,} read, {n_found:,} expressions, {faults} faults, {time.perf_counter() - begin:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("n", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=7)
    parser.add_argument("--damaged", action="store_true", help="damaged articles instead of random strings")
    options = parser.parse_args()
    sys.exit(main(options.n, options.seed, read_damaged if options.damaged else read_string))
