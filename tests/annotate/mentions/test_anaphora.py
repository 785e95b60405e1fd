"""Whom short passages mean by names, descriptions and pronouns, on readings made by hand (`passages.txt`)."""

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from onrecord.annotate.mentions import Naming, find_entities
from onrecord.model import Mention, RawArticle, Span
from onrecord.pipeline.stages import annotate_article
from reading_builders import make_article, make_reading

_MARK = re.compile(r"\[([^\]|]*)\|([^\]]*)\]")


@dataclass(frozen=True)
class Passage:
    """A text, its parse, and who is meant where."""

    remark: str
    text: str
    labels: tuple[tuple[Span, str], ...]
    names: tuple[tuple[str, str], ...]
    arcs: str


def read_passages() -> list[Passage]:
    blocks = Path(__file__).with_name("passages.txt").read_text(encoding="utf-8").split("\n\n")[1:]
    return [_passage(block.strip().splitlines()) for block in blocks]


def _passage(lines: list[str]) -> Passage:
    remark, marked, names, *arcs = lines
    text, labels, end = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        start = len(text)
        text += mark[1]
        who = mark[2] if mark[2] != "?" else f"? {start}"
        labels.append((Span(start, len(text)), who))
        end = mark.end()
    pairs = (entry.rpartition(" ") for entry in names.removeprefix("names: ").split("; "))
    return Passage(
        remark=remark.removeprefix("# "),
        text=text + marked[end:],
        labels=tuple(labels),
        names=tuple((words, label) for words, _, label in pairs),
        arcs="\n".join(arcs),
    )


def entity_of(naming: Naming, span: Span) -> str:
    """The entity of the mention that stands for a labelled one: a name in it if there is one, then the first."""
    types = {entity.id: entity.type for entity in naming.entities}

    def rank(mention: Mention) -> tuple[bool, bool, int, int]:
        peoples = types.get(mention.entity or "") in {"group", "country"}
        return not peoples, mention.type == "name", -mention.span.start, len(mention.span)

    inside = [m for m in naming.mentions if span.contains(m.span) or m.span == span]
    best = max(inside, key=rank, default=None)
    return best.entity if best is not None and best.entity is not None else f"open {span.start}"


PASSAGES = read_passages()


@pytest.mark.parametrize("passage", PASSAGES, ids=[passage.remark for passage in PASSAGES])
def test_who_is_meant(passage: Passage) -> None:
    reading = make_reading(passage.text, passage.arcs, passage.names)
    naming = find_entities(make_article(passage.text), reading)
    found = [(span.of(passage.text), who, entity_of(naming, span)) for span, who in passage.labels]
    for (left, who, one), (right, other, two) in combinations(found, 2):
        assert (one == two) == (who == other), (left, right)


@pytest.mark.weights
@pytest.mark.parametrize(("office", "same"), [("water", False), ("foreign", True)])
def test_a_foreign_ministers_counterpart_is_no_minister_of_water(office: str, same: bool) -> None:
    text = (
        f"Mali's {office} minister, Ali Sou, left the talks in Oslo. Mr Holm, the Peruvian foreign minister, called "
        "the step hasty and said he would speak to his Malian counterpart on Thursday."
    )
    facts = annotate_article(RawArticle(path="a", text=text))
    (sou,) = [entity.id for entity in facts.entities if entity.name == "Ali Sou"]
    meant = [m.entity for m in facts.mentions if m.span.of(text) == "his Malian counterpart"]
    assert (meant == [sou]) is same


@pytest.mark.weights
def test_what_a_side_gives_a_name_to_is_its_own_word() -> None:
    text = (
        "Peru on Tuesday raised a duty on fish from Chile, in a dispute that began in May when Chile banned Peruvian "
        "squid over what it called unsafe levels of lead."
    )
    facts = annotate_article(RawArticle(path="a", text=text))
    (chile,) = [entity.id for entity in facts.entities if entity.name == "Chile"]
    assert [m.entity for m in facts.mentions if m.span.of(text) == "it"] == [chile]
