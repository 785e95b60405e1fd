"""When words were said, by what the article orders the saying against."""

from datetime import date

import pytest

from onrecord.annotate.times.order import order_statements
from onrecord.model import OPEN, Basis, Event, RawArticle, Reading, Span, Statement, When, Word
from onrecord.pipeline.stages import annotate_article

CALL = When(date(2024, 5, 16), date(2024, 5, 16), "2024-05-16", None, Basis("clause"))
REPORTED = When(None, date(2024, 5, 20), "../2024-05-20", None, Basis("tense", anchor_field="published"))

SAID_AHEAD = """
Officials NNS 1 nsubj
said VBD 1 ROOT
{adverb}
{preposition}
the DT 5 det
call NN {head} pobj
that IN 9 mark
trade NN 9 nsubj
would MD 9 aux
suffer VB 1 ccomp
"""
AHEAD_OF = SAID_AHEAD.format(adverb="ahead RB 1 advmod", preposition="of IN 2 prep", head=3)
HOURS_BEFORE = SAID_AHEAD.format(adverb="hours NNS 3 npadvmod", preposition="before IN 1 prep", head=3)
HOURS_AFTER = SAID_AHEAD.format(adverb="hours NNS 3 npadvmod", preposition="after IN 1 prep", head=3)
JUST_AFTER = SAID_AHEAD.format(adverb="shortly RB 3 advmod", preposition="after IN 1 prep", head=3)
DURING = SAID_AHEAD.format(adverb="again RB 1 advmod", preposition="during IN 1 prep", head=3)

ANOTHER_VERB = """
Officials NNS 3 nsubj
who WP 2 nsubj
left VBD 0 relcl
said VBD 3 ROOT
trade NN 5 nsubj
suffered VBD 3 ccomp
after IN 5 prep
the DT 8 det
call NN 6 pobj
"""


def said(rows: str, when: When, told: When = REPORTED, status: str = "occurred", content: str = "trade") -> When:
    """The time of "said" beside a call at `when`; the words said begin at `content`."""
    words, text = [], ""
    for line in rows.strip().splitlines():
        form, tag, head, dep = line.split()
        text += (" " if text else "") + form
        words.append(Word(Span(len(text) - len(form), len(text)), tag, int(head), dep, 0))
    reading = Reading(tuple(words), (Span(0, len(text)),))
    cue, trigger, start = text.index("said"), text.index("call"), text.index(content)
    statement = Statement("s", "indirect", (), (Span(cue, cue + 4),), (Span(start, len(text)),), said=told)
    event = Event("e", (Span(trigger, trigger + 4),), form="call", status=status, when=when)
    [found] = order_statements(text, reading, [statement], [event])
    return found.said


@pytest.mark.parametrize(
    ("rows", "earliest", "latest"),
    [
        (AHEAD_OF, None, date(2024, 5, 16)),
        (HOURS_BEFORE, date(2024, 5, 15), date(2024, 5, 16)),
        (HOURS_AFTER, date(2024, 5, 16), date(2024, 5, 17)),
        (JUST_AFTER, date(2024, 5, 16), date(2024, 5, 20)),
        (DURING, date(2024, 5, 16), date(2024, 5, 16)),
    ],
    ids=["ahead of", "hours before", "hours after", "shortly after", "during"],
)
def test_the_saying_is_bounded_by_what_it_is_ordered_against(rows, earliest, latest):
    found = said(rows, CALL)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.basis.rule.startswith("order:")
    assert found.basis.anchor_span is not None and found.basis.span is not None


def test_a_happening_without_a_day_bounds_nothing():
    assert said(AHEAD_OF, OPEN) == REPORTED
    assert said(AHEAD_OF, CALL, status="hypothetical") == REPORTED


def test_an_undated_saying_stays_open_on_the_side_that_nothing_bounds():
    found = said(AHEAD_OF, CALL, told=OPEN)
    assert (found.earliest, found.latest, found.date) == (None, date(2024, 5, 16), "../2024-05-16")


def test_what_was_said_orders_something_else():
    assert said(ANOTHER_VERB, CALL) == REPORTED  # the words said hold the order
    assert said(ANOTHER_VERB, CALL, content="suffered") == REPORTED
    assert said(ANOTHER_VERB, CALL, content="Officials") == REPORTED


def test_another_verb_between_takes_the_order():
    rows = ANOTHER_VERB.replace("suffered VBD 3 ccomp", "suffered VBD 3 conj")
    assert said(rows, CALL, content="trade") == REPORTED


def test_an_order_against_the_days_changes_no_day_and_is_noted():
    told = When(date(2024, 5, 18), date(2024, 5, 18), "2024-05-18", None, Basis("clause"))
    found = said(AHEAD_OF, CALL, told=told)
    assert (found.earliest, found.latest, found.date) == (told.earliest, told.latest, told.date)
    assert found.basis.rule == "clause:against_order"


@pytest.mark.weights
def test_in_a_whole_report():
    text = (
        "President Ann Lee spoke with President Bo Rask by phone on Thursday.\n\n"
        "An official said ahead of the call between Ann Lee and Bo Rask that the duties would stay.\n\n"
        "Hours after the call between Lee and Rask, a spokesman said that the duties might fall.\n"
    )
    facts = annotate_article(RawArticle(path="report", text=text, published="2024-05-20"))
    bounds = [(s.said.earliest, s.said.latest) for s in facts.statements]
    assert bounds == [(None, date(2024, 5, 16)), (date(2024, 5, 16), date(2024, 5, 17))]
