"""From relations to statements, on readings made by hand."""

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.statements import find_statements
from onrecord.model import Statement
from reading_builders import make_article, make_reading


def statements_of(text, arcs, names=(), relations=(), publisher=None) -> tuple[Statement, ...]:
    article = make_article(text, publisher)
    reading = make_reading(text, arcs, names, relations)
    return find_statements(article, reading, find_entities(article, reading), ())


OFFICIAL = "An official, who spoke on condition of anonymity, said no. The official added yes."
OFFICIAL_ARCS = """
An DT det official
official NN nsubj said
, , punct official
who WP nsubj spoke
spoke VBD relcl official
on IN prep spoke
condition NN pobj on
of IN prep condition
anonymity NN pobj of
, , punct official
said VBD ROOT
no UH intj said
. . punct said
The DT det official
official NN nsubj added
added VBD ROOT
yes UH intj added
. . punct added
"""


def test_a_reason_for_anonymity_holds_for_later_words_of_the_same_source():
    relations = [
        (["An official, who spoke on condition of anonymity,"], ["said"], ["no"]),
        (["The official"], ["added"], ["yes"]),
    ]
    first, second = statements_of(OFFICIAL, OFFICIAL_ARCS, relations=relations)
    assert first.speaker == second.speaker
    for statement in (first, second):
        assert statement.terms == "anonymous"
        assert statement.channel == "background"
        assert statement.terms_span is not None
        assert statement.terms_span.of(OFFICIAL) == "who spoke on condition of anonymity"


RELAY = "According to state radio, Ada Holm told miners that help was near."
RELAY_ARCS = """
According VBG prep told
to IN prep According
state NN compound radio
radio NN pobj to
, , punct told
Ada NNP compound Holm
Holm NNP nsubj told
told VBD ROOT
miners NNS dobj told
that IN mark was
help NN nsubj was
was VBD ccomp told
near JJ acomp was
. . punct told
"""


def test_a_relayed_statement_is_a_row_within_the_outlets():
    relations = [(["state radio"], ["According to"], ["Ada Holm told miners that help was near"])]
    outer, inner = statements_of(RELAY, RELAY_ARCS, [("Ada Holm", "PERSON")], relations)
    assert (outer.channel, outer.terms, outer.within) == ("state_media", "institution", None)
    assert inner.within == outer.id
    assert inner.speaker is not None
    assert inner.speaker.name == "Ada Holm"
    assert inner.relayed_by is not None
    assert inner.relayed_by.name == "state radio"
    assert inner.addressee is not None
    assert inner.addressee.name == "miners"
    assert inner.channel == "state_media"
    assert [s.of(RELAY) for s in inner.content] == ["that help was near"]


def test_the_plain_row_is_the_relation_as_read():
    relations = [(["state radio"], ["According to"], ["Ada Holm told miners that help was near"])]
    plain = [s for s in statements_of(RELAY, RELAY_ARCS, [("Ada Holm", "PERSON")], relations) if s.within is None]
    assert [[span.of(RELAY) for span in (*s.source, *s.cue, *s.content)] for s in plain] == [
        ["state radio", "According to", "Ada Holm told miners that help was near"]
    ]


WORDS = "Holm would not use the word “strike.” She praised what she called a “pause.”"
WORDS_ARCS = """
Holm NNP nsubj use
would MD aux use
not RB neg use
use VB ROOT
the DT det word
word NN dobj use
“ `` punct strike
strike NN appos word
. . punct use
” '' punct use
She PRP nsubj praised
praised VBD ROOT
what WP dobj called
she PRP nsubj called
called VBD ccomp praised
a DT det pause
“ `` punct pause
pause NN oprd called
. . punct praised
” '' punct praised
"""


def test_words_not_used_and_terms_get_rows_of_their_own():
    rows = statements_of(WORDS, WORDS_ARCS, [("Holm", "PERSON")])
    assert [(s.usage, s.content[0].of(WORDS)) for s in rows] == [("not_used", "“strike.”"), ("term", "“pause.”")]
    assert [s.speaker.name for s in rows if s.speaker] == ["Holm", "Holm"]


MOVED = "Holm failed to prod Brix to use the word “strike.”"
MOVED_ARCS = """
Holm NNP nsubj failed
failed VBD ROOT
to TO aux prod
prod VB xcomp failed
Brix NNP dobj prod
to TO aux use
use VB xcomp prod
the DT det word
word NN dobj use
“ `` punct strike
strike NN appos word
. . punct failed
” '' punct failed
"""


def test_failing_to_move_somebody_is_no_statement():
    relations = [(["Holm"], ["failed to prod"], ["Brix to use the word “strike.”"])]
    (row,) = statements_of(MOVED, MOVED_ARCS, [("Holm", "PERSON"), ("Brix", "PERSON")], relations)
    assert (row.usage, row.speaker and row.speaker.name, row.within) == ("not_used", "Brix", None)


AVOIDED = "Officials avoid the phrase “strike.”"
AVOIDED_ARCS = """
Officials NNS nsubj avoid
avoid VBP ROOT
the DT det phrase
phrase NN dobj avoid
“ `` punct strike
strike NN appos phrase
. . punct avoid
” '' punct avoid
"""


def test_words_that_are_avoided_are_not_used():
    (row,) = statements_of(AVOIDED, AVOIDED_ARCS)
    assert row.usage == "not_used"


MEMO = "A circular obtained by this magazine said no."
MEMO_ARCS = """
A DT det circular
circular NN nsubj said
obtained VBN acl circular
by IN agent obtained
this DT det magazine
magazine NN pobj by
said VBD ROOT
no UH intj said
. . punct said
"""


def test_a_document_that_an_outlet_obtained_is_a_document():
    relations = [(["A circular obtained by this magazine"], ["said"], ["no"])]
    (row,) = statements_of(MEMO, MEMO_ARCS, relations=relations)
    assert row.channel == "document"


BRIEFED = "Holm met reporters at a news conference. “No,” he said."
BRIEFED_ARCS = """
Holm NNP nsubj met
met VBD ROOT
reporters NNS dobj met
at IN prep met
a DT det conference
news NN compound conference
conference NN pobj at
. . punct met
“ `` punct said
No UH intj said
, , punct said
” '' punct said
he PRP nsubj said
said VBD ROOT
. . punct said
"""


def test_the_sentence_before_tells_the_occasion():
    (row,) = statements_of(BRIEFED, BRIEFED_ARCS, [("Holm", "PERSON")], [(["he"], ["said"], ["“No,”"])])
    assert row.channel == "press_briefing"


def test_ids_are_unique_and_stable():
    relations = [(["Holm"], ["would not use the word"], ["“strike.”"])]
    rows = statements_of(WORDS, WORDS_ARCS, [("Holm", "PERSON")], relations)
    assert len({s.id for s in rows}) == len(rows) == 3
    assert rows == statements_of(WORDS, WORDS_ARCS, [("Holm", "PERSON")], relations)


ISSUER = "We spoke by telephone today. We thank Brevia."
ISSUER_ARCS = """
We PRP nsubj spoke
spoke VBD ROOT
by IN prep spoke
telephone NN pobj by
today NN npadvmod spoke
. . punct spoke
We PRP nsubj thank
thank VBP ROOT
Brevia NNP dobj thank
. . punct thank
"""


def test_we_is_the_issuer_of_its_own_text_only():
    relations = [(["We"], ["thank"], ["Brevia"])]
    (own,) = statements_of(ISSUER, ISSUER_ARCS, relations=relations, publisher="Ministry of Ports")
    assert own.speaker is not None
    assert own.speaker.name == "Ministry of Ports"
    assert (own.channel, own.terms) == ("readout", "institution")
    (news,) = statements_of(ISSUER, ISSUER_ARCS, relations=relations, publisher="Harbour Post")
    assert news.speaker is None


def test_a_report_without_relations_has_no_statement():
    assert statements_of(ISSUER, ISSUER_ARCS) == ()
