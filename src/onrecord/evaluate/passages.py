"""How well passages are labelled: counts of characters' worth of lines per role, against pages labelled by hand.

The gold files (`tests/golden/clean/passages_*.txt`) hold one line of a page per line: its role, a tab, its words;
"+" joins the roles of one line and "|" marks where its passages meet. "== name | title | publisher" starts a page.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Passage, Span

__all__ = ["LabelledPage", "RoleCounts", "iter_labelled_pages", "score_passages"]

Labeller = Callable[[str, str | None, str | None], tuple[Passage, ...]]
"""Text, title, publisher to passages."""


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page with its gold passages, in text order."""

    name: str
    text: str
    title: str | None
    publisher: str | None
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class RoleCounts:
    """Passages of one role: gold ones, predicted ones, and right ones (the same role on most characters)."""

    n_gold: int = 0
    n_predicted: int = 0
    n_right: int = 0

    @property
    def precision(self) -> float:
        """Right among predicted, 1 when nothing was predicted."""
        return self.n_right / self.n_predicted if self.n_predicted else 1.0

    @property
    def recall(self) -> float:
        """Right among gold, 1 when there is no gold."""
        return self.n_right / self.n_gold if self.n_gold else 1.0


def iter_labelled_pages(lines: Iterable[str], *, separator: str = "\n\n") -> Iterator[LabelledPage]:
    """The pages of a gold file, their lines joined by `separator`."""
    name = title = publisher = ""
    text, passages = "", list[Passage]()
    for line in [*lines, "== "]:
        line = line.rstrip("\n")
        if line.startswith("== "):
            if passages:
                yield LabelledPage(name, text, title or None, publisher or None, tuple(passages))
            name, title, publisher = [part.strip() for part in (line[3:] + "||").split("|")][:3]
            text, passages = "", []
        elif line and not line.startswith("#"):
            roles, words = line.split("\t", 1)
            text += separator if text else ""
            for role, part in zip(roles.split("+"), words.split("|") if "+" in roles else [words], strict=True):
                start = len(text)
                text += part
                passages.append(Passage(Span(start, start + len(part.rstrip())), role))


def score_passages(pages: Iterable[LabelledPage], label: Labeller) -> dict[str, RoleCounts]:
    """Counts by role over all pages; "leftover" sums up the roles that yield no facts, whichever of them it is."""
    counts: dict[str, RoleCounts] = {}
    for page in pages:
        by_char = [""] * len(page.text)
        for passage in label(page.text, page.title, page.publisher):
            by_char[passage.span.start : passage.span.end] = [passage.role] * len(passage.span)
        for passage in page.passages:
            predicted = by_char[passage.span.start : passage.span.end]
            role = max(sorted(set(predicted)), key=predicted.count)
            _count(counts, passage.role, role)
            _count(counts, _kind(passage.role), _kind(role))
    return counts


def _count(counts: dict[str, RoleCounts], gold: str, predicted: str) -> None:
    counts.setdefault(gold, RoleCounts()).n_gold += 1
    counts.setdefault(predicted, RoleCounts()).n_predicted += 1
    counts[gold].n_right += gold == predicted


def _kind(role: str) -> str:
    return "facts" if role in ("headline", "body") else "leftover"
