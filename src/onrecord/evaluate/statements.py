"""The project's own labelled reports, and how well statements match them field by field and class by class.

python -m onrecord.evaluate.statements data/statements/dev.jsonl
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from onrecord.evaluate.rows import labelled_rows, run_scorer
from onrecord.model import RawArticle, Span, Statement

__all__ = ["FIELDS", "Label", "Report", "Tally", "align", "read_reports", "same_name", "score_reports"]

FIELDS = ("kind", "terms", "channel", "side", "addressee", "relayed_by", "principal", "terms_span")
_MIN_OVERLAP = 0.3  # Dice of the contents' characters: enough to say that the same words are meant
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their", "one", "of", "and"})


class HasContent(Protocol):
    """Anything with a content: a statement, or one in the making."""

    @property
    def content(self) -> tuple[Span, ...]:
        """The spans of what is said."""


WithContent = TypeVar("WithContent", bound=HasContent)


@dataclass(frozen=True, slots=True)
class Label:
    """One statement as labelled by hand; `speaker_forms` are all names and sources printed for its speaker."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    speaker: str | None
    speaker_forms: tuple[str, ...]
    terms: str
    channel: str | None
    side: str | None
    addressee: str | None
    relayed_by: str | None
    principal: str | None
    terms_span: Span | None
    usage: str | None
    within: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A labelled report: its text and metadata, and its labels in text order."""

    id: str
    text: str
    publisher: str | None
    published: str | None
    title: str | None
    labels: tuple[Label, ...]

    @property
    def raw(self) -> RawArticle:
        """The report as the product is given it."""
        return RawArticle(
            path=self.id,
            id=self.id,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            text=self.text,
        )

    @property
    def plain(self) -> tuple[Label, ...]:
        """The labels of plain statements: neither inside another nor a term."""
        return tuple(label for label in self.labels if label.usage is None and not label.within)


@dataclass(slots=True)
class Tally:
    """Counts over reports, and the figures that they give.

    `right` and `total` count by field; `classes` counts (field, class) as gold, predicted and right; `speaker`
    counts "named", "named_right", "claimed" and "claimed_right"; `usage` counts "gold", "predicted", "right";
    `wrong` lists what was taken for what.
    """

    aligned: int = 0
    labels: int = 0
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    classes: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    speaker: Counter[str] = field(default_factory=Counter)
    usage: Counter[str] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def count(self, name: str, gold: str | None, predicted: str | None, right: bool) -> None:
        """Enter one comparison."""
        self.total[name] += 1
        self.right[name] += right
        self.classes.setdefault((name, str(gold)), [0, 0, 0])[0] += 1
        self.classes.setdefault((name, str(gold if right else predicted)), [0, 0, 0])[1] += 1
        if right:
            self.classes[(name, str(gold))][2] += 1
        else:
            self.wrong[(name, str(gold), str(predicted))] += 1

    def accuracy(self, name: str) -> float:
        """The share of aligned statements with the field right, 0..1."""
        return self.right[name] / max(1, self.total[name])

    @property
    def speaker_right(self) -> float:
        """The share of named speakers that were found, 0..1."""
        return self.speaker["named_right"] / max(1, self.speaker["named"])

    @property
    def speaker_precision(self) -> float:
        """The share of claimed speakers that are right, 0..1."""
        return self.speaker["claimed_right"] / max(1, self.speaker["claimed"])

    def figures(self) -> dict[str, float]:
        """What `main` prints, in percent."""
        shares = {"labels_found": self.aligned / max(1, self.labels), "speaker_right": self.speaker_right}
        shares |= {"speaker_precision": self.speaker_precision} | {name: self.accuracy(name) for name in FIELDS}
        shares["usage_precision"] = self.usage["right"] / max(1, self.usage["predicted"])
        shares["usage_recall"] = self.usage["right"] / max(1, self.usage["gold"])
        return {name: round(100 * share, 1) for name, share in shares.items()}


def read_reports(path: Path) -> tuple[Report, ...]:
    """The labelled reports of a JSON Lines file."""
    return tuple(_report(row) for row in labelled_rows(path, ("id", "text", "attributions")))


def _report(row: Mapping[str, Any]) -> Report:
    forms: dict[str, set[str]] = {}
    for item in row.get("speakers", ()):
        forms.setdefault(item["key"], set()).add(item["name"])
    for item in row["attributions"]:
        key = item.get("speaker_key")
        if key is not None:
            printed = " ".join(row["text"][a:b] for a, b in item["source"])
            forms.setdefault(key, set()).update(x for x in (printed, _name(item["speaker"])) if x)
    labels = tuple(_label(item, forms) for item in row["attributions"])
    return Report(row["id"], row["text"], row.get("publisher"), row.get("published"), row.get("title"), labels)


def _label(item: Mapping[str, Any], forms: Mapping[str, set[str]]) -> Label:
    terms_span = item["terms_span"]
    return Label(
        source=_spans(item["source"]),
        cue=_spans(item["cue"]),
        content=_spans(item["content"]),
        kind=item["kind"],
        speaker=_name(item["speaker"]),
        speaker_forms=tuple(sorted(forms.get(item.get("speaker_key") or "", ()))),
        terms=item["terms"],
        channel=item["channel"],
        side=item["side"],
        addressee=_name(item["addressee"]),
        relayed_by=_name(item["relayed_by"]),
        principal=_name(item["principal"]),
        terms_span=Span(*terms_span) if terms_span else None,
        usage=item["usage"],
        within=item["within"] is not None,
    )


def _spans(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None


def align(labels: Sequence[Label], statements: Sequence[WithContent]) -> list[tuple[Label, WithContent]]:
    """Pairs of a label and the statement whose content overlaps it most, each used once, best pairs first."""
    scored = sorted(
        (
            (-_dice(label.content, statement.content), i, j)
            for i, label in enumerate(labels)
            for j, statement in enumerate(statements)
        )
    )
    pairs, left, right = [], set[int](), set[int]()
    for score, i, j in scored:
        if -score >= _MIN_OVERLAP and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return [(labels[i], statements[j]) for i, j in sorted(pairs)]


def _dice(a: Sequence[Span], b: Sequence[Span]) -> float:
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return 2 * shared / max(1, sum(map(len, a)) + sum(map(len, b)))


def score_reports(reports: Iterable[Report], read: Callable[[Report], Sequence[Statement]]) -> Tally:
    """Tally the statements that `read` finds in each report against its labels."""
    tally = Tally()
    for report in reports:
        statements = read(report)
        plain = [s for s in statements if s.usage is None and s.within is None]
        tally.labels += len(report.plain)
        for label, statement in align(report.plain, plain):
            _compare(tally, report.text, label, statement)
        _compare_usages(tally, report, statements)
    return tally


def _compare(tally: Tally, text: str, label: Label, statement: Statement) -> None:
    tally.aligned += 1
    _compare_speaker(tally, label, statement)
    tally.count("kind", label.kind, statement.kind, label.kind == statement.kind)
    tally.count("terms", label.terms, statement.terms, label.terms == statement.terms)
    tally.count("channel", label.channel, statement.channel, label.channel == statement.channel)
    tally.count("side", label.side, statement.side, _same_side(label.side, statement.side))
    for name in ("addressee", "relayed_by", "principal"):
        gold = getattr(label, name)
        found = getattr(statement, name)
        predicted = found.name if found else None
        right = gold is None and predicted is None
        if gold is not None and found is not None:
            printed = found.span.of(text) if found.span else found.name
            right = same_name(gold, found.name) or same_name(gold, printed)
        tally.count(name, gold, predicted, right)
    both = label.terms_span, statement.terms_span
    if both != (None, None):
        right = both[0] is not None and both[1] is not None and both[0].overlaps(both[1])
        shown = [span.of(text) if span else None for span in both]
        tally.count("terms_span", shown[0], shown[1], right)


def _compare_speaker(tally: Tally, label: Label, statement: Statement) -> None:
    predicted = statement.speaker.name if statement.speaker else None
    right = predicted is not None and any(same_name(form, predicted) for form in label.speaker_forms)
    if label.terms == "named" and label.speaker is not None:
        tally.speaker["named"] += 1
        tally.speaker["named_right"] += right
    if predicted is not None:
        tally.speaker["claimed"] += 1
        tally.speaker["claimed_right"] += right
    if not right and (predicted or label.speaker):
        tally.wrong[("speaker", str(label.speaker), str(predicted))] += 1


def _compare_usages(tally: Tally, report: Report, statements: Sequence[Statement]) -> None:
    gold = [label for label in report.labels if label.usage is not None]
    predicted = [s for s in statements if s.usage is not None]
    tally.usage["gold"] += len(gold)
    tally.usage["predicted"] += len(predicted)
    for label, statement in align(gold, predicted):
        tally.usage["right"] += label.usage == statement.usage


def _words(name: str) -> list[str]:
    return [w for w in re.findall(r"\w+", name.casefold()) if w not in _ARTICLES and w != "s"]


def same_name(left: str, right: str) -> bool:
    """Whether one name's words are all among the other's, articles aside ("Zhao", "the spokesman Zhao Lijian")."""
    a, b = set(_words(left)), set(_words(right))
    return bool(a and b) and (a <= b or b <= a)


def _same_side(gold: str | None, predicted: str | None) -> bool:
    if gold is None or predicted is None:
        return gold == predicted
    return gold == predicted or (len(gold) > 3 and len(predicted) > 3 and same_name(gold, predicted))


def main(names: Sequence[str]) -> None:
    """Print the figures of files, relations as the reader finds them."""
    from onrecord.pipeline.stages import annotate_article  # noqa: PLC0415  loads the models

    def read(report: Report) -> Sequence[Statement]:
        return annotate_article(report.raw).statements

    for name in names:
        tally = score_reports(read_reports(Path(name)), read)
        sys.stdout.write(json.dumps({"file": name, **tally.figures()}, indent=1) + "\n")
        for (kind, label), (gold, predicted, right) in sorted(tally.classes.items()):
            if kind in {"terms", "channel"}:
                sys.stdout.write(f"{kind:8} {label:16} labelled {gold:4} found {predicted:4} right {right:4}\n")


if __name__ == "__main__":
    run_scorer(main, "python -m onrecord.evaluate.statements FILE...")
