"""What must hold of the constructions that reports on calls use, on texts of our own; and one test a newer rule."""

from dataclasses import replace
from datetime import date

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.annotate.times.tense import announces
from onrecord.model import Name, Publication, RawArticle, Reading, Span, Timex, Word
from onrecord.pipeline.stages import annotate_article

THURSDAY = date(2021, 9, 9)


def only(text: str, published: date | None, words: str) -> Timex:
    [found] = [t for t in find_timexes(text, Publication(published, published)) if t.span.of(text) == words]
    return found


@pytest.mark.parametrize("published", [THURSDAY, date(2021, 9, 10)], ids=str)
def test_an_evening_is_the_same_day_whether_printed_then_or_the_day_after(published: date) -> None:
    found = only("The talk Thursday evening in Lima brought no agreement.", published, "Thursday evening")
    assert (found.value, found.when.earliest, found.when.latest) == ("2021-09-09TEV", THURSDAY, THURSDAY)
    assert found.when.zone == "America/Lima"


def test_a_month_is_no_day() -> None:
    text = "Whatever goodwill their online meeting in November had made was spent by spring."
    found = only(text, date(2022, 3, 18), "November")
    assert (found.value, found.when.earliest, found.when.latest) == ("2021-11", date(2021, 11, 1), date(2021, 11, 30))
    assert found.when.date == "2021-11"


def test_last_week_is_a_week() -> None:
    text = "The climate envoy, who went there last week, came back with nothing."
    found = only(text, THURSDAY, "last week")
    assert (found.value, found.when.earliest, found.when.latest) == ("2021-W35", date(2021, 8, 30), date(2021, 9, 5))


@pytest.mark.weights
def test_a_meeting_that_may_come_this_fall_has_an_interval_and_is_possible() -> None:
    text = (
        "President Ann Lee and President Bo Rask spoke by phone Thursday evening.\n\n"
        "The call brought no word on whether the two presidents would meet in person for a summit this fall.\n\n"
        "Lee agreed this week to attend the November session on the climate.\n"
    )
    facts = annotate_article(RawArticle(path="report", text=text, published="2021-09-09"))
    [meeting] = [e for e in facts.events if e.trigger[0].of(text) == "meet"]
    assert (meeting.when.earliest, meeting.when.latest) == (date(2021, 9, 1), date(2021, 12, 21))
    assert meeting.status == "possible"


NEWER = [
    ("The count follows on the 14th.", "the 14th", "2021-09-14"),
    ("It moved from May 3 to the 5th.", "the 5th", "2021-05-05"),
    ("The plan dates from 9/11, she said.", "9/11", "2001-09-11"),
    ("They fled the day before last Monday.", "the day before last Monday", "2021-09-05"),
    ("It rained the day after Labor Day.", "the day after Labor Day", "2021-09-07"),
    ("Revenue rose in Q2 and fell.", "Q2", "2021-Q2"),
    ("Guidance for Q4 2021 is lower.", "Q4 2021", "2021-Q4"),
    ("H1 2022 looks better.", "H1 2022", "2022-H1"),
    ("Earnings for FY20 beat it.", "FY20", "FY2020"),
    ("Ships came in the 1700s.", "the 1700s", "17XX"),
    ("In the last decade it doubled.", "the last decade", "P10Y"),
    ("Nobody knows at present.", "present", "PRESENT_REF"),
    ("It works at the moment.", "the moment", "PRESENT_REF"),
    ("In future, each will rest.", "future", "FUTURE_REF"),
    ("In the past the tribe burned grass.", "the past", "PAST_REF"),
    ("They had waited since Tuesday noon.", "Tuesday noon", "2021-09-07T12:00"),
    ("It should be ready before year-end.", "year-end", "2021"),
    ("It burns 40 litres per hour.", "per hour", "PT1H"),
    ("A two-and-a-half-hour talk.", "two-and-a-half-hour", "PT2H30M"),
    ("He left on the Fourth of July.", "the Fourth of July", "2021-07-04"),
    ("In 1985 nine ships sailed.", "1985", "1985"),
    ("The truce was signed on July 27, 1953. The next month prisoners went home.", "The next month", "1953-08"),
    ("Her trial ended in March 2010; the following September she won.", "the following September", "2010-09"),
    ("It was hit at 2:27 and 2:43 a.m. Wednesday.", "2:27", "2021-09-08T02:27"),
    ("Shelling went on until dawn on Wednesday.", "dawn", "2021-09-08TMO"),
    ("He was shot at 2:19 p.m. Wednesday and died an hour later.", "an hour later", "2021-09-08T15:19"),
    ("It closed at 11:30 p.m. Wednesday and opened two hours later.", "two hours later", "2021-09-09T01:30"),
    ("The fair opens Monday and runs through Thursday.", "Thursday", "2021-09-16"),
    ("The party won Sunday's vote two days after the killing of 1 September.", "1 September", "2021-09-01"),
    ("Updated 5: 40 p.m. ET", "5: 40 p.m. ET", "2021-09-09T17:40"),
]


@pytest.mark.parametrize(("text", "words", "value"), NEWER, ids=[words for _, words, _ in NEWER])
def test_values(text: str, words: str, value: str) -> None:
    assert only(text, THURSDAY, words).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973 was quoted in Room 1984.",
        "It does 60 miles per hour.",
        "The H1 road and the Q5 form are closed.",
    ],
)
def test_no_time_expression(text: str) -> None:
    assert find_timexes(text, Publication(THURSDAY, THURSDAY)) == ()


def parsed(rows: str) -> tuple[str, Reading]:
    words, text = [], ""
    for line in rows.strip().splitlines():
        form, tag, head, dep = line.split()
        text += (" " if text and form not in ".," else "") + form
        words.append(Word(Span(len(text) - len(form), len(text)), tag, int(head), dep, 0))
    return text, Reading(tuple(words), (Span(0, len(text)),))


LANDS = """
The DT 1 det
probe NN 2 nsubj
lands VBZ 2 ROOT
Tuesday NNP 2 npadvmod
. . 2 punct
"""


def test_a_present_tense_with_a_weekday_is_what_is_planned() -> None:
    text, reading = parsed(LANDS)
    [found] = find_timexes(text, Publication(THURSDAY, THURSDAY), reading=reading)
    assert found.value == "2021-09-14"


@pytest.mark.parametrize(
    ("old", "new"),
    [(". . 2 punct", ""), ("lands VBZ", "says VBZ"), ("lands VBZ", "hit VBP"), ("npadvmod", "nsubj"), ("VBZ", "VBD")],
    ids=["headline", "reporting", "same in the past", "subject", "past"],
)
def test_what_is_not_planned(old: str, new: str) -> None:
    text, reading = parsed(LANDS.replace(old, new))
    assert not announces(reading, text, 3)


def test_a_part_of_a_name_is_no_time() -> None:
    text, reading = parsed(
        "April NNP 1 compound\nOsei NNP 2 nsubj\nspoke VBD 2 ROOT\nin IN 2 prep\nMay NNP 3 pobj\n. . 2 punct"
    )
    named = replace(reading, names=(Name(Span(0, 10), "PERSON", 0.9),))
    found = find_timexes(text, Publication(THURSDAY, THURSDAY), reading=named)
    assert [timex.span.of(text) for timex in found] == ["May"]
