"""Whom descriptions and short names mean among those named nearby."""

from dataclasses import replace

import pytest

from linking_builders import Told, article
from onrecord.link.entities import link_entities
from onrecord.link.referents import FEATURES, KINDS
from onrecord.link.scorer import load_scorer
from onrecord.model import Entity, Facts, Judgement, Mention, Role, Span, fact_id


def told(name: str, text: str, *named: tuple[str, str], publisher: str | None = None) -> Told:
    """An article that names each of (name, type)."""
    made = Told(article(name, text, publisher=publisher))
    for entity in named:
        made.entity(*entity)
    return made


def describe(made: Told, words: str, type: str, *roles: tuple[str, str]) -> tuple[Facts, str]:
    """The article's facts with a description as an entity of its own, and with (name, title) given to the named."""
    facts, text = made.facts(), made.article.text
    span = Span(text.index(words), text.index(words) + len(words))
    described = fact_id(made.article.id, made.article.sha256, "entities", [span])
    bare = words.partition(" ")[2]
    entities = (*facts.entities, Entity(described, bare, type))
    by_name = {entity.name: entity.id for entity in facts.entities}
    given = tuple(
        Role(
            by_name[name], title, article=made.article.id, span=Span(text.index(title), text.index(title) + len(title))
        )
        for name, title in roles
    )
    own = Role(described, words, article=made.article.id, span=span)
    mentions = (*facts.mentions, Mention(span, "nominal", described))
    return replace(facts, entities=entities, mentions=mentions, roles=(*given, own)), described


def id_of(made: Told, name: str) -> str:
    return next(entity.id for entity in made.entities if entity.name == name)


ONE = "Bo Rask spoke for Delta Savings Bank in Arlan. It lost money."


def test_a_bank_is_the_lender_of_another_article():
    one = told("one", ONE, ("Bo Rask", "person"), ("Delta Savings Bank", "organisation"))
    two = told("two", "Bo Rask left. The lender owes much, they say in Arlan.", ("Bo Rask", "person"))
    facts, lender = describe(two, "The lender", "organisation")
    found = link_entities([one.facts(), facts])
    assert found.entity_of[lender] == found.entity_of[id_of(one, "Delta Savings Bank")]


@pytest.mark.parametrize("words", ["The court", "A lender", "His bank"])
def test_another_kind_of_body_or_anybody_s_stays_alone(words):
    one = told("one", ONE, ("Bo Rask", "person"), ("Delta Savings Bank", "organisation"))
    two = told("two", f"Bo Rask left. {words} owes much, they say in Arlan.", ("Bo Rask", "person"))
    facts, described = describe(two, words, "organisation")
    found = link_entities([one.facts(), facts])
    assert found.entity_of[described] != found.entity_of[id_of(one, "Delta Savings Bank")]


def test_a_short_name_is_the_long_one_s_whatever_it_was_taken_for():
    one = told("one", ONE, ("Bo Rask", "person"), ("Delta Savings Bank", "organisation"))
    two = told("two", "Bo Rask left. Delta Savings owes much.", ("Bo Rask", "person"), ("Delta Savings", "person"))
    found = link_entities([one.facts(), two.facts()])
    joined = found.by_id[found.entity_of[id_of(two, "Delta Savings")]]
    assert (joined.name, joined.type) == ("Delta Savings Bank", "organisation")


def test_a_city_is_no_shop_that_is_called_after_it():
    one = told("one", "Bo Rask spoke for Paris Store here.", ("Bo Rask", "person"), ("Paris Store", "organisation"))
    two = told("two", "Bo Rask left. Paris slept.", ("Bo Rask", "person"), ("Paris", "place"))
    found = link_entities([one.facts(), two.facts()])
    assert found.entity_of[id_of(two, "Paris")] != found.entity_of[id_of(one, "Paris Store")]


def test_a_mayor_is_known_by_name_from_another_article_unless_a_person_decides():
    one = told("one", "Mayor Ann Lee met Bo Rask in Arlan.", ("Ann Lee", "person"), ("Bo Rask", "person"))
    governor = Role(id_of(one, "Bo Rask"), "Governor", article="one", span=Span(17, 24))
    facts = replace(one.facts(), roles=(Role(id_of(one, "Ann Lee"), "Mayor", article="one", span=Span(0, 5)), governor))
    two = told("two", "Bo Rask left. The mayor of the town cried, they say in Arlan.", ("Bo Rask", "person"))
    other, mayor = describe(two, "The mayor", "unnamed")
    found = link_entities([facts, other])
    assert found.entity_of[mayor] == found.entity_of[id_of(one, "Ann Lee")]
    apart = link_entities([facts, other], [Judgement(mayor, id_of(one, "Ann Lee"), "different", "ed")])
    assert apart.entity_of[mayor] != apart.entity_of[id_of(one, "Ann Lee")]


@pytest.mark.parametrize("words", ["The official", "A mayor", "Her mayor"])
def test_the_unnamed_whom_nothing_tells_stay_unnamed(words):
    one = told("one", "Mayor Ann Lee met Bo Rask in Arlan.", ("Ann Lee", "person"), ("Bo Rask", "person"))
    facts = replace(one.facts(), roles=(Role(id_of(one, "Ann Lee"), "Mayor", article="one", span=Span(0, 5)),))
    two = told("two", f"Bo Rask left. {words} cried, they say in Arlan.", ("Bo Rask", "person"))
    other, described = describe(two, words, "unnamed")
    found = link_entities([facts, other])
    assert found.entity_of[described] not in {found.entity_of[id_of(one, n)] for n in ("Ann Lee", "Bo Rask")}


def test_the_order_of_articles_is_no_matter():
    one = told("one", ONE, ("Bo Rask", "person"), ("Delta Savings Bank", "organisation"))
    two = told("two", "Bo Rask left. The lender owes much, they say in Arlan.", ("Bo Rask", "person"))
    facts, _ = describe(two, "The lender", "organisation")
    assert link_entities([one.facts(), facts]) == link_entities([facts, one.facts()])


@pytest.mark.parametrize("kind", KINDS)
def test_the_weights_are_those_of_the_features(kind):
    scorer = load_scorer(f"referents_{kind}")
    assert scorer.features == FEATURES[kind]
    assert len(scorer.weights) == 2 * len(scorer.features)


def test_a_short_first_name_is_the_one_s_who_has_it_in_another_article():
    one = told("one", "Provost Daniel Marsh met Bo Rask in Arlan.", ("Daniel Marsh", "person"), ("Bo Rask", "person"))
    two = told("two", "Dan met Bo Rask in Arlan.", ("Dan", "person"), ("Bo Rask", "person"))
    found = link_entities([one.facts(), two.facts()])
    assert found.entity_of[id_of(two, "Dan")] == found.entity_of[id_of(one, "Daniel Marsh")]
    three = told("three", "Dana met Bo Rask in Arlan.", ("Dana", "person"), ("Bo Rask", "person"))
    found = link_entities([one.facts(), three.facts()])
    assert found.entity_of[id_of(three, "Dana")] != found.entity_of[id_of(one, "Daniel Marsh")]


def test_a_title_tells_who_of_a_couple_is_meant():
    people = (("Ann Lee", "person"), ("Odo Lee", "person"))
    one = told("one", "Mrs Ann Lee and Mr Odo Lee own a shop in Arlan.", *people)
    two = told("two", "In Arlan Mrs Lee laughed.", ("Lee", "person"))
    found = link_entities([one.facts(), two.facts()])
    assert found.entity_of[id_of(two, "Lee")] == found.entity_of[id_of(one, "Ann Lee")]


@pytest.mark.parametrize(
    ("name", "words", "joined"),
    [
        ("Ministry of Trade", "The trade ministry", True),
        ("Ministry of Farming", "The trade ministry", False),
        ("Red Delta Rebels", "The army", False),
    ],
)
def test_other_portfolios_and_the_other_side_of_a_war_are_never_meant(name, words, joined):
    one = told("one", f"Bo Rask spoke for the {name} in Arlan. It lost.", ("Bo Rask", "person"), (name, "organisation"))
    two = told("two", f"Bo Rask left. {words} lost much, they say in Arlan.", ("Bo Rask", "person"))
    facts, described = describe(two, words, "organisation")
    found = link_entities([one.facts(), facts])
    assert (found.entity_of[described] == found.entity_of[id_of(one, name)]) is joined


def described_alike(words_one: str, words_two: str, *shared: tuple[str, str]) -> bool:
    """Whether two descriptions of bodies are one in articles that name the same."""
    names = " and ".join(name for name, _ in shared)
    made = [
        describe(told(name, f"{names} met. {words} cried, they say in Arlan.", *shared), words, "organisation")
        for name, words in (("one", words_one), ("two", words_two))
    ]
    found = link_entities([facts for facts, _ in made])
    left, right = (found.entity_of[described] for _, described in made)
    return left == right


def test_the_embassy_of_two_reports_on_the_same_people_is_one():
    shared = ("Bo Rask", "person"), ("Ann Lund", "person")
    assert described_alike("The embassy", "The embassy", *shared)
    assert not described_alike("The old embassy", "The new embassy", *shared)
    assert not described_alike("The company", "The company", *shared)


@pytest.mark.parametrize(("words", "joined"), [("The station", True), ("The bus station", False)])
def test_a_bus_station_is_no_broadcaster(words: str, joined: bool):
    one = told("one", "Radio Sovo reported.", ("Radio Sovo", "organisation"), publisher="Radio Sovo")
    named = ("Radio Sovo", "organisation")
    two = told("two", f"Radio Sovo reported. {words} was damaged.", named, publisher="Radio Sovo")
    facts, described = describe(two, words, "organisation")
    found = link_entities([one.facts(), facts])
    assert (found.entity_of[described] == found.entity_of[id_of(two, "Radio Sovo")]) is joined
