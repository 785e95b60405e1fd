"""The work of reading statements grows with the text, not with its square."""

import sys
from dataclasses import replace

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.statements import find_statements
from onrecord.model import Relation, Span
from reading_builders import make_article, make_reading, span_in

LEAD = "Ada Holm met the press."
LEAD_ARCS = """
Ada NNP compound Holm
Holm NNP nsubj met
met VBD ROOT
the DT det press
press NN dobj met
. . punct met
"""
QUOTE = " “Word {0} falls,” Holm said."
QUOTE_ARCS = """
“ `` punct falls
Word NN nsubj falls
{0} CD nummod Word
falls VBZ ccomp said
, , punct said
” '' punct said
Holm NNP nsubj said
said VBD ROOT
. . punct said
"""


def _relation(text: str, number: int) -> Relation:
    content = span_in(text, QUOTE.format(number)[1:-11])
    source = Span(content.end + 1, content.end + 5)
    return Relation((source,), (Span(source.end + 1, source.end + 5),), (content,), 1.0)


def calls_for(quotes: int) -> tuple[int, int]:
    """How many statements so many quotations give, and how many Python calls they take."""
    numbers = range(100, 100 + quotes)
    text = LEAD + "".join(QUOTE.format(i) for i in numbers)
    arcs = LEAD_ARCS.strip() + "".join(QUOTE_ARCS.format(i).rstrip() for i in numbers)
    names = [("Ada Holm", "PERSON"), *[("Holm", "PERSON")] * quotes]
    article = make_article(text)
    reading = replace(make_reading(text, arcs, names), relations=tuple(_relation(text, i) for i in numbers))
    naming = find_entities(article, reading)
    count = 0

    def seen(frame, event, arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        statements = find_statements(article, reading, naming, ())
    finally:
        sys.setprofile(None)
    return len(statements), count


def test_twice_the_quotations_take_twice_the_calls():
    calls_for(10)  # fills the caches of words
    found, calls = calls_for(100)
    twice, more = calls_for(200)
    assert (found, twice) == (100, 200)
    assert more < 2.3 * calls
