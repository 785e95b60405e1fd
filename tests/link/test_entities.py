"""Entities across articles: one under many names, namesakes and the unnamed apart."""

from dataclasses import replace

import pytest

from linking_builders import Told, article
from onrecord.link.entities import link_entities
from onrecord.link.names import is_acronym, office_key, organs_clash, people_agree
from onrecord.model import Entity, Judgement, Role, Span


def told(name, *entities):
    """An article that names each of (name, type, country)."""
    text = " and ".join(entity[0] for entity in entities) + "."
    made = Told(article(name, text))
    ids = [made.entity(*entity) for entity in entities]
    return made.facts(), ids


def same(left, right, judgements=()):
    (one, [a]), (two, [b]) = told("one", left), told("two", right)
    found = link_entities([one, two], judgements)
    return found.entity_of[a] == found.entity_of[b]


def test_names_of_one_person_agree():
    for left, right in (
        ("Joe Biden", "Joseph Biden"), ("President Ann Lee", "Ann Lee"), ("Xi", "Xi Jinping"), ("Lee", "Ann Lee"),
        ("A. Lee", "Ann Lee"), ("C. K. Ho", "Ho Chi-keung"), ("A. J. Lund", "AJ Lund"), ("Mo Rask", "Maurice Rask"),
        ("Lech Barański", "Lech Baranski"), ("Søren Lund", "Soren Lund"),
    ):  # fmt: skip
        assert people_agree(left, right), (left, right)


def test_namesakes_do_not():
    for left, right in (("Ann Lee", "Bo Lee"), ("Ann Lee", "Ann Rask"), ("Glen Hart", "Odile Hart")):
        assert not people_agree(left, right), (left, right)


def test_father_and_son_are_two_and_the_bare_name_is_neither():
    names = ("Bo Rask Sr.", "Bo Rask", "Bo Rask Jr.", "Bo Rask Jr.")
    made = [
        told(str(n), (name, "person"), ("Arlan Harbour", "place"), ("Selm Line", "organisation"))
        for n, name in enumerate(names)
    ]
    found = link_entities([facts for facts, _ in made])
    father, bare, son, again = (found.entity_of[ids[0]] for _, ids in made)
    assert len({father, bare, son}) == 3 and son == again
    assert same(("Bo Rask", "person"), ("Bo Rask Jr.", "person"))


def test_a_full_name_joins_and_another_country_keeps_apart():
    assert same(("Ann Lee", "person", "XAA"), ("Ann Lee", "person", None))
    assert not same(("Ann Lee", "person", "XAA"), ("Ann Lee", "person", "XBB"))


def test_a_single_name_joins_the_only_one_that_it_can_mean():
    one, [full] = told("one", ("Ann Lee", "person", "XAA"))
    two, [single] = told("two", ("Lee", "person", None))
    three, [namesake] = told("three", ("Glen Lee", "person", "XAA"))
    found = link_entities([one, two])
    assert found.entity_of[full] == found.entity_of[single]
    found = link_entities([one, two, three])
    assert len({found.entity_of[i] for i in (full, single, namesake)}) == 3


def test_ministries_by_country_and_acronyms_by_their_letters():
    assert same(("Arlan Foreign Ministry", "organisation", "XAA"), ("Foreign Ministry of Arlan", "organisation", "XAA"))
    assert not same(("Foreign Ministry", "organisation", "XAA"), ("Foreign Ministry", "organisation", "XBB"))
    assert not same(("Foreign Ministry", "organisation", None), ("Foreign Ministry", "organisation", None))
    assert same(("Harbour Workers Union", "organisation", None), ("HWU", "organisation", None))
    assert is_acronym("IAEA", "International Atomic Energy Agency")
    assert office_key("Chinese Foreign Ministry") == office_key("Ministry of Foreign Affairs of China")


def test_the_unnamed_never_merge():
    assert not same(("a senior official", "unnamed", "XAA"), ("a senior official", "unnamed", "XAA"))


def test_countries_by_code():
    assert same(("China", "country", "CHN"), ("People's Republic of China", "country", "CHN"))


def test_people_decide_and_the_order_is_no_matter():
    (one, [a]), (two, [b]) = told("one", ("Ann Lee", "person", None)), told("two", ("Ann Lee", "person", None))
    apart = link_entities([one, two], [Judgement(a, b, "different", "ed")])
    assert apart.entity_of[a] != apart.entity_of[b]
    (three, [c]) = told("three", ("Lee-Marsh", "person", None))
    joined = link_entities([one, three], [Judgement(a, c, "same", "ed")])
    assert joined.entity_of[a] == joined.entity_of[c]
    assert link_entities([two, one]) == link_entities([one, two])


def with_office(name, *people, described="The trade minister"):
    """An article that names people with their offices, and may describe one: ((name, office), …)."""
    text = ", ".join(f"{office} {person}" for person, office in people) + f". {described} left."
    made = Told(article(name, text))
    ids = [made.entity(person) for person, _ in people]
    facts = made.facts()
    span = Span(text.index(described), text.index(described) + len(described))
    unnamed = Entity(f"{name}-unnamed", described.removeprefix("The ").removeprefix("A "), "unnamed")
    roles = [Role(i, office, article=name, span=span) for i, (_, office) in zip(ids, people, strict=True) if office]
    roles.append(Role(unnamed.id, described, article=name, span=span))
    return replace(facts, entities=(*facts.entities, unnamed), roles=tuple(roles)), ids, unnamed.id


def test_an_office_is_its_one_holder_among_those_named_there():
    one, [lee, _], unnamed = with_office("one", ("Ann Lee", "Trade Minister"), ("Bo Rask", "President"))
    found = link_entities([one])
    assert found.entity_of[unnamed] == found.entity_of[lee]


def test_an_office_may_be_told_in_another_article():
    one, [lee], _ = with_office("one", ("Ann Lee", "Trade Minister"))
    two, _, unnamed = with_office("two", ("Ann Lee", ""), ("Bo Rask", "President"))
    found = link_entities([one, two])
    assert found.entity_of[unnamed] == found.entity_of[lee]


@pytest.mark.parametrize(
    ("people", "described"),
    [
        ((("Ann Lee", "Trade Minister"), ("Bo Rask", "Trade Minister")), "The trade minister"),
        ((("Ann Lee", "Trade Minister"), ("Bo Rask", "")), "The minister"),
        ((("Ann Lee", "Trade Minister"),), "A trade minister"),
        ((("Ann Lee", "Trade Minister"),), "The harbour minister"),
        ((("Ann Lee", "Trade Minister"),), "The trade official"),
    ],
)
def test_an_office_that_may_be_another_s_stays_open(people, described):
    facts, ids, unnamed = with_office("one", *people, described=described)
    found = link_entities([facts])
    assert all(found.entity_of[unnamed] != found.entity_of[person] for person in ids)


def near(left, right, shared=("Bo Rask", "person", None)):
    """Whether what two articles name is one thing, where both name `shared` too."""
    (one, [a, *_]), (two, [b, *_]) = told("one", left, shared), told("two", right, shared)
    found = link_entities([one, two])
    return found.entity_of[a] == found.entity_of[b]


def test_articles_about_the_same_people_explain_each_others_names():
    assert near(("Ann Lee", "person", None), ("Lee", "organisation", None))
    assert near(("Rural Front", "organisation", None), ("Front", "organisation", None))
    assert near(("Ann Lee", "person", "XAA"), ("Ann Lee", "person", "XBB"))
    assert near(("Gulf Lines Ltd.", "organisation", None), ("Gulf Lines", "organisation", None))


def test_articles_about_others_do_not():
    assert not same(("Ann Lee", "person", None), ("Lee", "organisation", None))
    assert not same(("Rural Front", "organisation", None), ("Front", "organisation", None))
    assert not near(("Rural Front", "organisation", None), ("Popular Front", "organisation", None))
    assert not near(("Ann Lee", "person", None), ("Lee Shipping", "organisation", None))


def test_a_text_of_the_chamber_means_its_issuer_by_the_chamber():
    one, [full] = told("one", ("Shipowners Chamber", "organisation", None))
    two, [short] = told("two", ("Chamber", "organisation", None))
    issued = replace(two, article=replace(two.article, publisher="Shipowners Chamber, Osthaven"))
    assert link_entities([one, issued]).entity_of[full] == link_entities([one, issued]).entity_of[short]
    assert link_entities([one, two]).entity_of[full] != link_entities([one, two]).entity_of[short]


def test_a_colleague_of_a_country_is_its_one_office_holder_near_by():
    one, [lee, _], _ = with_office("one", ("Ann Lee", "Chadian Trade Minister"), ("Bo Rask", "Trade Minister"))
    two, _, unnamed = with_office("two", ("Bo Rask", "Trade Minister"), described="His Chadian colleague")
    found = link_entities([one, two])
    assert found.entity_of[unnamed] == found.entity_of[lee]
    assert found.by_id[found.entity_of[lee]].name == "Ann Lee"
    three, _, other = with_office("two", ("Bo Rask", "Trade Minister"), described="His Fijian colleague")
    found = link_entities([one, three])
    assert found.entity_of[other] != found.entity_of[lee]


def test_the_president_is_no_vice_president():
    facts, ids, unnamed = with_office("one", ("Ann Lee", "Vice President"), described="The president")
    found = link_entities([facts])
    assert all(found.entity_of[unnamed] != found.entity_of[person] for person in ids)


def test_an_armed_group_is_one_with_and_without_those_who_fight_for_it():
    assert same(("KRX", "organisation", "XAA"), ("KRX rebels", "organisation", "XAA"))
    assert same(("KRX", "organisation", None), ("KRX Movement", "organisation", "XAA"))
    assert not same(("KRX", "organisation", "XAA"), ("KRX ministry", "organisation", "XAA"))


def test_organs_of_other_sorts_are_never_one():
    for left, right in (
        ({"the police", "police"}, {"Coast Relief Initiative"}), ({"Police"}, {"government"}),
        ({"Interior Ministry"}, {"Brevia's foreign ministry"}),
        ({"the coalition"}, {"Civic Renewal", "Civic Renewal party"}),
    ):  # fmt: skip
        assert organs_clash(left, right), (left, right)


def test_an_organ_may_be_called_by_its_seat_or_a_short_name():
    for left, right in (
        ({"the government"}, {"Red Palace"}), ({"the army"}, {"SDF"}), ({"the ministry"}, {"Interior Ministry"}),
        ({"the department"}, {"Ministry of Mines"}), ({"the union"}, {"Dockers' League"}),
    ):  # fmt: skip
        assert not organs_clash(left, right), (left, right)


def beside(name, *entities):
    """An article that names two bodies of one story besides."""
    return told(name, *entities, ("Selm Harbour Line", "organisation"), ("Delta Savings Bank", "organisation"))


def test_the_spellings_of_one_name_are_one_in_articles_about_the_same():
    one, [first, *_] = beside("one", ("Volodymyr Harskyy", "person"))
    two, [second, *_] = beside("two", ("Vladimir Harski", "person"))
    found = link_entities([one, two])
    assert found.entity_of[first] == found.entity_of[second]
    assert not same(("Volodymyr Harskyy", "person"), ("Vladimir Harski", "person"))


def test_two_letters_stand_for_a_body_only_where_articles_share_another_name():
    assert not same(("Selm Clinic", "organisation"), ("SC", "organisation"))
    one, [long, *_] = beside("one", ("Selm Clinic", "organisation"))
    two, [short, *_] = beside("two", ("SC", "organisation"))
    found = link_entities([one, two])
    assert found.entity_of[long] == found.entity_of[short]


def test_a_title_tells_whom_a_surname_means_whatever_the_countries():
    one, [envoy, other] = told("one", ("Ann Lee", "person", "XAA"), ("Glen Lee", "person", "XBB"))
    two, [single] = told("two", ("Lee", "person", "XBB"))
    role = {"role": "Ambassador", "article": "one", "span": Span(0, 3)}
    facts = [replace(one, roles=(Role(envoy, **role),)), replace(two, roles=(Role(single, **role),))]
    found = link_entities(facts)
    assert found.entity_of[single] == found.entity_of[envoy] != found.entity_of[other]


def test_a_place_that_nobody_knows_is_the_body_that_others_name():
    one, _ = told("one", ("Selm Solar", "organisation"))
    two, [place] = told("two", ("Selm Solar", "place"))
    found = link_entities([one, two])
    assert found.by_id[found.entity_of[place]].type == "organisation"
