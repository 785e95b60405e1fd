from datetime import date

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.annotate.times.when import date_event
from onrecord.model import OPEN, Publication, Reading, Span, When, Word

PUBLISHED = Publication(date(2021, 9, 9), date(2021, 9, 9))


def read(rows: str) -> tuple[str, Reading]:
    """A text and its parse from lines "form tag head dep", heads counted from 0."""
    words, text = [], ""
    for line in rows.strip().splitlines():
        form, tag, head, dep = line.split()
        text += (" " if text and form not in ",.'s" else "") + form
        words.append(Word(Span(len(text) - len(form), len(text)), tag, int(head), dep, 0))
    return text, Reading(tuple(words), (Span(0, len(text)),))


def when_of(word: str, rows: str, publication: Publication = PUBLISHED, **hints: tuple[str, ...]) -> When:
    text, reading = read(rows)
    start = text.index(word)
    timexes = find_timexes(text, publication, reading=reading)
    span = Span(start, start + len(word))
    return date_event(span, text=text, timexes=timexes, reading=reading, publication=publication, **hints)


SAID_TUESDAY = """
Officials NNS 1 nsubj
said VBD 1 ROOT
Tuesday NNP 1 npadvmod
that IN 6 mark
ministers NNS 6 nsubj
will MD 6 aux
meet VB 1 ccomp
Friday NNP 6 npadvmod
"""


def test_each_clause_has_its_own_expression() -> None:
    said, meet = when_of("said", SAID_TUESDAY), when_of("meet", SAID_TUESDAY)
    assert (said.earliest, said.latest) == (date(2021, 9, 7), date(2021, 9, 7))
    assert (meet.earliest, meet.latest) == (date(2021, 9, 10), date(2021, 9, 10))
    assert said.basis is not None and said.basis.rule == "clause"


def test_a_cue_that_holds_its_own_day_takes_it() -> None:
    said = when_of("said Tuesday", SAID_TUESDAY)
    assert (said.earliest, said.latest) == (date(2021, 9, 7), date(2021, 9, 7))


@pytest.mark.parametrize("joint", [("from", "to"), ("between", "and")], ids=" … ".join)
def test_the_ends_of_a_range_are_one_time(joint: tuple[str, str]) -> None:
    first, second = joint
    rows = f"""
Envoys NNS 1 nsubj
met VBD 1 ROOT
{first} IN 1 prep
6 CD 2 pobj
{second} IN 2 prep
8 CD 6 nummod
May NNP 4 pobj
"""
    met = when_of("met", rows)
    assert (met.earliest, met.latest, met.date) == (date(2021, 5, 6), date(2021, 5, 8), "2021-05-06/2021-05-08")


def test_a_said_clause_does_not_take_the_day_of_saying() -> None:
    rows = """
Officials NNS 1 nsubj
said VBD 1 ROOT
Tuesday NNP 1 npadvmod
that IN 5 mark
troops NNS 5 nsubj
left VBD 1 ccomp
"""
    left = when_of("left", rows)
    assert left.basis is not None and left.basis.rule == "tense"
    assert (left.earliest, left.latest, left.date) == (None, date(2021, 9, 9), "../2021-09-09")


def test_a_noun_takes_the_time_of_its_verb() -> None:
    rows = """
The DT 1 det
call NN 5 nsubj
Thursday NNP 3 compound
evening NN 1 npadvmod
hardly RB 5 advmod
changed VBD 5 ROOT
minds NNS 5 dobj
"""
    call, changed = when_of("call", rows), when_of("changed", rows)
    assert (call.earliest, call.latest) == (date(2021, 9, 9), date(2021, 9, 9))
    assert changed.basis is not None and changed.basis.rule == "tense"


def test_prepositions_leave_one_bound() -> None:
    rows = """
Troops NNS 2 nsubj
have VBP 2 aux
held VBN 2 ROOT
the DT 4 det
port NN 2 dobj
since IN 2 prep
March NNP 5 pobj
"""
    held = when_of("held", rows)
    assert (held.earliest, held.latest) == (date(2021, 3, 1), date(2021, 9, 9))


def test_a_certain_future_starts_at_publication_and_a_possible_one_is_open() -> None:
    rows = """
Ministers NNS 2 nsubj
{modal} MD 2 aux
meet VB 2 ROOT
again RB 2 advmod
"""
    will = when_of("meet", rows.format(modal="will"))
    assert (will.earliest, will.latest, will.date) == (date(2021, 9, 9), None, "2021-09-09/..")
    assert when_of("meet", rows.format(modal="might")) == OPEN
    assert when_of("meet", rows.format(modal="would")) == OPEN


def test_a_promise_once_made_starts_when_it_was_made() -> None:
    rows = """
He PRP 1 nsubj
vowed VBD 1 ROOT
in IN 1 prep
2019 CD 2 pobj
that IN 7 mark
he PRP 7 nsubj
will MD 7 aux
resign VB 1 ccomp
"""
    resign = when_of("resign", rows)
    assert resign.earliest == date(2019, 1, 1)
    assert resign.basis is not None and resign.basis.anchor_span is not None


def test_without_publication_only_the_expression_counts() -> None:
    said = when_of("said", SAID_TUESDAY, Publication())
    assert (said.earliest, said.latest) == (None, None)
    assert said.basis is not None and said.basis.rule == "clause"
    rows = "Troops NNS 1 nsubj\nleft VBD 1 ROOT"
    assert when_of("left", rows, Publication()) == OPEN


def test_place_names_give_the_zone() -> None:
    assert when_of("said", SAID_TUESDAY, zone_hints=("Nowhere", "Tokyo")).zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("text", "word", "rule"),
    [
        ("Troops left on Tuesday.", "left", "same_clause"),
        ("Troops left; on Tuesday shops opened.", "left", None),
        ("Troops left after officials said Tuesday it was safe.", "left", None),
        ("He came Monday and left Tuesday.", "left", None),
    ],
)
def test_without_a_parse_punctuation_bounds_the_clause(text: str, word: str, rule: str | None) -> None:
    start = text.index(word)
    when = date_event(
        Span(start, start + len(word)),
        text=text,
        timexes=find_timexes(text, PUBLISHED),
        reading=None,
        publication=PUBLISHED,
    )
    assert (when.basis.rule if when.basis else None) == rule


@pytest.mark.parametrize(
    ("governor", "day"),
    [("agreed", None), ("promised", None), ("began", date(2021, 9, 7))],
    ids=str,
)
def test_what_is_agreed_on_a_day_takes_place_on_another(governor: str, day: date | None) -> None:
    rows = f"""
Ministers NNS 1 nsubj
{governor} VBD 1 ROOT
Tuesday NNP 1 npadvmod
to TO 4 aux
attend VB 1 xcomp
the DT 6 det
session NN 4 dobj
"""
    found = when_of("session", rows)
    assert found.earliest == day


IN_A_CRASH = """
Judge NN 1 nsubj
acquits VBZ 1 ROOT
Airbus NNP 1 dobj
in IN 1 prep
2009 CD 3 pobj
crash NN 3 pobj
"""


def test_a_year_that_names_a_noun_dates_no_verb() -> None:
    assert when_of("acquits", IN_A_CRASH).earliest is None


def test_days_of_many_weeks_are_a_set_and_no_day_names_a_broadcast() -> None:
    [found] = find_timexes("She swam on Monday mornings.", PUBLISHED)
    assert (found.type, found.value) == ("SET", "XXXX-WXX-1TMO")
    assert not find_timexes("She spoke on Monday Night Football.", PUBLISHED)
