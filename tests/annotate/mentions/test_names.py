"""What names name, where they begin and end, on readings made by hand."""

import pytest

from onrecord.annotate.mentions import Naming, find_entities
from reading_builders import make_article, make_reading


def read(
    text: str,
    arcs: str,
    names: list[tuple[str, str]],
    relations: list[tuple[list[str], list[str], list[str]]] | None = None,
) -> Naming:
    return find_entities(make_article(text), make_reading(text, arcs, names, relations or []))


def named(naming: Naming) -> list[tuple[str, str]]:
    return [(entity.name, entity.type) for entity in naming.entities]


@pytest.mark.parametrize(
    ("word", "label", "kind"),
    [
        ("Seoul", "PERSON", "country"),
        ("Kremlin", "PERSON", "organisation"),
        ("Tigray", "ORG", "place"),
        ("Iranian", "ORG", "group"),
        ("Hezbollah", "PERSON", "organisation"),
        ("Brandt", "PERSON", "person"),
    ],
)
def test_the_gazetteer_corrects_the_readers_labels(word: str, label: str, kind: str) -> None:
    arcs = f"{word} NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    assert named(read(f"{word} waited.", arcs, [(word, label)])) == [(word, kind)]


def test_a_town_is_a_person_where_an_honorific_says_so() -> None:
    text = "Mr. Lyon waited."
    arcs = "Mr. NNP compound Lyon\nLyon NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    assert named(read(text, arcs, [("Lyon", "PERSON")])) == [("Lyon", "person")]


def test_a_known_body_is_found_where_the_reader_saw_none() -> None:
    text = "Doctors Without Borders left."
    arcs = """
    Doctors NNPS nsubj left
    Without IN prep Doctors
    Borders NNPS pobj Without
    left VBD ROOT
    . . punct left
    """
    assert named(read(text, arcs, [])) == [("Doctors Without Borders", "organisation")]


def test_two_known_bodies_are_not_one() -> None:
    text = "Oxfam and Save the Children left."
    arcs = """
    Oxfam NNP nsubj left
    and CC cc Oxfam
    Save VB conj Oxfam
    the DT det Children
    Children NNPS dobj Save
    left VBD ROOT
    . . punct left
    """
    found = named(read(text, arcs, [("Oxfam and Save the Children", "ORG")]))
    assert found == [("Oxfam", "organisation"), ("Save the Children", "organisation")]


def test_the_halves_of_a_name_are_one_person() -> None:
    text = "Envoy Tal Marn left."
    arcs = """
    Envoy NNP compound Marn
    Tal NNP compound Marn
    Marn NNP nsubj left
    left VBD ROOT
    . . punct left
    """
    assert named(read(text, arcs, [("Tal", "ORG"), ("Marn", "PERSON")])) == [("Tal Marn", "person")]


def test_the_place_of_an_office_is_no_part_of_the_name() -> None:
    text = "The president of Norland Eva Lind left."
    arcs = """
    The DT det president
    president NN nsubj left
    of IN prep president
    Norland NNP compound Lind
    Eva NNP compound Lind
    Lind NNP pobj of
    left VBD ROOT
    . . punct left
    """
    assert ("Eva Lind", "person") in named(read(text, arcs, [("Norland Eva Lind", "PERSON")]))


def test_small_words_within_a_name_belong_to_it() -> None:
    text = "They met at Palacio de Corran."
    arcs = """
    They PRP nsubj met
    met VBD ROOT
    at IN prep met
    Palacio NNP pobj at
    de NNP nmod Corran
    Corran NNP appos Palacio
    . . punct met
    """
    assert ("Palacio de Corran", "place") in named(read(text, arcs, [("Palacio", "PERSON"), ("Corran", "PERSON")]))


def test_the_first_of_two_surnames_is_the_person() -> None:
    text = "Lucia Herrera Salinas spoke. Herrera left."
    arcs = """
    Lucia NNP compound Salinas
    Herrera NNP compound Salinas
    Salinas NNP nsubj spoke
    spoke VBD ROOT
    . . punct spoke
    Herrera NNP nsubj left
    left VBD ROOT
    . . punct left
    """
    naming = read(text, arcs, [("Lucia Herrera Salinas", "PERSON"), ("Herrera", "PERSON")])
    assert [entity.name for entity in naming.entities] == ["Lucia Herrera Salinas"]


def test_a_name_that_may_be_a_persons_is_the_country_it_is_elsewhere() -> None:
    text = "He flew to Chad. Chad waited."
    arcs = """
    He PRP nsubj flew
    flew VBD ROOT
    to IN prep flew
    Chad NNP pobj to
    . . punct flew
    Chad NNP nsubj waited
    waited VBD ROOT
    . . punct waited
    """
    assert named(read(text, arcs, [("Chad", "GPE"), ("Chad", "PERSON")])) == [("Chad", "country")]


def test_the_office_of_a_title_is_no_body() -> None:
    text = "Defense Secretary Ada Holm left."
    arcs = """
    Defense NNP compound Secretary
    Secretary NNP compound Holm
    Ada NNP compound Holm
    Holm NNP nsubj left
    left VBD ROOT
    . . punct left
    """
    assert named(read(text, arcs, [("Defense", "ORG"), ("Ada Holm", "PERSON")])) == [("Ada Holm", "person")]


def test_capitals_of_a_headline_make_no_names() -> None:
    text = "Premier Sacks Tired Ministers Again\nThe premier left."
    arcs = """
    Premier NNP nsubj Sacks
    Sacks NNP ROOT
    Tired NNP amod Ministers
    Ministers NNPS dobj Sacks
    Again RB advmod Sacks
    The DT det premier
    premier NN nsubj left
    left VBD ROOT
    . . punct left
    """
    assert not [e for e in read(text, arcs, [("Sacks", "PERSON")]).entities if e.type == "person"]


def test_the_diplomat_is_the_one_of_the_sentence_before() -> None:
    text = "A senior diplomat, Ada Holm, left. A Polish diplomat said no. The diplomat said yes."
    arcs = """
    A DT det diplomat
    senior JJ amod diplomat
    diplomat NN nsubj left
    , , punct diplomat
    Ada NNP compound Holm
    Holm NNP appos diplomat
    , , punct diplomat
    left VBD ROOT
    . . punct left
    A DT det diplomat
    Polish JJ amod diplomat
    diplomat NN nsubj said
    said VBD ROOT
    no UH intj said
    . . punct said
    The DT det diplomat
    diplomat NN nsubj said
    said VBD ROOT
    yes UH intj said
    . . punct said
    """
    naming = read(text, arcs, [("Ada Holm", "PERSON"), ("Polish", "NORP")])
    last = max((m for m in naming.mentions if m.type == "nominal"), key=lambda m: m.span)
    assert next(e.name for e in naming.entities if e.id == last.entity) == "Polish diplomat"


@pytest.mark.parametrize("name", ["Banco Orilla", "Il Faro", "Nordia Petroleum", "Lunder Tageblatt"])
def test_words_of_companies_and_newspapers_outvote_the_reader(name: str) -> None:
    first, last = name.split()
    arcs = f"{first} NNP compound {last}\n{last} NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    assert named(read(f"{name} waited.", arcs, [(name, "PERSON")])) == [(name, "organisation")]


def test_nobody_bears_an_article() -> None:
    arcs = "The DT det Brink\nTorva NNP compound Brink\nBrink NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    assert named(read("The Torva Brink waited.", arcs, [("Torva Brink", "PERSON")])) == [
        ("Torva Brink", "organisation")
    ]
    assert named(read("Torva Brink waited.", arcs.partition("\n")[2], [("Torva Brink", "PERSON")])) == [
        ("Torva Brink", "person")
    ]


def test_the_paper_is_the_newspaper_told_of_before() -> None:
    text = "The newspaper closed. The paper apologised."
    arcs = (
        "The DT det newspaper\nnewspaper NN nsubj closed\nclosed VBD ROOT\n. . punct closed\n"
        "The DT det paper\npaper NN nsubj apologised\napologised VBD ROOT\n. . punct apologised"
    )
    relations = [(["The paper"], [], ["apologised"])]
    assert named(read(text, arcs, [], relations)) == [("newspaper", "organisation")]


def test_a_plural_that_calls_itself_something_is_a_body() -> None:
    text = "Roads for Narrin waited."
    arcs = "Roads NNS nsubj waited\nfor IN prep Roads\nNarrin NNP pobj for\nwaited VBD ROOT\n. . punct waited"
    assert named(read(text, arcs, [], [(["Roads for Narrin"], [], ["waited"])])) == [
        ("Roads for Narrin", "organisation")
    ]


def test_a_capital_that_acts_is_its_country_and_one_behind_in_a_place() -> None:
    arcs = "Warsaw NNP nsubj paid\npaid VBD ROOT\n. . punct paid"
    assert named(read("Warsaw paid.", arcs, [("Warsaw", "GPE")])) == [("Warsaw", "country")]
    arcs = "Lee NNP nsubj slept\nslept VBD ROOT\nin IN prep slept\nWarsaw NNP pobj in\n. . punct slept"
    assert ("Warsaw", "place") in named(read("Lee slept in Warsaw.", arcs, [("Warsaw", "GPE")]))


def test_a_body_s_other_name_in_brackets_is_the_body() -> None:
    text = "The River Council (Conriv) slept."
    arcs = """
    The DT det Council
    River NNP compound Council
    Council NNP nsubj slept
    ( -LRB- punct Conriv
    Conriv NNP appos Council
    ) -RRB- punct Conriv
    slept VBD ROOT
    . . punct slept
    """
    naming = read(text, arcs, [("River Council", "ORG"), ("Conriv", "ORG")])
    assert [(entity.name, entity.aliases) for entity in naming.entities] == [("River Council", ("Conriv",))]


def test_a_name_with_a_legal_form_is_a_company() -> None:
    arcs = "Svea NNP compound AB\nKraft NNP compound AB\nAB NNP nsubj slept\nslept VBD ROOT\n. . punct slept"
    halves = [("Svea Kraft", "PERSON"), ("AB", "ORG")]
    assert named(read("Svea Kraft AB slept.", arcs, halves)) == [("Svea Kraft AB", "organisation")]


def test_a_name_ends_with_its_sentence() -> None:
    text = "We met Bran\n\nOrtega waited."
    arcs = (
        "We PRP nsubj met\nmet VBD ROOT\nBran NNP dobj met\nOrtega NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    )
    names = {name for name, _ in named(read(text, arcs, [("Bran", "PERSON"), ("Ortega", "PERSON")]))}
    assert names == {"Bran", "Ortega"}


def test_a_name_that_is_only_a_suffix_may_end_the_text() -> None:
    naming = read("He met Jr", "He PRP nsubj met\nmet VBD ROOT\nJr NNP dobj met", [("Jr", "PERSON")])
    assert named(naming) == [("Jr", "person")]


def test_letters_before_a_sign_of_money_name_nobody() -> None:
    text = "NZ asked NZ$5."
    arcs = "NZ NNP nsubj asked\nasked VBD ROOT\nNZ NNP dobj asked\n$ $ nmod 5\n5 CD appos NZ\n. . punct asked"
    naming = read(text, arcs, [("NZ", "GPE")])
    assert [m.span.start for m in naming.mentions] == [0]
    text = "Fiji asked NZ$5."
    arcs = "Fiji NNP nsubj asked\nasked VBD ROOT\nNZ NNP dobj asked\n$ $ nmod 5\n5 CD appos NZ\n. . punct asked"
    assert named(read(text, arcs, [("Fiji", "GPE"), ("NZ", "GPE")])) == [("Fiji", "country")]


def test_no_office_and_no_letter_is_a_name() -> None:
    text = "The Surgeon General met S there."
    arcs = """
    The DT det General
    Surgeon NNP compound General
    General NNP nsubj met
    met VBD ROOT
    S NNP dobj met
    there RB advmod met
    . . punct met
    """
    assert named(read(text, arcs, [("Surgeon General", "ORG"), ("S", "ORG")])) == [("Surgeon General", "unnamed")]


def test_a_given_name_that_does_something_is_somebodys() -> None:
    arcs = "{0} NNP nsubj waited\nwaited VBD ROOT\n. . punct waited"
    assert named(read("Anna waited.", arcs.format("Anna"), [])) == [("Anna", "person")]
    assert named(read("Harbour waited.", arcs.format("Harbour"), [])) == []


@pytest.mark.parametrize("words", [["the", "younger"], ["the", "other"]])
def test_a_namesake_is_no_second_mention_of_the_one_named_before(words: list[str]) -> None:
    text = f"Anna Lind left. {words[0].title()} {words[1]} Lind waited."
    arcs = f"""
    Anna NNP compound Lind
    Lind NNP nsubj left
    left VBD ROOT
    . . punct left
    {words[0].title()} DT det Lind
    {words[1]} JJ amod Lind
    Lind NNP nsubj waited
    waited VBD ROOT
    . . punct waited
    """
    found = find_entities(
        make_article(text), make_reading(text, arcs, [("Anna Lind", "PERSON"), ("Lind", "PERSON")], [])
    )
    assert {entity.name for entity in found.entities if entity.type == "person"} >= {"Anna Lind", "Lind"}
