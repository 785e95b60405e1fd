"""Whom a text tells apart."""

from linking_builders import Told, article
from onrecord.link.apart import told_apart


def apart(text: str, *named: str) -> set[frozenset[str]]:
    """The pairs of names told apart in a text that names these people."""
    made = Told(article("one", text))
    for name in named:
        made.entity(name, "person")
    facts = made.facts()
    names = {entity.id: entity.name for entity in facts.entities}
    return {frozenset({names[e], names[o]}) for e, others in told_apart(facts).items() for o in others}


def test_two_names_joined_by_and_are_two():
    assert apart("Ann Lee and Bo Rask met.", "Ann Lee", "Bo Rask") == {frozenset({"Ann Lee", "Bo Rask"})}


def test_whoever_is_of_somebody_is_another():
    assert apart("Lee of Rask left.", "Lee", "Rask") == {frozenset({"Lee", "Rask"})}


def test_names_of_two_sentences_may_be_one_person_s():
    assert apart("Ann Lee met them. Mr Lee left.", "Ann Lee", "Mr Lee") == set()
