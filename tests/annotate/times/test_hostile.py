import cProfile
import random
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.times import find_timexes
from onrecord.annotate.times.dating import date_article, read_date
from onrecord.annotate.times.lexicon import tokenize
from onrecord.annotate.times.when import date_event
from onrecord.model import Publication, Reading, Span, Word

PIECES = [
    "Monday", "May", "March", "the", "a", "of", "last", "next", "2019", "12", "31", "0", "99", "'08", "1990s", "th",
    "3rd", "a.m.", "p.m.", ":", "10:30", "25:99", "-", "–", "/", ",", ".", " ", "\n", "(", ")", "“", "”", "’s", "'",
    "years", "year", "ago", "later", "earlier", "every", "other", "quarter", "half", "past", "Christmas", "Easter",
    "9999-12-31", "0000-00-00", "1/2/3", "31/12/99", "UTC", "GMT", "+", "in", "Washington", "two", "hundred", "million",
    "week", "fall", "the early", "mid", "century", "fiscal", "Thanksgiving", "until",
    "\u0660\u0661", "²", "½", "\u200b", "é", "😀", "\ud800",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]), st.none() | st.dates())
def test_any_mix_of_time_words_is_survived(pieces: list[str], gap: str, day: object) -> None:
    text = gap.join(pieces)
    for timex in find_timexes(text, Publication(day, day)):  # type: ignore[arg-type]
        assert 0 <= timex.span.start < timex.span.end <= len(text)
        if timex.when.earliest is not None and timex.when.latest is not None:
            assert timex.when.earliest <= timex.when.latest


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    found = find_timexes(text, Publication())
    assert list(found) == sorted(found, key=lambda timex: timex.span)
    date_article(text, url=text)
    read_date(text)


def test_tokens_lie_in_the_text_in_order() -> None:
    random.seed(7)
    text = " ".join(random.choice(PIECES) for _ in range(500))
    tokens = tokenize(text, 0, len(text))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1,",
        "May ",
        "two ",
        "the ",
        "12:",
        "10 ",
        "a.m.",
        "Monday, ",
        "2019-",
        "'",
        "of the ",
        "\n",
        "3 May ",
        "last week and ",
        "12 a ",
        "10:30 UTC ",
        "a day earlier ",
        "now ",
        "12-14 ",
        "at 9 a.m. ",
        "the next morning ",
        "2019 a month later ",
        "“ ",
    ],
)
def test_work_grows_linearly(piece: str) -> None:
    # Calls are counted, not seconds: the count is the same on a busy machine. `benchmarks/growth.py` takes the time.
    def cost(n_chars: int) -> int:
        text = (piece * n_chars)[:n_chars]
        profile = cProfile.Profile()
        profile.runcall(find_timexes, text, Publication())
        return sum(entry.callcount for entry in profile.getstats())

    cost(1000)
    assert cost(20_000) <= 2.3 * cost(10_000) + 1000


def test_the_work_for_each_event_does_not_grow_with_the_article() -> None:
    line = "Envoys met on Tuesday and left. "
    day = date(2021, 9, 9)

    def cost(n_lines: int) -> int:
        words, text = [], line * n_lines
        for n in range(n_lines):
            place = n * len(line)
            for form, tag, head, dep in (
                ("met", "VBD", 0, "ROOT"),
                ("on", "IN", 0, "prep"),
                ("Tuesday", "NNP", 1, "pobj"),
            ):
                start = place + line.index(form)
                words.append(Word(Span(start, start + len(form)), tag, 3 * n + head, dep, n))
        sentences = tuple(Span(n * len(line), (n + 1) * len(line) - 1) for n in range(n_lines))
        reading, publication = Reading(tuple(words), sentences), Publication(day, day)
        timexes = find_timexes(text, publication, reading=reading)
        profile = cProfile.Profile()
        for word in words[::3]:
            when = profile.runcall(
                date_event, word.span, text=text, timexes=timexes, reading=reading, publication=publication
            )
            assert when.earliest == when.latest == date(2021, 9, 7)
        return sum(entry.callcount for entry in profile.getstats())

    assert cost(200) <= 2.3 * cost(100)
