from datetime import date

import pytest

from onrecord.annotate.times import find_problems, find_timexes
from onrecord.model import Publication, Reading, Span, Timex, Word

THURSDAY = date(2021, 9, 9)


def find(text: str, published: date | None = THURSDAY) -> tuple[Timex, ...]:
    return find_timexes(text, Publication(published, published))


def values(text: str, published: date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(timex.span.of(text), timex.value) for timex in find(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "The sun set over the village, and they may march on.",
        "Prices fall, spring leaks, and the second runner took the lead.",
        "A 34-year-old teacher of the Daily Herald joined the Thursday Club.",
        "He bought 2000 shares for $1999 and flew on Flight 1549.",
        "The score was 3:2 and the odds 5 to 1.",
        "Version 10.2.1 of section 4.3",
        "",
        "   \n\n  ",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert find(text) == ()


def test_publication_a_day_later_changes_nothing_for_a_weekday() -> None:
    text = "The call Thursday evening in Washington ended late."
    for day in (date(2021, 9, 9), date(2021, 9, 10)):
        (timex,) = find(text, day)
        assert (timex.value, timex.when.earliest, timex.when.latest) == ("2021-09-09TEV", THURSDAY, THURSDAY)
        assert timex.when.zone == "America/New_York"


def test_publication_known_to_two_days_gives_what_both_agree_on() -> None:
    text = "The call Thursday ended; yesterday they spoke again, as they had last year."
    thursday, yesterday, year = find_timexes(text, Publication(date(2021, 9, 9), date(2021, 9, 10)))
    assert thursday.value == "2021-09-09"
    assert yesterday.value == "XXXX-XX-XX"
    assert (yesterday.when.earliest, yesterday.when.latest) == (date(2021, 9, 8), date(2021, 9, 9))
    assert year.value == "2020"


def test_basis_names_expression_and_anchor() -> None:
    text = "The town fell on 9 April 2019. Two days later it was retaken."
    first, second = find(text, None)
    assert first.when.basis is not None and second.when.basis is not None
    assert first.when.basis.anchor_span is None and first.when.basis.anchor_field is None
    assert second.when.basis.span == second.span
    assert second.when.basis.anchor_span == first.span
    assert second.value == "2019-04-11"


def test_spans_limit_where_expressions_are_looked_for() -> None:
    text = "Today it rained. Tomorrow it will snow."
    (timex,) = find_timexes(text, Publication(THURSDAY, THURSDAY), spans=[Span(17, len(text))])
    assert (timex.span.of(text), timex.value) == ("Tomorrow", "2021-09-10")


def test_no_expression_crosses_the_edge_of_a_passage() -> None:
    text = "He spoke in May 2019"
    found = find_timexes(text, Publication(), spans=[Span(0, 15), Span(16, 20)])
    assert [timex.value for timex in found] == ["XXXX-05", "2019"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("On 31 February 2021 nothing happened.", "31 February 2021"),
        ("On April 31 nothing happened.", "April 31"),
        ("The file is dated 2021-13-01.", "2021-13-01"),
        ("The file is dated 0000-01-01.", "0000-01-01"),
        ("The file is dated 9999-12-31.", "9999-12-31"),
        ("The file is dated 31/31/2021.", "31/31/2021"),
        ("On 29 February 2021 nothing happened.", "29 February 2021"),
        ("On Monday, September 9, 2021, they met.", "Monday, September 9, 2021"),
    ],
)
def test_impossible_dates_are_reported_and_stay_open(text: str, phrase: str) -> None:
    found = find(text)
    assert [span.of(text) for span in find_problems(found)] == [phrase]
    assert all(timex.when.earliest is None and timex.when.latest is None for timex in found)


def test_leap_day_is_sought_in_leap_years() -> None:
    assert values("It closed on February 29.", date(2023, 3, 1)) == [("February 29", "2020-02-29")]


def test_weekday_chooses_the_year() -> None:
    assert values("on Friday, October 23", date(2021, 9, 9)) == [("Friday, October 23", "2020-10-23")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("in 2019", "2019"),
        ("around 2019", "2019~"),
        ("in the 1990s", "199X"),
        ("in the 19th century", "18XX"),
        ("in March 2020", "2020-03"),
        ("on 4 March 2020", "2020-03-04"),
        ("in the summer of 2020", "2020-22"),
        ("last week", "2021-08-30/2021-09-05"),
        ("in the second quarter", "2021-04-01/2021-06-30"),
        ("he recently left", "../2021-09-09"),
        ("in the near future", "2021-09-09/.."),
        ("for two years", None),
    ],
)
def test_edtf_forms(text: str, form: str | None) -> None:
    (timex,) = find(text)
    assert timex.when.date == form


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("in early March", "START"),
        ("at the end of 2019", "END"),
        ("mid-July", "MID"),
        ("about 20 years ago", "APPROX"),
        ("for more than two years", "MORE_THAN"),
        ("for less than a week", "LESS_THAN"),
        ("for at least six months", "EQUAL_OR_MORE"),
    ],
)
def test_modifiers(text: str, mod: str) -> None:
    (timex,) = find(text)
    assert timex.mod == mod


def test_the_parse_tells_the_tense_where_the_words_near_by_do_not() -> None:
    text = "The vote Friday, like the one in spring, ministers put off"
    forms = [
        ("The", "DT", 1, "det"),
        ("vote", "NN", 11, "dobj"),
        ("Friday", "NNP", 1, "npadvmod"),
        (",", ",", 1, "punct"),
        ("like", "IN", 1, "prep"),
        ("the", "DT", 6, "det"),
        ("one", "NN", 4, "pobj"),
        ("in", "IN", 6, "prep"),
        ("spring", "NN", 7, "pobj"),
        (",", ",", 11, "punct"),
        ("ministers", "NNS", 11, "nsubj"),
        ("put", "VBD", 11, "ROOT"),
        ("off", "RP", 11, "prt"),
    ]
    words, position = [], 0
    for form, tag, head, dep in forms:
        start = text.index(form, position)
        position = start + len(form)
        words.append(Word(Span(start, position), tag, head, dep, 0))
    known = Publication(THURSDAY, THURSDAY)
    reading = Reading(tuple(words), (Span(0, len(text)),))
    assert find_timexes(text, known)[0].when.basis.rule == "weekday:default_past"  # type: ignore[union-attr]
    assert find_timexes(text, known, reading=reading)[0].when.basis.rule == "weekday:past"  # type: ignore[union-attr]


def test_same_input_same_output() -> None:
    text = "Last week they met; on Tuesday they will meet again, two years after the war of 1998-99."
    assert find(text) == find(text)
