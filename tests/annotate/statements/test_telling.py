"""What the reader hears of channels: how words stand to statements, and what is heard of plain cases."""

import numpy as np
import pytest

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.reader import read_text
from onrecord.annotate.statements import gather_drafts
from onrecord.annotate.statements.telling import (
    CHANNELS,
    N_RELATIONS,
    TERMS,
    Row,
    Surface,
    describe_rows,
    mark_signs,
    relate,
    sign_kinds,
    tell,
)
from reading_builders import make_article, make_reading

# Words 0-3: a sentence of its own. 4 5: source and cue of the first statement, 6 7 its content, 8 its frame's end.
SENTENCE = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2])
PARAGRAPH = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
FIRST = Row((4,), (5,), (6, 7), (4, 5, 8), (0, 4), "a", None, 1, "indirect")
SECOND = Row((9,), (10,), (11,), (9, 10), (0, 4), "a", None, 1, "direct")
OTHER = Row((1,), (2,), (3,), (0, 1, 2), (1,), "b", None, 0, "direct")


def related(rows: list[Row], number: int) -> np.ndarray:
    surface = Surface.of(rows, SENTENCE, PARAGRAPH)
    found, near = relate(rows, [number], surface, np.arange(len(SENTENCE)))
    assert found.shape == (1, len(SENTENCE), N_RELATIONS)
    assert near.all()
    return found[0]


def test_words_are_told_apart_by_where_they_stand():
    found = related([FIRST, SECOND], 0)
    assert found[:, 15].nonzero()[0].tolist() == [4]  # the source
    assert found[:, 18].nonzero()[0].tolist() == [4, 5, 8]  # the frame
    assert found[[3, 4, 9], :11].argmax(1).tolist() == [4, 5, 6]  # a sentence before, the same, one after


def test_what_frames_another_statement_of_the_speaker_is_known_from_what_frames_somebody_elses():
    found = related([FIRST, SECOND, OTHER], 0)
    assert found[:, 22].nonzero()[0].tolist() == [9, 10]
    assert found[:, 23].nonzero()[0].tolist() == [0, 1, 2]


def test_other_contents_are_told():
    assert related([FIRST, SECOND], 0)[:, 20].nonzero()[0].tolist() == [11]


def test_how_words_stand_does_not_hang_on_which_statements_are_asked_for_together():
    rows = [FIRST, SECOND, OTHER]
    surface = Surface.of(rows, SENTENCE, PARAGRAPH)
    together, _ = relate(rows, range(3), surface, np.arange(12))
    for number in range(3):
        assert (together[number] == related(rows, number)).all()


def test_signs_are_marked_at_their_last_word():
    marks = mark_signs("she told reporters".split())
    assert marks[2, sign_kinds()["press"]] == 1
    assert not marks[:2].any()


def test_flags_tell_what_a_statement_lacks():
    bare = Row((), (), (3,), (), (), None, 0, 2, "direct")
    assert describe_rows([bare]).tolist() == [[1, 0, 0, 1, 1, 1, 1, 0, 1]]


def test_nothing_is_heard_in_a_reading_without_vectors():
    text = "Holm spoke."
    reading = make_reading(
        text, "Holm NNP nsubj spoke\nspoke VBD ROOT\n. . punct spoke", relations=[(["Holm"], ["spoke"], ["."])]
    )
    article = make_article(text)
    scene, drafts = gather_drafts(article, reading, find_entities(article, reading))
    assert tell(scene, drafts) == [None] * len(drafts)


HEARD = """Harbour closes for a week

Ada Holm told reporters on Monday that the harbour would close for a week. “The cranes are old,” she said.

In a post on his page the fisherman Per Lund wrote that nobody had asked him.
"""


@pytest.mark.weights
def test_what_is_heard_of_plain_cases():
    article = make_article(HEARD)
    reading = read_text(article.text, article.fact_spans)
    scene, drafts = gather_drafts(article, reading, find_entities(article, reading))
    told = tell(scene, drafts)
    best = [max(heard.channels, key=heard.channels.get) for heard in told if heard is not None]
    assert len(best) == len(drafts)
    assert {"press_briefing", "social_media"} <= set(best)
    for heard in told:
        assert tuple(heard.channels) == CHANNELS
        assert tuple(heard.terms) == TERMS
        assert sum(np.exp(list(heard.channels.values()))) == pytest.approx(1, abs=0.02)
