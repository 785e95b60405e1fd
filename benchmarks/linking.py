"""Linking at size: copies planted among many articles, and how time and memory of `onrecord link` grow.

    python benchmarks/linking.py copies --articles 20000
    python benchmarks/linking.py growth --articles 1000 10000
    python benchmarks/linking.py memory --articles 100000

All texts are made up on the spot from a seeded stream of invented words, so that a second run measures the same.
"""

import argparse
import itertools
import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from onrecord.link import link_mentions, link_stories
from onrecord.link.copies import find_copies
from onrecord.model import Article, Passage, Publication, Span

_SYLLABLES = (
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bral cren drim flon grus plat stel trok".split()
)
_VERBS = "attacked visited bought opened closed warned won lost signed built struck met left joined".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("copies", "growth", "memory"))
    parser.add_argument("--articles", type=int, nargs="+", required=True)
    args = parser.parse_args()
    for n in args.articles:
        if args.what == "copies":
            measure_copies(n)
        else:
            measure_linking(n)


class Writer:
    """Writes invented news: words by rank, so that few are common and most are rare."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4))) for _ in range(40_000)]
        self.weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(self.words))))

    def sentence(self, n_words: int = 18) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=n_words)
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def text(self, n_sentences: int) -> list[str]:
        return [self.sentence(self.random.randint(8, 26)) for _ in range(n_sentences)]

    def story(self) -> tuple[str, str, str, list[str]]:
        """Who, where and about what: the words that its reports share."""
        who, where = (self.random.choice(self.words).capitalize() + "us" for _ in range(2))
        return who, where, self.random.choice(_VERBS), self.random.sample(self.words, 8)


def made_article(name: str, text: str, day: int) -> Article:
    when = date(2030, 1, 1) + timedelta(days=day)
    return Article(
        name, text, name, name, (Passage(Span(0, len(text)), "body"),), publication=Publication(when, when, "stated")
    )


def measure_copies(n_articles: int) -> None:
    """Half of the articles are originals; the others repeat one: edited, shortened, inside another report, or
    quoting it."""
    writer = Writer(1)
    articles: list[Article] = []
    planted: dict[tuple[str, str], str] = {}
    for i in range(n_articles // 2):
        original = writer.text(writer.random.randint(10, 30))
        articles.append(made_article(f"o{i:06}", " ".join(original), 0))
        name, kind = f"p{i:06}", ("near", "cut", "contained", "quote")[i % 4]
        if kind == "near":
            text = " ".join(edit(writer, sentence) for sentence in original)
        elif kind == "cut":
            text = " ".join(original[: max(6, len(original) * 7 // 10)])
        elif kind == "contained":
            text = " ".join(writer.text(12) + original[: max(6, len(original) // 2)] + writer.text(12))
        else:
            quote = "“" + " ".join(original[2:4]).removesuffix(".") + ",”"
            text = " ".join([*writer.text(10), quote, *writer.text(10)])
        articles.append(made_article(name, text, 1))
        if kind != "quote":
            planted[name, f"o{i:06}"] = kind
    started = time.process_time()
    found = {(copy.article, copy.of) for copy in find_copies(articles)}
    seconds = time.process_time() - started
    right = len(found & planted.keys())
    missed = sorted(kind for pair, kind in planted.items() if pair not in found)
    print(
        f"copies: {n_articles} articles, {len(planted)} planted, recall {100 * right / len(planted):.2f}, "
        f"precision {100 * right / max(1, len(found)):.2f}, {n_articles / seconds:.0f} articles per CPU-second, "
        f"missed { ({kind: missed.count(kind) for kind in set(missed)}) }, {peak_mb()} MB"
    )


def edit(writer: Writer, sentence: str) -> str:
    """One word in twenty-five changed, dropped or added."""
    words = []
    for word in sentence.split():
        chance = writer.random.random()
        if chance < 0.04:
            words += writer.random.choices(writer.words, k=writer.random.randint(0, 2))
        else:
            words.append(word)
    return " ".join(words)


def measure_linking(n_articles: int) -> None:
    """Short articles in stories of one to nine reports, with two or three event mentions each."""
    rows = list(make_rows(n_articles))
    for name, link in (("stories", link_stories), ("mentions", link_mentions)):
        started = time.process_time()
        clusters = {found["cluster"] for found in link(rows)}
        seconds = time.process_time() - started
        print(f"{name}: {n_articles} articles, {len(clusters)} clusters, {seconds:.1f} CPU-seconds, {peak_mb()} MB")


def make_rows(n_articles: int) -> Iterator[dict[str, Any]]:
    writer = Writer(2)
    n = 0
    while n < n_articles:
        who, where, verb, about = writer.story()
        for _ in range(min(n_articles - n, writer.random.randint(1, 9))):
            lead = f"{who} {verb} the {about[0]} in {where} on Monday over the {about[1]}."
            second = f"The {about[2]} of {where} {writer.random.choice(_VERBS)} the {' '.join(about[3:6])}."
            text = " ".join([lead, second, *writer.text(3)])
            mentions: list[dict[str, Any]] = []
            for word in (verb, second.split()[4]):
                start = text.index(f" {word} ") + 1
                mentions.append(
                    {"id": f"m{n}-{len(mentions)}", "start": start, "end": start + len(word), "kind": "event"}
                )
            yield {"id": f"a{n:07}", "text": text, "mentions": mentions}
            n += 1


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
