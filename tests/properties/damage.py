"""Damages articles at random and reads them: nothing may crash, and every span must stand.

    python -m tests.properties.damage 10000 [SEED]

Prints how many were read, how many were refused and why, and every fault with the number that makes it again.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.reports import PUBLISHED, call, dispute

from onrecord.errors import ArticleError
from onrecord.model import FACT_ROLES, Facts, RawArticle, Span
from onrecord.model.rows import facts_row
from onrecord.pipeline.stages import annotate_article

SEEDS = (call(), dispute())
_HALVES = re.compile("[\ud800-\udfff]")
ODD = (
    *"“”‘’\"'«»()[]{}—–-…·,.;:!?%$€#@*_~^|<>&\\/\t\r\n\v\f\0\x02\x03\x1c\x85",
    "\u00a0", "\u2028", "\u2029", "\u200b", "\u200d", "\u200f", "\u202e", "\u2066", "\ufeff", "\ufffd", "\ufffc",
    "\u0301", "\u0300\u0301\u0302", "e\u0301", "\U0001f469\u200d\U0001f4bb", "\U0001f1eb\U0001f1ee", "\U00010348",
    "\ud800", "\udfff", "שלום", "مرحبا", "外交部", "ﬁ", "İ", "ß", "Ⅷ", "½", "１２", "\r\n", "\n\n\n", "     ", ". . .",
    "30 February", "31/31/0000", "25:61", "99999999999999999999", "last next Tuesday", "[But]", "said said said", "“““",
    "in minus three days", "-5 percent", "1e309", "NaN", "the the the", "“he said, “she said, “they said,",
)  # fmt: skip


def damage(number: int, seed: int = 7) -> RawArticle:
    """The damaged article of this number: one of the seeds with marks put in, and parts cut, doubled or mixed."""
    chance = random.Random(f"{seed}:{number}")
    text = chance.choice(SEEDS)
    for _ in range(chance.choice((1, 2, 5, 20))):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 30, 200)))
        kind = chance.randrange(6)
        if kind <= 2:
            text = text[:start] + chance.choice(ODD) * chance.choice((1, 1, 1, 2, 40)) + text[start:]
        elif kind == 3:
            text = text[:start] + text[end:]
        elif kind == 4:
            text = text[:end] + text[start:]
        else:
            part = list(text[start:end])
            chance.shuffle(part)
            text = text[:start] + "".join(part) + text[end:]
    published = chance.choice((PUBLISHED, None, "not a date", "2023-03-07T23:30:00-05:00", "31/12/1"))
    return RawArticle(path=f"damaged-{number}", text=text, published=published)


def read(number: int, seed: int = 7) -> str:
    """Read a damaged article: "read", or the reason of its refusal.

    Raises:
        AssertionError: A span doesn't stand where it may.
    """
    raw = damage(number, seed)
    try:
        facts = annotate_article(raw)
    except ArticleError as error:
        assert error.reason and error.detail
        return error.reason
    check_spans(raw, facts)
    facts_row(facts)
    return "read"


def check_spans(raw: RawArticle, facts: Facts) -> None:
    """Every span slices the text as given, halves of characters replaced; facts stand in headline and body alone."""
    text = facts.article.text
    assert raw.text is not None
    assert text == _HALVES.sub("\ufffd", raw.text)  # one for each, so that offsets stay
    inside = [p.span for p in facts.article.passages if p.role in FACT_ROLES]
    for span in iter_spans(facts):
        assert 0 <= span.start < span.end <= len(text), span
        assert any(span.start < p.end and p.start < span.end for p in inside), (span, span.of(text))
        outside = set(range(span.start, span.end)) - {i for p in inside for i in range(p.start, p.end)}
        assert not any(text[i].isalnum() for i in outside), (span, span.of(text))


def iter_spans(facts: Facts) -> Iterator[Span]:
    """Every span of every fact."""
    for mention in facts.mentions:
        yield mention.span
    for timex in facts.timexes:
        yield timex.span
    for statement in facts.statements:
        yield from (*statement.source, *statement.cue, *statement.content)
        if statement.terms_span is not None:
            yield statement.terms_span
    for event in facts.events:
        yield from event.trigger
        for actor in (*event.actors, *event.recipients, *event.participants):
            yield from actor.spans


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(n: int, seed: int) -> int:
    """Read `n` damaged articles; the exit code is 1 when one made a fault."""
    outcomes: Counter[str] = Counter()
    faults = 0
    begin = time.perf_counter()
    for number in range(n):
        try:
            outcomes[read(number, seed)] += 1
        except Exception as error:  # every kind of fault is what is looked for
            faults += 1
            tell(f"article {number} of seed {seed}: {type(error).__name__}: {error}")
        if number % 500 == 499:
            tell(f"{number + 1} read, {faults} faults, {time.perf_counter() - begin:.0f} s")
    tell(f"{n} articles, {faults} faults: {dict(outcomes.most_common())}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7))
