"""What the reader gets wrong by the look of a word."""

import pytest

from onrecord.annotate.mends import mend_reading
from onrecord.annotate.reader import read_text
from onrecord.model import RawArticle, Reading
from onrecord.pipeline.stages import annotate_article

TEXT = """Health teams reach the coast

WHO official Marta Oyelaran said the clinics were full. The doctors, who had no gloves, left on Monday.

Dr. Oyelaran said WHO would send nurses. WHO said in a statement that 40 of them were ready.
"""


def test_a_line_in_capitals_has_no_initials():
    text = "WHO KNEW ABOUT THE BOATS"
    reading = Reading()
    assert mend_reading(text, reading) is reading


@pytest.mark.weights
def test_the_initials_are_named_and_the_pronoun_is_not():
    names = [name.span.of(TEXT) for name in read_text(TEXT).names]
    assert names.count("WHO") == 3
    assert "who" not in names


@pytest.mark.weights
def test_the_health_body_speaks_and_its_official_speaks_for_it():
    facts = annotate_article(RawArticle(path="a", text=TEXT, publisher="Coast Post", published="2024-05-14"))
    told = {(s.speaker.name if s.speaker else None): s.side for s in facts.statements}
    assert told["WHO"] == "UNO"
    assert told["Marta Oyelaran"] == "UNO"


@pytest.mark.weights
def test_a_year_after_a_preposition_counts_nobody():
    text = "In 2022 inspectors fined the ferry company. In two ports divers searched the quay."
    facts = annotate_article(RawArticle(path="a", text=text, publisher="Coast Post", published="2024-05-14"))
    (fined,) = [e for e in facts.events if e.trigger[0].of(text) == "fined"]
    assert [actor.text for actor in fined.actors] == ["inspectors"]
    assert str(fined.when.earliest) == "2022-01-01"
