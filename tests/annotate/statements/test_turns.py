"""Transcripts and interviews: where a turn ends, whose answers they are."""

import pytest

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.statements.layouts import find_questions, find_turns
from onrecord.model import RawArticle, Statement
from onrecord.pipeline.stages import annotate_article
from reading_builders import make_article, make_reading

BRIEFING = """Port Authority
Press briefing on the harbour fire, 4 March

MS. ILSE BRANDER: Good morning. The fire is out. We have counted nine burnt boats.

Q: Was it arson?

A: We don't know yet. The police have taken samples.

Q: Who pays?

A: The insurers, I hope.

After the briefing two fishermen shouted at Ms. Brander.
"""

INTERVIEW = """“The bees came back”

Tomas Reyl keeps the hives on the roof of the opera in Malmo. He spoke to the Garden Weekly about a bad year.

**When did you notice?**

In June. My neighbour, Asta Lindqvist, said her hives were empty too.

**The council says you were careless.**

They should look at their own roses. I wrote to them in May and nobody answered.

**What now?**

We start again. I have bought six queens.

This interview has been shortened.
"""

FAQ = """Harbour fire: what we know

How did it start?

The police said they didn't know.

Who owned the boats?

A company in Delfzijl said it owned four.

Will the market open?

The council said it would open on Friday.
"""


def read(text: str) -> list[tuple[str, Statement]]:
    facts = annotate_article(RawArticle(path="a", text=text, publisher="Garden Weekly", published="2024-07-02"))
    return [(" … ".join(c.of(facts.article.text) for c in s.content), s) for s in facts.statements]


def speaker_of(found: list[tuple[str, Statement]], words: str) -> str | None:
    (statement,) = [s for w, s in found if words in w and s.usage is None and s.within is None]
    return statement.speaker.name if statement.speaker else None


def test_a_turn_ends_before_the_next_and_before_what_the_outlet_reports():
    turns = find_turns(BRIEFING)
    assert [t.label.of(BRIEFING) for t in turns] == ["MS. ILSE BRANDER", "Q", "A", "Q", "A"]
    assert turns[2].words.of(BRIEFING) == "We don't know yet. The police have taken samples."
    assert turns[4].words.of(BRIEFING) == "The insurers, I hope."


def test_a_turn_goes_on_in_the_first_person_only():
    text = "HOST: What happened?\n\nGUEST: A storm.\n\nI saw it coming.\n\nThe lamp fell over.\n\nHOST: Thank you."
    assert [t.words.of(text) for t in find_turns(text)] == [
        "What happened?",
        "A storm.\n\nI saw it coming.",
        "Thank you.",
    ]


def test_questions_that_stand_as_paragraphs_make_an_interview():
    questions = find_questions(INTERVIEW)
    assert [len(q.answer) for q in questions] == [1, 1, 1]
    assert questions[2].answer[0].of(INTERVIEW) == "We start again. I have bought six queens."


def test_questions_that_the_outlet_answers_itself_make_none():
    assert find_questions(FAQ) == ()


@pytest.mark.weights
def test_answers_are_the_named_speakers():
    found = read(BRIEFING)
    assert speaker_of(found, "The police have taken samples") == "Brander"
    assert speaker_of(found, "The insurers, I hope") == "Brander"


@pytest.mark.weights
def test_answers_without_labels_are_the_interviewed_ones():
    found = read(INTERVIEW)
    assert speaker_of(found, "They should look at their own roses") == "Tomas Reyl"
    assert speaker_of(found, "I have bought six queens") == "Tomas Reyl"
    assert not [w for w, s in found if "shortened" in w]


LABEL = "HOLM: Minister, when?"
LABEL_ARCS = """
HOLM NNP ROOT
: : punct HOLM
Minister NN appos HOLM
, , punct HOLM
when WRB advmod HOLM
? . punct HOLM
"""


@pytest.mark.parametrize(("text", "roles"), [(LABEL, []), (LABEL.replace(":", ","), ["Minister"])])
def test_whom_a_turn_speaks_to_is_no_description_of_its_speaker(text, roles):
    arcs = LABEL_ARCS.replace(": : punct", ", , punct") if roles else LABEL_ARCS
    naming = find_entities(make_article(text), make_reading(text, arcs, [("HOLM", "PERSON")], []))
    holm = next(entity.id for entity in naming.entities if entity.name.lower() == "holm")
    assert [role.role for role in naming.roles if role.entity == holm] == roles
