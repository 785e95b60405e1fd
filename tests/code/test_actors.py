"""Country, sector and rule of actors, by the article's words, the tables and the user's file."""

from pathlib import Path

import pytest

from onrecord.code.actors import ActorTable, load_actor_table
from onrecord.code.belonging import Scene
from onrecord.errors import InputError

ROLES = Path(__file__).parents[2] / "examples" / "roles.csv"


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actor_table()


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("China", "CHN", None),
        ("Beijing", "CHN", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("Chinese Foreign Ministry spokesman", "CHN", "GOV"),
        ("Kenya’s prime minister", "KEN", "GOV"),
        ("British MPs", "GBR", "LEG"),
        ("the Polish police", "POL", "COP"),
        ("Portugal's defence minister", "PRT", "GOV"),
        ("the Indian army", "IND", "MIL"),
        ("leaders of the Colombian guerrillas", "COL", "REB"),
        ("dozens of Haitian textile workers", "HTI", "LAB"),
        ("the former president of Peru", "PER", "ELI"),
        ("Trade envoys from Ottawa", "CAN", "GOV"),
        ("villagers near Kunduz", "AFG", "CVL"),
        ("Nigerians", "NGA", "CVL"),
        ("the ambassador to Japan", None, "GOV"),
        ("the European Union", "EUR", None),
        ("EU leaders", "EUR", None),
        ("the NATO secretary-general", "IGO", None),
        ("the UN envoy for Libya", "UNO", None),
        ("the Organization of American States", "IGO", None),
        ("Oxfam", "NGO", None),
        ("Hamas", "PSE", "REB"),
        ("the Soviet Union", "SUN", None),
        ("East German troops", "DDR", "MIL"),
        ("Greenlandic fishermen", "DNK", "AGR"),
        ("Port of Spain", "TTO", "GOV"),
        ("Georgian judges", "GEO", "JUD"),
        ("the White House", "USA", "GOV"),
        ("the Blue House", "KOR", "GOV"),
        ("Pentagon officials", "USA", "MIL"),
        ("Hamas police", "PSE", "COP"),
        ("Hezbollah commanders", "LBN", "REB"),
        ("BJP lawmakers", "IND", "LEG"),
        ("Assad's forces", "SYR", "MIL"),
        ("forces loyal to Assad", "SYR", "MIL"),
        ("supporters of Hugo Chavez", "VEN", "CVL"),
        ("former President Jimmy Carter", "USA", "ELI"),
        ("U.N. Secretary-General Kofi Annan", "UNO", None),
        ("Chechen rebels", "RUS", "REB"),
        ("villagers in Kachin", "MMR", "CVL"),
        ("farmers in New Mexico", "USA", "AGR"),
        ("tens of thousands of Colombians", "COL", "CVL"),
        ("the WHO chief", "UNO", None),
        ("the United States", "USA", None),
        ("Turkey, Russia and Iran", "TUR", None),
        ("his Nicaraguan counterpart", "NIC", "GOV"),
        ("the Saudi-led coalition", "SAU", "MIL"),
        ("the Pope", "VAT", "REL"),
        ("Danish cheese", "DNK", "BUS"),
        ("Peruvian onions", "PER", "AGR"),
        ("Peruvian coffee chains", "PER", None),
        ("Turkish F-16s", "TUR", "MIL"),
        ("90 Ethiopian prisoners of war", "ETH", "MIL"),
        ("a 45-year-old Malaysian", "MYS", "CVL"),
        ("Tirana's opposition Democrats", "ALB", "OPP"),
        ("Doctors Without Borders", "NGO", None),
        ("the former Ugandan army chief", "UGA", "ELI"),
        ("Brussels", "EUR", None),
    ],
)
def test_the_words_tell_country_and_sector(table: ActorTable, text: str, code: str | None, sector: str | None) -> None:
    found = table.code(text)
    assert found is not None
    assert (found.code, found.sector) == (code, sector)


@pytest.mark.parametrize(
    "text", ["the Supreme Court", "the Republicans", "the president", "the two Koreas", "gunmen", "the Politburo"]
)
def test_what_could_be_of_many_countries_is_left_open(table: ActorTable, text: str) -> None:
    found = table.code(text)
    assert found is None or found.code is None


@pytest.mark.parametrize(
    ("text", "among", "code"),
    [
        ("the Congolese army", {"COD", "RWA"}, "COD"),
        ("the Congolese army", {"COG"}, "COG"),
        ("the Congolese army", {"FRA"}, None),
        ("the Korean leader", {"PRK"}, "PRK"),
        ("the Korean leader", {"KOR", "PRK"}, None),
        ("the North", {"KOR"}, "PRK"),
        ("the North", {"ITA"}, None),
        ("Georgia", {"USA"}, "USA"),
        ("Georgia", {"RUS"}, "GEO"),
        ("Brussels", {"BEL"}, "BEL"),
        ("Moscow", {"SUN"}, "SUN"),
        ("ethnic Albanians", {"XKX"}, "XKX"),
        ("ethnic Albanians", set(), None),
    ],
)
def test_what_stands_around_tells_what_a_name_means(
    table: ActorTable, text: str, among: set[str], code: str | None
) -> None:
    found = table.code(text, among=among)
    assert (found.code if found else None) == code


def test_a_state_that_is_gone_is_not_its_successor(table: ActorTable) -> None:
    assert table.countries_named("Soviet tanks rolled past the Kremlin.") == {"SUN"}
    assert table.countries_named("Yugoslavia bowed to nobody, Belgrade said.") == {"YUG"}
    assert table.only_country("A court in New Mexico ruled.") == "USA"
    assert table.countries_named("The mine at Cerro Blanco flooded.") == set()  # no part of Havana
    assert table.countries_named("Troops reached Kaduna State.") == {"NGA"}


@pytest.mark.parametrize(
    ("text", "sentence", "sector"),
    [
        ("62 Kenyans", "Oslo deported 62 Kenyans.", "REF"),
        ("4,000 Rohingya", "The navy pushed back 4,000 Rohingya.", "REF"),
        ("62 Kenyans", "A blast in Oslo wounded 62 Kenyans.", "CVL"),
        ("Kenyans", "Kenyans rallied over deported workers.", "CVL"),
    ],
)
def test_counted_people_of_a_country_are_refugees_where_flight_or_deportation_is_told(
    table: ActorTable, text: str, sentence: str, sector: str
) -> None:
    found = table.code_in(text, Scene(sentence, sentence.index(text)))
    assert found is not None
    assert found.sector == sector


@pytest.mark.parametrize("text", ["Tonga's neighbours", "Sudan's creditors", "its allies"])
def test_whose_neighbours_they_are_is_whose_they_are_not(table: ActorTable, text: str) -> None:
    found = table.code(text)
    assert found is None or found.code is None


def test_a_persons_name_holds_no_places(table: ActorTable) -> None:
    for name in ("Paris Hale", "Jordan Pike", "Amal Sidon", "Chelsea Holland"):
        assert table.code(name, person=True) is None
    found = table.code("Indian tycoon Chelsea Holland", person=True)
    assert found is not None
    assert found.code == "IND"


def test_a_minister_without_a_country_is_the_articles_own(table: ActorTable) -> None:
    found = table.code("Ada Brandt", titles=("Labour Minister",), home="NGA", person=True)
    assert found is not None
    assert (found.code, found.sector, found.rule) == ("NGA", "GOV", "article_home")
    leader = table.code("Ada Brandt", titles=("Secretary-General",), home="USA", person=True)
    assert leader is not None
    assert leader.code is None


def test_what_a_pronoun_claims_is_its_owners(table: ActorTable) -> None:
    owner = table.code("Slovakia")
    assert owner is not None
    found = table.code_of_possessed("its premier", owner)
    assert found is not None
    assert (found.code, found.sector, found.rule) == ("SVK", "GOV", "possessor")
    assert table.code_of_possessed("its allies", owner) is None


@pytest.mark.parametrize("name", ["Frances", "Chadwick", "Jordanna", "Omania"])
def test_names_like_a_countrys_are_none(table: ActorTable, name: str) -> None:
    assert table.code(name) is None


def test_a_title_in_the_article_comes_before_the_dictionary(table: ActorTable) -> None:
    found = table.code("Ada Brandt", titles=("Norwegian foreign minister",))
    assert found is not None
    assert (found.code, found.sector, found.role, found.rule) == (
        "NOR",
        "GOV",
        "Norwegian foreign minister",
        "article_title",
    )
    assert table.code("Interpol").rule == "dictionary"  # type: ignore[union-attr]


def test_an_organ_of_state_takes_the_country_at_hand(table: ActorTable) -> None:
    by_sentence = table.code("police", nearby="ZWE", home="ZAF")
    assert by_sentence is not None
    assert (by_sentence.code, by_sentence.rule) == ("ZWE", "sentence")
    by_article = table.code("the health ministry", home="GHA")
    assert by_article is not None
    assert (by_article.code, by_article.rule) == ("GHA", "article_home")


def test_generic_names_of_organs_count_at_home_only(table: ActorTable) -> None:
    found = table.code("the Supreme Court", home="USA")
    assert found is not None
    assert found.code == "USA"


def test_the_users_file_adds_people_and_states() -> None:
    table = load_actor_table(ROLES.read_text("utf-8"))
    state = table.code("Tolvanian troops")
    assert state is not None
    assert (state.code, state.sector) == ("XAA", "MIL")
    person = table.code("Priya Lindqvist", on="2024-01-01")
    assert person is not None
    assert (person.code, person.sector, person.rule) == ("XAA", "GOV", "roles_file")
    assert table.code("Priya Lindqvist", on="2022-01-01") is None


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(InputError, match="no column aliases"):
        load_actor_table("name,country\nX,XAA\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Electoral Commission of Ghana", "GHA"),
        ("Armenia's Security Council", "ARM"),
        ("the Security Council", "UNO"),
        ("the European Commission", "EUR"),
        ("a Brussels judge", "BEL"),
        ("Brussels", "EUR"),
        ("judges in The Hague", "IGO"),
        ("a relief charity", "NGO"),
    ],
)
def test_a_short_name_inside_anothers_is_not_that_body(table: ActorTable, text: str, code: str) -> None:
    found = table.code(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["the visiting minister", "six presidents", "the ousted premier", "the Kurdish officers", "a Nobel professor"],
)
def test_the_sentences_country_is_not_that_of_guests_and_peoples(table: ActorTable, text: str) -> None:
    scene = Scene(f"Norway received {text} on Friday.", len("Norway received "))
    found = table.code_in(text, scene)
    assert found is None or found.code is None


@pytest.mark.parametrize(
    ("sentence", "text", "code"),
    [
        ("Chile sold the state railway company's engines.", "the state railway company", "CHL"),
        ("Chile fined the oil company.", "the oil company", None),
        ("In Norway the police arrested the driver.", "the police", "NOR"),
        ("Burhan Aksoy, the ambassador to Chile, was confirmed by the senate.", "the senate", None),
    ],
)
def test_an_actor_without_a_country_is_of_the_likely_one_around(
    table: ActorTable, sentence: str, text: str, code: str | None
) -> None:
    found = table.code_in(text, Scene(sentence, sentence.index(text)))
    assert (found and found.code) == code
    if code is not None:
        assert found is not None
        assert found.rule == "sentence"


def test_where_sentence_and_article_tell_two_countries_it_stays_open(table: ActorTable) -> None:
    scene = Scene("In Norway the police arrested the driver.", len("In Norway "))
    found = table.code_in("the police", scene, home="GHA")
    assert found is not None
    assert (found.code, found.sector) == (None, "COP")


def test_an_ambassador_tells_nothing_of_the_others_in_the_sentence(table: ActorTable) -> None:
    assert table.only_country("The junta threw out the French ambassador.") is None
    assert table.only_country("Niger's junta threw out the French ambassador.") == "NER"


def test_a_leader_of_anything_has_no_sector(table: ActorTable) -> None:
    assert table.code("its leader Ada Holm", person=True) is None
    assert table.sector("any third party") is None


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("Lima-based activists", "PER", "CVL"),
        ("Tribunal judges of the Norwegian-led mission", "NOR", "JUD"),
        ("Dahomey's president", "BEN", "GOV"),
        ("the Securitate", "ROU", "SPY"),
        ("Police", None, "COP"),
    ],
)
def test_names_of_old_and_small_places_and_of_services(
    table: ActorTable, text: str, code: str | None, sector: str
) -> None:
    found = table.code(text)
    assert found is not None
    assert (found.code, found.sector) == (code, sector)


def test_an_ambiguous_name_is_told_by_what_stands_around_it(table: ActorTable) -> None:
    at_home = "The Georgia legislature overrode the mayor of Atlanta."
    found = table.code("The Georgia legislature", among=table.countries_named(at_home))
    assert found is not None
    assert found.code == "USA"
    beside_rebels = "The Congolese army shelled the M23."
    found = table.code("The Congolese army", among=table.countries_named(beside_rebels))
    assert found is not None
    assert found.code == "COD"
    found = table.code("The Congolese army", among=table.countries_named("The Congolese army moved."))
    assert found is not None
    assert found.code is None


def test_the_users_names_may_begin_with_any_word() -> None:
    table = load_actor_table("name,aliases,country,sector,role,from,to\nzarn,,XZN,,state,,\n")
    found = table.code("zarn envoys")
    assert found is not None
    assert found.code == "XZN"
