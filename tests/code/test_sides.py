"""For whom a speaker speaks, on entities made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.code.actors import load_actor_table
from onrecord.code.places import countries_in, find_city, find_home, one_country
from onrecord.code.posts import find_parts
from onrecord.code.side_rules import SideRules
from onrecord.code.sides import add_sides
from onrecord.model import Entity, EntityRef, Mention, RawArticle, Role, Span, Statement
from onrecord.pipeline.stages import annotate_article
from reading_builders import make_article, span_in

DAY, LATER = date(1984, 5, 2), date(1994, 5, 2)
ROLES = "name,aliases,country,sector,role,from,to\nAda Holm,,XAA,GOV,premier of Brevia,,\n"


def side(text, source, name, kind, others=(), publisher=None, roles=""):
    """The side of the entity `name`, said by `source` in `text`; `others` are (words, type) of other entities."""
    article = make_article(text, publisher)
    entities = [Entity("e0", name, kind)]
    mentions = [Mention(span_in(text, name), "name", "e0")] if kind == "person" else []
    for i, (words, other) in enumerate(others, 1):
        entities.append(Entity(f"e{i}", words, other))
        mentions.append(Mention(span_in(text, words), "name", f"e{i}"))
    ref = EntityRef("e0", name)
    said = Statement("s", "indirect", (span_in(text, source),), (), (span_in(text, text[-4:]),), speaker=ref)
    (result,) = add_sides(article, entities, mentions, (), (said,), load_actor_table(roles))
    return result.side


@pytest.mark.parametrize(
    ("source", "name", "kind", "expected"),
    [
        ("Chinese Foreign Ministry spokesman Wu Lin", "Wu Lin", "person", "CHN"),
        ("the White House", "White House", "organisation", "USA"),
        ("a senior U.S. official", "senior U.S. official", "unnamed", "USA"),
        ("Moldova's defence ministry", "Moldova's defence ministry", "organisation", "MDA"),
        ("Riga", "Riga", "place", "LVA"),
        ("the European Commission", "European Commission", "organisation", "EUR"),
        ("the World Health Organization", "World Health Organization", "organisation", "UNO"),
        ("the African Union", "African Union", "organisation", "IGO"),
        ("the miners' union", "miners' union", "organisation", "miners' union"),
        ("Nordkabel", "Nordkabel", "organisation", "Nordkabel"),
        ("aid groups", "aid groups", "organisation", "NGO"),
        ("economists", "economists", "unnamed", None),
        ("a former Chinese minister", "former Chinese minister", "unnamed", None),
        ("both ministers", "both ministers", "unnamed", None),
        ("the ambassador to Japan", "ambassador to Japan", "unnamed", None),
        ("Sen. Ada Holm, a Republican from Ohio,", "Ada Holm", "person", "Republican"),
        ("a rebel spokesman", "rebel spokesman", "unnamed", "rebels"),
        ("Gov. Ada Holm of Texas, a Republican,", "Ada Holm", "person", "Texas"),
        ("His Republican rival, Ada Holm,", "Ada Holm", "person", "Republican"),
        ("China's state-run broadcaster", "state-run broadcaster", "organisation", "CHN"),
        ("Sen. Ada Holm (R-Ohio)", "Ada Holm", "person", "Republican"),
        ("Labour MP Ada Holm", "Ada Holm", "person", "Labour"),
        ("Ada Holm, the French president's daughter,", "Ada Holm", "person", None),
        ("President of Peru Mr. Holm", "Mr. Holm", "organisation", "PER"),
        ("Otto Holm, managing director of Nordkabel,", "Otto Holm", "person", "Nordkabel"),
        ("French minister Ada Holm and his Chinese counterpart", "Ada Holm", "person", "FRA"),
        ("@harbour_otter", "@harbour_otter", "unnamed", None),
        ("a former union leader", "former union leader", "unnamed", None),
    ],
)
def test_the_side_comes_from_the_words(source, name, kind, expected):
    assert side(f"{source} said no.", source, name, kind) == expected


def test_a_manager_speaks_for_the_firm_named_with_him():
    text = "Otto Holm, managing director of Nordkabel, said no."
    assert side(
        text, "Otto Holm, managing director of Nordkabel,", "Otto Holm", "person", [("Nordkabel", "organisation")]
    ) == ("Nordkabel")


def test_the_company_is_the_firm_that_the_article_names():
    text = "Nordkabel lost money. The company said no."
    assert side(text, "The company", "company", "organisation", [("Nordkabel", "organisation")]) == "Nordkabel"


def test_a_possessors_spokesman_speaks_for_it():
    text = "The miners' union is on strike. its spokesman Otto Holm said no."
    article = make_article(text)
    entities = [Entity("e0", "Otto Holm", "person"), Entity("e1", "miners' union", "organisation")]
    mentions = [Mention(span_in(text, "its"), "pronoun", "e1")]
    said = Statement("s", "indirect", (span_in(text, "its spokesman Otto Holm"),), (), (span_in(text, "no"),))
    said = replace(said, speaker=EntityRef("e0", "Otto Holm"))
    assert add_sides(article, entities, mentions, (), (said,))[0].side == "miners' union"


def test_an_ambassador_is_sent_by_the_only_other_country_of_the_paragraph():
    source = "The ambassador to Washington, Ada Holm,"
    text = f"Peruvian papers were pleased. {source} said no."
    assert side(text, source, "Ada Holm", "person") == "PER"
    assert side(f"Chilean and {text}", source, "Ada Holm", "person") is None


def test_an_organ_without_a_country_is_the_datelines():
    assert (
        side("TALLINN — The health ministry said no.", "The health ministry", "health ministry", "organisation")
        == "EST"
    )
    assert side("The health ministry said no.", "The health ministry", "health ministry", "organisation") is None


def test_the_roles_file_wins():
    assert side("Ada Holm said no.", "Ada Holm", "Ada Holm", "person", roles=ROLES) == "XAA"
    assert side("Ada Holm said no.", "Ada Holm", "Ada Holm", "person") is None


def test_a_statement_without_a_speaker_has_no_side():
    article = make_article("It was said.")
    said = Statement("s", "indirect", (), (span_in(article.text, "was said"),), (span_in(article.text, "It"),))
    assert add_sides(article, (), (), (), (said,))[0].side is None


def test_countries_are_read_by_name_demonym_capital_and_city():
    assert countries_in("Estonian ships left Durban for Peru.") == ["EST", "ZAF", "PER"]
    assert one_country("French and German ships") is None


@pytest.mark.parametrize(
    ("text", "publisher", "home"),
    [
        ("LIMA, Oct 9 (WA) - Ships left.", None, "PER"),
        ("ENTEBBE, Uganda — Ships left.", None, "UGA"),
        ("LIMA, October 9, 2021 (WA) - Chilean ships left Chile.", None, "PER"),
        ("KAMPALA, Uganda, 9 October 2021 - Kenyan ships left Kenya.", None, "UGA"),
        ("Lima, 9 October (WA) - Chilean ships left Chile.", None, "PER"),
        ("LIMA | 9 October 2021 - Chilean ships left Chile.", None, "PER"),
        ("Lima - that is Chilean for Chile.", None, "CHL"),
        ("Ships left.", "The Copenhagen Ledger", "DNK"),
        ("Ships left.", "Tagblatt (English edition)", None),
        ("French ships left France. A Peruvian ship stayed.", None, "FRA"),
        ("French ships met Peruvian ships and Chilean ships.", None, None),
        ("French ships met Peruvian ships.", "Politico", None),
        ("French ships met American ships.", "Politico", "USA"),
        ("An Armenian ship left.", "Foreign Ministry of Georgia", "GEO"),
    ],
)
def test_home_is_where_the_article_reports_from(text, publisher, home):
    assert find_home(make_article(text, publisher)) == home


@pytest.mark.parametrize(("title", "home"), [("Peru calls Chile", "PER"), ("Chile calls Peru", None), ("Ships", None)])
def test_home_is_what_the_title_and_the_text_begin_with(title, home):
    assert find_home(make_article("Peru's ships met Chile's.", title=title)) == home


def test_the_city_is_the_datelines():
    assert find_city(make_article("SASKATOON - A bridge.")) == "Saskatoon"
    assert find_city(make_article("A bridge.")) is None


@pytest.mark.parametrize(
    ("text", "source", "name", "kind", "expected"),
    [
        ("Sen. Ada Holm said no.", "Sen. Ada Holm", "Ada Holm", "person", None),
        (
            "Ada Holm, the Senate's speaker, Sen. Holm, said no.",
            "Ada Holm, the Senate's speaker",
            "Ada Holm",
            "person",
            None,
        ),
        ("President-elect Ada Holm said no.", "President-elect Ada Holm", "Ada Holm", "person", "Ada Holm"),
        (
            "Ada Holm, governor of Nordmark, said no.",
            "Ada Holm, governor of Nordmark,",
            "Ada Holm",
            "person",
            "Nordmark",
        ),
        (
            "The governor of the central bank of Chile said no.",
            "The governor of the central bank of Chile",
            "governor",
            "unnamed",
            "CHL",
        ),
        ("A Western diplomat said no.", "A Western diplomat", "Western diplomat", "unnamed", None),
        (
            "A person close to the Polish minister said no.",
            "A person close to the Polish minister",
            "person",
            "unnamed",
            None,
        ),
        (
            "Nordkabel chief executive Ada Holm said no.",
            "Nordkabel chief executive Ada Holm",
            "Ada Holm",
            "person",
            "Nordkabel",
        ),
        (
            "The Soviet trade mission said no.",
            "The Soviet trade mission",
            "Soviet trade mission",
            "organisation",
            "SUN",
        ),
    ],
)
def test_office_party_and_closeness_decide(text, source, name, kind, expected):
    assert side(text, source, name, kind) == expected


def test_the_government_is_of_the_country_that_its_paragraph_names_before_it():
    text = "Oslo is calm.\n\nChina has new rules. What the government calls order said so."
    assert side(text, "the government", "government", "organisation", publisher="Oslo Post") == "CHN"


@pytest.mark.parametrize(
    ("text", "source", "name", "kind", "others", "expected"),
    [
        (
            "Japan's Foreign Ministry answered. “No,” ministry spokesman Gao Wen said.",
            "ministry spokesman Gao Wen",
            "Gao Wen",
            "person",
            (("Japan's Foreign Ministry", "organisation"),),
            "JPN",
        ),
        (
            "The Harbour Board met. The chairman, Otto Holm, spoke.",
            "The chairman, Otto Holm,",
            "Otto Holm",
            "person",
            (("Harbour Board", "organisation"),),
            "Harbour Board",
        ),
        (
            "The Northern Front lost. Front secretary-general Ada Holm spoke.",
            "Front secretary-general Ada Holm",
            "Ada Holm",
            "person",
            (("Northern Front", "organisation"),),
            "Northern Front",
        ),
        (
            "DOVER, Del., May 3 — The state health department spoke.",
            "The state health department",
            "state health department",
            "organisation",
            (),
            "Delaware",
        ),
        (
            "Opposition candidate Ada Holm spoke.",
            "Opposition candidate Ada Holm",
            "Ada Holm",
            "person",
            (),
            "opposition",
        ),
        (
            "A nurse at Lund Hospital who feared for her job spoke.",
            "A nurse at Lund Hospital who feared for her job",
            "nurse at Lund Hospital",
            "unnamed",
            (("Lund Hospital", "organisation"),),
            None,
        ),
        (
            "The Grand Chamber sat in Luxembourg. Judge Ada Holm spoke.",
            "Judge Ada Holm",
            "Ada Holm",
            "person",
            (),
            "EUR",
        ),
        ("Brussels spoke of a loan to Poland.", "Brussels", "Brussels", "place", (), "EUR"),
        (
            "The Electoral Commission of Ghana spoke.",
            "The Electoral Commission of Ghana",
            "Electoral Commission of Ghana",
            "organisation",
            (),
            "GHA",
        ),
        (
            "Officials from both countries spoke in Lima.",
            "Officials from both countries",
            "Officials from both countries",
            "unnamed",
            (),
            None,
        ),
        (
            "The head of the election observers, Ada Holm, spoke.",
            "The head of the election observers, Ada Holm,",
            "Ada Holm",
            "person",
            (),
            "election observers",
        ),
    ],
)
def test_the_side_comes_from_what_was_told_before(text, source, name, kind, others, expected):
    assert side(text, source, name, kind, others) == expected


def test_the_government_is_that_of_the_paragraph_and_not_of_one_named_far_above():
    text = (
        "The Georgian government fell in May.\n\nRain came.\n\nSnow came.\n\nWind came.\n\n"
        "The Kenyan ruling party has shut tea houses; the government calls it a tidying. Done."
    )
    assert side(text, "the government", "government", "organisation") == "KEN"


def test_by_rules_an_organ_named_shortly_before_goes_before_the_paragraph():
    text = "The Georgian government fell.\n\nAsked about Kenyan tea, the government declined to speak. Done."
    article = make_article(text)
    ref = EntityRef("e0", "government")
    source = Span(text.rindex("the government"), text.index(" declined"))
    said = Statement("s", "indirect", (source,), (), (span_in(text, "Done"),), speaker=ref)
    entities = [Entity("e0", "government", "organisation")]
    rules = SideRules(article, entities, (), (), (said,), load_actor_table())
    assert rules.of(ref) == "GEO"


def test_a_much_named_president_speaks_for_his_state_though_another_president_is_about():
    text = "The Brazilian president called. Reagan said no. The talks were over by noon."
    article = make_article(text)
    article = replace(article, publication=replace(article.publication, earliest=DAY, latest=DAY, status="stated"))
    entity = Entity("e0", "Ronald Reagan", "person")
    said = Statement(
        "s",
        "indirect",
        (span_in(text, "Reagan"),),
        (),
        (span_in(text, "no"),),
        speaker=EntityRef("e0", "Ronald Reagan"),
    )
    (result,) = add_sides(article, [entity], [], (), (said,), load_actor_table())
    assert result.side == "USA"
    later = replace(article, publication=replace(article.publication, earliest=LATER, latest=LATER))
    assert add_sides(later, [entity], [], (), (said,), load_actor_table())[0].side is None


def test_two_people_of_whom_one_is_anothers_counterpart_have_no_one_side():
    text = "Minister Ada Holm and her Chinese counterpart agreed. Done."
    article = make_article(text)
    source = "Minister Ada Holm and her Chinese counterpart"
    said = Statement(
        "s", "indirect", (span_in(text, source),), (), (span_in(text, "agreed"),), speaker=EntityRef(None, source)
    )
    assert add_sides(article, [], [], (), (said,), load_actor_table())[0].side is None


def test_an_administration_official_is_of_the_administration_that_is_named():
    text = "The Kenyan administration met envoys. A senior administration official of rank said no one left."
    others = [("Kenyan administration", "organisation")]
    assert side(text, "A senior administration official", "senior administration official", "unnamed", others) == "KEN"


def test_a_state_has_one_president_so_another_is_of_the_paragraphs_own_country():
    text = (
        "LIMA, May 9 - Peruvian President Mara Roe said no.\n\n"
        "Kenya said one ship sank. President Ada Holm accused Lima. Done."
    )
    assert side(text, "President Ada Holm", "Ada Holm", "person") == "KEN"
    alone = text.replace("Peruvian President Mara Roe", "Peruvian farmers")
    assert side(alone, "President Ada Holm", "Ada Holm", "person") == "PER"


def test_an_officer_without_a_country_is_of_the_one_that_his_paragraph_begins_with():
    text = (
        "Chinese ships met Chinese boats. China waits. Chinese tea is dear.\n\n"
        "Kenya, which buys it, urged calm. It is time, Economy Minister Ada Holm said. Done."
    )
    assert side(text, "Economy Minister Ada Holm", "Ada Holm", "person") == "KEN"


@pytest.mark.parametrize(("publisher", "expected"), [("European Commission", "EUR"), ("The Daily Ledger", "CHN")])
def test_an_officer_in_an_international_bodys_own_text_is_its(publisher, expected):
    text = "Chinese buses pay more, as Chinese vans do. Our door is open, Trade Commissioner Ada Holm said. Done."
    assert side(text, "Trade Commissioner Ada Holm", "Ada Holm", "person", publisher=publisher) == expected


@pytest.mark.parametrize(("other", "expected"), [("A ship left.", "EUR"), ("The Electoral Commission met.", "CHN")])
def test_by_rules_the_commission_of_a_text_on_europe_is_its_unless_it_has_another(other, expected):
    text = (
        f"The EU met Chinese envoys. {other} The Chinese side left. A cut is near, the commission's spokesperson said."
    )
    ref = EntityRef("e0", "spokesperson")
    said = Statement(
        "s", "indirect", (span_in(text, "the commission's spokesperson"),), (), (span_in(text, "A cut"),), speaker=ref
    )
    entities = [Entity("e0", "spokesperson", "unnamed")]
    assert SideRules(make_article(text), entities, (), (), (said,), load_actor_table()).of(ref) == expected


def test_the_president_of_the_republic_is_of_the_publishers_state():
    text = "The President of the Republic spoke with the President of the Republic of Kenya. Done."
    found = side(
        text,
        "The President of the Republic",
        "President of the Republic",
        "unnamed",
        [("Republic", "organisation"), ("Republic of Kenya", "country")],
        publisher="Government of Peru",
    )
    assert found == "PER"


def test_a_persons_side_is_that_of_whose_counterpart_he_is_called():
    text = "French President Mara Roe met her Kenyan counterpart, Ada Holm. President Holm said no. Done."
    article = make_article(text)
    ref = EntityRef("e0", "Ada Holm")
    mentions = [
        Mention(span_in(text, "her Kenyan counterpart"), "nominal", "e0"),
        Mention(span_in(text, "Ada Holm"), "name", "e0"),
        Mention(span_in(text, "Kenyan"), "name", "e1"),
    ]
    entities = [Entity("e0", "Ada Holm", "person"), Entity("e1", "Kenyan", "group")]
    said = Statement("s", "indirect", (span_in(text, "President Holm"),), (), (span_in(text, "no"),), speaker=ref)
    assert add_sides(article, entities, mentions, (), (said,), load_actor_table())[0].side == "KEN"


def test_nobody_is_of_the_country_of_his_counterpart():
    text = "Kenya spoke first. Minister Ada Holm met her Peruvian counterpart, Bo Rask. Done."
    ref = EntityRef("e0", "Ada Holm")
    mentions = [Mention(span_in(text, "Ada Holm"), "name", "e0"), Mention(span_in(text, "her"), "pronoun", "e0")]
    source = (span_in(text, "Minister Ada Holm"),)
    said = Statement("s", "indirect", source, (), (span_in(text, "Done"),), speaker=ref)
    entities = [Entity("e0", "Ada Holm", "person")]
    (found,) = add_sides(make_article(text), entities, mentions, (), (said,), load_actor_table())
    assert found.side != "PER"
    rules = SideRules(make_article(text), entities, mentions, (), (said,), load_actor_table())
    assert rules.counterparts_of(entities[0]) == {"PER"}


def test_a_bodys_board_is_no_fuller_name_of_it() -> None:
    text = "Wexhall said it would wait. Two people left Wexhall's board."
    others = [("Wexhall's board", "organisation")]
    assert side(text, "Wexhall", "Wexhall", "organisation", others) == "Wexhall"


def test_a_body_of_a_president_is_of_his_state():
    text = "Peruvian President Ana Paz left. Chile had no answer for the president's Maritime Policy Ministry."
    article = make_article(text)
    ana, body = Entity("e1", "Ana Paz", "person"), Entity("e2", "Maritime Policy Ministry", "organisation")
    mentions = (
        Mention(span_in(text, "Ana Paz"), "name", "e1"),
        Mention(span_in(text, "the president"), "nominal", "e1"),
        Mention(span_in(text, "Maritime Policy Ministry"), "name", "e2"),
    )
    roles = (Role("e1", "Peruvian President", article=article.id, span=span_in(text, "Peruvian President")),)
    for known, expected in ((mentions, True), (mentions[::2], False)):
        rules = SideRules(article, (ana, body), known, roles, (), load_actor_table())
        assert (rules.of(EntityRef("e2", body.name)) == "PER") is expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [("Kinshasa", "COD"), ("Doha", "COD"), ("Brazzaville", "COG"), ("the Republic of Congo", "COG")],
)
def test_congolese_is_of_the_larger_congo_unless_the_other_alone_is_named(where, expected):
    text = f"The Congolese foreign minister, Ada Lund, told envoys in {where} that it would not sign."
    assert side(text, "The Congolese foreign minister, Ada Lund,", "Ada Lund", "person") == expected


@pytest.mark.parametrize("body", ["ELN", "PKK"])
def test_a_body_of_three_letters_is_no_states_code(body):
    text = f"OSLO - Norway welcomed the truce. {body} spokesman Ada Holm said both had agreed to free captives."
    assert side(text, f"{body} spokesman Ada Holm", "Ada Holm", "person", [(body, "organisation")]) == body


def test_a_mission_is_not_of_the_place_where_it_sits():
    (part,) = find_parts("source", "its embassy in Lima", 0)
    assert [word.text for chunk in part.chunks for word in chunk.words] == ["embassy"]
    text = "Lima waited. The Japanese embassy in Lima said tents would come. Done"
    assert side(text, "The Japanese embassy in Lima", "Japanese embassy in Lima", "organisation") == "JPN"


@pytest.mark.weights
@pytest.mark.parametrize("publisher", ["World Health Organization", None])
def test_whom_nothing_describes_speaks_for_the_body_whose_briefing_it_is(publisher):
    text = (
        "World Health Organization\nPress briefing on the river fever, 3 May\n\nDR ILSE BRANDER: We know of nine.\n\n"
        "MR TOM OKELLO: Where are they?\n\nDR BRANDER: In two ports. The company denies it.\n\nMR OKELLO: Sure?\n"
    )
    facts = annotate_article(RawArticle(path="a", text=text, publisher=publisher))
    sides = {s.speaker.name.split()[-1]: s.side for s in facts.statements if s.speaker and s.within is None}
    assert sides["Brander"] == "UNO"
    assert sides["Okello"] != "UNO"


@pytest.mark.weights
def test_a_body_has_its_own_name_for_a_side_whatever_it_is_called_besides():
    text = "The ruling Coast Alliance said it would table a motion on Thursday."
    [said] = [s for s in annotate_article(RawArticle(path="a", text=text)).statements if s.speaker]
    assert said.side == "Coast Alliance"


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Rates will stay where they are,” Fed Governor Ada Holm said in Chicago.", "USA"),
        ("“We will vote,” said Senator Rolf Berg, chairman of the Senate Judiciary Committee.", "USA"),
        ("The International Towage Bureau said pirates had seized a tug off Somalia.", "International Towage Bureau"),
    ],
)
def test_a_named_organ_is_its_states_and_an_international_bureau_nobodys(text: str, expected: str) -> None:
    (statement,) = annotate_article(RawArticle(path="a", text=text)).statements
    assert statement.side == expected
