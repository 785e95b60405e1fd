"""Quantities with their unit and place."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from event_readers import read
from onrecord.annotate.events.amounts import find_amounts, is_sum
from onrecord.annotate.events.measured import give_unclaimed, is_measure
from onrecord.annotate.mentions.phrases import Parse
from onrecord.model import Amount, Event
from reading_builders import make_reading, span_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pledged $31 million in aid", [("$31 million", 31e6, "USD")]),
        ("tariffs of as much as 25 percent", [("25 percent", 25.0, "percent")]),
        ("raised duties by 7.5%", [("7.5%", 7.5, "percent")]),
        ("sent 1,200 troops and three frigates", [("1,200 troops", 1200.0, "troops")]),
        ("13 coastal soldiers were hurt", [("13 coastal soldiers", 13.0, "soldiers")]),
        ("a loan of €2.5bn", [("€2.5bn", 2.5e9, "EUR")]),
        ("half a million refugees", [("half a million refugees", 5e5, "refugees")]),
        ("at least forty people", [("forty people", 40.0, "people")]),
        ("2 million tons of wheat", [("2 million tons", 2e6, "tons")]),
        ("between 40 and 50 people", [("between 40 and 50 people", None, "people")]),
        ("some 40 to 50 protesters", [("40 to 50 protesters", None, "protesters")]),
        ("gave Fiji A$18m (about US$12m)", [("A$18m", 18e6, "AUD")]),
        ("20 trucks (€3 million)", [("20 trucks", 20.0, "trucks"), ("€3 million", 3e6, "EUR")]),
        ("the 67th barracks and the 1,500th gate", []),
        ("half a dozen drones", [("half a dozen drones", 6.0, "drones")]),
        ("two hundred thousand tonnes", [("two hundred thousand tonnes", 2e5, "tonnes")]),
        ("60 crore rupees", [("60 crore rupees", 6e8, "rupees")]),
        ("paid Nepal 60 crore rupees", [("60 crore rupees", 6e8, "NPR")]),
        ("a hundred and twenty soldiers", [("a hundred and twenty soldiers", 120.0, "soldiers")]),
        ("three thousand five hundred men", [("three thousand five hundred men", 3500.0, "men")]),
        ("two dozen troops", [("two dozen troops", 24.0, "troops")]),
        ("duties cut from 14 to 7 percent", [("7 percent", 7.0, "percent")]),
        ("aid of $5-7 million", [("$5-7 million", None, "USD")]),
        ("a 50-billion-euro loan", [("50-billion-euro", 5e10, "EUR")]),
        ("20 million Canadian dollars.", [("20 million Canadian dollars", 2e7, "CAD")]),
        ("1,000 pounds of explosives", [("1,000 pounds", 1000.0, "pounds")]),
        ("R300 million for farms", [("R300 million", 3e8, "ZAR")]),
        ("45 million dollars' worth of beef", [("45 million dollars", 4.5e7, "USD")]),
        ("a 1,400-megawatt cable", [("1,400-megawatt", 1400.0, "megawatt")]),
        ("1.2 billion naira", [("1.2 billion naira", 1.2e9, "NGN")]),
        ("201 million EUR", [("201 million EUR", 2.01e8, "EUR")]),
        ("17 wounded", [("17 wounded", 17.0, "wounded")]),
        ("one and a half million people", [("one and a half million people", 1.5e6, "people")]),
        ("a million and a half refugees", [("a million and a half refugees", 1.5e6, "refugees")]),
        ("a quarter of a million dollars", [("a quarter of a million dollars", 2.5e5, "USD")]),
        ("three-quarters of a billion euros", [("three-quarters of a billion euros", 7.5e8, "EUR")]),
        ("aid of €40m-€50m", [("€40m-€50m", None, "EUR")]),
        ("between $3 million and $5 million", [("$3 million and $5 million", None, "USD")]),
        ("cut from $5 million to $3 million", [("$5 million", 5e6, "USD"), ("$3 million", 3e6, "USD")]),
        ("gave $20 million to 3 banks", [("$20 million", 2e7, "USD")]),
        ("10m-12m doses", [("10m-12m doses", None, "doses")]),
        ("two percentage points", [("two percentage points", 2.0, "percentage points")]),
        ("25 basis points", [("25 basis points", 25.0, "basis points")]),
        ("paid Mali 12 billion CFA francs", [("12 billion CFA francs", 1.2e10, "XOF")]),
        ("in 2021 the ninth round began", []),
        ("it was the 3rd of May", []),
        ("the delegates of COP 27", []),
        ("a T-72 tank", []),
    ],
)
def test_numbers_with_a_unit_are_amounts(text: str, found: list[tuple[str, float, str]]) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert [(a.text, a.value, a.unit) for a in amounts] == found
    assert all(a.span.of(text) == a.text for a in amounts)


KILLED = "Guards killed nine marchers in a city of four rivers"
KILLED_ARCS = """
Guards NNS nsubj killed
killed VBD ROOT
nine CD nummod marchers
marchers NNS dobj killed
in IN prep killed
a DT det city
city NN pobj in
of IN prep city
four CD nummod rivers
rivers NNS pobj of
"""


def test_a_number_measures_what_the_act_is_done_to() -> None:
    parse = Parse(KILLED, make_reading(KILLED, KILLED_ARCS))
    nine, four = find_amounts(KILLED, 0, len(KILLED), parse)
    clause = set(range(len(parse.words)))
    assert is_measure(parse, nine, 1, clause)
    assert not is_measure(parse, four, 1, clause)
    assert not is_measure(parse, nine, 1, {0, 1})


SENT = "Chad sent 900 soldiers and two carriers, with the nine envoys, to two exiles"
SENT_ARCS = """
Chad NNP nsubj sent
sent VBD ROOT
900 CD nummod soldiers
soldiers NNS dobj sent
and CC cc soldiers
two CD nummod carriers
carriers NNS conj soldiers
, , punct sent
with IN prep sent
the DT det envoys
nine CD nummod envoys
envoys NNS pobj with
, , punct sent
to IN prep sent
two CD nummod exiles
exiles NNS pobj to
"""


def test_one_or_two_people_and_those_known_are_told_for_who_they_are() -> None:
    parse = Parse(SENT, make_reading(SENT, SENT_ARCS))
    clause = set(range(len(parse.words)))
    measures = {a.text: is_measure(parse, a, 1, clause) for a in find_amounts(SENT, 0, len(SENT), parse)}
    assert measures == {"900 soldiers": True, "two carriers": True, "nine envoys": False, "two exiles": False}


def _found(text: str, arcs: str) -> list[tuple[str, float | None, str | None]]:
    parse = Parse(text, make_reading(text, arcs))
    return [(a.text, a.value, a.unit) for a in find_amounts(text, 0, len(text), parse)]


def test_a_number_that_hangs_on_the_name_before_it_counts_what_follows() -> None:
    arcs = """
    Brevia NNP nsubj gave
    gave VBD ROOT
    Norland NNP dative gave
    200 CD nummod Norland
    trucks NNS dobj gave
    """
    assert _found("Brevia gave Norland 200 trucks", arcs) == [("200 trucks", 200.0, "trucks")]


def test_many_leaders_are_counted_and_few_are_known() -> None:
    arcs = """
    Guards NNS nsubj jailed
    jailed VBD ROOT
    {number} CD nummod leaders
    leaders NNS dobj jailed
    """
    assert _found("Guards jailed 14 leaders", arcs.format(number=14)) == [("14 leaders", 14.0, "leaders")]
    assert _found("Guards jailed 3 leaders", arcs.format(number=3)) == []


PACKAGE = "A package of $60 million that Brevia was to extend to Norland lapsed"
PACKAGE_ARCS = """
A DT det package
package NN nsubj lapsed
of IN prep package
$ $ quantmod million
60 CD compound million
million CD pobj of
that WDT dobj extend
Brevia NNP nsubj was
was VBD relcl package
to TO aux extend
extend VB xcomp was
to IN prep extend
Norland NNP pobj to
lapsed VBD ROOT
"""


def test_money_outside_every_clause_measures_the_nearest_act_of_its_sentence() -> None:
    parse = Parse(PACKAGE, make_reading(PACKAGE, PACKAGE_ARCS))
    acts = [Event(id=w, trigger=(span_in(PACKAGE, w),), status="occurred") for w in ("extend", "lapsed")]
    assert [[a.unit for a in event.amounts] for event in give_unclaimed(parse, acts)] == [["USD"], []]
    measured = replace(acts[1], amounts=(Amount("$1", span_in(PACKAGE, "lapsed"), 1.0, "USD"),))
    assert [len(event.amounts) for event in give_unclaimed(parse, [acts[0], measured])] == [0, 1]


OF_THEM = "Police held 42 of the 73 miners"
OF_THEM_ARCS = """
Police NNS nsubj held
held VBD ROOT
42 CD dobj held
of IN prep 42
the DT det miners
73 CD nummod miners
miners NNS pobj of
"""


def test_so_many_of_others_are_one_amount_that_measures_what_is_done_to_them() -> None:
    parse = Parse(OF_THEM, make_reading(OF_THEM, OF_THEM_ARCS))
    (held,) = find_amounts(OF_THEM, 0, len(OF_THEM), parse)
    assert (held.text, held.value, held.unit) == ("42 of the 73 miners", 42.0, "miners")
    assert is_measure(parse, held, 1, set(range(len(parse.words))))


def test_one_of_others_is_told_for_who_it_is() -> None:
    arcs = OF_THEM_ARCS.replace("42", "one")
    assert _found(OF_THEM.replace("42", "one"), arcs) == []


def test_a_number_without_its_noun_counts_what_was_counted_before() -> None:
    text = "Shells killed nine miners and wounded 11"
    arcs = """
    Shells NNS nsubj killed
    killed VBD ROOT
    nine CD nummod miners
    miners NNS dobj killed
    and CC cc killed
    wounded VBD conj killed
    11 CD dobj wounded
    """
    assert _found(text, arcs) == [("nine miners", 9.0, "miners"), ("11", 11.0, "miners")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cut it from 14 million kronor to 9.", [("14 million kronor", 14e6, "SEK"), ("9", 9e6, "SEK")]),
        ("cut it to 14 percent from six.", [("14 percent", 14.0, "percent"), ("six", 6.0, "percent")]),
        ("won by 58 percent to 42.", [("58 percent", 58.0, "percent")]),
    ],
)
def test_the_other_end_of_a_change_has_its_unit(text: str, found: list[tuple[str, float, str]]) -> None:
    words = text.removesuffix(".").split()
    arcs = "".join(f"{word} NN dep {words[0]}\n" if i else f"{word} VBD ROOT\n" for i, word in enumerate(words))
    assert _found(text, arcs + ". . punct " + words[0]) == found


SHARE = "Norland sent a third of its fleet by a third party"
SHARE_ARCS = """
Norland NNP nsubj sent
sent VBD ROOT
a DT det third
third NN dobj sent
of IN prep third
its PRP$ poss fleet
fleet NN pobj of
by IN prep sent
a DT det party
third JJ amod party
party NN pobj by
"""


def test_a_share_has_no_value_and_its_words_as_the_unit() -> None:
    assert _found(SHARE, SHARE_ARCS) == [("a third of its fleet", None, "a third of its fleet")]


@given(st.text(alphabet="0123456789., $€%abmn\u00a0-", max_size=60))
def test_any_text_gives_amounts_in_order_that_slice_to_their_words(text: str) -> None:
    amounts = list(find_amounts(text, 0, len(text)))
    assert all(a.span.of(text) == a.text for a in amounts)
    assert all(a.span.end <= b.span.start for a, b in pairwise(amounts))


@pytest.mark.parametrize(
    ("text", "sums"), [("paid NZ$5 million", [True]), ("rose 6 percent", [True]), ("sent 40 troops", [False])]
)
def test_money_and_rates_are_sums(text, sums):
    assert [is_sum(amount) for amount in find_amounts(text, 0, len(text))] == sums


@pytest.mark.weights
def test_many_numbers_without_units_are_read_once_each() -> None:
    """Each may hang on those before it: were these not kept, the work would double with every number."""
    text = "Ghana’s army attacked 12 villages in Togo " + "25:61" * 30 + " with tanks on Monday, officials said."
    assert read(text + " The army of Togo fired back and killed four soldiers before nightfall, they said.")


CROWD = "A crowd of 700 stoned the bank"
CROWD_ARCS = """
A DT det crowd
crowd NN nsubj stoned
of IN prep crowd
700 CD pobj of
stoned VBD ROOT
the DT det bank
bank NN dobj stoned
"""
TANKS = "Norland sent tanks , eighteen in all"
TANKS_ARCS = """
Norland NNP nsubj sent
sent VBD ROOT
tanks NNS dobj sent
, , punct tanks
eighteen CD appos tanks
in IN prep eighteen
all DT pobj in
"""


def test_the_number_of_a_group_or_of_those_just_named_counts_them() -> None:
    assert _found(CROWD, CROWD_ARCS) == [("700", 700.0, "crowd")]
    assert _found(TANKS, TANKS_ARCS) == [("eighteen", 18.0, "tanks")]
    assert _found(CROWD.replace("crowd", "story"), CROWD_ARCS.replace("crowd", "story")) == []


HARMED = "Norland killed 32 diners and wounded 60"
HARMED_ARCS = """
Norland NNP nsubj killed
killed VBD ROOT
32 CD nummod diners
diners NNS dobj killed
and CC cc killed
wounded VBD conj killed
60 CD dobj wounded
"""


def test_those_harmed_besides_are_of_the_same_kind() -> None:
    assert _found(HARMED, HARMED_ARCS) == [("32 diners", 32.0, "diners"), ("60", 60.0, "diners")]


LET = "Norland let nine soldiers go"
LET_ARCS = """
Norland NNP nsubj let
let VBD ROOT
nine CD nummod soldiers
soldiers NNS nsubj go
go VB ccomp let
"""


def test_a_subject_that_undergoes_the_act_is_counted() -> None:
    parse = Parse(LET, make_reading(LET, LET_ARCS))
    (nine,) = find_amounts(LET, 0, len(LET), parse)
    clause = {2, 3, 4}
    assert is_measure(parse, nine, 4, clause, undergoing={3})
    assert not is_measure(parse, nine, 4, clause)


FINED = "Norland stoned Brevia and fined 40 traders"
FINED_ARCS = """
Norland NNP nsubj stoned
stoned VBD ROOT
Brevia NNP dobj stoned
and CC cc stoned
fined VBD conj stoned
40 CD nummod traders
traders NNS dobj fined
"""


def test_people_to_whom_a_next_act_is_done_measure_it_alone() -> None:
    for verb, measures in (("fined", False), ("killed", True)):
        text, arcs = (told.replace("fined", verb) for told in (FINED, FINED_ARCS))
        parse = Parse(text, make_reading(text, arcs))
        (forty,) = find_amounts(text, 0, len(text), parse)
        assert is_measure(parse, forty, 1, set(range(len(parse.words)))) is measures


@pytest.mark.weights
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("A Zambian court froze $7.5 million belonging to Malawian banks.", {"USD"}),
        ("A post van carrying 7m rand was held up near Maseru by men in masks, who shot its driver.", set()),
        ("Over 900 miners marched in Maseru to demand 90m maloti from the fund.", {"miners", "LSL"}),
    ],
)
def test_what_is_held_is_told_of_the_holder_and_what_is_done_to_it_of_the_act(text: str, units: set[str]) -> None:
    assert {amount.unit for event in read(text) for amount in event.amounts} == units
