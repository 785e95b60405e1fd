"""What dated articles say of when undated ones came out: who cites whom was not published before them.

Certain enough is only this, in headline and body: an article prints another's address; it names the other's publisher
and repeats its report (a copy by `copies`), not the other way round; or it names that publisher and, in the same
paragraph, quotes at least ten of the other's own words. The day may differ by one, as outlets date in their own zones.
The bounds come from dates that rest on something else: none is carried on from one undated article to the next.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon.words import quoted_spans, tokens
from onrecord.model import Article, Copy, Publication, Span, shift_day

__all__ = ["Citation", "bound_undated", "find_citations", "own_publication"]

_MARK = "reference: "
_ZONE_DAYS = 1
_QUOTED_WORDS = 10
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_MIN_NAME_CHARS = 3
_COPIED = frozenset({"exact", "near", "contained"})


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """`citing` refers to `cited` at `span` of its text."""

    citing: str
    cited: str
    span: Span


def own_publication(article: Article) -> Publication:
    """The article's publication without what references gave."""
    evidence = article.publication.evidence
    if not any(piece.startswith(_MARK) for piece in evidence):
        return article.publication
    return Publication(evidence=tuple(piece for piece in evidence if not piece.startswith(_MARK)))


def bound_undated(articles: Sequence[Article], copies: Sequence[Copy]) -> dict[str, Publication]:
    """The publication of each undated article that references bound, by its id, in order of id.

    Args:
        articles: All articles of a record, in any order.
        copies: Which repeats which.
    """
    own = {article.id: own_publication(article) for article in articles}
    bounded = {}
    told: dict[str, list[Citation]] = defaultdict(list)
    for citation in find_citations(articles, copies):
        told[citation.citing].append(citation)
        told[citation.cited].append(citation)
    for article in sorted(told):
        if own[article].status != "open":
            continue
        publication = _bounded(article, told[article], own)
        if publication is not None:
            bounded[article] = publication
    return bounded


def _bounded(article: str, told: Sequence[Citation], own: Mapping[str, Publication]) -> Publication | None:
    """The narrowest bounds that the citations give, None when they give none or contradict each other."""
    last = [(day, c) for c in told if c.cited == article and (day := own[c.citing].latest) is not None]
    first = [(day, c) for c in told if c.citing == article and (day := own[c.cited].earliest) is not None]
    found = Publication(status="inferred", evidence=own[article].evidence)
    if first:
        day, citation = max(first, key=lambda each: (each[0], each[1]))
        earliest = shift_day(day, -_ZONE_DAYS)
        found = replace(found, earliest=earliest, earliest_from=citation.cited)
        found = _with_evidence(found, f"cites {citation.cited} of {day} at {_place(citation)}")
    if last:
        day, citation = min(last, key=lambda each: (each[0], each[1]))
        found = replace(found, latest=shift_day(day, _ZONE_DAYS), latest_from=citation.citing)
        found = _with_evidence(found, f"cited by {citation.citing} of {day} at {_place(citation)}")
    if found.earliest is not None and found.latest is not None and found.earliest > found.latest:
        return None
    return found if first or last else None


def _place(citation: Citation) -> str:
    return f"[{citation.span.start}, {citation.span.end})"


def _with_evidence(publication: Publication, piece: str) -> Publication:
    return replace(publication, evidence=(*publication.evidence, _MARK + piece))


def find_citations(articles: Sequence[Article], copies: Sequence[Copy]) -> tuple[Citation, ...]:
    """Every pair of an undated and a dated article of which one certainly refers to the other, with the first place."""
    by_id = {article.id: article for article in articles}
    is_open = {article.id: own_publication(article).status == "open" for article in articles}
    found: dict[tuple[str, str], Span] = {}
    for citation in sorted({*_by_address(by_id), *_by_copy(by_id, copies), *_by_quotation(by_id, is_open)}):
        pair = (citation.citing, citation.cited)
        if is_open[pair[0]] != is_open[pair[1]]:
            found.setdefault(pair, citation.span)
    mutual = {pair for pair in found if pair[::-1] in found}
    return tuple(Citation(*pair, found[pair]) for pair in sorted(found) if pair not in mutual)


def _by_address(by_id: Mapping[str, Article]) -> Iterator[Citation]:
    owners: dict[str, list[str]] = defaultdict(list)
    for article in by_id.values():
        if article.url:
            owners[_plain(article.url)].append(article.id)
    for article in by_id.values():
        for span in article.fact_spans:
            for match in _ADDRESS.finditer(article.text, span.start, span.end):
                for cited in owners.get(_plain(match[0]), ()):
                    if cited != article.id:
                        yield Citation(article.id, cited, Span(match.start(), match.end()))


def _plain(address: str) -> str:
    """An address without what two writings of it may differ in."""
    rest = address.partition("://")[2].partition("#")[0].rstrip("/.,;:!?)]'’")
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + slash + path


def _by_copy(by_id: Mapping[str, Article], copies: Sequence[Copy]) -> Iterator[Citation]:
    """A report under another's name: "(Reuters)" in what repeats Reuters' report."""
    for copy in copies:
        if copy.kind not in _COPIED:
            continue
        article, other = by_id[copy.article], by_id[copy.of]
        credits = [_named(article, other), _named(other, article)]
        if credits[0] is not None and credits[1] is None:
            yield Citation(article.id, other.id, credits[0])


def _named(article: Article, other: Article) -> Span | None:
    """Where an article names another's publisher first."""
    name = other.publisher
    if name is None or len(name) < _MIN_NAME_CHARS or name == article.publisher:
        return None
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", article.text)
    return Span(match.start(), match.end()) if match else None


def _by_quotation(by_id: Mapping[str, Article], is_open: Mapping[str, bool]) -> Iterator[Citation]:
    """Quotations of ten words and more that stand in the other's own voice, its publisher named beside them."""
    printed: dict[str, list[Article]] = defaultdict(list)
    for article in by_id.values():
        if article.publisher and len(article.publisher) >= _MIN_NAME_CHARS:
            printed[article.publisher].append(article)
    of_undated = {name: articles for name, articles in printed.items() if any(is_open[a.id] for a in articles)}
    voices: dict[str, str] = {}
    for article in by_id.values():
        publishers = printed if is_open[article.id] else of_undated
        for quoted, words, name in _credited_quotations(article, publishers):
            for other in publishers[name]:
                if other.id not in voices:
                    voices[other.id] = _own_voice(other)
                if f" {words} " in voices[other.id]:
                    yield Citation(article.id, other.id, quoted)


def _credited_quotations(article: Article, publishers: Collection[str]) -> Iterator[tuple[Span, str, str]]:
    """The long quotations with their words and each of `publishers` that their paragraph names outside of them."""
    text = article.text
    names = sorted(name for name in publishers if name != article.publisher and name in text)
    for quoted in quoted_spans(text) if names else ():
        words = [token.word for token in tokens(text, quoted.start, quoted.end)]
        if len(words) < _QUOTED_WORDS:
            continue
        end = text.find("\n", quoted.end)
        around = text[text.rfind("\n", 0, quoted.start) + 1 : quoted.start] + " "
        around += text[quoted.end : end if end >= 0 else None]
        for name in names:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", around):
                yield quoted, " ".join(words), name


def _own_voice(article: Article) -> str:
    """The words outside quotation marks, with a bar for what stands within them."""
    pieces, position = [], 0
    for quoted in quoted_spans(article.text):
        pieces += [token.word for token in tokens(article.text, position, quoted.start)]
        pieces.append("|")
        position = quoted.end
    pieces += [token.word for token in tokens(article.text, position)]
    return f" {' '.join(pieces)} "
