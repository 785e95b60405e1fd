"""Whom pronouns, relative clauses and several names at once stand for."""

import pytest

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

pytestmark = pytest.mark.weights

SEVERAL = """Eva Lind and Jonas Dahl met at the harbour on Monday. They said the yard would stay open until spring.
"""

CLAUSE = """The council voted on Tuesday.

“We shall repair the bridge,” said Eva Lind, who praised the builders for working at night.
"""

OBJECT = """Jonas Dahl criticised the mayor, Pia Strand, on Friday. She said she had nothing to add.

Eva Lind, a teacher in the town, told reporters that the school was cold.

“Jonas Dahl promised us a heater, and Pia Strand promised us two,” she said.
"""

INTERVIEW = """Our reader of the month

Q: What do you read at night?

A: I think short stories are best when one is tired.
"""


def speakers_of(text: str) -> list[tuple[str, str | None]]:
    """The source and the speaker of every statement."""
    facts = annotate_article(RawArticle(path="a", text=text, publisher="Harbour Post", published="2024-05-14"))
    return [
        (" ".join(span.of(text) for span in row.source), row.speaker.name if row.speaker else None)
        for row in facts.statements
    ]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (SEVERAL, "They", "Eva Lind and Jonas Dahl"),
        (CLAUSE, "Eva Lind", "Eva Lind"),
        (OBJECT, "She", "Pia Strand"),
        (OBJECT, "she", "Eva Lind"),
    ],
)
def test_the_speaker_is_the_one_meant(text: str, source: str, speaker: str):
    assert {name for words, name in speakers_of(text) if words.split(",")[0] == source} == {speaker}


def test_letters_of_questions_and_answers_name_nobody():
    rows = speakers_of(INTERVIEW)
    assert rows and all(name not in {"Q", "A"} for _, name in rows)


def test_a_spokesman_for_somebody_is_not_that_person():
    text = "A spokesman for Mayor Eva Lind said on Tuesday that the bridge would stay closed until spring.\n"
    assert {name for _, name in speakers_of(text)} == {"spokesman for Mayor Eva Lind"}
