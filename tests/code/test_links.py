"""What ties a speaker to what stands beside him."""

from onrecord.code.descriptions import Descriptions
from onrecord.code.links import Links
from onrecord.code.parties import Parties
from onrecord.model import Entity, EntityRef, Mention, Statement
from reading_builders import make_article, span_in

TEXT = "Nordkabel chief Ada Holm spoke. Holm, a Republican from Ohio, left.\nFar away the Peipsi Fund closed."


def ties(text=TEXT):
    entities = [Entity("p", "Ada Holm", "person"), Entity("n", "Nordkabel", "organisation")]
    entities.append(Entity("f", "Peipsi Fund", "organisation"))
    mentions = [Mention(span_in(text, "Ada Holm"), "name", "p"), Mention(span_in(text, "Nordkabel"), "name", "n")]
    mentions += [Mention(span_in(text, "Peipsi Fund"), "name", "f"), Mention(span_in(text, "Holm,"), "name", "p")]
    ref = EntityRef("p", "Ada Holm")
    said = Statement("s", "indirect", (span_in(text, "Ada Holm"),), (), (span_in(text, "spoke"),), speaker=ref)
    described = Descriptions(make_article(text), entities, mentions, (), (said,))
    links = Links(described.article, described, Parties.of(text))
    return links, described.speaker(ref)


def test_a_body_before_a_name_is_tied_by_the_words_between():
    links, speaker = ties()
    tie = next(tie for tie in links.ties(speaker) if tie.anchor.entity is not None)
    assert tie.anchor.entity.name == "Nordkabel"
    assert tie.gap == len(" chief ")
    assert "tie|body|before|person" in tie.grounds


def test_a_party_is_tied_to_the_name_beside_it():
    links, speaker = ties()
    (tie,) = links.party_ties(speaker)
    assert tie.anchor.side == "Republican"


def test_another_paragraph_ties_nothing():
    links, speaker = ties()
    names = {tie.anchor.entity.name for tie in links.ties(speaker) if tie.anchor.entity is not None}
    assert "Peipsi Fund" not in names


def test_the_bodies_told_of_most_are_ranked():
    links, _ = ties()
    assert [entity.name for entity, _ in links.most_told] == ["Nordkabel", "Peipsi Fund"]
