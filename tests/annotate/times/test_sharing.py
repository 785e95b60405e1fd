"""Whose day an act shares: the verb that it goes with, the occasion, the one auxiliary; and whose it doesn't."""

from datetime import date

import pytest

from onrecord.annotate.times import find_timexes
from onrecord.annotate.times.when import date_event
from onrecord.model import Publication, Reading, Span, When, Word

FRIDAY = date(2021, 9, 10)
MONDAY = date(2021, 9, 6)


def read(line: str) -> tuple[str, Reading]:
    """A text and its parse from `form/tag/head/dep`, heads counted from 0."""
    words, text = [], ""
    for each in line.split():
        form, tag, head, dep = each.rsplit("/", 3)
        text += (" " if text and form not in ",." else "") + form
        words.append(Word(Span(len(text) - len(form), len(text)), tag, int(head), dep, 0))
    return text, Reading(tuple(words), (Span(0, len(text)),))


def when_of(word: str, line: str) -> When:
    text, reading = read(line)
    publication = Publication(FRIDAY, FRIDAY)
    start = text.index(word)
    return date_event(
        Span(start, start + len(word)),
        text=text,
        timexes=find_timexes(text, publication, reading=reading),
        reading=reading,
        publication=publication,
    )


SHARED = {
    "the occasion": (
        "said",
        "Envoys/NNS/1/nsubj said/VBD/1/ROOT in/IN/1/prep a/DT/4/det briefing/NN/2/pobj on/IN/4/prep Monday/NNP/5/pobj "
        "that/IN/9/mark it/PRP/9/nsubj ended/VBD/1/ccomp",
    ),
    "how it was issued": (
        "said",
        "Envoys/NNS/1/nsubj said/VBD/1/ROOT in/IN/1/prep a/DT/4/det statement/NN/2/pobj read/VBN/1/ccomp "
        "Monday/NNP/5/npadvmod",
    ),
    "the uttering": (
        "said",
        "Speaking/VBG/5/advcl on/IN/0/prep Monday/NNP/1/pobj ,/,/5/punct she/PRP/5/nsubj said/VBD/5/ROOT no/UH/5/dobj",
    ),
    "the occasion of the asking": (
        "said",
        "Asked/VBN/6/advcl at/IN/0/prep a/DT/3/det briefing/NN/1/pobj Monday/NNP/3/npadvmod he/PRP/6/nsubj "
        "said/VBD/6/ROOT no/UH/6/dobj",
    ),
    "the same subject taken up": (
        "agreed",
        "Envoys/NNS/1/nsubj met/VBD/1/ROOT on/IN/1/prep Monday/NNP/2/pobj and/CC/1/cc the/DT/6/det two/CD/7/nsubj "
        "agreed/VBD/1/conj",
    ),
    "one auxiliary": (
        "killed",
        "Two/CD/2/nsubjpass were/VBD/2/auxpass killed/VBN/2/ROOT and/CC/2/cc nine/CD/5/nsubj hurt/VBN/2/conj "
        "Monday/NNP/5/npadvmod",
    ),
    "the result": (
        "killing",
        "Rebels/NNS/1/nsubj fired/VBD/1/ROOT on/IN/1/prep Monday/NNP/2/pobj ,/,/1/punct killing/VBG/1/advcl "
        "two/CD/5/dobj",
    ),
    "just then": (
        "opened",
        "Two/CD/1/nsubj died/VBD/1/ROOT on/IN/1/prep Monday/NNP/2/pobj when/WRB/6/advmod troops/NNS/6/nsubj "
        "opened/VBD/1/advcl fire/NN/6/dobj",
    ),
    "what stands before both": (
        "fled",
        "On/IN/3/prep Monday/NNP/0/pobj troops/NNS/3/nsubj fired/VBD/3/ROOT and/CC/3/cc rebels/NNS/6/nsubj "
        "fled/VBD/3/conj",
    ),
}
APART = {
    "a subject of its own": (
        "fled",
        "Troops/NNS/1/nsubj fired/VBD/1/ROOT on/IN/1/prep Monday/NNP/2/pobj and/CC/1/cc rebels/NNS/6/nsubj "
        "fled/VBD/1/conj",
    ),
    "another tense": (
        "defended",
        "He/PRP/1/nsubj signed/VBD/1/ROOT it/PRP/1/dobj Monday/NNP/1/npadvmod and/CC/1/cc has/VBZ/6/aux "
        "defended/VBN/1/conj it/PRP/6/dobj",
    ),
    "what the telling is about": (
        "attack",
        "Envoys/NNS/1/nsubj condemned/VBD/1/ROOT the/DT/3/det attack/NN/1/dobj on/IN/1/prep Monday/NNP/4/pobj",
    ),
    "an open question": (
        "meet",
        "Talks/NNS/1/nsubj ended/VBD/1/ROOT Monday/NNP/1/npadvmod without/IN/1/prep word/NN/3/pobj about/IN/4/prep "
        "whether/IN/9/mark they/PRP/9/nsubj would/MD/9/aux meet/VB/5/pcomp",
    ),
    "a verb of its own in the passive": (
        "arrested",
        "Two/CD/2/nsubjpass were/VBD/2/auxpass arrested/VBN/2/ROOT and/CC/2/cc charged/VBN/2/conj on/IN/4/prep "
        "Monday/NNP/5/pobj",
    ),
}


@pytest.mark.parametrize(("word", "line"), SHARED.values(), ids=SHARED)
def test_what_belongs_to_one_act_shares_its_day(word: str, line: str) -> None:
    when = when_of(word, line)
    assert (when.earliest, when.latest) == (MONDAY, MONDAY)
    assert when.basis is not None and when.basis.rule == "governing"


@pytest.mark.parametrize(("word", "line"), APART.values(), ids=APART)
def test_what_does_not_belong_to_it_has_no_day(word: str, line: str) -> None:
    when = when_of(word, line)
    assert when.earliest is None


@pytest.mark.parametrize(
    ("word", "line"),
    [
        (
            "according",
            "Rebels/NNS/1/nsubj fled/VBD/1/ROOT ,/,/1/punct according/VBG/1/prep to/IN/3/prep him/PRP/4/pobj",
        ),
        ("citing", "They/PRP/1/nsubj left/VBD/1/ROOT ,/,/1/punct citing/VBG/1/advcl costs/NNS/3/dobj"),
        ("telling", "He/PRP/1/nsubj left/VBD/1/ROOT ,/,/1/punct telling/VBG/1/advcl them/PRP/3/dobj"),
    ],
)
def test_what_is_passed_on_was_said_by_publication(word: str, line: str) -> None:
    when = when_of(word, line)
    assert (when.earliest, when.latest) == (None, FRIDAY)
    assert when.basis is not None and (when.basis.rule, when.basis.anchor_field) == ("tense", "published")


def test_what_held_as_of_an_hour_began_at_any_time() -> None:
    line = "As/IN/5/prep of/IN/0/prep Monday/NNP/1/pobj nine/CD/5/nsubjpass were/VBD/5/auxpass held/VBN/5/ROOT"
    when = when_of("held", line)
    assert (when.earliest, when.latest) == (None, MONDAY)


CALL = (
    "Envoys/NNS/1/nsubj spoke/VBD/1/ROOT on/IN/1/prep Monday/NNP/2/pobj of/IN/1/prep a/DT/6/det call/NN/4/pobj "
    "{} a/DT/{at}/det day/NN/{later}/npadvmod earlier/RBR/{head}/advmod"
)


@pytest.mark.parametrize(
    ("between", "places", "day"),
    [
        ("between/IN/6/prep rivals/NNS/7/pobj", {"at": 10, "later": 11, "head": 1}, date(2021, 9, 5)),
        ("by/IN/6/prep rivals/NNS/7/pobj named/VBN/8/acl", {"at": 11, "later": 12, "head": 1}, MONDAY),
    ],
    ids=["its own", "another verb's"],
)
def test_a_day_counted_from_the_telling_is_that_of_what_is_told(between, places, day) -> None:
    when = when_of("call", CALL.format(between, **places))
    assert (when.earliest, when.latest) == (day, day)


def test_a_day_in_a_comparison_is_not_counted_from_the_telling() -> None:
    line = (
        CALL.format("between/IN/6/prep rivals/NNS/7/pobj", at=10, later=11, head=1) + " than/IN/11/prep due/JJ/12/amod"
    )
    assert when_of("call", line).earliest == MONDAY
