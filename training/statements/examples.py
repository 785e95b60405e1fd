"""Labelled reports as examples: the features of every statement that a label is given for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.annotate.mentions import find_entities
from onrecord.annotate.reader import read_text
from onrecord.annotate.statements import gather_drafts
from onrecord.annotate.statements.scene import Draft, Scene
from onrecord.clean import clean_article
from onrecord.code import load_actor_table
from onrecord.evaluate.statements import Label, Report, align, read_reports

__all__ = ["Example", "Setting", "read_setting", "read_settings"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled statement's features; `outer` tells that it is no statement inside another."""

    report: str
    plain: tuple[str, ...]
    pairs: tuple[Pair, ...]
    label: str
    outer: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A report with its drafts, in the state in which terms are chosen, and the labels of those that have one."""

    report: str
    scene: Scene
    drafts: list[Draft]
    labels: dict[int, tuple[Label, bool]]

    def examples(
        self, features: Iterable[tuple[Sequence[str], Iterable[Pair]]], label: Callable[[Label], str]
    ) -> Iterator[Example]:
        """The examples of this report; `features` are plain ones and pairs of every draft."""
        for draft, (plain, pairs) in zip(self.drafts, features, strict=True):
            found = self.labels.get(id(draft))
            if found is not None:
                yield Example(self.report, tuple(plain), tuple(pairs), label(found[0]), found[1])


def read_settings(paths: Iterable[Path]) -> list[Setting]:
    """The reports of the files, read as the product reads them."""
    return [read_setting(report) for path in paths for report in read_reports(path)]


def read_setting(report: Report) -> Setting:
    """A report, read as the product reads it."""
    article = clean_article(report.raw).article
    reading = read_text(article.text, article.fact_spans)
    scene, drafts = gather_drafts(article, reading, find_entities(article, reading, states=load_actor_table("").states))
    labels: dict[int, tuple[Label, bool]] = {}
    for outer in (True, False):
        given = [label for label in report.labels if label.usage is None and label.within is not outer]
        found = [draft for draft in drafts if (draft.outer is None) is outer]
        labels |= {id(draft): (label, outer) for label, draft in align(given, found)}
    return Setting(report.id, scene, drafts, labels)
