"""One article with its passages and statements, as lines for the terminal."""

from collections.abc import Iterator

from onrecord.model import Facts
from onrecord.present.words import pieces, said_by, terms_words, when_words

__all__ = ["article_lines"]


def article_lines(facts: Facts) -> Iterator[str]:
    """Title and metadata, the passages with their roles, then who said what in text order."""
    article = facts.article
    yield article.title or article.id
    published = article.publication
    day = f"{published.earliest} to {published.latest}" if published.day is None else str(published.day)
    known = day if published.earliest or published.latest else "not known"
    yield f"{article.publisher or 'publisher not known'}; published {known} ({published.status}); {article.id}"
    yield ""
    for passage in article.passages:
        role = "" if passage.role == "body" else f"[{passage.role}] "
        yield role + passage.span.of(article.text).strip()
    yield ""
    yield "Statements"
    for statement in facts.statements:
        who = said_by(statement, pieces(article.text, statement.source))
        side = f", {statement.side}" if statement.side else ""
        channel = f", {statement.channel.replace('_', ' ')}" if statement.channel else ""
        usage = {"term": " [term]", "not_used": " [word not used]"}.get(statement.usage or "", "")
        yield f"- {who}{side}{channel}; {terms_words(statement.terms)}; said {when_words(statement.said)}{usage}"
        yield f"    {pieces(article.text, statement.content)}  ({statement.id})"
