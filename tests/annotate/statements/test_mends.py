"""What layout tells where the reader's relations leave a gap."""

from dataclasses import replace

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.statements import find_statements
from onrecord.annotate.statements.quotes import find_quotes
from onrecord.model import Passage, Span
from reading_builders import make_article, make_reading


def rows_of(text, arcs, names, relations):
    article = make_article(text)
    reading = make_reading(text, arcs, names, relations)
    rows = find_statements(article, reading, find_entities(article, reading), ())
    return [
        (s.speaker.name if s.speaker else None, [c.of(text) for c in s.content], s.kind)
        for s in rows
        if s.usage is None
    ]


PARAGRAPHS = "“One,” Holm said. “Two.\n\n“Three.\n\n“Four.”\n\nShe left."
PARAGRAPH_ARCS = """
“ `` punct said
One NN ccomp said
, , punct said
” '' punct said
Holm NNP nsubj said
said VBD ROOT
. . punct said
“ `` punct Two
Two CD ROOT
. . punct Two
“ `` punct Three
Three CD ROOT
. . punct Three
“ `` punct Four
Four CD ROOT
. . punct Four
” '' punct Four
She PRP nsubj left
left VBD ROOT
. . punct left
"""


def test_a_quotation_of_several_paragraphs_is_one_content():
    relations = [(["Holm"], ["said"], ["“One,”", "“Two."])]
    rows = rows_of(PARAGRAPHS, PARAGRAPH_ARCS, [("Holm", "PERSON")], relations)
    assert rows == [("Holm", ["“One,”", "“Two.\n\n“Three.\n\n“Four.”"], "direct")]


def test_passages_with_blanks_between_carry_a_quotation_on():
    text = "“One.\n\n“Two.”"
    assert [q.of(text) for q in find_quotes(text, (Span(0, 5), Span(7, 13)))] == ["“One.", "“Two.”"]


def test_an_unclosed_mark_does_not_swallow_the_quotation_after_it():
    text = "“No end here, and “an end” there.\nNext."
    assert [q.of(text) for q in find_quotes(text, (Span(0, len(text)),))] == ["“an end”"]


def test_other_marks_inside_a_quotation_do_not_close_it():
    text = '"She calls it a “rant,” a word," he said.'
    assert [q.of(text) for q in find_quotes(text, (Span(0, len(text)),))] == ['"She calls it a “rant,” a word,"']


BLOCK = "From the teachers' union:\nWe shall strike."
BLOCK_ARCS = """
From IN ROOT
the DT det union
teachers NNS poss union
' POS case teachers
union NN pobj From
: : punct From
We PRP nsubj strike
shall MD aux strike
strike VB ROOT
. . punct strike
"""


def test_a_block_has_the_source_that_stands_above_it():
    ((speaker, content, _),) = rows_of(BLOCK, BLOCK_ARCS, [], [([], ["From"], ["We shall strike."])])
    assert (speaker, content) == ("teachers' union", ["We shall strike."])


TAIL = "Holm called early, to “test the ice,” an aide said."
TAIL_ARCS = """
Holm NNP nsubj called
called VBD ccomp said
early RB advmod called
, , punct called
to TO aux test
“ `` punct test
test VB advcl called
the DT det ice
ice NN dobj test
, , punct said
” '' punct said
an DT det aide
aide NN nsubj said
said VBD ROOT
. . punct said
"""


def test_who_is_told_after_a_quotation_said_it():
    relations = [(["Holm"], ["called early,"], ["to “test the ice,”"])]
    rows = rows_of(TAIL, TAIL_ARCS, [("Holm", "PERSON")], relations)
    assert rows == [("aide", ["Holm called early, to “test the ice,”"], "mixed")]


HEADED = "Harbour to close\n\nIt was late, Holm said."
HEADED_ARCS = """
Harbour NN nsubj close
to TO aux close
close VB ROOT
It PRP nsubj was
was VBD ccomp said
late JJ acomp was
, , punct said
Holm NNP nsubj said
said VBD ROOT
. . punct said
"""


def make_headed(text):
    """An article whose first line is its headline."""
    headline = text.index("\n")
    passages = (Passage(Span(0, headline), "headline"), Passage(Span(headline + 2, len(text)), "body"))
    return replace(make_article(text), passages=passages)


def test_a_headline_is_no_part_of_what_is_said_below_it():
    article = make_headed(HEADED)
    relations = [(["Holm"], ["said"], ["Harbour to close", "It was late"])]
    reading = make_reading(HEADED, HEADED_ARCS, [("Holm", "PERSON")], relations)
    [row] = find_statements(article, reading, find_entities(article, reading), ())
    assert [c.of(HEADED) for c in row.content] == ["It was late"]


LABELLED = "MEDIA RELEASE: Strike suspended\n\nIt was late, Holm said."
LABELLED_ARCS = """
MEDIA NNP compound RELEASE
RELEASE NNP ROOT
: : punct RELEASE
Strike NN nsubjpass suspended
suspended VBN acl RELEASE
It PRP nsubj was
was VBD ccomp said
late JJ acomp was
, , punct said
Holm NNP nsubj said
said VBD ROOT
. . punct said
"""


def test_what_a_headline_is_labelled_says_nothing():
    article = make_headed(LABELLED)
    relations = [(["MEDIA RELEASE"], [":"], ["Strike suspended"]), (["Holm"], ["said"], ["It was late"])]
    reading = make_reading(LABELLED, LABELLED_ARCS, [("Holm", "PERSON")], relations)
    [row] = find_statements(article, reading, find_entities(article, reading), ())
    assert [c.of(LABELLED) for c in row.content] == ["It was late"]


PASSIVE = "Esmark is reported to have fled."
PASSIVE_ARCS = """
Esmark NNP nsubjpass reported
is VBZ auxpass reported
reported VBN ROOT
to TO aux fled
have VB aux fled
fled VBN xcomp reported
. . punct reported
"""


def test_who_is_reported_to_have_done_something_reports_nothing():
    relations = [(["Esmark"], ["is reported"], ["to have fled"])]
    rows = rows_of(PASSIVE, PASSIVE_ARCS, [("Esmark", "ORG")], relations)
    assert rows == [(None, ["Esmark", "to have fled"], "indirect")]
