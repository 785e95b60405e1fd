"""Those of several sides have no country that only the place of the report would tell."""

import pytest

from onrecord.model import RawArticle
from onrecord.pipeline.stages import annotate_article

pytestmark = pytest.mark.weights


def test_two_delegations_are_of_no_country_where_two_drivers_are_of_the_one_around_them() -> None:
    text = "LIMA - Peru said the two delegations met on Friday. Two drivers were killed in Peru near the hotel."
    facts = annotate_article(RawArticle(path="a", text=text))
    codes = {actor.text: actor.code for event in facts.events for actor in (*event.actors, *event.recipients)}
    assert codes["the two delegations"] is None
    assert codes["Two drivers"] == "PER"
